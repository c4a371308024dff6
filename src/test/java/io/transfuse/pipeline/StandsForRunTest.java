package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.model.Validation.Reject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** References to rows that stand for the rows of one target of a split table. */
class StandsForRunTest {

    private static final String SETTINGS = """
            tables {
              users.split {
                people { where = "t.role = 'patient'", columns.id = uuid }
                users { otherwise = true, columns.id = bigint }
              }
              patients {
                target = halves
                stands-for { table = users, by = user_id, to = people }
                drop-rows.merged = "EXISTS (SELECT 1 FROM users u WHERE u.id = t.user_id AND u.role = 'patient')"
                columns.user_id { from = user_id, to = users }
              }
              visits.columns.patient_id { from = patient_id }
              notes.polymorphic.owner {
                type = owner_type, id = owner_id, to { user = users, patient = patients }, labels { users = user }
              }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void aPairThatMeansARowOfAnotherTargetIsRefusedAsAColumnIs() throws Exception {
        var trial = Trial.of("general", folder).with("limits.rejects", "9");
        trial.inSource(
                "CREATE TABLE users (id INTEGER PRIMARY KEY, role TEXT)",
                "CREATE TABLE patients (id INTEGER PRIMARY KEY, user_id INT REFERENCES users (id))",
                "CREATE TABLE visits (id INTEGER PRIMARY KEY, patient_id INT REFERENCES patients (id))",
                "CREATE TABLE notes (id INTEGER PRIMARY KEY, owner_type TEXT, owner_id INT)",
                "INSERT INTO users VALUES (1, 'patient'), (5, 'doctor')",
                "INSERT INTO patients VALUES (900, 1), (901, 5)",
                "INSERT INTO visits VALUES (1, 900), (2, 901)",
                "INSERT INTO notes VALUES (1, 'patient', 900), (2, 'patient', 901), (3, 'user', 5), (4, 'user', 1),"
                        + " (5, 'patient', 999)");
        trial.configured(List.of(SETTINGS));

        var outcome = trial.run();

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.validation().orElseThrow().rejects())
                .containsExactlyInAnyOrder(
                        new Reject("visits", "uncovered:patient_id", 1),
                        new Reject("notes", "uncovered:owner_id", 1),
                        new Reject("notes", "orphan:owner_id", 1));
        assertThat(Servers.rows(trial.target, """
                SELECT n.id, owner_type, p.role FROM notes n LEFT JOIN people p ON p.id::text = owner_id ORDER BY 1
                """))
                .containsExactly("1|people|patient", "3|user|null", "4|people|patient");
    }
}
