package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.Plan;
import io.transfuse.model.UserException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeWishesTest {

    @TempDir
    Path folder;

    private static final String[] SOURCE = {
        "CREATE TABLE accounts (code CHAR(5) PRIMARY KEY, balance DECIMAL(10,2), rate DECIMAL(6,4), openedAt DATETIME)",
        "CREATE TABLE bookings (id INTEGER PRIMARY KEY, account CHAR(5) REFERENCES accounts, amount DECIMAL(10,2))",
        "INSERT INTO accounts VALUES ('a', 1, 0.5, '2024-01-01 00:00:00')",
        "INSERT INTO bookings VALUES (1, 'a', 2)"
    };

    @Test
    void aTypeIsWishedForAllColumnsForThoseOfATableOrForOne() {
        var plan = Planned.of(folder, """
                names = snake
                types { decimal = "numeric(20,4)", "decimal(6,4)" = "double precision", "char(5)" = "varchar(10)" }
                tables.bookings.types { decimal = "numeric(30,2)" }
                tables.accounts.columns.opened_at = { from = openedAt, type = text }
                """, SOURCE);

        assertThat(types(plan, "accounts")).containsExactly("varchar(10)", "numeric(20,4)", "double precision", "text");
        assertThat(types(plan, "bookings")).containsExactly("bigint", "varchar(10)", "numeric(30,2)");
    }

    @Test
    void settingsThatFindNoColumnAreWarnedOf() {
        var plan = Planned.of(folder, """
                types { decimel = "numeric(20,4)", char = text }
                tables.bookings.types { datetime = text }
                touch = updated_at
                """, SOURCE);

        assertThat(Planned.warnings(plan))
                .filteredOn(w -> w.contains("changes nothing") || w.contains("trigger"))
                .satisfiesExactly(
                        w -> assertThat(w).contains("types.decimel changes nothing", "nearest: decimal"),
                        w -> assertThat(w).contains("tables.bookings.types.datetime changes nothing"),
                        w -> assertThat(w).contains("no trigger keeps updated_at: no table has that column"));
        assertThat(Planned.warnings(Planned.of(folder, "touch = code", SOURCE)))
                .contains("touch. no trigger keeps code: where a table has that column, it is no timestamp");
        assertThat(Planned.warnings(Planned.of(folder, "touch = openedAt\ntypes.char = text", SOURCE)))
                .noneMatch(w -> w.contains("trigger") || w.contains("changes nothing"));
    }

    @Test
    void aTypeThatPostgresqlDoesNotHaveIsRefusedByTheNameOfItsSetting() {
        Assertions.assertThatThrownBy(() -> Planned.of(folder, "types { datetime = moment }", SOURCE))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("types.datetime is moment, but must be a PostgreSQL type");
    }

    @Test
    void aRealIsWarnedOfWhereValuesMayNeedMoreDigits() {
        var plan = Planned.of(folder, "tables.accounts.columns { rate = real, balance = real }", SOURCE);

        assertThat(Planned.warnings(plan))
                .filteredOn(w -> w.contains("asks for real"))
                .singleElement()
                .satisfies(w -> assertThat(w).contains("columns.rate", "not-a-number"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "widen      | varchar(5)  | text       | varchar(6)  | text",
                "widen      | varchar(6)  | varchar(6) | varchar(7)  | varchar(7)",
                "quarantine | varchar(5)  | varchar(5) | varchar(6)  | varchar(6)",
                "error      | varchar(5)  | varchar(5) | varchar(6)  | varchar(6)"
            })
    void numbersAreAsLongAsTheyAreWritten(String policy, String zip, String zipMade, String d, String dMade) {
        var plan = Planned.of(
                folder,
                "policy.narrow = " + policy + "\ntables.t.columns { zip.type = \"" + zip + "\", d.type = \"" + d
                        + "\" }",
                "CREATE TABLE t (id INTEGER PRIMARY KEY, zip INTEGER, d DECIMAL(10,2))",
                "INSERT INTO t VALUES (1, 1067, 1.5), (2, 80331, 2.25), (3, 803310, 12345.5)");

        assertThat(types(plan, "t")).containsExactly("bigint", zipMade, dMade);
        var told = policy.equals("error") ? Planned.blockers(plan) : Planned.warnings(plan);
        assertThat(told)
                .hasSize(zip.equals("varchar(6)") ? 0 : 2)
                .allMatch(w -> w.contains("policy.narrow = " + policy));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quarantine |                                     | varchar(5)  | smallint | true",
                "quarantine | tables.b.columns.label = text       | varchar(5)  | smallint | true",
                "quarantine | tables.b.columns.code = varchar(30) | varchar(30) | smallint | true",
                "widen      |                                     | text        | bigint   | false"
            })
    void aTypeThatRejectsHoldsForTheRowsOfAllTables(
            String policy, String more, String code, String size, boolean rejects) {
        var plan = Planned.of(
                folder,
                "policy.narrow = " + policy + "\ntables.b.into = a\n"
                        + "tables.a.columns { code = varchar(5), size = smallint }\n" + (more == null ? "" : more),
                "CREATE TABLE a (id INTEGER PRIMARY KEY, code TEXT, size INTEGER, label TEXT)",
                "CREATE TABLE b (id INTEGER PRIMARY KEY, code TEXT, size INTEGER, label TEXT)",
                "INSERT INTO a VALUES (1, 'short', 1, 'x'), (2, 'muchtoolongcode', 2, 'x')",
                "INSERT INTO b VALUES (10, 'x', 70000, 'x')");

        assertThat(types(plan, "a")).containsExactly("bigint", code, size, "text");
        assertThat(Planned.warnings(plan))
                .filteredOn(w -> w.startsWith("b.size tables.a.columns.size asks for smallint"))
                .hasSize(rejects ? 1 : 0);
    }

    @Test
    void rowsOfWhichNoneBecomesTheTypeAreForetold() {
        var plan = Planned.of(
                folder,
                "tables.t.columns { a = interval, b = uuid, c = \"bit(3)\", d = point, e = \"text[]\" }",
                "CREATE TABLE t (id INTEGER PRIMARY KEY, a INT, b INT, c REAL, d TEXT, e INT)",
                "INSERT INTO t VALUES (1, 1, 2, 1.5, 'x', 3), (2, 5, 2, 1.5, 'x', NULL)");

        assertThat(Planned.warnings(plan))
                .filteredOn(w -> w.endsWith("rejected"))
                .containsExactlyInAnyOrder(
                        "t.a 2 rows break not-an-interval and will be rejected",
                        "t.c 2 rows break not-a-bit and will be rejected",
                        "t.d 2 rows break not-a-point and will be rejected",
                        "t.e 1 row breaks not-an-array and will be rejected");
        assertThat(Planned.warnings(plan)).anySatisfy(w -> assertThat(w).contains("t.b 2 rows break not-a-uuid"));
    }

    private static List<String> types(Plan plan, String table) {
        return Planned.target(plan, table).columns().stream()
                .map(c -> c.type().sql())
                .toList();
    }
}
