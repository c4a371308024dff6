package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Values of MySQL and MariaDB on their whole way. */
class MysqlValuesRunTest {

    @TempDir
    Path folder;

    private Trial trial(SqlServer server, String config, String... statements) throws IOException {
        var source = server.database();
        Servers.execute(source, statements);
        return Trial.from(source, folder).configured(List.of(config));
    }

    @OnSqlServers
    void valuesOfEveryTypeArriveExactly(SqlServer server) throws IOException {
        var trial = trial(
                server, "policy.binary16 = uuid, policy.spatial = point", """
                CREATE TABLE v (id INT AUTO_INCREMENT PRIMARY KEY, b TINYINT(1), u BIGINT UNSIGNED, d DECIMAL(65,30),
                  f FLOAT, g DOUBLE, bt BIT(1), bn BIT(10), y YEAR, da DATE, dt DATETIME(6), ti TIME(6), td TIME(3),
                  s SET('a', 'b c', 'NULL', 'x"y'), c CHAR(36), bi BINARY(16), bl BLOB, p POINT, t TEXT CHARACTER SET latin1)
                """, "SET SESSION time_zone = '+02:00'", """
                INSERT INTO v (b, u, d, f, g, bt, bn, y, da, dt, ti, td, s, c, bi, bl, p, t) VALUES
                 (1, 18446744073709551615, 12345678901234567890123456789012345.123456789012345678901234567890, 8388610,
                  -0.0e0, 1, b'1010', 2155, '0001-01-01', '9999-12-31 23:59:59.999999', '-838:59:58.000001',
                  '23:59:59.120', 'a,b c,NULL,x"y', 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11',
                  x'A0EEBC999C0B4EF8BB6D6BB9BD380A11', x'00FF00', ST_GeomFromText('POINT(1.5 -2)'), 'Grüße'),
                 (0, 0, 0, 0.1, 5e-324, 0, 0, 0, '1582-10-10', '0999-01-01 00:00:00', '00:00:00', '00:00:00', '', NULL,
                  NULL, '', NULL, '')
                """);

        var outcome = trial.run();

        assertThat(outcome.findings()).isEmpty();
        assertThat(Servers.rows(trial.target, """
                SELECT b, u, d, f = 8388610, g, bt, bn, y, da, dt, extract(epoch FROM ti), td, s::text, c, bi, bl::text,
                  p::text, t FROM v ORDER BY id
                """))
                .containsExactly(
                        "t|18446744073709551615|12345678901234567890123456789012345.123456789012345678901234567890|t|-0|t"
                                + "|0000001010|2155|0001-01-01|9999-12-31 23:59:59.999999|-3020398.000001|23:59:59.12"
                                + "|{a,\"b c\",\"NULL\",\"x\\\"y\"}|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"
                                + "|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|\\x00ff00|(1.5,-2)|Grüße",
                        "f|0|0.000000000000000000000000000000|f|5e-324|f|0000000000|0|1582-10-10|0999-01-01 00:00:00"
                                + "|0.000000|00:00:00|{}|null|null|\\x|null|");
    }

    @OnSqlServers
    void expressionsGetTheShortestDecimalOfAFloat(SqlServer server) throws IOException {
        var trial = trial(
                server,
                """
                        tables.v.columns {
                          j { type = jsonb, takes = [temp], expression = "'{\\"t\\":' || transfuse.fn.json_value(cast(temp AS string)) || '}'" }
                          k { type = jsonb, takes = [temp, d], expression = "to_json(struct(temp, d))" }
                          l { type = real, takes = [temp], expression = "temp" }
                          n { from = temp, type = "numeric(7,1)" }
                        }
                        tables.w.columns { x = text, y = numeric, z = "double precision" }
                        """,
                "CREATE TABLE v (id INT PRIMARY KEY, temp FLOAT, d DOUBLE)",
                "CREATE TABLE w (x FLOAT, y FLOAT, z FLOAT)",
                """
                INSERT INTO v VALUES (1, 97.3, 97.30000305175781), (2, 37, 0.1), (3, NULL, NULL)
                """,
                "INSERT INTO w VALUES (0.1, 0.1, 0.1), (2147483648, 2147483648, 2147483648), (-0.0e0, -0.0e0, 1.5)");

        assertThat(trial.run().findings()).isEmpty();
        assertThat(Servers.rows(trial.target, "SELECT j ->> 't', k ->> 'temp', k ->> 'd', l, n FROM v ORDER BY id"))
                .containsExactly(
                        "97.3|97.3|97.30000305175781|97.3|97.3", "37.0|37.0|0.1|37|37.0", "null|null|null|null|null");
        assertThat(Servers.rows(trial.target, "SELECT x, y, z FROM w ORDER BY z"))
                .containsExactly("0.1|0.1|0.10000000149011612", "-0.0|0|1.5", "2147483648.0|2147483648|2147483648");
    }

    @OnSqlServers
    void zeroDatesAndSkippedHoursAreWhatThePoliciesSay(SqlServer server) throws IOException {
        var trial = trial(server, """
                        policy.datetime = "timestamptz(Europe/Berlin)"
                        limits.rejects = 3
                        tables.z.columns { kept { policy.zero-date = "1970-01-01" }, plain { policy.datetime = timestamp } }
                        """, """
                CREATE TABLE z (id INT PRIMARY KEY, open DATE, needed DATE NOT NULL, kept DATE NOT NULL, at DATETIME(3),
                  plain DATETIME, stamp TIMESTAMP NULL)
                """, """
                SET SESSION time_zone = '+00:00', sql_mode = ''
                """, """
                INSERT INTO z VALUES
                 (1, '0000-00-00', '2024-01-01', '2024-00-10', '2024-07-01 12:00:00.123', '2024-03-31 02:30:00', '2024-03-31 02:30:00'),
                 (2, '2024-05-00', '0000-00-00', '2024-01-01', NULL, NULL, NULL),
                 (3, NULL, '2024-01-01', '2024-01-01', '2024-03-31 02:30:00', NULL, NULL),
                 (4, NULL, '2024-01-01', '2024-01-01', '2024-10-27 02:30:00', NULL, '0000-00-00 00:00:00')
                """);

        var outcome = trial.run();

        var validation = outcome.validation().orElseThrow();
        assertThat(outcome.findings()).isEmpty();
        assertThat(Servers.rows(trial.target, """
                SELECT id, open, kept, at AT TIME ZONE 'UTC', plain, stamp AT TIME ZONE 'UTC' FROM z ORDER BY id
                """))
                .containsExactly(
                        "1|null|1970-01-01|2024-07-01 10:00:00.123|2024-03-31 02:30:00|2024-03-31 02:30:00",
                        "4|null|2024-01-01|2024-10-27 00:30:00|null|null");
        assertThat(validation.losses())
                .extracting(l -> l.column() + " " + l.rule() + " " + l.count())
                .containsExactlyInAnyOrder(
                        "open zero-date 1", "kept zero-date 1", "at dst-overlap 1", "stamp zero-date 1");
        assertThat(validation.rejects())
                .extracting(r -> r.rule() + " " + r.count())
                .containsExactlyInAnyOrder("zero-date:needed 1", "dst-gap:at 1");
    }

    @OnSqlServers
    void conditionsAndDefaultsKeepTheirLetters(SqlServer server) throws IOException {
        var trial = trial(server, "", """
                CREATE TABLE ticket (id INT PRIMARY KEY AUTO_INCREMENT, state VARCHAR(20) NOT NULL,
                  note VARCHAR(20) DEFAULT ('né'), label VARCHAR(40) GENERATED ALWAYS AS (concat(state, ' – ok')) STORED,
                  CONSTRAINT states CHECK (state IN ('offen', 'gelöst')))
                """, "INSERT INTO ticket (state) VALUES ('offen'), ('gelöst'), ('gelöst')");

        assertThat(trial.run().exitCode()).isZero();
        Servers.execute(trial.target, "INSERT INTO ticket (state) VALUES ('gelöst')");
        assertThat(Servers.rows(trial.target, "SELECT state, note, label FROM ticket ORDER BY id"))
                .containsExactly(
                        "offen|né|offen – ok",
                        "gelöst|né|gelöst – ok",
                        "gelöst|né|gelöst – ok",
                        "gelöst|né|gelöst – ok");
    }

    @OnSqlServers
    void membersWithBackslashesAndLineBreaksArrive(SqlServer server) throws IOException {
        var trial = trial(
                server,
                "",
                "SET SESSION sql_mode = ''",
                """
                CREATE TABLE m (id INT PRIMARY KEY, e ENUM('a\\\\b', 'l1\\nl2') DEFAULT 'l1\\nl2',
                  s SET('a\\\\b', 'l1\\nl2') DEFAULT 'a\\\\b,l1\\nl2', t VARCHAR(20) DEFAULT 'a\\\\n\\n')
                """,
                "INSERT INTO m (id, e, s) VALUES (1, 'a\\\\b', 'a\\\\b'), (2, 'l1\\nl2', 'a\\\\b,l1\\nl2'), (3, NULL, '')");

        assertThat(trial.run().findings()).isEmpty();
        Servers.execute(trial.target, "INSERT INTO m (id) VALUES (4)");
        assertThat(Servers.rows(trial.target, "SELECT id, e, array_to_string(s, ','), t FROM m ORDER BY id"))
                .containsExactly(
                        "1|a\\b|a\\b|a\\n\n",
                        "2|l1\nl2|a\\b,l1\nl2|a\\n\n",
                        "3|null||a\\n\n",
                        "4|l1\nl2|a\\b,l1\nl2|a\\n\n");
    }

    @OnSqlServers
    void jsonOfMoreLevelsThanMysqlLooksAtIsCarriedAsText(SqlServer server) throws IOException {
        var trial = trial(
                server,
                "policy.json-text = auto",
                "CREATE TABLE t (id INT PRIMARY KEY, deep LONGTEXT, flat LONGTEXT)",
                "INSERT INTO t VALUES (1, CONCAT(REPEAT('[', 101), REPEAT(']', 101)), '[1]'), (2, '{', '{}')");

        assertThat(trial.run().findings()).isEmpty();
        assertThat(Servers.rows(
                        trial.target, "SELECT length(deep), pg_typeof(deep), pg_typeof(flat) FROM t ORDER BY id"))
                .containsExactly("202|text|jsonb", "1|text|jsonb");
        if (server.mysql()) {
            assertThat(Files.readString(trial.out.resolve("schema_diff.md")))
                    .contains("more levels than MySQL looks at");
        }
    }
}
