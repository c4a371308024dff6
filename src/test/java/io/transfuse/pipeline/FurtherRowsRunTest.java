package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Fate;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.source.Made;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that give further rows to other targets, and rows that other tables' rows stand beside. */
class FurtherRowsRunTest {

    private static final String CONFIG = """
            uuid.keys = integer
            tables {
              medications {
                checks { dose = "dose > 0" }
                also.prescriptions {
                  where = "t.prescribed_by IS NOT NULL"
                  columns {
                    medication_id { from = id }
                    prescriber_id { from = prescribed_by }
                    drug { from = name, type = "varchar(20)", not-null = true }
                    label { type = text, expression = "concat(name, ' ', dose)", takes = [name, dose] }
                  }
                  drop = "*"
                  references { medication_id = medications, prescriber_id = people }
                  checks { label = "label <> 'Broken 5'" }
                }
              }
              notes.split {
                long_notes {
                  where = "length(t.body) > 5"
                  also.digests { columns { id = integer, body { from = body }, note_id { from = id } }, references { note_id = notes } }
                }
                short_notes { otherwise = true }
              }
            }
            """;

    @TempDir
    Path folder;

    private Trial trial(String config) throws Exception {
        return Trial.of(Files.writeString(folder.resolve("a.conf"), config), folder)
                .with("limits.rejects", "100");
    }

    @Test
    void aRowGivesFurtherRowsThatKnowItAndAreRejectedWithIt() throws Exception {
        var trial = trial(CONFIG);
        Made.file(
                trial.source,
                "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT)",
                "CREATE TABLE medications (id INTEGER PRIMARY KEY, name TEXT UNIQUE, dose INT, prescribed_by INT REFERENCES people (id))",
                "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT)",
                "INSERT INTO people VALUES (1, 'Ann'), (2, 'Bob')",
                "INSERT INTO medications VALUES (1, 'Aspirin', 100, 1), (2, 'Water', 1, NULL), (3, 'Wrong', -1, 2),"
                        + " (4, 'Broken', 5, 2), (5, 'Lost', 5, 9)",
                "INSERT INTO notes VALUES (1, 'short'), (2, 'a long note')");

        var outcome = trial.run();

        var validation = outcome.validation().orElseThrow();
        assertThat(outcome.findings()).isEmpty();
        assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
        assertThat(fate(validation, "medications")).isEqualTo(new Fate("medications", 5, 3, 2, 0, 1, 0));
        assertThat(fate(validation, "notes")).isEqualTo(new Fate("notes", 2, 2, 0, 0, 1, 0));
        assertThat(validation.rejects())
                .extracting(r -> r.table() + " " + r.rule() + " " + r.count())
                .containsExactlyInAnyOrder(
                        "medications check:dose 1",
                        "medications orphan:prescribed_by 1",
                        "medications/prescriptions check:label 1",
                        "medications/prescriptions orphan:prescribed_by 1",
                        "medications/prescriptions parent-rejected:itself 1");
        assertThat(validation.checks())
                .filteredOn(c -> c.name().equals("derived:public.prescriptions"))
                .extracting(c -> c.verdict() + " " + c.detail())
                .containsExactly("PASS 4 rows of medications give a further row: 1 staged, 3 rejected");
        arrived(trial);
    }

    private static void arrived(Trial trial) throws Exception {
        assertThat(Servers.rows(trial.target, """
                SELECT m.name, p.drug, p.label, d.name, m.id <> p.id FROM prescriptions p
                JOIN medications m ON m.id = p.medication_id JOIN people d ON d.id = p.prescriber_id
                """)).containsExactly("Aspirin|Aspirin|Aspirin 100|Ann|t");
        assertThat(Servers.rows(
                        trial.target,
                        "SELECT d.id, d.body, n.body FROM digests d JOIN long_notes n ON n.id = d.note_id"))
                .containsExactly("2|a long note|a long note");
        assertThat(Servers.rows(trial.target, """
                SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
                WHERE contype = 'f' AND conrelid::regclass::text IN ('prescriptions', 'digests') ORDER BY 1
                """))
                .containsExactly(
                        "digests FOREIGN KEY (note_id) REFERENCES long_notes(id)",
                        "prescriptions FOREIGN KEY (medication_id) REFERENCES medications(id)",
                        "prescriptions FOREIGN KEY (prescriber_id) REFERENCES people(id)");
        assertThat(Files.readAllLines(trial.out.resolve("crosswalks/old_medication_id__to__new_prescription_id.csv")))
                .hasSize(2);
    }

    @Test
    void aRowWithoutItsFirstTakesNoReferenceToBeRejected() throws Exception {
        var trial = trial("tables.a { checks { n = \"n < 3\" }, also.b { } }");
        Made.file(
                trial.source,
                "CREATE TABLE a (id INTEGER PRIMARY KEY, n INT)",
                "INSERT INTO a VALUES (1, 1), (2, 2), (3, 3)");

        var validation = trial.run().validation().orElseThrow();

        assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
        assertThat(fate(validation, "a")).isEqualTo(new Fate("a", 3, 2, 1, 0, 2, 0));
        assertThat(validation.rejects())
                .extracting(r -> r.table() + " " + r.rule())
                .containsExactly("a check:n", "a/b parent-rejected:itself");
        assertThat(Servers.rows(trial.target, "SELECT n FROM b ORDER BY n")).containsExactly("1", "2");
    }

    private static final String JOINED = """
            tables.providers {
              join {
                u { table = users, on = "user_id = id" }
                s { table = specialities, on = "speciality_id = id", required = true }
                gone { table = licences, on = "licence_id = id", optional = true }
              }
              either {
                licence = [gone.kind, u.licence]
                rank = [rank, "'none'"]
              }
              columns {
                email { from = u.email }
                title { type = text, expression = "concat(either.licence, ' u.email ', s.name)", takes = [either.licence, s.name] }
                rank { from = either.rank }
                boss_id { from = u.boss }
                lost { from = gone.number, type = integer }
              }
              references { boss_id = bosses }
              split {
                doctors { where = "either.licence = 'MD' OR s.name LIKE '%MD'" }
                others { otherwise = true }
              }
            }
            """;

    private static void joined(Path source) throws Exception {
        Made.file(
                source,
                "CREATE TABLE bosses (id INTEGER PRIMARY KEY, name TEXT)",
                "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, licence TEXT, boss INT)",
                "CREATE TABLE specialities (id INTEGER PRIMARY KEY, name TEXT)",
                "CREATE TABLE providers (id INTEGER PRIMARY KEY, user_id INT, speciality_id INT)",
                "CREATE TABLE visits (id INTEGER PRIMARY KEY, provider_id INT REFERENCES providers (id))",
                "INSERT INTO bosses VALUES (1, 'Chief')",
                "INSERT INTO users VALUES (1, 'a@x', 'MD', 1), (2, 'b@x', 'RN', NULL), (3, 'c@x', NULL, NULL), (4, 'd@x', 'MD', 7)",
                "INSERT INTO specialities VALUES (1, 'heart'), (2, 'care MD')",
                "INSERT INTO providers VALUES (1, 1, 1), (2, 2, 1), (3, 3, 2), (4, 4, 1), (5, 1, NULL), (6, 99, 1)",
                "INSERT INTO visits VALUES (1, 1), (2, 2), (3, 5)");
    }

    @Test
    void columnsOfRowsThatARowNamesStandBesideItsOwn() throws Exception {
        var trial = trial(
                JOINED
                        + "tables.visits.columns { doctor_id { from = provider_id, to = doctors }, other_id { from = provider_id, to = others } }");
        joined(trial.source);

        var outcome = trial.run();

        var validation = outcome.validation().orElseThrow();
        assertThat(outcome.findings()).isEmpty();
        assertThat(validation.rejects())
                .extracting(r -> r.table() + " " + r.rule() + " " + r.count())
                .containsExactlyInAnyOrder(
                        "providers unjoined:speciality_id 1",
                        "providers orphan:u.boss 1",
                        "visits parent-rejected:provider_id 1");
        assertThat(validation.losses())
                .extracting(l -> l.table() + "." + l.column() + " " + l.rule() + " " + l.count())
                .containsExactly("providers.user_id unjoined:user_id 1");
        assertThat(fate(validation, "users")).isEqualTo(new Fate("users", 4, 4, 0, 0, 0, 4));
        assertThat(fate(validation, "specialities").consulted()).isEqualTo(2);
        assertThat(Servers.rows(trial.target, "SELECT id, email, title, rank, boss_id, lost FROM doctors ORDER BY id"))
                .containsExactly("1|a@x|MD u.email heart|none|1|null", "3|c@x|null|none|null|null");
        assertThat(Servers.rows(trial.target, "SELECT id, email, title FROM others ORDER BY id"))
                .containsExactly("2|b@x|RN u.email heart", "6|null|null");
        assertThat(Servers.rows(trial.target, "SELECT id, doctor_id, other_id FROM visits ORDER BY id"))
                .containsExactly("1|1|null", "2|null|2");
    }

    @Test
    void whatCannotBeJoinedIsRefusedInALine() throws Exception {
        var trial = trial("""
                tables.providers {
                  join {
                    u { table = uzers, on = "user_id = id" }
                    v { table = users, on = "user_id = licence" }
                    w { table = users, on = "user = id" }
                    x { table = users, on = "user_id = id" }
                  }
                  columns { c { from = x.mail }, d { type = text, expression = "y.a", takes = [x.id] } }
                }
                """);
        joined(trial.source);

        assertThat(trial.plan().findings())
                .anyMatch(f -> f.contains("tables.providers.join.u.table names uzers, which this source does not have"
                        + " (nearest: users)"))
                .anyMatch(f -> f.contains(
                        "tables.providers.join.v.on names users.licence, but must name a column without duplicates"))
                .anyMatch(f -> f.contains("tables.providers.join.w.on names user, which"))
                .anyMatch(f -> f.contains("tables.providers.join.x.table names users.mail, which"));
    }

    private static Fate fate(Validation validation, String table) {
        return validation.sources().stream()
                .filter(s -> s.table().equals(table))
                .findFirst()
                .orElseThrow();
    }
}
