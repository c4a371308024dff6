package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.source.Made;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SQLite adds up is what the run makes of its values, in whatever way they are written. */
class SqliteSumsRunTest {

    private static final String BYTES = """
            limits.rejects = 2
            tables.bytes.columns { m = timestamp, b = boolean, n = "double precision", i = integer }
            """;
    private static final String OTHERS = """
            tables {
              words.columns { m = timestamp, z = timestamptz, d = date, n = "double precision", i = bigint, b = boolean }
              numbers.columns { m = timestamp, n = "double precision", b = boolean, j = timestamp }
            }
            """;

    @TempDir
    Path folder;

    private Trial trial(String config, String... statements) throws Exception {
        var trial = Trial.of(Files.writeString(folder.resolve("a.conf"), config), folder);
        Made.file(trial.source, statements);
        return trial;
    }

    private static void agree(Outcome outcome) {
        assertThat(outcome.validation().orElseThrow().checks())
                .filteredOn(c -> c.name().startsWith("source-aggregates:")
                        || c.name().startsWith("aggregate:")
                        || c.name().equals("predicted"))
                .isNotEmpty()
                .allSatisfy(
                        c -> assertThat(c.verdict()).as(c.name() + c.detail()).isEqualTo(Verdict.PASS));
    }

    @Test
    void areThoseOfTheStage() throws Exception {
        var trial = trial(
                BYTES + OTHERS,
                "CREATE TABLE words (id INTEGER PRIMARY KEY, m TEXT, z TEXT, d TEXT, n TEXT, i TEXT, b TEXT)",
                "INSERT INTO words (m, z, d, n, i, b) VALUES"
                        + " ('2460310.5', '2024-01-01T00:00:00+0200', '2460310.5', '1e2', '+5', 'yes'),"
                        + " ('-1700000000.5', '2024-01-01 00:00:00+02', '2024-01-01', '1E-3', '007', 'T'),"
                        + " ('2024-01-01T00:00Z', '2024-01-01 10:20 -05:30', '2024-01-01 02:00+02', '+5', '-1', 'FALSE'),"
                        + " ('1700000000123', '2024-01-01 00:00Z', '86400', '2.5', '9223372036854775807', '1'),"
                        + " ('-1700000000123', '2024-01-01T00:00:00.5 -02:', '-86400', '1152921504606847000', '0', 'n'),"
                        + " (' 1', '0x10', '5.', '1_000', '1.0', '1.0'), ('', '.5', '1 ', '.5', ' 1', 'on')",
                "CREATE TABLE numbers (id INTEGER PRIMARY KEY, m, n, b, j)",
                "INSERT INTO numbers (m, n, b, j) VALUES (-0.5, 0.5, 1.0, 2460310.5), (1700000000.9999998, -1.5, 0.0, 2460311),"
                        + " (-1700000000500, 1e300, 1, 2460311.25), (1700000000999.9998, 7, 0, NULL), (NULL, 9.5e18, NULL, 1)",
                "CREATE TABLE bytes (id INTEGER PRIMARY KEY, m, b, n, i)",
                "INSERT INTO bytes (m, b, n, i) VALUES (CAST('2024-01-01 00:00:00+0200' AS BLOB), CAST('yes' AS BLOB),"
                        + " CAST('1e2' AS BLOB), CAST('12' AS BLOB)), ('2024-01-01', 't', '2', 3), (5, 1.0, 1.5, 4.0)");

        var outcome = trial.run();

        agree(outcome);
        assertThat(Servers.rows(trial.target, "SELECT m, z AT TIME ZONE 'UTC', d, n, i, b FROM words ORDER BY id"))
                .startsWith("2024-01-01 00:00:00|2023-12-31 22:00:00|2024-01-01|100|5|t")
                .hasSize(5);
        agree(trial.with("verify.source", "true").verify());
    }

    @Test
    void areLeftOutWhereSqliteTakesBytesForOtherLetters() throws Exception {
        var trial = trial(
                BYTES,
                "PRAGMA encoding = 'UTF-16le'",
                "CREATE TABLE bytes (id INTEGER PRIMARY KEY, m, b, n, i, x)",
                "INSERT INTO bytes (m, b, n, i, x) VALUES (x'323032342d30312d3031', x'74', x'3132', x'3132', 'letters'),"
                        + " ('2024-01-01', 't', '2', 3, x'00')");

        var outcome = trial.run();

        agree(outcome);
        assertThat(Servers.rows(trial.target, "SELECT m, b, n, i, x::text FROM bytes ORDER BY id"))
                .isEqualTo(List.of("2024-01-01 00:00:00|t|12|12|\\x6c657474657273", "2024-01-01 00:00:00|t|2|3|\\x00"));
    }
}
