package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.Plan;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NarrowTypesTest {

    @TempDir
    Path folder;

    private String[] source(String declared, String values) {
        return new String[] {
            "CREATE TABLE t (id INTEGER PRIMARY KEY, v " + declared + ")",
            "INSERT INTO t (v) VALUES (" + values.replace(" ; ", "), (") + ")"
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REAL     | 1.5 ; 2.0               | integer          | double precision | 1",
                "REAL     | 3e9                     | integer          | bigint           | 1",
                "REAL     | 3e9 ; 0.5               | smallint         | double precision | 2",
                "REAL     | 1e19                    | bigint           | double precision | 1",
                "NUMERIC  | 1.5 ; 2                 | bigint           | numeric          | 1",
                "INTEGER  | 9007199254740993 ; 1    | double precision | bigint           | 1",
                "INTEGER  | 16777217                | real             | double precision | 1",
                "INTEGER  | 9007199254740993        | real             | bigint           | 1",
                "INTEGER  | 8 ; 1                   | bit(3)           | bigint           | 0"
            })
    void aTypeThatDoesNotHoldTheNumbersFollowsThePolicy(
            String declared, String values, String asked, String wider, int count) {
        var setting = "tables.t.columns.v.type = \"" + asked + "\"\npolicy.narrow = ";

        var widened = Planned.of(folder, setting + "widen", source(declared, values));
        var kept = Planned.of(folder, setting + "quarantine", source(declared, values));

        assertThat(type(widened)).isEqualTo(wider);
        assertThat(Planned.warnings(widened)).anyMatch(w -> w.contains("widened to " + wider));
        assertThat(widened.foreseen())
                .singleElement()
                .satisfies(c -> assertThat(c.count()).isEqualTo(count));
        assertThat(type(kept)).isEqualTo(asked);
        assertThat(Planned.warnings(kept))
                .filteredOn(w -> w.contains("policy.narrow = quarantine"))
                .singleElement()
                .satisfies(w -> assertThat(w).contains(count == 0 ? "; rows that" : "; " + count + " row"));
        assertThat(Planned.blockers(Planned.of(folder, setting + "error", source(declared, values))))
                .singleElement()
                .satisfies(b -> assertThat(b).contains("must be " + wider + " or wider"));
    }

    @Test
    void aBooleanStaysOneAndItsRejectsAreForetold() {
        var source = source("INTEGER", "2 ; 1 ; 0 ; -1");
        var plan = Planned.of(folder, "tables.t.columns.v.type = boolean", source);

        assertThat(type(plan)).isEqualTo("boolean");
        assertThat(Planned.warnings(plan))
                .anyMatch(w -> w.contains("2 rows that do not fit are rejected, as no wider type means the same"));
        assertThat(Planned.blockers(
                        Planned.of(folder, "tables.t.columns.v.type = boolean\npolicy.narrow = error", source)))
                .singleElement()
                .satisfies(b -> assertThat(b).contains("must be bigint or wider"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REAL    | 1.0 ; 2147483647.0    | integer",
                "INTEGER | 9007199254740992      | double precision",
                "INTEGER | 16777216 ; -16777216  | real",
                "INTEGER | 0 ; 1 ; NULL          | boolean",
                "INTEGER | 7 ; 0                 | bit(3)",
                "DATETIME | '2024-01-02' ; '2024-01-02 00:00:00' | date"
            })
    void nothingIsSaidWhereAllValuesFit(String declared, String values, String asked) {
        var plan = Planned.of(folder, "tables.t.columns.v.type = \"" + asked + "\"", source(declared, values));

        assertThat(type(plan)).isEqualTo(asked);
        assertThat(Planned.warnings(plan)).isEmpty();
    }

    @Test
    void timesOfDayOfWhichADateTakesNoneAreForetold() {
        var setting = "tables.t.columns.v.type = date";

        assertThat(Planned.warnings(
                        Planned.of(folder, setting, source("DATETIME", "'2024-01-02 10:00:00' ; '2024-01-02' ; NULL"))))
                .containsExactly("t.v tables.t.columns.v asks for date, but 1 row has a time of day too and will be"
                        + " rejected as not-a-date; timestamp takes them");
        assertThat(Planned.warnings(Planned.of(folder, setting, source("DATETIME", "1704189600"))))
                .singleElement()
                .satisfies(w -> assertThat(w).contains("rows whose number means a time of day"));
    }

    private static String type(Plan plan) {
        return Planned.column(plan, "t", "v").target().type().sql();
    }
}
