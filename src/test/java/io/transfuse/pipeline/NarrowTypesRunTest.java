package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.report.OutFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Types that the settings or an existing schema name, and that do not hold all values. */
class NarrowTypesRunTest {

    private static final String WISHES = """
            limits.rejects = 1
            tables.t.columns {
              u = bigint, s = smallint, t = time, tiny = boolean, i = boolean, d = integer, w = integer, big = bigint,
              f = bigint, n = "double precision", un = "double precision", m = "double precision", b = bigint, b8 = "bit(4)"
            }
            """;

    @TempDir
    Path folder;

    private Trial trial(SqlServer server, String config) throws IOException {
        var source = server.database();
        Servers.execute(source, """
                CREATE TABLE t (id INT PRIMARY KEY, u BIGINT UNSIGNED, s BIGINT UNSIGNED, t TIME, tiny TINYINT, i INT,
                  d DECIMAL(10,2), w DECIMAL(10,2), big DECIMAL(30,0), f DOUBLE, n BIGINT, un BIGINT UNSIGNED,
                  m DECIMAL(65,30), b BIT(64), b8 BIT(8))
                """, """
                INSERT INTO t VALUES
                  (1, 1, 1, '23:59:59', 1, 0, 1.50, 5.00, 1, 1, 1, 1, 0.5, 1, b'1'),
                  (2, 9223372036854775808, 9223372036854775808, '24:00:00', 2, 2, 5.00, -7.00, 9223372036854775808, 0.5,
                    9007199254740993, 18446744073709551615, NULL, 9223372036854775808, b'11110000')
                """);
        return Trial.from(source, folder).configured(List.of(config));
    }

    @OnSqlServers
    void theTypeBecomesTheOneThatHoldsAll(SqlServer server) throws IOException {
        var trial = trial(server, WISHES.replace("t = time, tiny = boolean, i = boolean, ", ""));

        var outcome = trial.run();

        assertThat(outcome.findings()).isEmpty();
        var validation = outcome.validation().orElseThrow();
        assertThat(validation.rejects()).isEmpty();
        assertThat(validation.verdict()).isNotEqualTo(Verdict.FAIL);
        assertThat(Servers.rows(
                        trial.target, "SELECT u, s, t, tiny, i, d, w, big, f, n, un, m, b, b8 FROM t ORDER BY id"))
                .containsExactly(
                        "1|1|23:59:59|1|0|1.50|5|1|1|1|1|0.5|1|00000001",
                        "9223372036854775808|9223372036854775808|24:00:00|2|2|5.00|-7|9223372036854775808|0.5"
                                + "|9007199254740993|18446744073709551615|null|9223372036854775808|11110000");
        assertThat(Servers.rows(
                        trial.target,
                        "SELECT string_agg(format_type(atttypid, atttypmod), ' ' ORDER BY attnum) FROM pg_attribute"
                                + " WHERE attrelid = 't'::regclass AND attnum > 1"))
                .containsExactly("numeric(20,0) numeric(20,0) interval smallint integer numeric(10,2) integer"
                        + " numeric(30,0) double precision bigint numeric(20,0) double precision numeric(20,0) bit(8)");
        assertThat(trial.out.resolve(OutFile.SCHEMA_DIFF.fileName()))
                .content()
                .contains("columns.m asks for double precision, which has 15 to 17 digits")
                .doesNotContain("columns.w asks");
    }

    @OnSqlServers
    void quarantineTellsHowManyAndRefusesThem(SqlServer server) throws IOException {
        var trial = trial(server, WISHES + "policy.narrow = quarantine\nlimits.rejects = 2");

        var outcome = trial.run();

        assertThat(outcome.validation().orElseThrow().rejects().stream()
                        .mapToLong(r -> r.count())
                        .sum())
                .isEqualTo(2);
        assertThat(trial.out.resolve(OutFile.SCHEMA_DIFF.fileName()))
                .content()
                .contains(
                        "columns.u asks for bigint, but the data needs more; 1 row that does not fit is rejected",
                        "columns.t asks for time, but the data needs more; 1 row that",
                        "columns.d asks for integer, but the data needs more; 1 row that",
                        "columns.un asks for double precision, but the data needs more; 1 row that",
                        "columns.b asks for bigint, but the data needs more; 1 row that",
                        "columns.b8 asks for bit(4), but the data needs more; 2 rows that");
    }

    @OnSqlServers
    void anExistingColumnThatDoesNotHoldAllIsABlocker(SqlServer server) throws IOException {
        var trial = trial(server, "target.schema = existing");
        Servers.execute(trial.target, """
                CREATE TABLE t (id integer PRIMARY KEY, u bigint, s smallint, t time, tiny boolean, i boolean, d integer,
                  w integer, big bigint, f bigint, n double precision, un double precision, m numeric, b bigint, b8 bit(4))
                """);

        assertThat(trial.plan().findings())
                .hasSize(12)
                .allMatch(f -> f.contains("policy.narrow = error"))
                .anyMatch(f -> f.contains("t.u: the existing column is bigint, but must be numeric(20) or wider"))
                .anyMatch(f -> f.contains("t.t: the existing column is time, but must be interval or wider"))
                .anyMatch(f -> f.contains("t.tiny: the existing column is boolean, but must be smallint or wider"))
                .anyMatch(f -> f.contains("t.i: the existing column is boolean, but must be integer or wider"));
    }
}
