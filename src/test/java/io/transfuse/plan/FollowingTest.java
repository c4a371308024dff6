package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** References to a split table of which the settings say nothing. */
class FollowingTest {

    private static final String SPLIT = """
            tables.people {
              split { patients { where = "t.kind = 'p'", entity = patient }, staff { otherwise = true, entity = member } }
              unnamed-references = follow
            }
            """;

    @TempDir
    Path folder;

    private static String[] clinic(int patients, int staff) {
        var rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)";
        return new String[] {
            "CREATE TABLE people (id INTEGER PRIMARY KEY, kind TEXT)",
            "CREATE TABLE notes (id INTEGER PRIMARY KEY, person_id INT REFERENCES people (id))",
            "INSERT INTO people VALUES (1, 'p'), (2, 's')",
            rows.formatted(patients) + " INSERT INTO notes (person_id) SELECT 1 FROM n",
            rows.formatted(staff) + " INSERT INTO notes (person_id) SELECT 2 FROM n"
        };
    }

    @Test
    void aFewRowsThatWentElsewhereAreTold() {
        assertThat(Planned.warnings(Planned.of(folder, SPLIT, clinic(11, 1))))
                .anyMatch(w -> w.startsWith(
                        "notes.person_id only 1 row refers to staff, for which there is the column member_id;"));
        assertThat(Planned.warnings(Planned.of(folder, SPLIT, clinic(10, 1)))).noneMatch(w -> w.contains("only 1 row"));
        assertThat(Planned.warnings(Planned.of(folder, SPLIT, clinic(11, 11)))).noneMatch(w -> w.contains("only"));
    }
}
