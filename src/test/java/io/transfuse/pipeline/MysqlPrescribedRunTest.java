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

/** Columns of MySQL and MariaDB in types that they would not get by themselves. */
class MysqlPrescribedRunTest {

    @TempDir
    Path folder;

    private Trial trial(SqlServer server, String config, String... statements) throws IOException {
        var source = server.database();
        Servers.execute(source, statements);
        return Trial.from(source, folder).configured(List.of(config));
    }

    @OnSqlServers
    void bitsAreTheNumberOrTheBytesThatTheyMean(SqlServer server) throws IOException {
        var trial = trial(server, """
                limits.rejects = 1
                tables.t.columns {
                  flags = integer, little = smallint, exact = "numeric(20)", wide = bigint, real = "double precision",
                  raw = bytea, json = jsonb, yes { type = boolean, policy.narrow = quarantine }, shown = text
                }
                """, """
                CREATE TABLE t (id INT PRIMARY KEY, flags BIT(4) DEFAULT b'101', little BIT(4), exact BIT(64), wide BIT(63),
                  `real` BIT(53), raw BIT(12), json BIT(4), yes BIT(8), shown BIT(4))
                """, """
                INSERT INTO t VALUES (1, b'0101', b'10', 18446744073709551615, 9223372036854775807,
                    9007199254740991, b'1011', b'10', b'1', b'10'),
                  (2, b'1010', b'0', 0, 0, 0, b'101000000001', b'1', b'0', b'0'),
                  (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL), (4, 1, 1, 1, 1, 1, 1, 1, b'10', 1)
                """);

        var outcome = trial.run();

        var validation = outcome.validation().orElseThrow();
        assertThat(outcome.findings()).isEmpty();
        assertThat(validation.verdict()).isNotEqualTo(Verdict.FAIL);
        assertThat(validation.rejects())
                .extracting(r -> r.rule() + " " + r.count())
                .containsExactly("not-a-boolean:yes 1");
        assertThat(
                        Servers.rows(
                                trial.target,
                                "SELECT flags, little, exact, wide, \"real\"::bigint, raw::text, json, yes, shown FROM t ORDER BY id"))
                .containsExactly(
                        "5|2|18446744073709551615|9223372036854775807|9007199254740991|\\x000b|2|t|0010",
                        "10|0|0|0|0|\\x0a01|1|f|0000",
                        "null|null|null|null|null|null|null|null|null");
        assertThat(Servers.rows(trial.target, "INSERT INTO t (id) VALUES (9) RETURNING flags"))
                .containsExactly("5");
    }

    @OnSqlServers
    void aSetAsTextMayListSeveralMembers(SqlServer server) throws IOException {
        var trial = trial(
                server,
                "tables.t.columns { s = text, e = text }",
                "CREATE TABLE t (id INT PRIMARY KEY, s SET('a','b'), e ENUM('a','b'))",
                "INSERT INTO t VALUES (1, 'a,b', 'a'), (2, '', 'b'), (3, NULL, NULL)");

        assertThat(trial.run().findings()).isEmpty();
        assertThat(Servers.rows(trial.target, "SELECT s, e FROM t ORDER BY id"))
                .containsExactly("a,b|a", "|b", "null|null");
        assertThat(Servers.rows(
                        trial.target,
                        "SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = 't'::regclass"))
                .containsExactly("t_e_check");
    }

    @OnSqlServers
    void aNumberAsTextIsWithoutTheZerosThatTheSourceShows(SqlServer server) throws IOException {
        var trial = trial(
                server,
                "tables.t.columns { i = text, u = text, d = text, y = text, n = bigint }",
                "CREATE TABLE t (id INT PRIMARY KEY, i INT ZEROFILL, u BIGINT UNSIGNED ZEROFILL, d DECIMAL(6,2) ZEROFILL,"
                        + " y YEAR, n INT ZEROFILL)",
                "INSERT INTO t VALUES (1, 42, 18446744073709551615, 1.5, 0, 7), (2, 0, 7, 0, 2024, 8)");

        var outcome = trial.run();

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.validation().orElseThrow().verdict()).isNotEqualTo(Verdict.FAIL);
        assertThat(Servers.rows(trial.target, "SELECT i, u, d, y, n FROM t ORDER BY id"))
                .containsExactly("42|18446744073709551615|1.50|0|7", "0|7|0.00|2024|8");
        assertThat(trial.out.resolve(OutFile.SCHEMA_DIFF.fileName()))
                .content()
                .contains("columns.i asks for text, which holds the digits of the number alone");
    }

    @OnSqlServers
    void aRealTakesEveryNumberThatItPrintsAsTheSource(SqlServer server) throws IOException {
        var trial = trial(
                server,
                "tables.t.columns { d = real, x = real }, limits.rejects = 2, verify.level = rows",
                "CREATE TABLE t (id INT PRIMARY KEY, d DOUBLE, x DECIMAL(12,4))",
                "INSERT INTO t VALUES (1, 0.1, 1.2345), (2, 2.5, 0.1), (3, 0.123456789, 1), (4, 1, 12345678.1234),"
                        + " (5, NULL, NULL)");

        assertThat(trial.run().findings()).isEmpty();
        assertThat(Servers.rows(trial.target, "SELECT d, x FROM t ORDER BY id"))
                .containsExactly("0.1|1.2345", "2.5|0.1", "null|null");
        assertThat(trial.with("verify.source", "true").verify().findings()).isEmpty();
    }

    private Trial existing(SqlServer server, String config) throws IOException {
        var trial = trial(
                server,
                "target.schema = existing, limits.rejects = 3\n" + config,
                "CREATE TABLE t (id INT PRIMARY KEY, d DATETIME(3), z TIMESTAMP(6) NULL, tm TIME(3), l DATETIME(6), day DATETIME)",
                """
                INSERT INTO t VALUES (1, '2024-12-31 23:59:59.999', NULL, NULL, NULL, NULL),
                  (2, NULL, '2024-12-31 23:59:59.9', '23:59:59.999', NULL, NULL),
                  (3, NULL, NULL, NULL, '9999-12-31 23:59:59.999999', '2024-01-01 00:00:01'),
                  (4, '2024-12-31 23:59:59', '2024-12-31 12:00:00', '23:59:59', '2024-12-31 23:59:59.999', '2024-01-01')
                """);
        Servers.execute(
                trial.target,
                "CREATE TABLE t (id integer PRIMARY KEY, d timestamp(0), z timestamptz(0), tm time(0), l timestamp(3),"
                        + " day date)");
        return trial;
    }

    @OnSqlServers
    void timesThatAreTooFineForAnExistingColumnAreBlockersAndADayIsForetold(SqlServer server) throws IOException {
        var trial = existing(server, "");

        assertThat(trial.plan().findings())
                .hasSize(4)
                .anyMatch(f -> f.contains("t.d: the existing column is timestamp(0), but must be timestamp or wider"))
                .anyMatch(f -> f.contains("t.z: the existing column is timestamptz(0), but must be timestamptz"))
                .anyMatch(f -> f.contains("t.tm: the existing column is time(0), but must be time or"))
                .anyMatch(f -> f.contains("t.l: the existing column is timestamp(3), but must be timestamp or"));
        assertThat(trial.out.resolve(OutFile.SCHEMA_DIFF.fileName()))
                .content()
                .contains("asks for date, but 1 row has a time of day too and will be rejected");
    }

    @OnSqlServers
    void timesThatAreTooFineAreRefusedNotRounded(SqlServer server) throws IOException {
        var outcome = existing(server, "policy.narrow = quarantine");

        var validation = outcome.run().validation().orElseThrow();

        assertThat(validation.verdict()).isNotEqualTo(Verdict.FAIL);
        assertThat(validation.rejects().stream().mapToLong(r -> r.count()).sum())
                .isEqualTo(3);
        assertThat(validation.rejects()).extracting(r -> r.rule()).contains("too-fine:d");
        assertThat(Servers.rows(outcome.target, "SELECT id, d, tm, l, day FROM t"))
                .containsExactly("4|2024-12-31 23:59:59|23:59:59|2024-12-31 23:59:59.999|2024-01-01");
    }
}
