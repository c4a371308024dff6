package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.Servers;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.source.Made;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Corrected rows that give further rows, or share their target with rows of another table. */
class CorrectedKinTest {

    private static final String CONFIG = """
            limits.rejects = 2
            tables {
              medications {
                checks { dose = "dose > 0" }
                also.prescriptions {
                  columns { medication_id { from = id }, label { type = text, from = name } }
                  drop = "*"
                  references { medication_id = medications }
                  checks { label = "label <> 'Broken'" }
                }
              }
              old_lines { into = lines }
            }
            """;

    private static final String[] SOURCE = {
        "CREATE TABLE medications (id INTEGER PRIMARY KEY, name TEXT, dose INT)",
        "CREATE TABLE lines (id INTEGER PRIMARY KEY, medication INT REFERENCES medications (id), code TEXT UNIQUE)",
        "CREATE TABLE old_lines (id INTEGER PRIMARY KEY, medication INT REFERENCES medications (id), code TEXT)",
        "INSERT INTO medications VALUES (1, 'Aspirin', 100), (2, 'Wrong', -1), (3, 'Broken', 5)",
        "INSERT INTO lines VALUES (1, 1, 'a'), (2, 2, 'b')",
        "INSERT INTO old_lines VALUES (7, 1, 'a'), (8, 2, 'c'), (9, 1, 'a')"
    };

    @TempDir
    Path folder;

    /** Row 9 gets the code of row 2, which comes along and is the first. */
    private Path mended(Trial trial) throws Exception {
        var file = folder.resolve("corrections.jsonl");
        trial.correctable(file);
        var lines = Files.readString(file);
        return Files.writeString(
                file,
                lines.replace("\"dose\":-1", "\"dose\":1")
                        .replace("\"Broken\"", "\"Mended\"")
                        .replace(
                                "{\"id\":7,\"medication\":1,\"code\":\"a\"}",
                                "{\"id\":7,\"medication\":2,\"code\":\"d\"}")
                        .replace(
                                "{\"id\":9,\"medication\":1,\"code\":\"a\"}",
                                "{\"id\":9,\"medication\":1,\"code\":\"b\"}"));
    }

    @Test
    void furtherRowsAndRowsOfASharedTargetComeToo() throws Exception {
        var trial = Trial.of(Files.writeString(folder.resolve("a.conf"), CONFIG), folder);
        Made.file(trial.source, SOURCE);
        assertThat(trial.run().exitCode()).isEqualTo(1);

        var outcome = trial.correct(mended(trial));

        assertThat(outcome.findings())
                .hasSize(1)
                .allMatch(f -> f.matches(".* old_lines hmac:[0-9a-f]{16} stays refused: duplicate:code"));
        assertThat(outcome.validation().orElseThrow().verdict()).isEqualTo(Verdict.PASS);
        assertThat(Servers.rows(trial.target, "SELECT id, medication, code FROM lines ORDER BY 1"))
                .containsExactly("1|1|a", "2|2|b", "7|2|d", "8|2|c");
        assertThat(Servers.rows(trial.target, "SELECT medication_id, label FROM prescriptions ORDER BY 1"))
                .containsExactly("1|Aspirin", "2|Wrong", "3|Mended");
        assertThat(trial.with("verify.source", "true").verify().exitCode()).isZero();
    }

    @Test
    void aRowThatHasNoneBesideItIsCorrectedToo() throws Exception {
        var config = """
                limits.rejects = 1
                tables.items {
                  join { d { table = details, on = "detail_id = item" } }
                  columns { day = date, note { from = d.note } }
                }
                """;
        var trial = Trial.of(Files.writeString(folder.resolve("j.conf"), config), folder);
        Made.file(
                trial.source,
                "CREATE TABLE details (id INTEGER PRIMARY KEY, item INT UNIQUE, note TEXT)",
                "CREATE TABLE items (id INTEGER PRIMARY KEY, detail_id INT, day TEXT)",
                "INSERT INTO details VALUES (1, 7, 'x')",
                "INSERT INTO items VALUES (1, 7, '2020-01-01'), (2, NULL, 'soon')");
        trial.run();
        var file = folder.resolve("items.jsonl");
        trial.correctable(file);
        Files.writeString(file, Files.readString(file).replace("\"soon\"", "\"2024-12-31\""));

        assertThat(trial.correct(file).findings()).isEmpty();
        assertThat(Servers.rows(trial.target, "SELECT id, day, note FROM items ORDER BY 1"))
                .containsExactly("1|2020-01-01|x", "2|2024-12-31|null");
    }

    @Test
    void anAnswerThatACorrectedRowChangesIsNoFailure() throws Exception {
        var config = """
                tables.tickets.columns.day = date
                compare.queries = [{ name = days, source = "SELECT day FROM tickets", target = "SELECT day::text FROM tickets" }]
                """;
        var trial = Trial.of(Files.writeString(folder.resolve("q.conf"), config), folder);
        Made.file(
                trial.source,
                "CREATE TABLE tickets (id INTEGER PRIMARY KEY, day TEXT)",
                "INSERT INTO tickets VALUES (1, '2020-01-01'), (2, 'soon')");
        trial.run();
        var file = folder.resolve("tickets.jsonl");
        trial.correctable(file);
        Files.writeString(file, Files.readString(file).replace("\"soon\"", "\"2024-12-31\""));

        var outcome = trial.correct(file);

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.validation().orElseThrow().queries())
                .hasSize(1)
                .allMatch(q -> q.verdict() == Verdict.WARN && q.detail().contains("1 rows were corrected"));
    }

    @Test
    void aRowThatWouldGiveAFurtherOneThatWasNotMadeIsRefused() throws Exception {
        var config = """
                uuid.keys = integer, limits.rejects = 10
                tables.meds {
                  checks { m_ok = "refills >= 0" }
                  also.refill_rows {
                    where = "t.refills > 0", columns { med_id { from = id }, n { type = integer, from = refills } }
                    references { med_id = meds }, drop = "*"
                  }
                }
                """;
        var trial = Trial.of(Files.writeString(folder.resolve("f.conf"), config), folder);
        Made.file(
                trial.source,
                "CREATE TABLE meds (id INTEGER PRIMARY KEY, name TEXT, refills INTEGER)",
                "INSERT INTO meds VALUES (1, 'a', 3), (2, 'b', -1)");
        assertThat(trial.run().exitCode()).isZero();
        var file = folder.resolve("meds.jsonl");
        trial.correctable(file);
        var line = Files.readString(file);

        Files.writeString(file, line.replace("\"refills\":-1", "\"refills\":4"));
        assertThatThrownBy(() -> trial.correct(file))
                .hasMessageContaining(
                        "meds.jsonl line 1 has values by which its row also gives one of public.refill_rows,")
                .hasMessageEndingWith("mend it in the source, and give 'run --fresh'");
        var before = Servers.rows(trial.target, "SELECT name FROM meds ORDER BY 1");
        Files.writeString(file, line.replace("\"refills\":-1", "\"refills\":0"));
        var mended = trial.correct(file);

        assertThat(before).containsExactly("a");
        assertThat(mended.findings()).isEmpty();
        assertThat(Servers.rows(trial.target, "SELECT name FROM meds ORDER BY 1"))
                .containsExactly("a", "b");
        assertThat(Servers.rows(trial.target, "SELECT n FROM refill_rows")).containsExactly("3");
    }
}
