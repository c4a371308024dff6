package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.Endpoint;
import io.transfuse.model.UserException;
import io.transfuse.model.Validation.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Tables that are read in many parts, from the source to the verdict. */
class MysqlPartsRunTest {
    private static final String MARK = "Qx7Zmarked";

    @TempDir
    Path folder;

    private static Endpoint database(SqlServer server) {
        var database = server.database("CHARACTER SET utf8mb4");
        Servers.execute(
                database,
                "CREATE TABLE people (code VARCHAR(30) PRIMARY KEY, boss VARCHAR(30), FOREIGN KEY (boss) REFERENCES people (code))",
                "CREATE TABLE visits (person VARCHAR(30), day DATE, n INT, PRIMARY KEY (person, day, n),"
                        + " FOREIGN KEY (person) REFERENCES people (code))",
                "CREATE TABLE notes (body TEXT, k INT, KEY (k))",
                "CREATE TABLE heap (body VARCHAR(20), n INT)",
                "INSERT INTO people VALUES ('" + MARK + "1', NULL), ('" + MARK + "2', '" + MARK + "1'), ('" + MARK
                        + "3', NULL), ('" + MARK + "''4', NULL), ('Ä', NULL), ('z', 'Ä'), ('😀', NULL)",
                "INSERT INTO visits SELECT p.code, '2024-01-01', q.n FROM people p, (SELECT 1 AS n UNION SELECT 2 UNION SELECT 3) q",
                "INSERT INTO notes VALUES ('a', 1), ('a', 1), ('b', NULL), ('b', NULL), ('c', 3), ('d', 4), ('e', 5)",
                "INSERT INTO heap SELECT '" + MARK + "', n FROM visits",
                // The server's estimate decides whether a table is counted in parts too.
                "ANALYZE TABLE people, visits, notes, heap");
        return database;
    }

    private Trial trial(SqlServer server, Endpoint database) {
        return Trial.from(server.reader(database), folder)
                .with("read.partition-rows", "2")
                .with("read.connections", "2")
                .with("read.rows-per-second", "100000");
    }

    @OnSqlServers
    void allRowsArriveAndNoKeyIsOverheard(SqlServer server) throws Exception {
        var trial = trial(server, database(server));
        try (var overheard = new Overheard()) {
            var outcome = trial.run();

            assertThat(outcome.findings()).isEmpty();
            assertThat(outcome.validation().orElseThrow().verdict()).isNotEqualTo(Verdict.FAIL);
            assertThat(overheard.lines())
                    .anyMatch(l -> l.contains("SparkListenerSQLExecutionStart"))
                    .noneMatch(l -> l.contains(MARK))
                    .noneMatch(l -> l.contains("X'"));
        }
        assertThat(Servers.rows(trial.target, "SELECT count(*), count(DISTINCT person) FROM visits"))
                .containsExactly("21|7");
        assertThat(Servers.rows(trial.target, "SELECT count(*) FROM people WHERE boss IS NOT NULL"))
                .containsExactly("2");
        assertThat(Servers.rows(trial.target, "SELECT count(*), count(k), count(DISTINCT body) FROM notes"))
                .containsExactly("7|5|5");
        assertThat(Files.readString(trial.out.resolve("migration_plan.json")))
                .containsPattern("\"number\": 11,\\s*\"columns\": \\[ \"person\", \"day\", \"n\" ]")
                .contains("has no key and no index along which it could be cut");
    }

    @OnSqlServers
    void keysOfTablesThatAreUnitedAreNoKeysOfAllRows(SqlServer server) throws Exception {
        var database = server.database();
        Servers.execute(
                database,
                "CREATE TABLE m (id INT PRIMARY KEY, v INT NOT NULL, UNIQUE KEY once (v)) ENGINE=MyISAM",
                "CREATE TABLE n LIKE m",
                "CREATE TABLE mg (id INT PRIMARY KEY, v INT NOT NULL, UNIQUE KEY once (v)) ENGINE=MERGE UNION=(m, n)",
                "INSERT INTO m VALUES (1, 1), (2, 2), (3, 3), (5, 5)",
                "INSERT INTO n VALUES (1, 1), (2, 9), (3, 3), (4, 4)");
        var trial = trial(server, database);

        var outcome = trial.run();

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.validation().orElseThrow().verdict()).isNotEqualTo(Verdict.FAIL);
        assertThat(Servers.rows(trial.target, "SELECT string_agg(id || ':' || v, ',' ORDER BY id, v) FROM mg"))
                .containsExactly("1:1,1:1,2:2,2:9,3:3,3:3,4:4,5:5");
        assertThat(
                        Servers.rows(
                                trial.target,
                                "SELECT count(*), count(*) FILTER (WHERE indisunique) FROM pg_index WHERE indrelid = 'mg'::regclass"))
                .containsExactly("2|0");
        assertThat(Files.readString(trial.out.resolve("migration_plan.json")))
                .contains("mg shows rows of other tables (MERGE)");
    }

    @OnSqlServers
    void aLimitIsReadInPartsToo(SqlServer server) {
        var database = database(server);
        var trial =
                Trial.from(database, folder).with("read.partition-rows", "2").with("limit", "5");

        assertThat(trial.run().findings()).isEmpty();
        assertThat(Servers.rows(trial.target, "SELECT count(*), count(DISTINCT n) FROM visits"))
                .containsExactly("5|3");
        assertThat(Servers.rows(trial.target, "SELECT count(*) FROM notes")).containsExactly("5");
    }

    @OnSqlServers
    void aStoppedRunIsNotMixedWithWhatIsWrittenAfterwards(SqlServer server) throws Exception {
        var database = database(server);
        var trial = trial(server, database);
        assertThatThrownBy(() -> trial.run(Halting.at("load", () -> {
                    throw UserException.stopped("halted");
                })))
                .hasMessageContaining("halted");
        Servers.execute(database, "UPDATE notes SET k = 9 WHERE body = 'e'", "UPDATE visits SET n = n + 100");

        // Nothing is loaded yet, so all tables are read again at the new moment, not only those that were missing.
        assertThat(trial.run().findings()).isEmpty();
        assertThat(Servers.rows(trial.target, "SELECT count(*) FROM visits WHERE n < 100"))
                .containsExactly("0");
        assertThat(Servers.rows(trial.target, "SELECT k FROM notes WHERE body = 'e'"))
                .containsExactly("9");
    }
}
