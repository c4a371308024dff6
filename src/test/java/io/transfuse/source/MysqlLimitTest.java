package io.transfuse.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.Endpoint;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Secret;
import java.util.List;
import java.util.Optional;

/** The first rows of each table, and what they leave in the source: nothing. */
class MysqlLimitTest {

    @OnSqlServers
    void theListsOfALimitMoveNoBinaryLog(SqlServer server) {
        var database = server.database();
        Servers.execute(
                database, "CREATE TABLE c (k VARCHAR(9) PRIMARY KEY)", "INSERT INTO c VALUES ('a'), ('b'), ('c')");
        var format = Servers.rows(database, "SELECT @@global.binlog_format").get(0);
        Servers.execute(database, "SET GLOBAL binlog_format = '" + (server.mysql() ? "STATEMENT'" : "MIXED'"));
        try {
            var before = MysqlSourceTest.cut(database);
            try (var source = MysqlSource.open(database, true).limited(1, List.of())) {
                assertThat(source.count("c", "TRUE")).isEqualTo(1);
            }
            assertThat(MysqlSourceTest.cut(database)).isEqualTo(before);
        } finally {
            Servers.execute(database, "SET GLOBAL binlog_format = '" + format + "'");
        }
    }

    @OnSqlServers
    void aLimitOfRowsThatNoReferenceLeavesNeedsNoLists(SqlServer server) {
        var database = server.database();
        var account = "l" + System.identityHashCode(database);
        Servers.execute(
                database,
                "CREATE TABLE big (id BIGINT UNSIGNED PRIMARY KEY, hidden INT INVISIBLE, small INT)",
                "INSERT INTO big (id, hidden, small) VALUES (18446744073709551615, 1, 1), (3, 2, 1), (4, 3, 2)",
                "CREATE TABLE small (id INT PRIMARY KEY, name VARCHAR(9))",
                "INSERT INTO small VALUES (1, 'a'), (2, 'b')",
                "CREATE USER " + account + "@'%' IDENTIFIED BY 'x'",
                "GRANT SELECT ON " + database.name().replaceFirst(".*/", "") + ".* TO " + account + "@'%'");
        var reader = new Endpoint(database.kind(), database.jdbcUrl(), database.name(), account, new Secret("x"));
        var ties = List.of(new Tie("big", List.of("small"), "small", List.of("id"), "TRUE"));

        try (var source = MysqlSource.open(reader, true).limited(2, ties)) {
            var big = source.profile(source.catalogue().table("big").orElseThrow());
            assertThat(big.rows()).isEqualTo(2);
            assertThat(big.columns().get("hidden"))
                    .extracting(OfColumn::maxInteger)
                    .isEqualTo(Optional.of(3L));
            assertThat(source.count("small", "TRUE")).isEqualTo(2);
        }
    }
}
