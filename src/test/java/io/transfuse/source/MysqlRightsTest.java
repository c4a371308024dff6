package io.transfuse.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.Endpoint;
import io.transfuse.model.Secret;
import io.transfuse.model.UserException;

class MysqlRightsTest {

    @OnSqlServers
    void whoMayReadSomeColumnsIsRefused(SqlServer server) {
        var reader = reader(server, "GRANT SELECT (id) ON %s.a TO %s", "GRANT SELECT ON %s.b TO %s");

        assertThatThrownBy(() -> MysqlSource.open(reader, true).close())
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.exitCode()).isEqualTo(3))
                .hasMessageContaining("read all of a table (a); GRANT SELECT ON");
    }

    @OnSqlServers
    void whoMayReadSingleTablesIsToldThatThereMayBeMore(SqlServer server) {
        var reader = reader(server, "GRANT SELECT ON %s.b TO %s");

        try (var source = MysqlSource.open(reader, true)) {
            assertThat(source.catalogue().tables()).hasSize(1);
            assertThat(source.remarks()).anyMatch(r -> r.contains("may read single tables of "));
        }
    }

    @OnSqlServers
    void aPatternMayMeanTheDatabase(SqlServer server) {
        var database = server.database();
        var name = database.name().replaceFirst(".*/", "");
        var reader = account(database);
        Servers.execute(
                database,
                "CREATE TABLE a (id INT PRIMARY KEY)",
                "GRANT SELECT ON `" + name.substring(0, name.length() - 1) + "_`.* TO " + reader.user() + "@'%'");

        try (var source = MysqlSource.open(reader, true)) {
            assertThat(source.remarks()).noneMatch(r -> r.contains("single tables"));
        }
    }

    @OnSqlServers
    void whatLimitsAnswersOfTheServerLimitsNoneOfOurs(SqlServer server) {
        var database = server.database();
        Servers.execute(
                database,
                "CREATE TABLE a (id INT PRIMARY KEY)",
                "INSERT INTO a VALUES (1), (2), (3)",
                "SET GLOBAL sql_select_limit = 1",
                "SET GLOBAL sql_big_selects = 0",
                "SET GLOBAL max_join_size = 1");
        try (var source = MysqlSource.open(database, true);
                var connection = source.open()) {
            assertThat(Sql.rows(connection, "SELECT x.id FROM a x JOIN a y JOIN a z"))
                    .hasSize(27);
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        } finally {
            Servers.execute(
                    database,
                    "SET GLOBAL sql_select_limit = 18446744073709551615",
                    "SET GLOBAL sql_big_selects = 1",
                    "SET GLOBAL max_join_size = 18446744073709551615");
        }
    }

    private static Endpoint reader(SqlServer server, String... grants) {
        var database = server.database();
        var name = database.name().replaceFirst(".*/", "");
        var reader = account(database);
        Servers.execute(
                database, "CREATE TABLE a (id INT PRIMARY KEY, v TEXT)", "CREATE TABLE b (id INT PRIMARY KEY, v TEXT)");
        for (var grant : grants) {
            Servers.execute(database, grant.formatted(name, reader.user() + "@'%'"));
        }
        return reader;
    }

    private static Endpoint account(Endpoint database) {
        var account = "g" + System.identityHashCode(database);
        Servers.execute(database, "CREATE USER " + account + "@'%' IDENTIFIED BY 'x'");
        return new Endpoint(database.kind(), database.jdbcUrl(), database.name(), account, new Secret("x"));
    }
}
