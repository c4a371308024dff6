package io.transfuse.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.Endpoint;
import io.transfuse.model.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sessions of one snapshot see one moment while others write, or say that they may not. */
class MysqlSnapshotTest {
    private static final int SNAPSHOTS = 30;
    private static final int SESSIONS = 5;

    @OnSqlServers
    void whoMayLockTheTablesOfTheDatabaseSeesOneMoment(SqlServer server) {
        var database = busy(server);
        var reader = reader(database, "LOCK TABLES");

        whileOthersWrite(database, () -> {
            for (int i = 0; i < SNAPSHOTS; i++) {
                assertThat(seen(reader)).hasSize(1).doesNotContain("remark");
            }
        });
    }

    @OnSqlServers
    void whoMayLockNothingSeesOneMomentOrIsTold(SqlServer server) {
        var database = busy(server);
        var reader = reader(database, "SHOW VIEW");

        assertThat(seen(reader)).hasSize(1).doesNotContain("remark");
        whileOthersWrite(database, () -> {
            var seen = seen(reader);
            assertThat(seen.size() == 1 || seen.contains("remark")).isTrue();
        });
    }

    @OnSqlServers
    void readersElsewhereAreProvedByASourceThatStandsStill(SqlServer server) {
        var database = busy(server);
        var reader = reader(database, "LOCK TABLES");

        assertMoveIsNoticed(database, reader);
        // Without the right to ask for the log MySQL is known by the content of its tables.
        Servers.execute(database, "REVOKE REPLICATION CLIENT ON *.* FROM " + reader.user() + "@'%'");
        assertMoveIsNoticed(database, reader);
    }

    private static void assertMoveIsNoticed(Endpoint database, Endpoint reader) {
        try (var elsewhere = MysqlSource.open(reader, false);
                var here = MysqlSource.open(reader, true)) {
            assertThat(elsewhere.moved()).isEmpty();
            Servers.execute(database, "UPDATE a SET n = n + 1");
            assertThat(elsewhere.moved()).hasValueSatisfying(w -> assertThat(w).contains("was written to"));
            assertThat(here.moved()).isEmpty();
        }
    }

    private static Endpoint busy(SqlServer server) {
        var database = server.database();
        Servers.execute(
                database,
                "CREATE TABLE a (n INT)",
                "CREATE TABLE b (n INT)",
                "INSERT INTO a VALUES (0)",
                "INSERT INTO b VALUES (0)");
        return database;
    }

    private static Endpoint reader(Endpoint database, String right) {
        var account = "s" + System.identityHashCode(database);
        var name = database.name().replaceFirst(".*/", "");
        Servers.execute(
                database,
                "CREATE USER " + account + "@'%' IDENTIFIED BY 'x'",
                "GRANT SELECT, " + right + " ON " + name + ".* TO " + account + "@'%'",
                "GRANT REPLICATION CLIENT ON *.* TO " + account + "@'%'");
        return new Endpoint(database.kind(), database.jdbcUrl(), database.name(), account, new Secret("x"));
    }

    /** What the sessions of one snapshot see, which is one state; and "remark" where it has one. */
    private static Set<String> seen(Endpoint reader) {
        var login = new MysqlLogin(reader);
        var seen = new HashSet<String>();
        try (var snapshot = MysqlSnapshot.open(login, login.server(), SESSIONS)) {
            for (var session : snapshot.all()) {
                var line = Sql.row(session, "SELECT a.n AS a, b.n AS b FROM a, b");
                seen.add(line.text("a") + (line.number("a") == line.number("b") ? "" : " torn"));
            }
            snapshot.remarks().forEach(r -> seen.add("remark"));
        }
        return seen;
    }

    private static void whileOthersWrite(Endpoint database, Runnable action) {
        var over = new AtomicBoolean();
        var login = new MysqlLogin(database);
        try (var connection = login.connect(login.server())) {
            var writer = CompletableFuture.runAsync(() -> write(connection, over));
            try {
                action.run();
            } finally {
                over.set(true);
                writer.join();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Connection connection, AtomicBoolean over) {
        while (!over.get()) {
            MysqlSnapshot.execute(connection, "START TRANSACTION");
            MysqlSnapshot.execute(connection, "UPDATE a SET n = n + 1");
            MysqlSnapshot.execute(connection, "UPDATE b SET n = n + 1");
            MysqlSnapshot.execute(connection, "COMMIT");
        }
    }
}
