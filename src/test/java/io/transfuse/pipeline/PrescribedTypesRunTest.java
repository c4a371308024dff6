package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.model.Validation.Loss;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.source.Made;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrescribedTypesRunTest {

    @TempDir
    Path folder;

    private Trial trial;

    @BeforeEach
    void aTableWhoseTypesTheConfigurationPrescribes() throws IOException {
        var config = Files.writeString(folder.resolve("a.conf"), """
                tables.things.columns {
                  span = interval
                  flags { type = "bit(3)", policy.narrow = quarantine }
                  few = "varbit(8)"
                  tags = "text[]"
                  place = point
                  ref = uuid
                  at { type = timestamptz, policy { datetime = "timestamptz(Europe/Berlin)" } }
                  note { type = text, policy { nul-byte = strip } }
                }
                """);
        trial = Trial.of(config, folder).with("limits.rejects", "4");
        Made.file(
                trial.source,
                "CREATE TABLE things (id INTEGER PRIMARY KEY, span TEXT, flags INT, few TEXT, tags TEXT, place BLOB,"
                        + " ref TEXT, at TEXT, note TEXT, other TEXT)",
                "INSERT INTO things VALUES"
                        + " (1, '-838:59:59.5', 5, '101', 'a,b c,NULL', x'0101000000000000000000F83F0000000000000080',"
                        + "   'A0EEBC999C0B4EF8BB6D6BB9BD380A11', '2024-07-01 12:00:00', 'a' || char(0) || 'b', 'x'),"
                        + " (2, NULL, NULL, NULL, NULL, NULL, NULL, '2024-10-27 02:30:00', NULL, NULL),"
                        + " (3, '99:00:00', 0, '', '', NULL, NULL, NULL, '', ''),"
                        + " (4, NULL, NULL, NULL, NULL, NULL, NULL, '2024-03-31 02:30:00', NULL, NULL),"
                        + " (5, NULL, 8, NULL, NULL, NULL, NULL, NULL, NULL, NULL),"
                        + " (6, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'a' || char(0) || 'b')");
    }

    @Test
    void everyValueArrivesAsItIsMeantOrIsNamed() {
        var outcome = trial.run();

        var validation = outcome.validation().orElseThrow();
        assertThat(outcome.findings()).isEmpty();
        assertThat(Servers.rows(trial.target, """
                SELECT id, span = '-838:59:59.5', flags, few, tags::text, place::text, ref, at AT TIME ZONE 'UTC', note
                FROM things ORDER BY id
                """))
                .containsExactly(
                        "1|t|101|101|{a,\"b c\",\"NULL\"}|(1.5,-0)|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"
                                + "|2024-07-01 10:00:00|ab",
                        "2|null|null|null|null|null|null|2024-10-27 00:30:00|null");
        assertThat(validation.losses())
                .contains(
                        new Loss("things", "ref", "uuid-spelling", 1),
                        new Loss("things", "at", "dst-overlap", 1),
                        new Loss("things", "note", "nul-byte:note", 1));
        assertThat(validation.rejects())
                .extracting(r -> r.rule() + " " + r.count())
                .containsExactlyInAnyOrder("not-a-bit:few 1", "dst-gap:at 1", "not-a-bit:flags 1", "nul-byte:other 1");
    }

    @Test
    void aRealTakesEveryNumberThatItPrintsAsTheSource() throws IOException {
        var config = Files.writeString(folder.resolve("r.conf"), "tables.t.columns.d = real");
        var reals = Trial.of(config, folder).with("limits.rejects", "1").with("verify.level", "rows");
        Made.file(
                reals.source,
                "DROP TABLE things",
                "CREATE TABLE t (id INTEGER PRIMARY KEY, d DOUBLE)",
                "INSERT INTO t VALUES (1, 0.1), (2, 2.5), (3, 1.2345), (4, 0.123456789), (5, NULL)");

        assertThat(reals.run().findings()).isEmpty();
        assertThat(Servers.rows(reals.target, "SELECT d FROM t ORDER BY id"))
                .containsExactly("0.1", "2.5", "1.2345", "null");
        assertThat(reals.with("verify.source", "true").verify().findings()).isEmpty();
    }

    @Test
    void anExpressionMayReadNoColumn() throws IOException {
        var config = Files.writeString(
                folder.resolve("r.conf"),
                "tables.t.columns.d { type = date, expression = \"date '2024-02-29'\", takes = [] }");
        var constants = Trial.of(config, folder);
        Made.file(
                constants.source,
                "DROP TABLE things",
                "CREATE TABLE t (id INTEGER PRIMARY KEY)",
                "INSERT INTO t VALUES (1), (2)");

        assertThat(constants.run().findings()).isEmpty();
        assertThat(Servers.rows(constants.target, "SELECT id, d FROM t ORDER BY id"))
                .containsExactly("1|2024-02-29", "2|2024-02-29");
    }

    @Test
    void aChangedValueOfEachTypeIsNamed() {
        trial.run();
        Servers.execute(
                trial.target,
                "UPDATE things SET span = '-838:59:59.499999', flags = '100', few = '1', tags = '{a,b c,NULL}',"
                        + " place = '(1.5,0)', at = at + interval '1 microsecond' WHERE id = 1");

        var tables = trial.verify().validation().orElseThrow().tables();

        assertThat(tables).singleElement().satisfies(t -> {
            assertThat(t.verdict()).isEqualTo(Verdict.FAIL);
            assertThat(t.differences().get(0).columns()).containsExactly("span", "flags", "few", "tags", "place", "at");
        });
    }
}
