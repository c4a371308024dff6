package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.Finding;
import io.transfuse.model.Finding.Action;
import io.transfuse.model.Plan;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must be unique in each target of a split table is compared among the rows of that target. */
class SplitDuplicatesTest {

    private static final String STAFF = """
            tables.staff {
              unique = [[mail]]
              split {
                bosses { where = "t.role = 'a'" }
                workers { otherwise = true }
              }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void rowsOfOneTargetAreForetold() {
        var plan = planned("(1, 'm', 'a'), (2, 'm', 'b'), (3, 'm', 'b'), (4, 'm', 'b'), (5, 'n', 'b')");

        assertThat(Planned.warnings(plan))
                .filteredOn(w -> w.contains("duplicates"))
                .containsExactly(
                        "staff.mail holds duplicates of what must be unique in PostgreSQL: of rows that share it"
                                + " the first is kept, 2 are rejected");
        assertThat(plan.predictions())
                .contains(new Plan.Prediction("staff", new Finding("duplicate", "mail", Action.REJECT), 2));
    }

    @Test
    void rowsOfTwoTargetsShareNothing() {
        var plan = planned("(1, 'm', 'a'), (2, 'm', 'b')");

        assertThat(Planned.warnings(plan)).noneMatch(w -> w.contains("duplicates"));
    }

    @Test
    void targetsMayHaveOddNames() {
        var plan = planned(STAFF.replace("workers", "\"it's\""), "(1, 'm', 'a'), (2, 'n', 'b'), (3, 'n', 'b')");

        assertThat(plan.predictions())
                .contains(new Plan.Prediction("staff", new Finding("duplicate", "mail", Action.REJECT), 1));
    }

    private Plan planned(String rows) {
        return planned(STAFF, rows);
    }

    private Plan planned(String settings, String rows) {
        return Planned.of(
                folder,
                settings,
                "CREATE TABLE staff (id INTEGER PRIMARY KEY, mail TEXT, role TEXT)",
                "INSERT INTO staff VALUES " + rows);
    }
}
