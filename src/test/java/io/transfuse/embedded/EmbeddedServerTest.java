package io.transfuse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.Servers;
import io.transfuse.model.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServerTest {

    @TempDir
    private Path out;

    private Path data() {
        return out.resolve("postgres");
    }

    private boolean running() {
        return new DataDirectory(data()).runningPort().isPresent();
    }

    @Test
    void aNewServerHasTheDatabaseInUtf8AndKeepsItsDirectoryToItself() throws IOException {
        try (var server = EmbeddedServer.start(data(), "radcase", false)) {
            assertThat(Servers.rows(server.endpoint(), "SELECT current_database(), current_setting('server_encoding')"))
                    .containsExactly("radcase|UTF8");
            assertThat(Servers.rows(server.endpoint(), "SHOW listen_addresses")).containsExactly("127.0.0.1");
            assertThat(Files.getPosixFilePermissions(data()))
                    .isEqualTo(Set.of(
                            PosixFilePermission.OWNER_READ,
                            PosixFilePermission.OWNER_WRITE,
                            PosixFilePermission.OWNER_EXECUTE));
        }
        assertThat(running()).isFalse();
    }

    @Test
    void aFolderThatAShellWouldReadIsRefused() {
        var odd = data().resolveSibling("a`touch b`");

        assertThatThrownBy(() -> EmbeddedServer.start(odd.resolve("data"), "shop", false))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("choose another folder with --out");
    }

    @Test
    void aSecondStartFindsTheRowsAtTheSamePort() {
        String first;
        try (var server = EmbeddedServer.start(data(), "shop", false)) {
            first = server.psql();
            Servers.execute(server.endpoint(), "CREATE TABLE t (v text)", "INSERT INTO t VALUES ('kept')");
        }
        try (var server = EmbeddedServer.start(data(), "shop", false)) {
            assertThat(server.psql()).isEqualTo(first);
            assertThat(Servers.rows(server.endpoint(), "SELECT v FROM t")).containsExactly("kept");
        }
    }

    @Test
    void aKeptServerStaysUpAndIsUsedAgain() {
        EmbeddedServer.start(data(), "shop", true).close();
        assertThat(running()).isTrue();

        EmbeddedServer.start(data(), "shop", false).close();
        assertThat(running()).isTrue();

        new DataDirectory(data()).keep(false);
        EmbeddedServer.start(data(), "shop", false).close();
        assertThat(running()).isFalse();
    }

    @Test
    void aServerThatSurvivedItsCommandIsTakenOverAndStopped() {
        var survivor = EmbeddedServer.start(data(), "shop", false);
        try (var server = EmbeddedServer.start(data(), "shop", false)) {
            assertThat(server.psql()).isEqualTo(survivor.psql());
        }
        assertThat(running()).isFalse();
    }

    @Test
    void aKilledServerStartsAgainWithItsRows() throws Exception {
        var killed = EmbeddedServer.start(data(), "shop", false);
        Servers.execute(killed.endpoint(), "CREATE TABLE t (v text)", "INSERT INTO t VALUES ('kept')", "CHECKPOINT");
        var pid = Long.parseLong(
                Files.readAllLines(data().resolve("postmaster.pid")).get(0));
        var process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(30, TimeUnit.SECONDS);

        try (var server = EmbeddedServer.start(data(), "shop", false)) {
            assertThat(Servers.rows(server.endpoint(), "SELECT v FROM t")).containsExactly("kept");
        }
    }

    @Test
    void aLogNeverShowsWhatARowHolds() throws IOException {
        try (var server = EmbeddedServer.start(data(), "shop", false)) {
            Servers.execute(server.endpoint(), "CREATE TABLE t (v integer)");
            assertThat(refused(server, "INSERT INTO t VALUES ('secret words')")).isTrue();
        }
        assertThat(Files.readString(out.resolve("postgres.log"))).doesNotContain("secret words");
    }

    private static boolean refused(EmbeddedServer server, String sql) {
        try {
            Servers.execute(server.endpoint(), sql);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
