package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.model.UserException;
import io.transfuse.model.Validation.Loss;
import io.transfuse.model.Validation.Reject;
import io.transfuse.model.Validation.Verdict;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OddDataRunTest {

    @TempDir
    Path folder;

    private Trial trial(String... statements) throws SQLException {
        var trial = Trial.of("general", folder).with("limits.rejects", "10");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + trial.source);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
        return trial;
    }

    @Test
    void largestKeysOtherSpellingsLongIndexedTextAndOrphansOfTwoColumnsArriveOrAreNamed() throws SQLException {
        var trial = trial(
                "CREATE TABLE big (id INTEGER PRIMARY KEY, x REAL)",
                "INSERT INTO big VALUES (9223372036854775807, 1e308), (-9223372036854775808, -1e308), (0, 5e-324)",
                "CREATE TABLE words (k TEXT PRIMARY KEY COLLATE NOCASE)",
                "INSERT INTO words VALUES ('abc'), ('Xyz')",
                "CREATE TABLE uses (id INTEGER PRIMARY KEY, k TEXT COLLATE NOCASE REFERENCES words)",
                "INSERT INTO uses VALUES (1, 'ABC'), (2, 'Xyz')",
                "CREATE TABLE pairs (a INT, b INT, PRIMARY KEY (a, b))",
                "INSERT INTO pairs VALUES (1, 1)",
                "CREATE TABLE halves (id INTEGER PRIMARY KEY, a INT, b INT, FOREIGN KEY (a, b) REFERENCES pairs (a, b))",
                "INSERT INTO halves VALUES (1, 1, 1), (2, 1, 2), (3, NULL, 2)",
                "CREATE TABLE texts (id INTEGER PRIMARY KEY, v TEXT)",
                "INSERT INTO texts VALUES (1, hex(randomblob(20000)))",
                "CREATE INDEX texts_v ON texts (v)");

        var validation = trial.run().validation().orElseThrow();

        assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
        assertThat(validation.rejects()).containsExactly(new Reject("halves", "orphan:a, b", 1));
        assertThat(validation.losses()).contains(new Loss("uses", "k", "key-spelling", 1));
        assertThat(Servers.rows(trial.target, "SELECT k FROM uses ORDER BY id")).containsExactly("abc", "Xyz");
        assertThat(Servers.rows(trial.target, "SELECT id FROM big ORDER BY id"))
                .containsExactly("-9223372036854775808", "0", "9223372036854775807");
    }

    /** Both go on computing it: SQLite's function takes NULL for an empty text, its operator does not. */
    @Test
    void textsThatArePutTogetherAreThoseOfTheSource() throws SQLException {
        var trial = trial("""
                CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT, c TEXT AS (concat(a, ' ', b)), d TEXT AS (a || b),
                    CHECK (concat(b) <> 'x'))
                """, "INSERT INTO t (id, a, b) VALUES (1, 'Ann', NULL), (2, 'Ann', 'Lee')");

        assertThat(trial.run().findings()).isEmpty();

        Servers.execute(trial.target, "INSERT INTO t (id, a, b) VALUES (3, NULL, 'Lee')");
        assertThat(Servers.rows(trial.target, "SELECT c, d FROM t ORDER BY id"))
                .containsExactly("Ann |null", "Ann Lee|AnnLee", " Lee|null");
    }

    @Test
    void aColumnThatPostgresqlKeepsForItselfGetsAnotherName() throws SQLException {
        var trial = trial("CREATE TABLE t (id INTEGER PRIMARY KEY, ctid TEXT)", "INSERT INTO t VALUES (1, 'a')");

        assertThat(trial.run().exitCode()).isZero();

        assertThat(Servers.rows(trial.target, "SELECT id, ctid_ FROM t")).containsExactly("1|a");
    }

    @Test
    void aDirectoryWhereACommandIsAtWorkIsRefused() throws Exception {
        var trial = trial("CREATE TABLE t (id INTEGER PRIMARY KEY)");
        var out = io.transfuse.report.OutDirectory.create(trial.out);

        try (var lock = out.lock().acquiredBy()) {
            assertThat(lock.isOpen()).isTrue();
            Assertions.assertThatThrownBy(trial::run)
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("another command is at work");
        }
        assertThat(trial.run().exitCode()).isZero();
    }

    @Test
    void moreRowsThanAreSortedInMemoryArriveWithoutAnyCrosswalk() {
        var trial = Trial.of("general", folder);
        trial.inSource(
                "CREATE TABLE many (id INTEGER PRIMARY KEY, v TEXT)",
                "INSERT INTO many WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100500)"
                        + " SELECT i, 'v' || i FROM n");

        var outcome = trial.run();

        assertThat(outcome.exitCode()).isZero();
        assertThat(Servers.rows(trial.target, "SELECT count(*), max(v) FROM many"))
                .containsExactly("100500|v99999");
    }
}
