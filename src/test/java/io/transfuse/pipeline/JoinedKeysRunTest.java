package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.source.Made;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and indexes of a table that goes on in another one. */
class JoinedKeysRunTest {

    private static final String MERGED = """
            policy.collation = lower
            tables {
              users {
                join.m { table = patients, on = "id = user_id", optional = true, carry = patients }
                split {
                  patients { where = "t.kind = 'p'" }
                  users { otherwise = true }
                }
              }
              patients { target = patients_left, drop-rows.merged = "1 = 1" }
            }
            """;

    private static final List<String> TABLES = List.of(
            "CREATE TABLE wards (house INT, no INT, PRIMARY KEY (house, no))",
            "CREATE TABLE users (id INT PRIMARY KEY, kind CHAR(1) NOT NULL)",
            "CREATE TABLE patients (number INT PRIMARY KEY, user_id INT UNIQUE, file VARCHAR(20), born DATE, house INT,"
                    + " no INT, UNIQUE (file), FOREIGN KEY (house, no) REFERENCES wards (house, no))",
            "CREATE INDEX patients_born ON patients (born DESC, user_id)",
            "CREATE INDEX patients_user ON patients (user_id)",
            "INSERT INTO wards VALUES (1, 1), (1, 2)",
            "INSERT INTO users VALUES (1, 'p'), (2, 'p'), (3, 'd')",
            "INSERT INTO patients VALUES (11, 1, 'A-1', '2001-01-01', 1, 2), (12, 2, 'B-1', NULL, NULL, NULL)");

    private static final String MADE = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid ="
            + " 'patients'::regclass AND contype <> 'n' UNION SELECT replace(pg_get_indexdef(indexrelid), 'public.', '')"
            + " FROM pg_index WHERE indrelid = 'patients'::regclass AND indexrelid NOT IN (SELECT conindid FROM"
            + " pg_constraint) ORDER BY 1";

    @TempDir
    Path folder;

    @Test
    void holdInTheTableThatTakesItsColumns() throws Exception {
        var trial = Trial.of(Files.writeString(folder.resolve("a.conf"), MERGED), folder);
        var statements = new ArrayList<>(TABLES);
        statements.add("CREATE INDEX some ON patients (born) WHERE house = 1");
        Made.file(trial.source, statements.toArray(String[]::new));

        var outcome = trial.run();

        assertThat(outcome.exitCode()).isZero();
        assertThat(Servers.rows(trial.target, MADE))
                .containsExactly(
                        "CREATE INDEX patients_born ON patients USING btree (born DESC, id)",
                        "PRIMARY KEY (id)",
                        "UNIQUE (file)",
                        "UNIQUE (number)");
        assertThat(Files.readString(trial.out.resolve("schema_diff.md")))
                .contains("index some of patients is not carried with its columns")
                .contains("the foreign key (house, no) of patients to wards is not carried with its columns");
    }

    @OnSqlServers
    void areComparedAsTheServerComparesThem(SqlServer server) throws Exception {
        var source = server.database();
        Servers.execute(source, TABLES.toArray(String[]::new));
        var trial = Trial.from(source, folder).configured(List.of(MERGED));

        var outcome = trial.run();

        assertThat(outcome.exitCode()).isZero();
        assertThat(Servers.rows(trial.target, MADE))
                .containsExactly(
                        "CREATE INDEX patients_house ON patients USING btree (house, no)",
                        "CREATE INDEX patients_patients_born ON patients USING btree (born DESC, id)",
                        "CREATE UNIQUE INDEX patients_file_lower_key ON patients USING btree (lower((file)::text))",
                        "PRIMARY KEY (id)",
                        "UNIQUE (number)");
    }
}
