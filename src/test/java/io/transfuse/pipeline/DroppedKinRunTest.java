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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    private static final String DIVIDED = """
            limits.rejects = 10
            tables.people {
              join.k { table = kinds, on = "kind = id" }
              drop-rows { bots = "k.name = 'bot'" }
              unnamed-references = follow
              split {
                persons { where = "t.kind = 1" }
                companies { otherwise = true }
              }
            }
            tables.notes.polymorphic.owner { type = owner_type, id = owner_id, to { person = people } }
            """;
    private static final String[] ORDERED = {
        "CREATE TABLE kinds (id INTEGER PRIMARY KEY, name VARCHAR(9))",
        "CREATE TABLE people (id INTEGER PRIMARY KEY, kind INT NOT NULL)",
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, no INT, person_id INT NOT NULL, agent_id INT,"
                + " FOREIGN KEY (person_id) REFERENCES people (id), FOREIGN KEY (agent_id) REFERENCES people (id))",
        "CREATE TABLE notes (id INTEGER PRIMARY KEY, no INT, owner_type VARCHAR(9), owner_id INT)",
        "INSERT INTO kinds VALUES (1, 'person'), (2, 'company'), (3, 'bot')",
        "INSERT INTO people VALUES (1, 1), (2, 2), (3, 3), (4, 1)",
        "INSERT INTO orders VALUES (1, 1, 1, 2), (2, 2, 2, 1), (3, 3, 3, 1), (4, 4, 1, 3), (5, 5, 4, NULL)",
        "INSERT INTO notes VALUES (1, 1, 'person', 1), (2, 2, 'person', 2), (3, 3, 'person', 3)"
    };

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

    @Test
    void areRefusedFromSqliteWhereTheTableIsSplit() throws Exception {
        var trial = Trial.of("general", folder);
        Made.file(trial.source, ORDERED);
        assertOrders(trial.configured(List.of(DIVIDED)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "policy.orphan = null",
                "policy.orphan = keep",
                "uuid.keys = integer",
                "tables.people.split { persons.columns.id = uuid, companies.columns.id = bigint }",
                "tables.orders.columns { person_id { to = persons }, company_id { from = person_id, to = companies },"
                        + " agent_person_id { from = agent_id, to = persons }, agent_id { to = companies } }"
            })
    void areRefusedWhateverElseIsSaidOfThem(String setting) throws Exception {
        var trial = Trial.of("general", folder);
        Made.file(trial.source, ORDERED);
        assertOrders(trial.configured(List.of(DIVIDED + setting)));
    }

    @OnSqlServers
    void areRefusedFromServersWhereTheTableIsSplit(SqlServer server) throws IOException {
        var source = server.database();
        Servers.execute(source, ORDERED);
        assertOrders(Trial.from(source, folder).configured(List.of(DIVIDED)));
    }

    private static void assertOrders(Trial trial) {
        var outcome = trial.run();

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.validation().orElseThrow().rejects())
                .containsExactlyInAnyOrder(
                        new Reject("orders", "parent-rejected:person_id", 1),
                        new Reject("orders", "parent-rejected:agent_id", 1),
                        new Reject("notes", "parent-rejected:owner_type", 1));
        assertThat(Servers.rows(
                        trial.target,
                        "SELECT (SELECT string_agg(no::text, ',' ORDER BY no) FROM orders),"
                                + " (SELECT string_agg(no::text, ',' ORDER BY no) FROM notes)"))
                .containsExactly("1,2,5|1,2");
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
