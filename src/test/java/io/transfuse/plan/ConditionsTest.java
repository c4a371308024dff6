package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conditions that the source declares. */
class ConditionsTest {

    @TempDir
    Path folder;

    @Test
    void rowsOfASplitAreForetoldOnceAndThoseLeftOutNever() {
        var plan = Planned.of(
                folder,
                """
                tables.doses {
                  drop-rows { test = "t.days = 9" }
                  split {
                    few { where = "t.days < 3" }
                    many { otherwise = true }
                  }
                }
                """,
                """
                CREATE TABLE doses (id INTEGER PRIMARY KEY, pills INT CHECK (pills > 0), days INT)
                """,
                "PRAGMA ignore_check_constraints = ON",
                "INSERT INTO doses VALUES (1, 0, 1), (2, 0, 4), (3, 0, 9)");

        assertThat(Planned.warnings(plan))
                .filteredOn(w -> w.contains("CHECK"))
                .singleElement()
                .asString()
                .contains("2 rows of the source break");
    }

    @Test
    void theBranchesOfANecessaryReferenceMayHaveAnyName() {
        var plan = Planned.of(
                folder,
                """
                tables.people {
                  unnamed-references = follow
                  split {
                    few { where = "t.id < 2" }
                    many { otherwise = true }
                  }
                }
                """,
                "CREATE TABLE people (id INTEGER PRIMARY KEY)",
                """
                CREATE TABLE visits (id INTEGER PRIMARY KEY, "who came" INTEGER NOT NULL REFERENCES people)
                """,
                "INSERT INTO people VALUES (1), (2)",
                "INSERT INTO visits VALUES (1, 1), (2, 2)");

        var visits = plan.targets().stream()
                .filter(t -> t.name().equals("visits"))
                .findFirst()
                .orElseThrow();
        assertThat(visits.checks())
                .singleElement()
                .satisfies(c -> assertThat(c.sql())
                        .contains("CASE WHEN \"who came_few\" IS NULL", "CASE WHEN \"who came_many\" IS NULL")
                        .endsWith(" = 1"));
    }

    @Test
    void rowsThatBreakOneAreForetold() {
        var plan = Planned.of(
                folder,
                "",
                "CREATE TABLE doses (id INTEGER PRIMARY KEY, pills INT CONSTRAINT some CHECK (pills > 0), days INT CHECK (days > 0))",
                "PRAGMA ignore_check_constraints = ON",
                "INSERT INTO doses VALUES (1, 1, 1), (2, 0, 1), (3, -1, NULL), (4, NULL, 1)");

        assertThat(Planned.warnings(plan))
                .filteredOn(w -> w.contains("CHECK"))
                .singleElement()
                .asString()
                .contains("2 rows of the source break CHECK (pills > 0), and will be rejected");
    }
}
