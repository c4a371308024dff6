package io.transfuse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.SqlServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceServerTest {

    @TempDir
    private Path out;

    @OnSqlServers
    void theReaderConnectsWithAPassword(SqlServer server) {
        var reader = server.reader(server.database());
        assertThat(reader.password().reveal()).isNotEmpty();
        assertThat(Servers.rows(reader, "SELECT version()").get(0))
                .startsWith(server.server().product().version());
    }

    @Test
    void mySqlKeepsItsOwnDefaults() {
        assumeTrue(Servers.mysql().isPresent());
        var server = Servers.mysql().orElseThrow();
        var database = server.database();
        assertThat(Servers.rows(database, "SELECT plugin FROM mysql.user WHERE user = 'transfuse'"))
                .containsExactly("caching_sha2_password");
        assertThat(Servers.rows(database, "SELECT @@collation_database, @@version"))
                .containsExactly("utf8mb4_0900_ai_ci|8.0.33");
        assertThat(Servers.rows(server.reader(database), "SHOW STATUS LIKE 'Ssl_cipher'")
                        .get(0))
                .matches("Ssl_cipher\\|TLS.+");
    }

    @OnSqlServers
    void theBinaryLogIsWritten(SqlServer server) {
        var reader = server.reader(server.database());
        assertThat(Servers.rows(reader, "SELECT @@log_bin, @@server_id, @@performance_schema, @@bind_address"))
                .containsExactly("1|1|0|127.0.0.1");
        assertThat(Servers.rows(reader, "SHOW BINARY LOGS")).isNotEmpty();
    }

    @OnSqlServers
    void theReaderSeesRowsAndTakesLocksButDoesNotWrite(SqlServer server) {
        var database = server.database();
        Servers.execute(database, "CREATE TABLE t (v varchar(9))", "INSERT INTO t VALUES ('seen')");
        var reader = server.reader(database);
        assertThat(Servers.rows(reader, "SELECT v FROM t")).containsExactly("seen");
        Servers.execute(reader, "FLUSH TABLES WITH READ LOCK", "UNLOCK TABLES");
        assertThatThrownBy(() -> Servers.execute(reader, "INSERT INTO t VALUES ('more')"))
                .hasMessageContaining("INSERT command denied");
    }

    @OnSqlServers
    void aStoppedServerLeavesNoProcessAndStartsAgainWithItsRows(SqlServer shared) {
        var archive = SqlServers.archive(shared.server().product()).orElseThrow();
        List<ProcessHandle> processes;
        try (var server = SourceServer.start(archive, out.resolve("data"))) {
            processes = server.processes();
            Servers.execute(
                    server.administrator(""),
                    "CREATE DATABASE d",
                    "CREATE TABLE d.t (v varchar(9))",
                    "INSERT INTO d.t VALUES ('kept')");
        }
        assertThat(processes).hasSizeGreaterThanOrEqualTo(2).noneMatch(ProcessHandle::isAlive);

        try (var server = SourceServer.start(archive, out.resolve("data"))) {
            assertThat(Servers.rows(server.reader("d"), "SELECT v FROM t")).containsExactly("kept");
        }
    }

    @Test
    void aGuardedServerLetsNobodyInWithoutItsPassword() {
        assumeTrue(Servers.mariadb().isPresent());
        var archive = SqlServers.archive(SourceProduct.MARIADB).orElseThrow();
        try (var server = SourceServer.guarded(archive, out.resolve("mariadb/data"))) {
            var owner = server.emptied("dem`o");
            Servers.execute(owner, "CREATE TABLE t (v varchar(9))", "INSERT INTO t VALUES ('seen')");
            assertThat(Servers.rows(server.reader("dem`o"), "SELECT v FROM t")).containsExactly("seen");
            assertThatThrownBy(() -> Servers.rows(server.administrator("dem`o"), "SELECT v FROM t"))
                    .hasStackTraceContaining("Access denied for user 'root'");
            assertThat(Servers.rows(server.emptied("dem`o"), "SHOW TABLES")).isEmpty();
            var commands = server.processes().stream()
                    .map(p -> p.info().commandLine().orElse(""))
                    .toList();
            assertThat(commands)
                    .isNotEmpty()
                    .noneMatch(c -> c.contains(owner.password().reveal()));
        }
    }

    @Test
    void aServerEndsWithAProcessThatIsKilled() throws Exception {
        assumeTrue(Servers.mariadb().isPresent());
        var file = out.resolve("processes");
        var victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        out.resolve("data").toString(),
                        file.toString())
                .inheritIO()
                .start();
        while (victim.isAlive() && Files.notExists(file)) {
            Thread.sleep(50);
        }
        victim.destroyForcibly();
        for (var pid : Files.readAllLines(file)) {
            var process = ProcessHandle.of(Long.parseLong(pid));
            if (process.isPresent()) {
                process.get().onExit().get(60, TimeUnit.SECONDS);
            }
        }
    }

    /** Starts a server and waits to be killed. */
    static final class Victim {

        private Victim() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            var archive = SqlServers.archive(SourceProduct.MARIADB).orElseThrow();
            var server = SourceServer.start(archive, Path.of(args[0]));
            var half = Path.of(args[1] + ".half");
            Files.write(
                    half,
                    server.processes().stream().map(p -> Long.toString(p.pid())).toList());
            Files.move(half, Path.of(args[1]));
            Thread.sleep(60_000);
        }
    }

    @Test
    void aServerWithoutItsLibrarySaysWhichPackageBringsIt() throws IOException {
        var home = Files.createDirectories(out.resolve("home"));
        var daemon = Files.createDirectories(home.resolve("bin")).resolve("mysqld");
        Files.writeString(daemon, """
                #!/bin/sh
                echo "$0: error while loading shared libraries: libaio.so.1: cannot open shared object file: No such file or directory"
                exit 127
                """);
        assertThat(daemon.toFile().setExecutable(true)).isTrue();
        assertThat(new SourceBinaries(SourceProduct.MYSQL, home).obstacle())
                .contains("MySQL 8.0.33 did not run: libaio.so.1 is missing (Debian: apt-get install libaio1)");
    }
}
