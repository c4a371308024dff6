package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which whole numbers of a column for moments are moments. */
class UnixTimeTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DATETIME | 1700000000         | timestamp",
                "DATETIME | 1700000000000      | timestamp",
                "DATETIME | 2460310.5), (2451545 | timestamp",
                "DATETIME | 1700000000000000   | bigint",
                "DATETIME | 2460310            | bigint",
                "DATE     | 1950               | bigint",
                "DATE     | 20240131           | bigint",
            })
    void theirSizeDecides(String declared, String values, String type) {
        var plan =
                Planned.of(folder, "", "CREATE TABLE m (at " + declared + ")", "INSERT INTO m VALUES (" + values + ")");

        assertThat(Planned.target(plan, "m").columns().get(0).type().sql()).isEqualTo(type);
        assertThat(Planned.warnings(plan).isEmpty()).isEqualTo(!type.equals("bigint"));
    }

    @Test
    void yearsAreNoSecondsWhereOtherClassesAreRefusedEither() {
        var plan = Planned.of(
                folder, "policy.mixed = quarantine", "CREATE TABLE m (at DATE)", "INSERT INTO m VALUES (1950)");

        assertThat(Planned.target(plan, "m").columns().get(0).type().sql()).isEqualTo("bigint");
    }

    @Test
    void aWishedTypeReadsSmallOnesAsSecondsWithoutAWord() {
        var plan = Planned.of(
                folder,
                "tables.m.columns.at.type = timestamp",
                "CREATE TABLE m (at DATETIME)",
                "INSERT INTO m VALUES (86400)");

        assertThat(Planned.warnings(plan)).isEmpty();
    }

    @Test
    void smallOnesBesideMillisecondsAreWarnedOf() {
        var plan = Planned.of(
                folder, "", "CREATE TABLE m (at DATETIME)", "INSERT INTO m VALUES (777600000), (1700000000000)");

        assertThat(Planned.warnings(plan))
                .singleElement()
                .asString()
                .contains("below 4102444800 they are read as seconds", "timestamp_millis(at)");
    }
}
