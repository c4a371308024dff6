package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.Psql;
import io.transfuse.Servers;
import io.transfuse.embedded.OldPostgres;
import io.transfuse.model.UserException;
import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Check;
import io.transfuse.model.Validation.Fate;
import io.transfuse.model.Validation.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that get partitions and storage parameters in PostgreSQL. */
class PartitionRunTest {
    private static final String BOUNDS = """
            SELECT c.relname, pg_get_expr(c.relpartbound, c.oid), array_to_string(c.reloptions, ',')
            FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid
            WHERE inhparent = 'messages'::regclass ORDER BY 1
            """;

    private static final String STORAGE = "|autovacuum_vacuum_scale_factor=0.1,fillfactor=90";
    private static final List<String> ASKED = List.of(
            "unique alone:messages.id",
            "unique alone:messages.print",
            "unique alone:messages.messages_body",
            "orphans:likes.message",
            "storage:messages");

    @TempDir
    Path folder;

    private Trial trial;

    @BeforeEach
    void talks() throws IOException {
        trial = Trial.of("general", folder).with("limits.rejects", "2").configured(List.of("""
                touch = updated_at
                tables.messages {
                  partition { by = range, column = created_at, every = month }
                  storage { autovacuum_vacuum_scale_factor = 0.1, fillfactor = 90 }
                  columns { created_at = timestamptz }
                  indexes {
                    messages_body = "unique (lower(body) DESC) WHERE body <> 'again'"
                    messages_talk = "(talk)"
                  }
                }
                tables.seen { partition { column = day, every = year }, columns { day = date } }
                tables.talks.storage.fillfactor = 70
                """));
        trial.inSource(
                "CREATE TABLE talks (id INTEGER PRIMARY KEY, title TEXT)",
                """
                CREATE TABLE messages (
                    id INTEGER PRIMARY KEY AUTOINCREMENT, talk INTEGER REFERENCES talks(id),
                    answers INTEGER REFERENCES messages(id) ON DELETE SET NULL, print TEXT UNIQUE, body TEXT,
                    created_at TEXT, updated_at DATETIME)""",
                "CREATE TABLE likes (message INTEGER NOT NULL REFERENCES messages(id) ON DELETE CASCADE, who TEXT)",
                "CREATE TABLE seen (who TEXT, day TEXT)",
                "INSERT INTO talks VALUES (1, 'first')",
                """
                INSERT INTO messages VALUES
                    (1, 1, NULL, 'a', 'one', '2024-01-31 23:59:59', '2024-01-31 23:59:59'),
                    (2, 1, 1, 'b', 'again', '2024-02-01T00:00:00.000Z', NULL),
                    (3, 1, 2, NULL, 'again', '2024-02-29T23:30:00.123-01:00', NULL),
                    (4, NULL, NULL, NULL, 'four', '2026-11-01 00:00:00', NULL),
                    (9, 1, NULL, 'c', 'no time', NULL, NULL)""",
                "INSERT INTO likes VALUES (1, 'x'), (4, 'y'), (9, 'of a message without time')",
                "INSERT INTO seen VALUES ('a', '2023-12-31'), ('b', '2024-01-01'), ('c', NULL)");
    }

    private static List<String> failed(Validation validation) {
        return validation.checks().stream()
                .filter(c -> c.verdict() == Verdict.FAIL)
                .map(Check::name)
                .toList();
    }

    @Test
    void everyMonthThatHoldsRowsIsAPartition() throws Exception {
        var validation = trial.run().validation().orElseThrow();

        assertThat(failed(validation)).isEmpty();
        assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
        assertThat(validation.sources()).allMatch(Fate::closed);
        assertThat(validation.rejects())
                .extracting(r -> r.table() + ": " + r.rule())
                .containsExactly("likes: parent-rejected:message", "messages: null:created_at");
        liesInPartitions();
        losesNoKeyUnasked(validation);
        theFilesMakeTheSame();
        whatNoConstraintGuardsIsFound();
    }

    private void liesInPartitions() {
        assertThat(Servers.rows(trial.target, BOUNDS))
                .containsExactly(
                        "messages_default|DEFAULT" + STORAGE,
                        "messages_y2024m01|" + range("2024-01", "2024-02"),
                        "messages_y2024m02|" + range("2024-02", "2024-03"),
                        "messages_y2024m03|" + range("2024-03", "2024-04"),
                        "messages_y2026m11|" + range("2026-11", "2026-12"));
        assertThat(Servers.rows(trial.target, "SELECT id, tableoid::regclass FROM messages ORDER BY id"))
                .containsExactly(
                        "1|messages_y2024m01", "2|messages_y2024m02", "3|messages_y2024m03", "4|messages_y2026m11");
        assertThat(Servers.rows(trial.target, "SELECT who, tableoid::regclass FROM seen ORDER BY who"))
                .containsExactly("a|seen_y2023", "b|seen_y2024", "c|seen_default");
        assertThat(Servers.rows(trial.target, "SELECT reloptions FROM pg_class WHERE relname = 'talks'"))
                .containsExactly("{fillfactor=70}");
        assertThat(Servers.rows(
                        trial.target,
                        "INSERT INTO messages (created_at) VALUES ('2030-01-01Z') RETURNING id, tableoid::regclass"))
                .containsExactly("10|messages_default");
        Servers.execute(trial.target, "DELETE FROM messages WHERE id = 10");
    }

    private static String range(String from, String to) {
        return "FOR VALUES FROM ('" + from + "-01 00:00:00+00') TO ('" + to + "-01 00:00:00+00')" + STORAGE;
    }

    private void losesNoKeyUnasked(Validation validation) {
        assertThat(Servers.rows(trial.target, """
                SELECT pg_get_constraintdef(oid) FROM pg_constraint
                WHERE conrelid IN ('messages'::regclass, 'likes'::regclass) AND contype <> 'n' ORDER BY 1
                """))
                .containsExactly(
                        "FOREIGN KEY (talk) REFERENCES talks(id)",
                        "PRIMARY KEY (id, created_at)",
                        "UNIQUE (print, created_at)");
        assertThat(validation.checks())
                .extracting(Check::name)
                .contains("partitions:messages", "orphans:messages.answers")
                .containsAll(ASKED);
    }

    private void theFilesMakeTheSame() throws Exception {
        var again = Servers.postgres();
        Psql.run(again, trial.out.resolve("schema.sql"));
        Psql.run(again, trial.out.resolve("indexes.sql"));
        assertThat(Servers.rows(again, BOUNDS)).isEqualTo(Servers.rows(trial.target, BOUNDS));
        Psql.run(trial.target, trial.out.resolve("post_migration_checks.sql"));
        assertThat(Files.readString(trial.out.resolve("schema_diff.md")))
                .contains("partitioned by range of `created_at`")
                .contains("messages.id is unique by itself")
                .contains("ON DELETE CASCADE is left to the application")
                .contains("1 row has no value here, and will be rejected");
    }

    private void whatNoConstraintGuardsIsFound() {
        Servers.execute(
                trial.target,
                "INSERT INTO messages (id, print, body, created_at) VALUES (1, 'a', 'ONE', '2024-02-02Z')",
                "INSERT INTO likes VALUES (77, 'z')",
                "ALTER TABLE messages_y2024m01 RESET (fillfactor)",
                // A row that is in the wrong partition, as no statement of PostgreSQL's own would put it.
                "UPDATE pg_class SET relispartition = false WHERE relname = 'messages_y2024m02'",
                "INSERT INTO messages_y2024m02 TABLE messages_y2024m01",
                "UPDATE pg_class SET relispartition = true WHERE relname = 'messages_y2024m02'",
                "DELETE FROM ONLY messages_y2024m01");

        var validation = trial.verify().validation().orElseThrow();

        assertThat(failed(validation)).containsAll(ASKED).contains("placed:messages");
        assertThat(validation.tables())
                .filteredOn(t -> t.table().equals("public.messages"))
                .allMatch(t -> t.extra() == 1 && t.missing() == 0);
        assertThatThrownBy(() -> Psql.run(trial.target, trial.out.resolve("post_migration_checks.sql")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("checks failed");
    }

    @Test
    void theOldestVersionTakesThemToo() throws Exception {
        var old = OldPostgres.endpoint();
        if (old.isEmpty()) {
            return;
        }
        Servers.execute(old.get(), "CREATE DATABASE partitions");
        var url = old.get().jdbcUrl().replaceFirst("/postgres$", "/partitions");
        trial.with("target.url", url);

        var validation = trial.run().validation().orElseThrow();

        assertThat(failed(validation)).isEmpty();
        assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aStoppedRunGoesOnAndFreshRemovesThePartitions() throws Exception {
        assertThatThrownBy(() -> trial.run(Halting.at("keys and indexes", () -> {
                    throw UserException.stopped("the test stops here");
                })))
                .hasMessageContaining("the test stops here");
        assertThat(trial.status().summary()).contains("public.messages");
        assertThat(trial.run().validation().orElseThrow().verdict()).isEqualTo(Verdict.PASS);
        trial.inSource("DELETE FROM likes WHERE message = 4", "DELETE FROM messages WHERE id = 4");

        assertThat(trial.fresh().validation().orElseThrow().verdict()).isEqualTo(Verdict.PASS);

        assertThat(Servers.rows(trial.target, BOUNDS)).hasSize(4).noneMatch(r -> r.contains("2026"));
        Servers.execute(trial.target, "CREATE TABLE messages_y2026m11 ()");
        trial.inSource("INSERT INTO messages (id, created_at) VALUES (4, '2026-11-02')");
        assertThatThrownBy(trial::fresh).hasMessageContaining("public.messages_y2026m11");
    }

    @Test
    void whatPostgresqlRefusesIsOneLineBeforeAnythingIsMade() {
        trial.with("tables.talks.storage.filfactor", "70");

        assertThatThrownBy(trial::run)
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessageContaining("tables.talks.storage")
                .hasMessageContaining("unrecognized parameter \"filfactor\"");
        assertThat(Servers.rows(trial.target, "SELECT relname FROM pg_class WHERE relname = 'talks'"))
                .isEmpty();
    }

    @Test
    void aColumnThatCannotDivideIsABlocker() {
        trial.with("tables.messages.partition.column", "updated_at").with("tables.seen.partition.column", "who");

        assertThat(trial.run().findings())
                .anyMatch(f -> f.contains("is updated_at, but must be a column that no trigger changes"))
                .anyMatch(f -> f.contains("is who, but must be a date or timestamp"));
        trial.with("tables.messages.partition.by", "none").with("tables.seen.partition.by", "none");
        assertThat(trial.run().validation().orElseThrow().verdict()).isEqualTo(Verdict.PASS);
        assertThat(Servers.rows(trial.target, "SELECT count(*) FROM pg_inherits"))
                .containsExactly("0");
    }
}
