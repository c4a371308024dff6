package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.source.Made;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A column by the branch that a row of a split table went to. */
class BecameRunTest {

    private static final String ROLES = """
            tables {
              users {
                became.provider { table = providers, on = "id = user_id" }
                columns.role {
                  type = "enum user_role(doctor, nurse, other)"
                  enum-map { p = other }
                  enum-by.p { column = became.provider, map { doctors = doctor, nurses = nurse } }
                }
              }
              providers {
                join.l { table = licences, on = "licence_id = id" }
                drop-rows.test = "l.name = 'TEST'"
                split {
                  doctors { where = "l.name = 'MD'" }
                  nurses { otherwise = true }
                }
              }
            }
            """;

    @TempDir
    Path folder;

    private Trial trial(String config) throws Exception {
        var trial = Trial.of(Files.writeString(folder.resolve("a.conf"), config), folder);
        Made.file(
                trial.source,
                "CREATE TABLE users (id INTEGER PRIMARY KEY, role TEXT)",
                "CREATE TABLE licences (id INTEGER PRIMARY KEY, name TEXT)",
                "CREATE TABLE providers (id INTEGER PRIMARY KEY, user_id INT REFERENCES users (id), licence_id INT)",
                "INSERT INTO users VALUES (1, 'p'), (2, 'p'), (3, 'p'), (4, 'p'), (5, 'doctor')",
                "INSERT INTO licences VALUES (1, 'MD'), (2, 'RN'), (3, 'TEST')",
                "INSERT INTO providers VALUES (1, 1, 2), (2, 1, 1), (3, 2, 2), (4, 3, 3), (5, 5, 2)");
        return trial;
    }

    @Test
    void aMemberIsWhatTheRowsOfAnotherTableBecame() throws Exception {
        var trial = trial(ROLES);

        var outcome = trial.run();

        assertThat(outcome.findings()).isEmpty();
        assertThat(Servers.rows(trial.target, "SELECT id, role FROM users ORDER BY id"))
                .containsExactly("1|doctor", "2|nurse", "3|other", "4|other", "5|doctor");
        assertThat(outcome.validation().orElseThrow().losses())
                .extracting(l -> l.table() + "." + l.column() + " " + l.rule() + " " + l.count())
                .containsExactly("users.role undecided:role 2");
        assertThat(Files.readString(trial.out.resolve("schema_diff.md")))
                .contains("finds rows by providers.user_id, which no index begins with");
    }

    @Test
    void whatCannotDecideIsRefusedInALine() throws Exception {
        var misspelt = trial("""
                tables.users {
                  became { a { table = licences, on = "id = id" }, b { table = nowhere, on = "id = id" } }
                  columns.role {
                    type = "enum user_role(doctor)"
                    enum-by { x { column = became.a, map { y = doctor } }, y { column = became.b, map { y = doctor } },
                      z { column = became.c, map { y = doctor } }, u { column = rolle, map { y = doctor } } }
                  }
                }
                """);

        assertThat(misspelt.plan().findings())
                .anyMatch(f -> f.contains("tables.users.became.a.table is licences, but must be a table that is split"))
                .anyMatch(f -> f.contains("tables.users.became.b names nowhere.id and id, which are not carried"))
                .anyMatch(f -> f.contains("became.c is no name of tables.users.became, but must be one; nearest: a"))
                .anyMatch(f -> f.contains("columns has an enum-by whose column is rolle, no column of users"));
    }
}
