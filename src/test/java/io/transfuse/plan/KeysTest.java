package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.Finding;
import io.transfuse.model.Finding.Action;
import io.transfuse.model.PgType;
import io.transfuse.model.Plan.Prediction;
import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.TargetColumn;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysTest {

    @TempDir
    Path folder;

    @Test
    void columnsThatReferencesConnectHaveTheWidestType() {
        var plan = Planned.of(
                folder,
                "",
                "CREATE TABLE p (id SMALLINT PRIMARY KEY)",
                "CREATE TABLE c (id INTEGER PRIMARY KEY, p BIGINT REFERENCES p)",
                "CREATE TABLE d (id INTEGER PRIMARY KEY, p SMALLINT REFERENCES p)",
                "INSERT INTO p VALUES (1)",
                "INSERT INTO c VALUES (1, 1)",
                "INSERT INTO d VALUES (1, 1)");

        for (var column : new String[] {"p.id", "c.p", "d.p"}) {
            var parts = column.split("\\.", 2);
            assertThat(Planned.column(plan, parts[0], parts[1]).target().type())
                    .as(column)
                    .isEqualTo(PgType.of("bigint"));
        }
    }

    @Test
    void whatIsUniqueBesideAConstantMustBeSoByItself() {
        var plan = Planned.of(
                folder,
                "tables.people { columns.tenant { value = 1, type = integer, new = true }, unique = [[tenant, email]] }",
                "CREATE TABLE people (id INTEGER PRIMARY KEY, email TEXT)",
                "INSERT INTO people VALUES (1, 'a'), (2, 'b'), (3, 'a')");

        assertThat(plan.mappings().get(0).branches().get(0).duplicates()).containsExactly(List.of("tenant", "email"));
        assertThat(Planned.warnings(plan)).anyMatch(w -> w.contains("the first is kept, 1 are rejected"));
    }

    @Test
    void membersThatBecomeOneAreLookedForAmongTheStagedRows() {
        var config = "tables.rights.columns.kind { type = \"enum kind(a, A1)\", enum-map { a = a, A1 = %s } },"
                + " tables.rights.unique = [[person, kind]]";
        String[] rights = {
            "CREATE TABLE rights (id INTEGER PRIMARY KEY, person INT, kind TEXT, UNIQUE (person, kind))",
            "INSERT INTO rights VALUES (1, 1, 'a'), (2, 1, 'A1')"
        };

        var one = Planned.of(folder, config.formatted("a"), rights);
        var two = Planned.of(folder, config.formatted("A1"), rights);

        assertThat(one.mappings().get(0).branches().get(0).duplicates()).containsExactly(List.of("person", "kind"));
        assertThat(two.mappings().get(0).branches().get(0).duplicates()).isEmpty();
    }

    @Test
    void columnsFollowTheKeyThatTheyMeanThroughOtherReferences() {
        var plan = Planned.of(
                folder,
                "uuid.from = integer, tables.users.uuid.strategy = name-based",
                "CREATE TABLE users (id INTEGER PRIMARY KEY)",
                "CREATE TABLE doctors (user_id INTEGER PRIMARY KEY REFERENCES users (id))",
                "CREATE TABLE visits (doctor INT REFERENCES doctors (user_id), n INT, PRIMARY KEY (doctor, n))",
                "CREATE TABLE bills (doctor INT, n INT, FOREIGN KEY (doctor, n) REFERENCES visits (doctor, n))",
                "INSERT INTO users VALUES (1)",
                "INSERT INTO doctors VALUES (1)",
                "INSERT INTO visits VALUES (1, 1)",
                "INSERT INTO bills VALUES (1, 1), (1, 2), (NULL, 3)");

        for (var column : new String[] {"users.id", "doctors.user_id", "visits.doctor", "bills.doctor"}) {
            var parts = column.split("\\.", 2);
            var mapped = Planned.column(plan, parts[0], parts[1]);
            assertThat(mapped.target().type()).as(column).isEqualTo(PgType.of("uuid"));
            assertThat(mapped.value().describe()).as(column).contains("UUID");
        }
        assertThat(Planned.target(plan, "bills").foreignKeys())
                .singleElement()
                .satisfies(l -> assertThat(l.columns()).containsExactly("doctor", "n"));
        assertThat(Planned.warnings(plan))
                .containsExactly(
                        "bills.doctor, n 1 row refers to a row of visits that does not exist (policy.orphan decides)");
    }

    @Test
    void aNumberThatRefersToATextKeyFindsItAsTextAlone() {
        var plan = Planned.of(
                folder,
                "",
                "CREATE TABLE zip (land TEXT, code TEXT PRIMARY KEY, UNIQUE (land, code))",
                "CREATE TABLE addr (id INTEGER PRIMARY KEY, zip INTEGER REFERENCES zip)",
                "CREATE TABLE pairs (id INTEGER PRIMARY KEY, land TEXT, zip INTEGER,"
                        + " FOREIGN KEY (land, zip) REFERENCES zip (land, code))",
                "CREATE TABLE numbers (id INTEGER PRIMARY KEY)",
                "CREATE TABLE words (id INTEGER PRIMARY KEY, number TEXT REFERENCES numbers)",
                "INSERT INTO zip VALUES ('D', '01067'), ('D', '80331')",
                "INSERT INTO addr VALUES (1, '01067'), (2, '80331'), (3, NULL)",
                "INSERT INTO pairs VALUES (1, 'D', '01067'), (2, 'D', '80331')",
                "INSERT INTO numbers VALUES (1)",
                "INSERT INTO words VALUES (1, '01'), (2, '2')");

        assertThat(plan.predictions())
                .contains(
                        new Prediction("addr", new Finding("orphan", "zip", Action.REJECT), 1),
                        new Prediction("pairs", new Finding("orphan", "land, zip", Action.REJECT), 1),
                        new Prediction("words", new Finding("orphan", "number", Action.REJECT), 1));
    }

    @Test
    void referencesToWhatIsNotUniqueAreListed() {
        var plan = Planned.of(
                folder,
                "",
                "CREATE TABLE p (id INTEGER PRIMARY KEY, code TEXT, a INT, b INT, w TEXT,"
                        + " n TEXT COLLATE NOCASE, m TEXT COLLATE NOCASE)",
                "CREATE UNIQUE INDEX pw ON p (w COLLATE NOCASE)",
                "CREATE UNIQUE INDEX pn ON p (n)",
                "CREATE UNIQUE INDEX pm ON p (m COLLATE BINARY)",
                "CREATE TABLE c (code TEXT REFERENCES p (code), a INT, b INT, w TEXT REFERENCES p (w),"
                        + " n TEXT REFERENCES p (n), m TEXT REFERENCES p (m),"
                        + " FOREIGN KEY (a, b) REFERENCES p (a, b), FOREIGN KEY (b, a) REFERENCES p)");

        assertThat(Planned.target(plan, "c").foreignKeys()).isEmpty();

        assertThat(Planned.warnings(plan))
                .contains(
                        "c.w refers to p.w, which is not unique, as PostgreSQL wants it; the foreign key is left out",
                        "c.b, a refer to p (id), which is another number of columns; the foreign key is left out",
                        "c.code refers to p.code, which is not unique, as PostgreSQL wants it; the foreign key is left out",
                        "c.a, b refer to p (a, b), which is not unique, as PostgreSQL wants it; the foreign key is left out");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lower  | text   | (lower("mail"))
            plain  | text   |
            citext | citext |
            icu    | text   | ("mail" COLLATE public.ignoring_case)
            """)
    void aKeyWithoutCaseStaysUniqueAsThePolicySays(String policy, String type, String index) {
        var plan = Planned.of(
                folder,
                "policy.collation = " + policy,
                "CREATE TABLE t (id INTEGER PRIMARY KEY, mail TEXT COLLATE NOCASE UNIQUE)",
                "INSERT INTO t VALUES (1, 'a')");

        var table = Planned.target(plan, "t");
        assertThat(table.column("mail").map(TargetColumn::type).map(PgType::sql))
                .contains(type);
        assertThat(table.indexes().stream().map(TargetTable.Index::definition).findFirst())
                .isEqualTo(Optional.ofNullable(index));
        assertThat(table.uniques()).hasSize(index == null ? 1 : 0);
    }

    @Test
    void lettersThatSqliteDoesNotFoldAreNotFoldedByTheIndex() {
        var plan = Planned.of(
                folder,
                "",
                "CREATE TABLE t (id INTEGER PRIMARY KEY, mail TEXT COLLATE NOCASE UNIQUE)",
                "INSERT INTO t VALUES (1, 'Ä'), (2, 'ä')");

        assertThat(Planned.target(plan, "t").indexes())
                .extracting(TargetTable.Index::definition)
                .containsExactly("(lower(\"mail\" COLLATE \"C\"))");
    }

    @Test
    void computedColumnsAreComputedWherePostgresqlComputesTheSame() {
        var plan = Planned.of(
                folder,
                "",
                "CREATE TABLE t (id INTEGER PRIMARY KEY, a INT, b TEXT, \"Twice\" BIGINT AS (a * 2) STORED,"
                        + " c TEXT GENERATED ALWAYS AS (b || '-' || b) VIRTUAL, d TEXT AS (hex(b)))",
                "INSERT INTO t (id, a, b) VALUES (1, 2, 'x')");

        assertThat(Planned.target(plan, "t").columns())
                .extracting(TargetColumn::generated)
                .containsExactly(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("a * 2"),
                        Optional.of("((b || '-') || b)"),
                        Optional.empty());
        assertThat(Planned.warnings(plan))
                .containsExactly("t.d is computed in the source as hex(b); its values are carried, but PostgreSQL does"
                        + " not go on computing them");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"none; a + 0", "integer; a + 0", "none; json_extract(j, '$.pid')"})
    void aComputedReferenceIsSaidToBeComputedNoMore(String keys, String expression) {
        var plan = Planned.of(
                folder,
                "uuid.keys = " + keys,
                "CREATE TABLE p (id INTEGER PRIMARY KEY)",
                "CREATE TABLE k (id INTEGER PRIMARY KEY, a INT, j TEXT, pid INT GENERATED ALWAYS AS (" + expression
                        + ") STORED REFERENCES p (id), q INT GENERATED ALWAYS AS (a + 0) STORED)",
                "INSERT INTO p VALUES (1)",
                "INSERT INTO k (id, a, j) VALUES (1, 1, '{\"pid\": 1}')");

        assertThat(Planned.column(plan, "k", "q").target().generated()).isPresent();
        assertThat(Planned.warnings(plan))
                .containsExactly("k.pid is computed in the source as " + expression
                        + "; its values are carried, but PostgreSQL does not go on computing them");
    }

    @Test
    void aConditionThatSparkReadsOtherwiseIsAGuardUnlessRowsBreakIt() {
        var plan = Planned.of(
                folder,
                "",
                "CREATE TABLE t (id INTEGER PRIMARY KEY, \"Odd\" INT CHECK (\"Odd\" > 0), even INT CHECK (even > 0))",
                "CREATE TABLE u (id INTEGER PRIMARY KEY, \"Odd\" INT CHECK (\"Odd\" > 0))",
                "PRAGMA ignore_check_constraints = 1",
                "INSERT INTO t VALUES (1, 1, 1)",
                "INSERT INTO u VALUES (1, -1)");

        assertThat(Planned.target(plan, "t").checks())
                .singleElement()
                .satisfies(c -> assertThat(c.sql()).isEqualTo("even > 0"));
        assertThat(Planned.target(plan, "t").guards())
                .singleElement()
                .satisfies(c -> assertThat(c.sql()).isEqualTo("\"Odd\" > 0"));
        assertThat(Planned.target(plan, "u").guards()).isEmpty();
        assertThat(Planned.warnings(plan))
                .containsExactly("u. CHECK (\"Odd\" > 0) is not carried: 1 row of the source breaks it");
    }
}
