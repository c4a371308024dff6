package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.Servers;
import io.transfuse.model.Validation.Check;
import io.transfuse.model.Validation.Compared;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A good run, then damage in a copy of its target, which is mended in the damaged rows alone. */
@TestInstance(Lifecycle.PER_CLASS)
class RepairRunTest {

    private static final String TOUCHED =
            "SELECT id, updated_at, xmin::text FROM people WHERE id IN (3, 4) ORDER BY id";

    private Trial good;

    @BeforeAll
    void aGoodRun(@TempDir Path folder) throws Exception {
        good = Trial.of("general", folder).with("verify.level", "digests").configured(List.of("""
                touch = updated_at
                tables.people.columns {
                  doc = jsonb
                  tags = "text[]"
                  updated_at = timestamptz
                }
                tables.visits {
                  partition { column = day, every = month }
                  columns { day = date }
                }
                """));
        good.inSource(
                """
                CREATE TABLE people (id INTEGER PRIMARY KEY AUTOINCREMENT, boss INTEGER REFERENCES people(id),
                  name TEXT UNIQUE, doc TEXT, photo BLOB, score REAL, tags TEXT, a INTEGER, b INTEGER,
                  sum INTEGER GENERATED ALWAYS AS (a + b) STORED, updated_at TEXT)""",
                "CREATE TABLE visits (id INTEGER PRIMARY KEY, person INTEGER REFERENCES people(id), day TEXT, note TEXT)",
                "CREATE TABLE \"odd lines\" (\"the text\" TEXT, n INTEGER)",
                """
                INSERT INTO people (id, boss, name, doc, photo, score, tags, a, b, updated_at)
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150)
                SELECT i, NULL, 'name ' || i, '{"n": 1.10, "i": ' || i || '}', x'00ff5c', -0.0, '{a,"b c",NULL}', i, 2,
                  '2024-01-02 03:04:05' FROM n""",
                "UPDATE people SET boss = id - 1 WHERE id % 2 = 0",
                """
                INSERT INTO visits
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20)
                SELECT i, i, CASE WHEN i % 2 = 0 THEN '2024-01-05' ELSE '2024-02-05' END, 'v' || i FROM n""",
                "UPDATE visits SET note = 'v7 ' WHERE id = 7",
                "INSERT INTO \"odd lines\" VALUES ('a', 1), ('a', 1), ('a', 1), ('b', NULL), (NULL, NULL)");
        assertThat(good.run().exitCode()).isZero();
    }

    private Trial damaged(String... damage) {
        var damaged = good.withCopiedTarget();
        Servers.execute(damaged.target, damage);
        return damaged;
    }

    private static List<String> repaired(Outcome outcome) {
        return outcome.validation().orElseThrow().checks().stream()
                .filter(c -> c.name().startsWith("repair:"))
                .map(c -> c.name() + " " + c.detail())
                .toList();
    }

    @Test
    void onlyWhatDiffersIsWritten() {
        var damaged = damaged(
                "UPDATE people SET name = 'x', score = 0.0, updated_at = DEFAULT WHERE id = 3",
                "UPDATE people SET a = 99, tags = NULL, doc = '{}', photo = '\\x', updated_at = now() WHERE id = 5",
                "ALTER TABLE people DISABLE TRIGGER USER",
                "DELETE FROM people WHERE id = 150",
                "INSERT INTO people (id, name, boss) VALUES (900, 'extra', 901), (901, 'too', 900)",
                "ALTER TABLE people ENABLE TRIGGER USER",
                "UPDATE visits SET day = '2024-02-06' WHERE id = 2",
                "UPDATE visits SET note = NULL WHERE id = 6",
                "DELETE FROM visits WHERE id = 4",
                "INSERT INTO visits VALUES (77, NULL, '2024-01-01', 'extra')",
                "DELETE FROM \"odd lines\" WHERE ctid = (SELECT min(ctid) FROM \"odd lines\")",
                "INSERT INTO \"odd lines\" VALUES ('b', NULL), ('new', 4)");
        var untouched = Servers.rows(damaged.target, "SELECT xmin::text FROM people WHERE id NOT IN (3, 5, 150)");

        var outcome = damaged.repair();

        assertThat(repaired(outcome))
                .containsExactlyInAnyOrder(
                        "repair:public.people 1 inserted, 2 updated, 2 deleted",
                        "repair:public.visits 2 inserted, 1 updated, 2 deleted",
                        "repair:public.odd lines 1 inserted, 0 updated, 2 deleted");
        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(Servers.rows(damaged.target, "SELECT xmin::text FROM people WHERE id NOT IN (3, 5, 150)"))
                .hasSize(untouched.size() - 2)
                .isSubsetOf(untouched);
        assertThat(Servers.rows(damaged.target, "SELECT tgenabled::text FROM pg_trigger WHERE NOT tgisinternal"))
                .isNotEmpty()
                .containsOnly("O");
        assertThat(damaged.repair().validation().orElseThrow().checks())
                .extracting(Check::name)
                .noneMatch(n -> n.startsWith("repair:"));
    }

    @Test
    void moreRowsThanAreNamedAreMended() {
        var damaged = damaged("UPDATE people SET a = a + 1000000, updated_at = now()");
        assertThat(repaired(damaged.repair()))
                .containsExactly("repair:public.people 0 inserted, 150 updated, 0 deleted");
        assertThat(damaged.verify().exitCode()).isZero();
    }

    @Test
    void whatTheTypeOfAColumnDoesNotKeepIsNoMatterOfExpressions() {
        var damaged = damaged("ALTER TABLE visits ALTER COLUMN note TYPE char(3)");

        assertThat(String.join("\n", repaired(damaged.repair())))
                .contains("1 rows differ in what a column's type in the target does not keep")
                .doesNotContain("expression");
    }

    @Test
    void anExtraRowThatOthersNeedStaysAndIsTold() {
        var damaged = damaged(
                "CREATE TABLE invoices (person bigint REFERENCES people(id) ON DELETE CASCADE)",
                "INSERT INTO people (id, name) VALUES (900, 'extra'), (901, 'extra too')",
                "INSERT INTO people (id, name, boss) VALUES (902, 'of the first', 900)",
                "INSERT INTO invoices VALUES (902)");

        var outcome = damaged.repair();

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(repaired(outcome))
                .containsExactly(
                        "repair:public.people 0 inserted, 0 updated, 1 deleted; 1 extra rows stay, because rows of"
                                + " public.invoices (person) refer to them; 1 extra rows stay, because rows of public.people"
                                + " (boss) refer to them");
        assertThat(Servers.rows(damaged.target, "SELECT id FROM people WHERE id > 150 ORDER BY 1"))
                .containsExactly("900", "902");
        assertThat(Servers.rows(damaged.target, "SELECT person FROM invoices")).containsExactly("902");
    }

    @Test
    void uniqueValuesThatChangedPlacesComeBackWithWhatOnlyTheTargetKnows() {
        var damaged = damaged(
                "ALTER TABLE people ADD COLUMN own text DEFAULT 'kept'",
                "UPDATE people SET own = 'of ' || id WHERE id = 1",
                "UPDATE people SET name = 'nobody' WHERE id = 1",
                "UPDATE people SET name = 'name 1' WHERE id = 2",
                "UPDATE people SET name = 'name 2' WHERE id = 1",
                "CREATE TABLE guests (person bigint REFERENCES people(id) ON DELETE CASCADE)",
                "INSERT INTO guests VALUES (1)");
        var outcome = damaged.repair();
        assertThat(outcome.validation().orElseThrow().tables())
                .allMatch(t -> t.missing() + t.extra() + t.changed() == 0);
        assertThat(Servers.rows(damaged.target, "SELECT own FROM people WHERE id = 1"))
                .containsExactly("of 1");
        assertThat(Servers.rows(damaged.target, "SELECT person FROM guests")).containsExactly("1");
    }

    @Test
    void anAccountThatMayNotSilenceReferencesRepairsInTheirOrder() {
        var damaged = damaged(
                "DELETE FROM visits WHERE id = 20",
                "DELETE FROM visits WHERE person = 150",
                "UPDATE visits SET person = NULL WHERE person IN (19, 20)",
                "UPDATE people SET boss = NULL WHERE boss IN (19, 20)",
                "DELETE FROM people WHERE id IN (19, 20)",
                "INSERT INTO people (id, name) VALUES (900, 'extra')",
                "INSERT INTO visits VALUES (77, 900, '2024-01-01', 'extra')",
                "UPDATE people SET name = 'x', updated_at = updated_at WHERE id = 3",
                "DROP ROLE IF EXISTS mender",
                "CREATE ROLE mender LOGIN PASSWORD 'm'",
                "GRANT ALL ON SCHEMA public, transfuse TO mender",
                "GRANT ALL ON ALL TABLES IN SCHEMA transfuse TO mender",
                "ALTER TABLE people OWNER TO mender",
                "ALTER TABLE visits OWNER TO mender",
                "DO $$ DECLARE p regclass; BEGIN FOR p IN SELECT relid FROM pg_partition_tree('visits') WHERE isleaf LOOP"
                        + " EXECUTE format('ALTER TABLE %s OWNER TO mender', p); END LOOP; END $$",
                "ALTER TABLE \"odd lines\" OWNER TO mender");
        damaged.with("target.user", "mender").with("target.password", "m");

        var outcome = damaged.repair();

        assertThat(outcome.findings()).isEmpty();
        assertThat(repaired(outcome)).hasSize(2);
        assertThat(Servers.rows(damaged.target, TOUCHED)).allMatch(r -> r.contains("2024-01-02 03:04:05"));
        assertThat(Servers.rows(damaged.target, "SELECT tgenabled::text FROM pg_trigger WHERE NOT tgisinternal"))
                .isNotEmpty()
                .containsOnly("O");
    }

    @Test
    void tablesThatSomebodyWritesToAreLeftAlone() throws Exception {
        var damaged = damaged("UPDATE visits SET note = 'x' WHERE id = 1", "UPDATE people SET b = 0 WHERE id = 1");
        try (var writer = Servers.connect(damaged.target);
                var statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("UPDATE visits SET note = 'y' WHERE id = 7");
            assertThatThrownBy(damaged::repair)
                    .hasMessageContaining("SQLSTATE 55P03")
                    .hasMessageContaining("Nothing was changed");
            writer.rollback();
        }
        assertThat(Servers.rows(damaged.target, "SELECT note FROM visits WHERE id = 1"))
                .containsExactly("x");
        assertThat(damaged.repair().exitCode()).isZero();
    }

    @Test
    void aSessionThatIsKilledMidwayLeavesNothingBehind() {
        var damaged = damaged(
                "UPDATE people SET name = 'x' WHERE id = 1",
                "UPDATE visits SET note = 'x' WHERE id = 1",
                "CREATE FUNCTION kill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                        + " PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$",
                "CREATE TRIGGER killer BEFORE UPDATE ON visits FOR EACH ROW EXECUTE FUNCTION kill()",
                "ALTER TABLE visits ENABLE ALWAYS TRIGGER killer");
        assertThatThrownBy(damaged::repair).hasMessageContaining("SQLSTATE 57P01");
        assertThat(Servers.rows(damaged.target, "SELECT name FROM people WHERE id = 1"))
                .containsExactly("x");
        Servers.execute(damaged.target, "DROP TRIGGER killer ON visits");
        assertThat(damaged.repair().exitCode()).isZero();
    }

    @Test
    void aTableThatIsGoneOrLostItsKeyIsTold() {
        var gone = damaged("DROP TABLE \"odd lines\"", "UPDATE people SET b = 0 WHERE id = 1")
                .repair();
        assertThat(gone.exitCode()).isEqualTo(1);
        assertThat(repaired(gone)).hasSize(1);

        var twice = damaged(
                "ALTER TABLE visits DROP CONSTRAINT visits_pkey",
                "INSERT INTO visits SELECT * FROM visits WHERE id = 3",
                "INSERT INTO visits SELECT id, person, day, 'other' FROM visits WHERE id = 5");
        var outcome = twice.repair();
        assertThat(repaired(outcome)).containsExactly("repair:public.visits 0 inserted, 0 updated, 2 deleted");
        assertThat(outcome.validation().orElseThrow().tables())
                .extracting(Compared::extra)
                .containsOnly(0L);
        assertThat(outcome.findings()).anyMatch(f -> f.startsWith("check primary key:visits"));
    }

    @Test
    void aRunWithoutVerdictIsNotRepaired() {
        var open = damaged("UPDATE transfuse.runs SET verdict = NULL");
        assertThatThrownBy(open::repair).hasMessageContaining("is not finished").hasMessageNotContaining("\n");
        var counted = damaged().with("verify.level", "counts");
        assertThatThrownBy(counted::repair).hasMessageContaining("verify.level is counts, but must be");
    }
}
