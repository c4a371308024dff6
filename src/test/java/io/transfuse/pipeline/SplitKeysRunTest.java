package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.Validation.Reject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** References of several columns, of which one is the key of a split table. */
class SplitKeysRunTest {

    private static final String SETTINGS = """
            uuid.keys = integer
            limits.rejects = 9
            tables.visits.references.staff_id = staff
            tables.staff {
              unnamed-references = follow
              unique = [[mail]]
              split { bosses { where = "t.role = 'a'" }, workers { otherwise = true } }
            }
            """;

    private static final String[] TABLES = {
        "CREATE TABLE staff (id INTEGER PRIMARY KEY, role VARCHAR(9) NOT NULL, mail VARCHAR(9))",
        "CREATE TABLE visits (staff_id INTEGER, seq INTEGER, UNIQUE (staff_id, seq))",
        "CREATE TABLE visit_lines (staff_id INTEGER, seq INTEGER, line INTEGER,"
                + " FOREIGN KEY (staff_id, seq) REFERENCES visits (staff_id, seq))"
    };

    private static final String LEFT = "SELECT line FROM visit_lines ORDER BY 1";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"a,orphan", "b,orphan", "a,parent-rejected", "b,parent-rejected"})
    void areNotLostWithTheirRow(String role, String rule) throws Exception {
        var trial = Trial.of("general", folder);
        trial.inSource(TABLES);
        trial.inSource(rows(role, rule));
        assertLines(trial, rule);
    }

    @OnSqlServers
    void areNotLostFromServers(SqlServer server) throws Exception {
        var source = server.database();
        Servers.execute(source, TABLES);
        Servers.execute(source, rows("a", "orphan"));
        assertLines(Trial.from(source, folder), "orphan");
    }

    /**
     * Visits of a boss, or of a worker as well, and of a third row that is not there or that a row before it refuses.
     */
    private static String[] rows(String role, String rule) {
        var third = rule.equals("orphan") ? "" : ", (3, 'b', 'y')";
        return new String[] {
            "INSERT INTO staff VALUES (1, '" + role + "', 'x'), (2, 'b', 'y')" + third,
            "INSERT INTO visits VALUES (1, 1), (2, 1), (3, 1)",
            "INSERT INTO visit_lines VALUES (1, 1, 1), (2, 1, 2), (3, 1, 3)"
        };
    }

    private static void assertLines(Trial trial, String rule) throws IOException {
        var outcome = trial.configured(List.of(SETTINGS)).run();

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.validation().orElseThrow().rejects())
                .contains(new Reject("visits", rule + ":staff_id", 1))
                .anyMatch(r -> r.table().equals("visit_lines") && r.rule().startsWith(rule) && r.count() == 1);
        assertThat(Servers.rows(trial.target, LEFT)).containsExactly("1", "2");
    }
}
