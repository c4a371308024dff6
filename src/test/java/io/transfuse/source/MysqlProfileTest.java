package io.transfuse.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.Profile;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Storage;
import io.transfuse.model.UserException;
import java.util.Objects;

class MysqlProfileTest {

    private static Profile profile(SqlServer server, String... statements) {
        var database = server.database("CHARACTER SET utf8mb4");
        var all = new java.util.ArrayList<>(java.util.List.of(statements));
        all.add(0, "SET SESSION sql_mode = ''");
        Servers.execute(database, all.toArray(String[]::new));
        try (var source = MysqlSource.open(server.reader(database), true)) {
            return source.profile(source.catalogue().tables().get(0));
        }
    }

    private static OfColumn column(Profile profile, String name) {
        return Objects.requireNonNull(profile.columns().get(name));
    }

    @OnSqlServers
    void aColumnThatCannotBeComputedForARowIsToldWithoutItsValue(SqlServer server) {
        assumeTrue(server.mysql(), "MariaDB knows no function that fails in a query");
        assertThatThrownBy(() -> profile(
                        server,
                        "CREATE TABLE t (s VARCHAR(36))",
                        "INSERT INTO t VALUES ('it''s Meier')",
                        "ALTER TABLE t ADD g BINARY(16) AS (uuid_to_bin(s)) VIRTUAL"))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll("table t cannot be read", "compute g for every row", "--skip t")
                .hasMessageNotContaining("Meier");
    }

    @OnSqlServers
    void jsonOfTooManyLevelsIsNone(SqlServer server) {
        var profile = profile(
                server,
                "CREATE TABLE t (deep TEXT, flat TEXT, none TEXT)",
                "INSERT INTO t VALUES (CONCAT(REPEAT('[', 101), REPEAT(']', 101)), '[1]', '{'), ('{', '{}', '[')");

        assertThat(profile.rows()).isEqualTo(2);
        assertThat(column(profile, "deep").fact("json")).isLessThan(2);
        assertThat(column(profile, "deep").fact("json-too-deep")).isEqualTo(server.mysql() ? 2 : 0);
        assertThat(column(profile, "flat").fact("json")).isEqualTo(2);
        assertThat(column(profile, "flat").fact("json-too-deep")).isZero();
        assertThat(column(profile, "none").fact("json")).isZero();
    }

    @OnSqlServers
    void integersHaveRangesAndCounts(SqlServer server) {
        var profile = profile(
                server,
                "CREATE TABLE t (i INT, u BIGINT UNSIGNED, b TINYINT(1), y YEAR, o BIT(1), w BIT(9))",
                "INSERT INTO t VALUES (-5, 18446744073709551615, 1, 2024, b'1', b'101'), (7, 3, 2, 0, b'0', NULL),"
                        + " (NULL, NULL, NULL, NULL, NULL, NULL)");

        assertThat(profile.rows()).isEqualTo(3);
        assertThat(profile.bytes()).isPositive();
        assertThat(column(profile, "i").minInteger()).contains(-5L);
        assertThat(column(profile, "i").maxInteger()).contains(7L);
        assertThat(column(profile, "i").count(Storage.NULL)).isEqualTo(1);
        assertThat(column(profile, "i").values()).isEqualTo(2);
        assertThat(column(profile, "u").fact("beyond-long")).isEqualTo(1);
        assertThat(column(profile, "u").maxInteger()).contains(3L);
        assertThat(column(profile, "u").values()).isEqualTo(2);
        assertThat(column(profile, "b").fact("beyond-boolean")).isEqualTo(1);
        assertThat(column(profile, "o").maxInteger()).contains(1L);
        assertThat(column(profile, "w").count(Storage.TEXT)).isEqualTo(1);
    }

    @OnSqlServers
    void datesAndTimesThatPostgresqlDoesNotHaveAreCounted(SqlServer server) {
        var profile = profile(
                server,
                "CREATE TABLE t (d DATE, m DATETIME, s TIMESTAMP NULL, x TIME(3))",
                "INSERT INTO t VALUES ('0000-00-00', '2024-00-00 10:00:00', '2024-01-01 00:00:00', '-00:00:00.5'),"
                        + " ('2024-02-00', '2024-01-01', NULL, '24:00:00'), ('2024-02-29', NULL, NULL, '23:59:59.999')");

        assertThat(column(profile, "d").fact("zero-date")).isEqualTo(2);
        assertThat(column(profile, "m").fact("zero-date")).isEqualTo(1);
        assertThat(column(profile, "s").fact("utc")).isEqualTo(1);
        assertThat(column(profile, "x").fact("outside-day")).isEqualTo(2);
    }

    @OnSqlServers
    void textIsMeasuredInBytesAndLookedThrough(SqlServer server) {
        var profile = profile(
                server,
                "CREATE TABLE t (v VARCHAR(36), l LONGTEXT, e ENUM('a','b'), x VARCHAR(99) CHARACTER SET latin1)",
                "INSERT INTO t VALUES ('6F9619FF-8B86-D011-B42D-00C04FC964FF', '{\"a\": 1}', '', CONVERT(X'C3A4' USING latin1)),"
                        + " ('6f9619ff8b86d011b42d00c04fc964ff', CONCAT('a', CHAR(0)), 'a', 'plain'),"
                        + " ('no', '', 'b', 'CAFÉS'), ('6f9619ff-8b86-d011-b42d-00c04fc964f', CONVERT(X'F09F9880' USING utf8mb4), NULL, '')");

        assertThat(column(profile, "v").fact("uuid")).isEqualTo(2);
        assertThat(column(profile, "v").fact("uuid-otherwise")).isEqualTo(1);
        assertThat(column(profile, "v").fact("uuid-version")).isZero();
        assertThat(column(profile, "v").maxLength()).isEqualTo(36);
        assertThat(column(profile, "l").fact("json")).isEqualTo(1);
        assertThat(column(profile, "l").fact("nul")).isEqualTo(1);
        assertThat(column(profile, "l").maxLength()).isEqualTo(8);
        assertThat(column(profile, "e").fact("enum-zero")).isEqualTo(1);
        assertThat(column(profile, "e").maxLength()).isEqualTo(1);
        assertThat(column(profile, "x").fact("double-encoded")).isEqualTo(1);
        assertThat(column(profile, "x").maxLength()).isEqualTo(6);
    }

    @OnSqlServers
    void shapesWithAReferenceSystemAreCounted(SqlServer server) {
        var profile = profile(
                server,
                "CREATE TABLE t (p POINT)",
                "INSERT INTO t VALUES (ST_GeomFromText('POINT(1 2)')), (ST_GeomFromText('POINT(1 2)', 4326))");

        assertThat(column(profile, "p").fact("srid")).isEqualTo(1);
        assertThat(column(profile, "p").count(Storage.BLOB)).isEqualTo(2);
    }

    @OnSqlServers
    void fractionsShowTheirDecimals(SqlServer server) {
        var profile = profile(
                server,
                "CREATE TABLE t (d DOUBLE, f FLOAT)",
                "INSERT INTO t VALUES (123.25, 0.5), (-1, NULL), (0, NULL)");

        assertThat(column(profile, "d").fact("decimals")).isEqualTo(2);
        assertThat(column(profile, "d").fact("digits")).isEqualTo(3);
        assertThat(column(profile, "f").fact("decimals")).isEqualTo(1);
        assertThat(column(profile, "d").count(Storage.REAL)).isEqualTo(3);
    }

    @OnSqlServers
    void aTableOfManyColumnsIsCountedInSeveralQueries(SqlServer server) {
        var names =
                java.util.stream.IntStream.range(0, 170).mapToObj(i -> "x" + i).toList();
        var profile = profile(
                server,
                "CREATE TABLE t (" + String.join(" INT, ", names) + " INT)",
                "INSERT INTO t (x0, x169) VALUES (1, 2)");

        assertThat(profile.columns()).hasSize(170);
        assertThat(column(profile, "x169").maxInteger()).contains(2L);
    }

    @OnSqlServers
    void expressionsWithQuotesDoNotKeepATableFromBeingRead(SqlServer server) {
        var profile = profile(
                server,
                "CREATE TABLE t (k VARCHAR(9), s VARCHAR(30) GENERATED ALWAYS AS (concat(k, 'it''s', '\\\\')) STORED)",
                "FLUSH TABLES");

        assertThat(profile.columns()).containsOnlyKeys("k", "s");
    }
}
