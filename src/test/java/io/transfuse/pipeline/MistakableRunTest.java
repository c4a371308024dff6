package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.Validation.Fate;
import io.transfuse.model.Validation.Reject;
import io.transfuse.source.Made;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that mean a refused row whose key became that of another one never end up there. */
class MistakableRunTest {

    private static final String[] PATIENTS = {
        "CREATE TABLE patients (id VARCHAR(36) PRIMARY KEY, name VARCHAR(20))",
        "INSERT INTO patients VALUES ('11111111-2222-4333-8444-555555555555', 'A'),"
                + " ('11111111222243338444555555555555', 'B'), ('21111111-2222-4333-8444-555555555555', 'C')",
        "CREATE TABLE visits (id INT PRIMARY KEY, patient_id VARCHAR(36), note VARCHAR(20),"
                + " FOREIGN KEY (patient_id) REFERENCES patients (id))",
        "INSERT INTO visits VALUES (1, '11111111-2222-4333-8444-555555555555', 'of A'),"
                + " (2, '11111111222243338444555555555555', 'of B'), (3, '21111111-2222-4333-8444-555555555555', 'of C')",
        // Nothing but the settings says that these refer to patients.
        "CREATE TABLE files (id INT PRIMARY KEY, patient VARCHAR(36), kind VARCHAR(20))",
        "INSERT INTO files VALUES (1, '11111111-2222-4333-8444-555555555555', 'patient'),"
                + " (2, '11111111222243338444555555555555', 'patient'), (3, '11111111222243338444555555555555', 'x')",
        "CREATE TABLE notes (id INT PRIMARY KEY, visit_id INT, FOREIGN KEY (visit_id) REFERENCES visits (id))",
        "INSERT INTO notes VALUES (1, 1), (2, 2)"
    };

    private static final String CONFIG = """
            uuid.keys = text, limits.rejects = 20
            tables.files.references { patient = patients }
            """;

    @TempDir
    Path folder;

    private Trial trial(String config, String... statements) throws Exception {
        var trial = Trial.of(Files.writeString(folder.resolve("a.conf"), config), folder);
        Made.file(trial.source, statements);
        return trial;
    }

    private static void checkPatients(Trial trial) {
        var outcome = trial.run();

        assertThat(outcome.findings()).isEmpty();
        var validation = outcome.validation().orElseThrow();
        assertThat(validation.sources()).allMatch(Fate::closed);
        assertThat(validation.rejects())
                .containsExactlyInAnyOrder(
                        new Reject("patients", "duplicate:id", 1),
                        new Reject("visits", "parent-rejected:patient_id", 1),
                        new Reject("files", "parent-rejected:patient", 2),
                        new Reject("notes", "parent-rejected:visit_id", 1));
        assertThat(Servers.rows(
                        trial.target,
                        "SELECT v.note, p.name FROM visits v JOIN patients p ON p.id = patient_id ORDER BY 1"))
                .containsExactly("of A|A", "of C|C");
        assertThat(Servers.rows(trial.target, "SELECT id FROM files")).containsExactly("1");
    }

    @Test
    void otherSpellingsOfAUuid() throws Exception {
        var trial = trial(CONFIG, PATIENTS);

        checkPatients(trial);

        var file = folder.resolve("corrections.jsonl");
        trial.correctable(file);
        // The second patient stays refused, whatever else is said of it and of those who mean it.
        var lines = Files.readString(file).replace("\"B\"", "\"B!\"").replace("\"of B\"", "\"of B!\"");
        var corrected = trial.correct(Files.writeString(file, lines));

        assertThat(corrected.findings())
                .anyMatch(f -> f.contains(" visits ") && f.endsWith("stays refused: parent-rejected:patient_id"));
        assertThat(Servers.rows(trial.target, "SELECT name FROM patients ORDER BY 1"))
                .containsExactly("A", "C");
        assertThat(Servers.rows(trial.target, "SELECT id FROM visits ORDER BY 1"))
                .containsExactly("1", "3");
        assertThat(Servers.rows(trial.target, "SELECT id FROM files")).containsExactly("1");
    }

    @OnSqlServers
    void otherSpellingsOfAUuidOnAServer(SqlServer server) throws Exception {
        var source = server.database();
        Servers.execute(source, PATIENTS);

        checkPatients(Trial.from(source, folder).configured(List.of(CONFIG)));
    }

    @Test
    void theFirstIsRefusedForAnotherReason() throws Exception {
        var trial = trial(
                CONFIG.replace("tables.files", "tables.patients.checks.named = \"name <> 'A'\"\ntables.files"),
                PATIENTS);

        trial.run();
        assertThat(Servers.rows(trial.target, "SELECT name FROM patients ORDER BY 1"))
                .containsExactly("C");

        var file = folder.resolve("corrections.jsonl");
        trial.correctable(file);
        trial.correct(Files.writeString(file, Files.readString(file).replace("\"A\"", "\"A!\"")));

        assertThat(Servers.rows(
                        trial.target,
                        "SELECT v.note, p.name FROM visits v JOIN patients p ON p.id = patient_id ORDER BY 1"))
                .containsExactly("of A|A!", "of C|C");
    }

    @Test
    void numbersAndDays() throws Exception {
        var trial = trial(
                """
                uuid.keys = none, limits.rejects = 20
                tables {
                  wards { columns { no = bigint } }
                  beds { columns { ward = bigint } }
                  days { columns { d = date } }
                  events { columns { day = date } }
                }
                """,
                "CREATE TABLE wards (no TEXT PRIMARY KEY NOT NULL)",
                "INSERT INTO wards VALUES ('1'), ('01'), ('2')",
                "CREATE TABLE beds (id INTEGER PRIMARY KEY, ward TEXT REFERENCES wards)",
                "INSERT INTO beds VALUES (1, '1'), (2, '01'), (3, '2')",
                "CREATE TABLE days (d TEXT PRIMARY KEY NOT NULL)",
                "INSERT INTO days VALUES ('2024-01-01'), ('2024-01-01 00:00:00')",
                "CREATE TABLE events (id INTEGER PRIMARY KEY, day TEXT REFERENCES days)",
                "INSERT INTO events VALUES (1, '2024-01-01'), (2, '2024-01-01 00:00:00')");

        var outcome = trial.run();

        assertThat(outcome.findings()).isEmpty();
        assertThat(Servers.rows(trial.target, "SELECT id, ward FROM beds ORDER BY 1"))
                .containsExactly("1|1", "3|2");
        assertThat(Servers.rows(trial.target, "SELECT id FROM events")).containsExactly("1");
    }
}
