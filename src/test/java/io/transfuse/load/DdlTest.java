package io.transfuse.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.Servers;
import io.transfuse.model.Endpoint;
import io.transfuse.model.PgType;
import io.transfuse.model.Table;
import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.Index;
import io.transfuse.model.TargetTable.Link;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.model.UserException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DdlTest {
    private static final String CATALOGUE = """
            SELECT 'column', attrelid::regclass::text, attname, format_type(atttypid, atttypmod) || ' ' || attnotnull::text
                || ' ' || attidentity::text || ' ' || coalesce(pg_get_expr(adbin, adrelid), '')
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
            UNION ALL SELECT 'sequence', sequencename, '', coalesce(last_value::text, '') FROM pg_sequences
              WHERE schemaname IN ('app', 'public')
            UNION ALL SELECT 'extension', extname, '', '' FROM pg_extension
            ORDER BY 1, 2, 3, 4
            """;

    @TempDir
    Path folder;

    @Test
    void theRunAndTheFilesLeadToTheSameCatalogue() throws Exception {
        var ddl = shop();
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
        var ddl = shop();
        var endpoint = Servers.postgres();
        run(endpoint, ddl);
        var before = Servers.rows(endpoint, CATALOGUE);
        new Finisher(new Target(endpoint), 2, "16MB").finish(ddl, new Given.Count());
        assertThat(Servers.rows(endpoint, CATALOGUE)).isEqualTo(before);
    }

    @Test
    void anIdentityGoesOnAfterTheLargestValueAndIsNeverSetBack() {
        var ddl = shop();
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
        run(endpoint, shop());
        var touched = "SELECT changed = '2000-01-01Z' FROM app.people";
        Servers.execute(endpoint, "UPDATE app.people SET name = name");
        assertThat(Servers.rows(endpoint, touched)).containsExactly("t");
        Servers.execute(endpoint, "UPDATE app.people SET name = 'another'");
        assertThat(Servers.rows(endpoint, touched)).containsExactly("f");
    }

    @Test
    void aForeignKeyWhoseOrphansAreKeptStaysNotValid() {
        var ddl = new Ddl(tables(), List.of(), Set.of("app.Order.order_owner"));
        var endpoint = Servers.postgres();
        run(endpoint, ddl);
        assertThat(Servers.rows(endpoint, "SELECT convalidated FROM pg_constraint WHERE conname = 'order_owner'"))
                .containsExactly("f");
    }

    @Test
    void aKeyThatIsNotUniqueIsNamedWithoutItsValue() {
        var ddl = shop();
        var endpoint = Servers.postgres();
        create(endpoint, ddl);
        Servers.execute(endpoint, "INSERT INTO app.people (id, name) VALUES (77, 'a'), (77, 'b')");
        assertThatThrownBy(() -> new Finisher(new Target(endpoint), 2, "").finish(ddl, new Given.Count()))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll("primary key", "people_pkey", "app.people", "23505")
                .hasMessageNotContaining("77")
                .hasNoCause();
    }

    @Test
    void anOrphanIsNamedWithoutItsValue() {
        var ddl = shop();
        var endpoint = Servers.postgres();
        create(endpoint, ddl);
        Servers.execute(endpoint, "INSERT INTO app.\"Order\" (id, owner) VALUES (1, 77)");
        assertThatThrownBy(() -> new Finisher(new Target(endpoint), 2, "").finish(ddl, new Given.Count()))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll("checking foreign key order_owner", "app.Order", "23503")
                .hasMessageNotContaining("77");
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

    private static Ddl shop() {
        return new Ddl(tables(), List.of("pgcrypto"), Set.of());
    }

    private static List<TargetTable> tables() {
        var people = new TargetTable(
                "app",
                "people",
                List.of(
                        Given.column("id bigint!"),
                        Given.column("name varchar(50)"),
                        new TargetColumn("role", PgType.of("text"), false, Optional.of("'it''s :role'"), false),
                        Given.column("changed timestamptz")),
                List.of("id"),
                List.of(List.of("name", "role")),
                List.of(new Table.Check("people_role_check", "role <> ''")),
                List.of(),
                List.of(
                        new Index("idx_name", false, "(name) WHERE name IS NOT NULL"),
                        new Index("idx_search", false, "USING gin (to_tsvector('english', name))")),
                Optional.of("changed"));
        var orders = new TargetTable(
                "app",
                "Order",
                List.of(
                        new TargetColumn("id", PgType.of("bigint"), false, Optional.empty(), true),
                        Given.column("owner bigint"),
                        Given.column("user bigint"),
                        Given.column("changed timestamp")),
                List.of("id"),
                List.of(),
                List.of(),
                List.of(
                        new Link("order_owner", List.of("owner"), "people", List.of("id"), "cascade", ""),
                        new Link("", List.of("user"), "people", List.of("id"), "SET NULL", "NO ACTION")),
                List.of(new Index("idx_name", true, "(owner, id)")),
                Optional.of("changed"));
        return List.of(people, orders);
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

    /** The real psql where there is one, else the same text through JDBC. */
    private void psql(Endpoint endpoint, String name, String sql) throws Exception {
        var file = Files.writeString(folder.resolve(name), sql);
        var psql = Path.of("/usr/bin/psql");
        if (!Files.isExecutable(psql)) {
            Servers.execute(endpoint, sql);
            return;
        }
        var url = URI.create(endpoint.jdbcUrl().substring("jdbc:".length()));
        var process = new ProcessBuilder(
                        psql.toString(),
                        "-qX",
                        "-v",
                        "ON_ERROR_STOP=1",
                        "-d",
                        "postgresql://postgres@" + url.getAuthority() + url.getPath(),
                        "-f",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("out")))
                .isZero();
    }
}
