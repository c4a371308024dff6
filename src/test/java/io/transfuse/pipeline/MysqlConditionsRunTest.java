package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.UserException;
import io.transfuse.model.Validation.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** What the settings say of rows in MySQL's SQL. */
class MysqlConditionsRunTest {

    private static final String[] STAFF = {
        "CREATE TABLE staff (id INT PRIMARY KEY, mail VARCHAR(50), role VARCHAR(9), n BIGINT)",
        "INSERT INTO staff VALUES (1, 'm', 'a', 1), (2, 'm', 'b', 2), (3, 'm', 'b', 3), (4, 'k', 'b', 9223372036854775806)"
    };

    @TempDir
    Path folder;

    private Trial trial(SqlServer server, String config) throws IOException {
        var made = server.database();
        Servers.execute(made, STAFF);
        var source = server.reader(made);
        var trial = Trial.of(Files.writeString(folder.resolve("a.conf"), config), folder);
        return trial.with(
                        "source.url",
                        source.jdbcUrl().replaceFirst("^jdbc:[a-z]+", "mysql").replaceFirst("\\?.*", ""))
                .with("source.user", source.user())
                .with("source.password", source.password().reveal());
    }

    @OnSqlServers
    void oneThatFailsAtARowIsNamedWithoutTheRow(SqlServer server) throws IOException {
        var trial = trial(server, "tables.staff.drop-rows.many = \"t.n + t.n > 5\"");

        assertThatThrownBy(trial::plan)
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(
                        "tables.staff.drop-rows.many is t.n + t.n > 5, but must have an answer for every"
                                + " row, and fails at one of them: ")
                .hasMessageNotContaining("9223372036854775806")
                .hasMessageNotContaining("\n");
    }

    @OnSqlServers
    void duplicatesOfEachTargetOfASplitAreForetoldAsTheyAreFound(SqlServer server) throws IOException {
        var trial = trial(server, """
                limits.rejects = 1
                tables.staff {
                  unique = [[mail]]
                  split {
                    bosses { where = "t.role = 'a'" }
                    workers { otherwise = true }
                  }
                }
                """);

        var validation = trial.run().validation().orElseThrow();

        assertThat(validation.verdict()).isNotEqualTo(Verdict.FAIL);
        assertThat(validation.checks())
                .filteredOn(c -> c.name().equals("predicted:staff"))
                .singleElement()
                .satisfies(c -> assertThat(c.verdict()).isEqualTo(Verdict.PASS));
        assertThat(Servers.rows(trial.target, "SELECT id FROM workers ORDER BY id"))
                .containsExactly("2", "4");
        assertThat(Servers.rows(trial.target, "SELECT id FROM bosses")).containsExactly("1");
    }
}
