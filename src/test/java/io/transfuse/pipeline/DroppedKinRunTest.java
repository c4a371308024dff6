package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.Validation.Reject;
import io.transfuse.source.Made;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that refer to rows which settings leave out. */
class DroppedKinRunTest {

    private static final String SETTINGS = """
            limits.rejects = 10
            tables.patients.drop-rows { test = "t.name = 'test'" }
            """;
    private static final String[] ROWS = {
        "INSERT INTO patients VALUES (1, 'a', NULL), (2, 'test', 1), (3, 'c', 2), (4, 'd', 1)",
        "INSERT INTO visits VALUES (1, 1), (2, 2), (3, 3), (4, NULL)",
        "INSERT INTO beds VALUES (1, 1, 'a'), (2, 2, 'test'), (3, NULL, 'test')"
    };
    private static final String BEDS = "CREATE TABLE beds (id INTEGER PRIMARY KEY, patient INT, name VARCHAR(9),"
            + " FOREIGN KEY (patient, name) REFERENCES patients (id, name))";

    @TempDir
    Path folder;

    @Test
    void areRefusedFromSqlite() throws Exception {
        var trial = Trial.of(Files.writeString(folder.resolve("a.conf"), SETTINGS), folder);
        Made.file(
                trial.source,
                "CREATE TABLE patients (id INTEGER PRIMARY KEY, name TEXT, mother INT REFERENCES patients (id), UNIQUE (id, name))",
                "CREATE TABLE visits (id INTEGER PRIMARY KEY, patient INT REFERENCES patients (id))",
                BEDS,
                ROWS[0],
                ROWS[1],
                ROWS[2]);
        assertFamily(trial);
    }

    @OnSqlServers
    void areRefusedFromServers(SqlServer server) throws IOException {
        var source = server.database();
        Servers.execute(
                source,
                "CREATE TABLE patients (id INT PRIMARY KEY, name VARCHAR(9), mother INT, UNIQUE (id, name))",
                "CREATE TABLE visits (id INT PRIMARY KEY, patient INT, FOREIGN KEY (patient) REFERENCES patients (id))",
                BEDS,
                ROWS[0],
                ROWS[1],
                ROWS[2]);
        var settings = SETTINGS + "tables.patients.references.mother = patients";
        assertFamily(Trial.from(source, folder).configured(List.of(settings)));
    }

    private static void assertFamily(Trial trial) {
        var validation = trial.run().validation().orElseThrow();

        assertThat(validation.rejects())
                .containsExactlyInAnyOrder(
                        new Reject("patients", "parent-rejected:mother", 1),
                        new Reject("beds", "parent-rejected:patient, name", 1),
                        new Reject("visits", "parent-rejected:patient", 2));
        assertThat(Servers.rows(trial.target, """
                SELECT (SELECT string_agg(id::text, ',' ORDER BY id) FROM patients),
                  (SELECT string_agg(id::text, ',' ORDER BY id) FROM visits),
                  (SELECT string_agg(id::text, ',' ORDER BY id) FROM beds)
                """)).containsExactly("1,4|1,4|1,3");
    }
}
