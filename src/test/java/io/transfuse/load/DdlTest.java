package io.transfuse.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.Psql;
import io.transfuse.Servers;
import io.transfuse.model.Endpoint;
import io.transfuse.model.Plan.EnumType;
import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.Index;
import io.transfuse.model.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DdlTest {
    private static final String CATALOGUE = """
            SELECT 'column', attrelid::regclass::text, attname, format_type(atttypid, atttypmod) || ' ' || attnotnull::text
                || ' ' || attidentity::text || attgenerated::text || ' ' || coalesce(pg_get_expr(adbin, adrelid), '')
              FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
              JOIN pg_class c ON c.oid = attrelid AND relkind = 'r'
              WHERE relnamespace::regnamespace::text IN ('app', 'public') AND attnum > 0
            UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid) || convalidated::text
              FROM pg_constraint WHERE connamespace::regnamespace::text IN ('app', 'public')
            UNION ALL SELECT 'index', tablename, indexname, indexdef FROM pg_indexes
              WHERE schemaname IN ('app', 'public')
            UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger
              WHERE NOT tgisinternal
            UNION ALL SELECT 'function', proname, '', prosrc FROM pg_proc WHERE proname LIKE 'touch%'
            UNION ALL SELECT 'type', typname, enumsortorder::text, enumlabel
              FROM pg_enum JOIN pg_type t ON t.oid = enumtypid
            UNION ALL SELECT 'comment', objoid::regclass::text, objsubid::text, description
              FROM pg_description JOIN pg_class c ON c.oid = objoid WHERE relnamespace::regnamespace::text = 'app'
            UNION ALL SELECT 'sequence', sequencename, data_type::text || start_value || min_value || max_value
                || increment_by || cycle, coalesce(last_value::text, '') FROM pg_sequences
              WHERE schemaname IN ('app', 'public')
            UNION ALL SELECT 'extension', extname, '', '' FROM pg_extension
            ORDER BY 1, 2, 3, 4
            """;

    @TempDir
    Path folder;

    @Test
    void theRunAndTheFilesLeadToTheSameCatalogue() throws Exception {
        var ddl = GivenShop.ddl();
        var byRun = Servers.postgres();
        run(byRun, ddl);
        var byFiles = Servers.postgres();
        psql(byFiles, "schema.sql", ddl.schemaSql());
        rows(byFiles);
        psql(byFiles, "indexes.sql", ddl.indexesSql());
        assertThat(Servers.rows(byFiles, CATALOGUE)).hasSizeGreaterThan(20).isEqualTo(Servers.rows(byRun, CATALOGUE));
    }

    @Test
    void finishingTwiceChangesNothing() {
        var ddl = GivenShop.ddl();
        var endpoint = Servers.postgres();
        run(endpoint, ddl);
        var before = Servers.rows(endpoint, CATALOGUE);
        new Finisher(new Target(endpoint), 2, "16MB").finish(ddl, new Given.Count());
        assertThat(Servers.rows(endpoint, CATALOGUE)).isEqualTo(before);
    }

    @Test
    void aKeyLongerThanAnIndexTakesSaysWhatHelpsAndTellsNoValue() {
        var endpoint = Servers.postgres();
        Servers.execute(
                endpoint,
                "CREATE TABLE words (id text)",
                "INSERT INTO words SELECT string_agg(md5(i::text), '') FROM generate_series(1, 200) i");
        var words = new TargetTable(
                "public",
                "words",
                List.of(Given.column("id text!")),
                List.of("id"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
        assertThatThrownBy(() -> new Finisher(new Target(endpoint), 2, "").finish(Given.ddl(words), new Given.Count()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("making primary key words_pkey of public.words")
                .hasMessageContaining("longer than PostgreSQL takes there (SQLSTATE 54000")
                .hasMessageEndingWith("(uuid.keys), then 'run --fresh'")
                .hasMessageNotContaining("c4ca4238");
    }

    @Test
    void anIndexOfTheSettingsThatTakesNoValueSoLongNamesItsSetting() {
        var endpoint = Servers.postgres();
        Servers.execute(
                endpoint,
                "CREATE TABLE words (id text)",
                "INSERT INTO words SELECT string_agg(md5(i::text), '') FROM generate_series(1, 200) i");
        var setting = "tables.words.indexes.by_id";
        var words = new TargetTable(
                "public",
                "words",
                List.of(Given.column("id text!")),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new TargetTable.Index("by_id", false, "(id)", setting)),
                Optional.empty());
        assertThatThrownBy(() -> new Finisher(new Target(endpoint), 2, "").finish(Given.ddl(words), new Given.Count()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("making index by_id of public.words")
                .hasMessageEndingWith("or leave the index out with " + setting + " = null, then 'run --fresh'");
    }

    @Test
    void anIdentityGoesOnAfterTheLargestValueAndIsNeverSetBack() {
        var ddl = GivenShop.ddl();
        var endpoint = Servers.postgres();
        run(endpoint, ddl);
        var insert = "INSERT INTO app.\"Order\" (owner) VALUES (1) RETURNING id";
        assertThat(Servers.rows(endpoint, insert)).containsExactly("43");
        Servers.execute(endpoint, "DELETE FROM app.\"Order\" WHERE id = 43");
        new Finisher(new Target(endpoint), 2, "").finish(ddl, new Given.Count());
        assertThat(Servers.rows(endpoint, insert)).containsExactly("44");
    }

    @Test
    void anUpdateThatChangesNothingLeavesTheTouchedColumnAlone() {
        var endpoint = Servers.postgres();
        run(endpoint, GivenShop.ddl());
        var touched = "SELECT changed = '2000-01-01Z' FROM app.people";
        Servers.execute(endpoint, "UPDATE app.people SET name = name");
        assertThat(Servers.rows(endpoint, touched)).containsExactly("t");
        Servers.execute(endpoint, "UPDATE app.people SET name = 'another'");
        assertThat(Servers.rows(endpoint, touched)).containsExactly("f");
    }

    @Test
    void anIdentityGoesOnWhereTheSourceWould() {
        var endpoint = Servers.postgres();
        run(endpoint, GivenShop.ddl());
        var insert = "INSERT INTO app.things (mood) VALUES ('') RETURNING id, doubled, changed IS NULL";
        assertThat(Servers.rows(endpoint, insert)).containsExactly("100|200|t");
        Servers.execute(endpoint, "UPDATE app.things SET mood = 'it''s'");
        assertThat(Servers.rows(endpoint, "SELECT changed IS NULL, looked IS NULL FROM app.things"))
                .containsExactly("f|f");
    }

    @Test
    void aGuardOfTheSourcesTypeIsChecked() {
        var endpoint = Servers.postgres();
        run(endpoint, GivenShop.ddl());
        assertThatThrownBy(() -> Servers.execute(endpoint, "INSERT INTO app.things (mood, tags) VALUES ('', '{c}')"))
                .hasMessageContaining("things_tags");
    }

    @Test
    void forgetRemovesTypesToo() {
        var endpoint = Servers.postgres();
        var ledger = new Ledger(new Target(endpoint));
        var run = Given.run();
        ledger.establish();
        ledger.create(run, GivenShop.ddl());
        assertThat(ledger.clashes(run, GivenShop.ddl())).isEmpty();
        assertThat(ledger.clashes(Given.run(), GivenShop.ddl())).contains("app.people", "app.Mood of it");
        ledger.forget(run);
        assertThat(Servers.rows(endpoint, "SELECT typname FROM pg_type WHERE typtype = 'e'"))
                .isEmpty();
    }

    @Test
    void aTypeWithTheNameOfATableIsRefused() {
        var types = List.of(new EnumType("public", "t", List.of("a")));
        assertThatThrownBy(() -> new Ddl(List.of(Given.table("t", "id bigint")), types, List.of(), Set.of()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("type public.t has the name of a table");
    }

    @Test
    void aForeignKeyWhoseOrphansAreKeptStaysNotValid() {
        var ddl = new Ddl(GivenShop.tables(), GivenShop.types(), List.of(), Set.of("app.Order.order_owner"));
        var endpoint = Servers.postgres();
        run(endpoint, ddl);
        assertThat(Servers.rows(endpoint, "SELECT convalidated FROM pg_constraint WHERE conname = 'order_owner'"))
                .containsExactly("f");
    }

    @Test
    void aKeyThatIsNotUniqueIsNamedWithoutItsValue() {
        var ddl = GivenShop.ddl();
        var endpoint = Servers.postgres();
        create(endpoint, ddl);
        Servers.execute(endpoint, "INSERT INTO app.people (id, name) VALUES (7718077, 'a'), (7718077, 'b')");
        assertThatThrownBy(() -> new Finisher(new Target(endpoint), 2, "").finish(ddl, new Given.Count()))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll("primary key", "people_pkey", "app.people", "23505")
                .hasMessageNotContaining("7718077")
                .hasNoCause();
    }

    @Test
    void anOrphanIsNamedWithoutItsValue() {
        var ddl = GivenShop.ddl();
        var endpoint = Servers.postgres();
        create(endpoint, ddl);
        Servers.execute(endpoint, "INSERT INTO app.\"Order\" (id, owner) VALUES (1, 7718077)");
        assertThatThrownBy(() -> new Finisher(new Target(endpoint), 2, "").finish(ddl, new Given.Count()))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll("checking foreign key order_owner", "app.Order", "23503")
                .hasMessageNotContaining("7718077");
    }

    @Test
    void longAndDoubleNamesAreMadeUniqueTheSameWayEveryTime() {
        var long1 = "a".repeat(60);
        var tables = List.of(
                indexed("x", "idx", long1 + "_1"), indexed("y", "idx", long1 + "_2"), Given.table("idx_z", "a text"));
        var names = new Ddl(tables, List.of(), Set.of())
                .finishing().stream()
                        .filter(s -> s.kind() == Statement.Kind.INDEX || s.kind() == Statement.Kind.UNIQUE)
                        .map(Statement::name)
                        .toList();
        assertThat(names)
                .doesNotHaveDuplicates()
                .contains("idx")
                .allSatisfy(n -> assertThat(n.length()).isLessThanOrEqualTo(63));
        assertThat(names)
                .isEqualTo(new Ddl(tables, List.of(), Set.of())
                        .finishing().stream()
                                .filter(s -> s.kind() == Statement.Kind.INDEX || s.kind() == Statement.Kind.UNIQUE)
                                .map(Statement::name)
                                .toList());
    }

    @Test
    void aTableNameThatPostgresWouldCutIsRefused() {
        assertThatThrownBy(() -> Given.ddl(Given.table("ä".repeat(32), "id bigint")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("is 64 bytes long, but must be at most 63");
    }

    private static TargetTable indexed(String name, String index, String column) {
        return new TargetTable(
                "public",
                name,
                List.of(Given.column(column + " text")),
                List.of(),
                List.of(List.of(column)),
                List.of(),
                List.of(),
                List.of(new Index(index, false, "(" + column + ")")),
                Optional.empty());
    }

    private static void create(Endpoint endpoint, Ddl ddl) {
        var ledger = new Ledger(new Target(endpoint));
        ledger.establish();
        ledger.create(Given.run(), ddl);
    }

    private static void run(Endpoint endpoint, Ddl ddl) {
        create(endpoint, ddl);
        rows(endpoint);
        new Finisher(new Target(endpoint), 2, "16MB").finish(ddl, new Given.Count());
    }

    private static void rows(Endpoint endpoint) {
        Servers.execute(
                endpoint,
                "INSERT INTO app.people (id, name, changed) VALUES (1, 'x', '2000-01-01Z')",
                "INSERT INTO app.\"Order\" (id, owner) VALUES (42, 1), (7, NULL)");
    }

    private void psql(Endpoint endpoint, String name, String sql) throws Exception {
        Psql.run(endpoint, Files.writeString(folder.resolve(name), sql));
    }
}
