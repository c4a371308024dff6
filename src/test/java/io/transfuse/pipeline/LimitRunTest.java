package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.source.Made;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A limit takes the parents of its rows along, whatever the columns of the references are called. */
class LimitRunTest {

    private static final List<String> RENAMED =
            List.of("tables.b { columns.z_id { from = [z_ref] }, references.z_id = z }");

    private static final String NUMBERS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) ";

    @TempDir
    Path folder;

    private static void carried(Trial trial) {
        var validation = trial.with("limit", "5").run().validation().orElseThrow();

        assertThat(validation.rejects()).isEmpty();
        assertThat(Servers.rows(trial.target, "SELECT string_agg(id || ':' || z_id, ' ' ORDER BY id) FROM b"))
                .containsExactly("1:100 2:99 3:98 4:97 5:96");
    }

    @Test
    void aRenamedReferenceOfTheSettingsTakesItsParentsAlong() throws Exception {
        var trial =
                Trial.of(folder.resolve("own.conf"), folder).configured(RENAMED).with("uuid.keys", "none");
        Made.file(
                trial.source,
                "CREATE TABLE z (id INTEGER PRIMARY KEY)",
                "CREATE TABLE b (id INTEGER PRIMARY KEY, z_ref INTEGER)",
                NUMBERS + "INSERT INTO z SELECT i FROM n",
                NUMBERS + "INSERT INTO b SELECT i, 101 - i FROM n");
        carried(trial);
    }

    @Test
    void soDoesAReferenceOfOneBranch() throws Exception {
        var trial = Trial.of(folder.resolve("own.conf"), folder)
                .configured(List.of(
                        "tables.a.split {",
                        " b { where = \"t.kind = 'b'\", columns.z_id { from = [z_ref] }, references.z_id = z }",
                        " c { otherwise = true } }"))
                .with("uuid.keys", "none");
        Made.file(
                trial.source,
                "CREATE TABLE z (id INTEGER PRIMARY KEY)",
                "CREATE TABLE a (id INTEGER PRIMARY KEY, kind TEXT, z_ref INTEGER)",
                NUMBERS + "INSERT INTO z SELECT i FROM n",
                NUMBERS + "INSERT INTO a SELECT i, 'b', 101 - i FROM n");
        carried(trial);
    }

    @OnSqlServers
    void soDoesOneOnAServer(SqlServer server) throws Exception {
        var database = server.database();
        Servers.execute(
                database,
                "CREATE TABLE z (id INT PRIMARY KEY)",
                "CREATE TABLE b (id INT PRIMARY KEY, z_ref INT)",
                "INSERT INTO z " + NUMBERS + "SELECT i FROM n",
                "INSERT INTO b " + NUMBERS + "SELECT i, 101 - i FROM n");
        carried(Trial.from(database, folder).configured(RENAMED).with("uuid.keys", "none"));
    }

    /** MySQL 8 opens a temporary table only once in a query, however many targets a reference may mean. */
    @OnSqlServers
    void soDoesAReferenceToASplitTable(SqlServer server) throws Exception {
        var database = server.database();
        Servers.execute(
                database,
                "CREATE TABLE par (id INT PRIMARY KEY, k VARCHAR(5))",
                "CREATE TABLE chi (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES par (id))",
                "INSERT INTO par VALUES (1, 'a'), (2, 'b'), (3, 'a'), (4, 'b')",
                "INSERT INTO chi VALUES (1, 4), (2, 4), (3, 1)");
        var trial = Trial.from(database, folder)
                .configured(List.of(
                        "tables.par {",
                        " unnamed-references = follow",
                        " split {",
                        "  pa { where = \"t.k = 'a'\", entity = pa }",
                        "  pb { otherwise = true, entity = pb } } }"))
                .with("uuid.keys", "integer")
                .with("limit", "1");

        assertThat(trial.run().findings()).isEmpty();
        assertThat(Servers.rows(
                        trial.target, "SELECT (SELECT count(*) FROM pa), (SELECT count(*) FROM pb), count(*) FROM chi"))
                .containsExactly("1|1|1");
    }
}
