package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.Catalogue;
import io.transfuse.model.Table;
import io.transfuse.model.TargetTable;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conditions that the source declares. */
class ConditionsTest {

    private static final String[] NOTES = {
        "CREATE TABLE customers (id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT)",
        """
        CREATE TABLE note (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          body TEXT,
          c INTEGER REFERENCES customers(id),
          tag TEXT GENERATED ALWAYS AS (c || ':' || body) VIRTUAL,
          CHECK (c IS NOT NULL OR body = 'none'),
          CHECK (body <> ''))
        """,
        "CREATE UNIQUE INDEX nb ON note (body) WHERE c IS NOT NULL",
        "CREATE UNIQUE INDEX nc ON note (c, body) WHERE c IS NOT NULL",
        "CREATE VIEW nobodys AS SELECT n.body FROM note n WHERE n.c IS NULL",
        "CREATE VIEW everything AS SELECT * FROM note",
        "CREATE VIEW bodies AS SELECT n.body FROM note n",
        "INSERT INTO customers (kind) VALUES ('person'), ('company')",
        "INSERT INTO note (body, c) VALUES ('p', 1), ('q', 2), ('none', NULL)"
    };

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

    @Test
    void whatAColumnThatBecameSeveralMeansIsListed() {
        var plan = Planned.of(folder, """
                tables.customers.split {
                  people { where = "t.kind = 'person'" }
                  companies { otherwise = true }
                }
                tables.note.columns {
                  people_id { from = c, to = people }
                  companies_id { from = c, to = companies }
                }
                """, NOTES);

        var note = Planned.target(plan, "note");
        assertThat(note.checks()).extracting(Table.Check::sql).containsExactly("body <> ''");
        assertThat(note.guards()).isEmpty();
        assertThat(note.column("tag").orElseThrow().generated()).isEmpty();
        // Rows that refer to the other target have no key in an index over the reference itself.
        assertThat(note.indexes())
                .extracting(TargetTable.Index::definition)
                .containsExactly(
                        "(\"people_id\", \"body\") WHERE people_id IS NOT NULL",
                        "(\"companies_id\", \"body\") WHERE companies_id IS NOT NULL");
        assertThat(Planned.warnings(plan))
                .anyMatch(w -> w.contains("CHECK (c IS NOT NULL OR body = 'none') is not carried"))
                .anyMatch(w -> w.startsWith("note.tag is computed in the source"))
                .anyMatch(w -> w.contains("index nb is not carried"));
        assertThat(plan.notCarried())
                .filteredOn(v -> !v.proposal().isEmpty())
                .extracting(Catalogue.NotCarried::name)
                .containsExactly("bodies");
    }

    @Test
    void whatColumnsThatBecameOneMeantIsListed() {
        var plan = Planned.of(
                folder,
                "tables.people.columns.phone { from = [home, work], merge = true }",
                "CREATE TABLE people (id INTEGER PRIMARY KEY, home TEXT, work TEXT, CHECK (home IS NOT NULL OR id > 5))",
                "CREATE INDEX homes ON people (id) WHERE home IS NOT NULL",
                "CREATE VIEW everybody AS SELECT * FROM people");

        var people = Planned.target(plan, "people");
        assertThat(people.checks()).isEmpty();
        assertThat(people.guards()).isEmpty();
        assertThat(people.indexes()).isEmpty();
        assertThat(Planned.warnings(plan))
                .anyMatch(w -> w.contains("CHECK (home IS NOT NULL OR id > 5) is not carried"))
                .anyMatch(w -> w.contains("index homes is not carried"));
        assertThat(plan.notCarried())
                .singleElement()
                .satisfies(v -> assertThat(v.proposal()).isEmpty());
    }
}
