package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.Validation.Fate;
import io.transfuse.model.Validation.Reject;
import io.transfuse.source.Made;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that the source tells apart, and that are one in PostgreSQL. */
class ConvergingKeysRunTest {

    @TempDir
    Path folder;

    @Test
    void sqlitesKeysOfOneFormArriveOnce() throws IOException {
        Made.file(
                folder.resolve("source.db"),
                "CREATE TABLE kv (k NOT NULL PRIMARY KEY, v)",
                "INSERT INTO kv VALUES (1, 'number'), ('1', 'text'), (2, 'other'), ('x', 'word')",
                "CREATE TABLE days (id INTEGER PRIMARY KEY, d DATETIME UNIQUE)",
                "INSERT INTO days VALUES (1, '2020-01-01'), (2, '2020-01-01 00:00:00'), (3, 1577836800), (4, '2020-01-02'),"
                        + " (5, NULL), (6, NULL)",
                "CREATE TABLE notes (id INTEGER PRIMARY KEY, day INTEGER REFERENCES days)",
                "INSERT INTO notes VALUES (1, 1), (2, 2), (3, 3)",
                "CREATE TABLE things (k UUID PRIMARY KEY NOT NULL)",
                "INSERT INTO things VALUES ('{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}'), ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11')",
                "CREATE TABLE bytes (k PRIMARY KEY NOT NULL)",
                "INSERT INTO bytes VALUES ('a'), (x'61'), (x'62')",
                "CREATE TABLE loose (id INTEGER PRIMARY KEY, k)",
                "CREATE UNIQUE INDEX loose_k ON loose (k COLLATE NOCASE)",
                "INSERT INTO loose VALUES (1, 5), (2, '5'), (3, x'35'), (4, 'a')");
        var trial = Trial.of(
                Files.writeString(
                        folder.resolve("a.conf"),
                        "uuid.keys = none, limits.rejects = 20, tables.loose.columns.k.type = text"),
                folder);

        var outcome = trial.run();

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        var validation = outcome.validation().orElseThrow();
        assertThat(validation.sources()).allMatch(Fate::closed);
        assertThat(validation.rejects())
                .containsExactlyInAnyOrder(
                        new Reject("kv", "duplicate:k", 1),
                        new Reject("days", "duplicate:d", 2),
                        new Reject("notes", "parent-rejected:day", 2),
                        new Reject("things", "duplicate:k", 1),
                        new Reject("bytes", "duplicate:k", 1),
                        new Reject("loose", "duplicate:k", 2));
        assertThat(Servers.rows(trial.target, "SELECT k FROM kv ORDER BY k")).containsExactly("1", "2", "x");
        assertThat(Servers.rows(trial.target, "SELECT id FROM days ORDER BY id"))
                .containsExactly("1", "4", "5", "6");
    }

    @OnSqlServers
    void aServersKeysOfOneFormArriveOnce(SqlServer server) throws IOException {
        var source = server.database();
        Servers.execute(
                source,
                "CREATE TABLE people (id VARCHAR(38) PRIMARY KEY)",
                "INSERT INTO people VALUES ('{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}'),"
                        + " ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'), ('b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11')",
                "CREATE TABLE words (id INT PRIMARY KEY, word VARCHAR(20) COLLATE utf8mb4_general_ci UNIQUE)",
                "INSERT INTO words VALUES (1, 'ab'), (2, 'A\\0B'), (3, 'c')",
                "SET SESSION sql_mode = ''",
                "CREATE TABLE days (d DATE PRIMARY KEY)",
                "INSERT INTO days VALUES ('0000-00-00'), ('2020-00-00'), ('2020-01-01')");
        var trial = Trial.from(source, folder)
                .with("policy.zero-date", "1900-01-01")
                .with("policy.nul-byte", "strip")
                .with("limits.rejects", "10");

        var outcome = trial.run();

        assertThat(outcome.findings()).isEmpty();
        var validation = outcome.validation().orElseThrow();
        assertThat(validation.sources()).allMatch(Fate::closed);
        assertThat(validation.rejects())
                .contains(new Reject("people", "duplicate:id", 1), new Reject("days", "duplicate:d", 1));
        assertThat(Servers.rows(trial.target, "SELECT d FROM days ORDER BY d"))
                .containsExactly("1900-01-01", "2020-01-01");
        assertThat(Servers.rows(trial.target, "SELECT count(*) FROM people")).containsExactly("2");
        assertThat(Servers.rows(trial.target, "SELECT word FROM words ORDER BY id"))
                .containsExactly("ab", "c");
    }
}
