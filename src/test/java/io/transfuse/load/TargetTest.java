package io.transfuse.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.Servers;
import io.transfuse.model.Endpoint;
import io.transfuse.model.Secret;
import io.transfuse.model.UserException;
import io.transfuse.types.Quote;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TargetTest {
    private final Endpoint endpoint = Servers.postgres();

    @Test
    void aGoodTargetPassesAndIsSpokenToInUtc() throws Exception {
        var target = new Target(endpoint);
        assertThatCode(() -> target.check(List.of("public", "new_schema"), 2)).doesNotThrowAnyException();
        try (var connection = target.open();
                var rows = connection
                        .createStatement()
                        .executeQuery("SELECT current_setting('TimeZone') || current_setting('application_name')")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("UTCtransfuse");
        }
    }

    /** PostgreSQL keeps a longer text elsewhere, and 18 bytes of it in the row. */
    @Test
    void aRowThatNoPageTakesIsToldWithAWayOut() {
        var numbers = IntStream.range(0, 500).boxed().toList();
        var columns = numbers.stream().map(i -> "c" + i + " text").collect(Collectors.joining(", "));
        var values = numbers.stream().map(i -> "md5('" + i + "') || 'abcdefgh'").collect(Collectors.joining(", "));
        Servers.execute(endpoint, "CREATE TABLE wide (" + columns + ")");
        var target = new Target(endpoint);

        assertThatThrownBy(() -> Attempts.of(target, "loading public.wide, chunk 1", () -> {
                    try (var connection = target.connect();
                            var statement = connection.createStatement()) {
                        return statement.execute("INSERT INTO wide VALUES (" + values + ")");
                    }
                }))
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessageContainingAll("loading public.wide", "54000", "tables.<name>.drop", "tables.<name>.also")
                .hasMessageEndingWith("then 'run --fresh'");
    }

    @Test
    void nobodyListens() throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var closed = endpoint("jdbc:postgresql://localhost:" + port + "/x", "postgres", "");
        refused(() -> new Target(closed).open(), "refuses connections; check host and port");
    }

    @Test
    void nobodyKnowsTheHost() {
        var unknown = endpoint("jdbc:postgresql://no-such-host.invalid/x", "postgres", "");
        refused(() -> new Target(unknown).open(), "has a host name that nobody knows");
    }

    @Test
    void thereIsNoSuchDatabase() {
        refused(() -> new Target(Servers.database("nowhere")).open(), "does not exist on that server; create it");
    }

    @Test
    void thePasswordIsWrongOrMissing() throws Exception {
        Servers.execute(endpoint, "CREATE ROLE guarded LOGIN PASSWORD 'right'");
        var hba = Path.of(Servers.rows(endpoint, "SHOW hba_file").get(0));
        Files.writeString(hba, "host all guarded all scram-sha-256\n" + Files.readString(hba));
        Servers.execute(endpoint, "SELECT pg_reload_conf()", "SELECT pg_sleep(0.3)");
        refused(
                () -> new Target(endpoint(endpoint.jdbcUrl(), "guarded", "wr0ng")).open(),
                "refuses the password of account guarded; set TRANSFUSE_TARGET_PASSWORD");
        refused(
                () -> new Target(endpoint(endpoint.jdbcUrl(), "guarded", "")).open(),
                "wants a password for account guarded");
        new Target(endpoint(endpoint.jdbcUrl(), "guarded", "right")).open().close();
    }

    @Test
    void theAccountDoesNotExist() {
        refused(() -> new Target(endpoint(endpoint.jdbcUrl(), "nobody_here", "")).open(), "does not let account");
    }

    @Test
    void aMissingRightIsNamedWithTheGrantThatGivesIt() {
        Servers.execute(endpoint, "DROP ROLE IF EXISTS \"Poor\"", "CREATE ROLE \"Poor\" LOGIN");
        var poor = new Target(endpoint(endpoint.jdbcUrl(), "Poor", ""));
        var database = endpoint.jdbcUrl().substring(endpoint.jdbcUrl().lastIndexOf('/') + 1);
        var create = "GRANT CREATE ON DATABASE " + database + " TO \"Poor\"";
        refused(() -> poor.check(List.of("public"), 2), "create schema transfuse; run: " + create);
        Servers.execute(endpoint, create);
        var usage = "GRANT USAGE, CREATE ON SCHEMA public TO \"Poor\"";
        refused(() -> poor.check(List.of("public"), 2), "create tables in schema public; run: " + usage);
        Servers.execute(endpoint, usage);
        assertThatCode(() -> poor.check(List.of("public"), 2)).doesNotThrowAnyException();
        Servers.execute(
                endpoint,
                "ALTER ROLE \"Poor\" CONNECTION LIMIT 2",
                "ALTER DATABASE " + database + " CONNECTION LIMIT 3");
        assertThatCode(() -> poor.check(List.of("public"), 1)).doesNotThrowAnyException();
        refused(
                () -> poor.check(List.of("public"), 3),
                "lets that account have 2 connections, but must allow 3; run: ALTER ROLE \"Poor\" CONNECTION LIMIT 3, or set load.connections = 2");
        Servers.execute(endpoint, "ALTER ROLE \"Poor\" CONNECTION LIMIT -1");
        refused(
                () -> poor.check(List.of("public"), 4),
                "lets all accounts together have 3 connections, but must allow 4; run: ALTER DATABASE " + database);
        Servers.execute(endpoint, "DROP OWNED BY \"Poor\"", "DROP ROLE \"Poor\"");
    }

    @Test
    void anotherEncodingIsRefused() {
        var latin = Servers.postgres(
                "ENCODING 'LATIN1' TEMPLATE template0 LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'");
        refused(() -> new Target(latin).check(List.of("public"), 2), "has encoding LATIN1, but must be UTF8");
    }

    @Test
    void sessionsThatOnlyReadAreRefused() {
        Servers.execute(
                endpoint,
                "DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END$$");
        refused(
                () -> new Target(endpoint).check(List.of("public"), 2),
                "lets new sessions only read; run: ALTER ROLE " + Quote.identifier(endpoint.user()));
    }

    @Test
    void settingsOfTheDatabaseDecideNothing() throws SQLException {
        var settings = List.of("quote_all_identifiers = on", "transaction_timeout = 150", "statement_timeout = 150");
        settings.forEach(s -> Servers.execute(
                endpoint, "DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET " + s + "', current_database()); END$$"));
        try (var connection = new Target(endpoint).open();
                var statement = connection.createStatement()) {
            for (var setting : settings) {
                var row = statement.executeQuery("SHOW " + setting.replaceFirst(" .*", ""));
                row.next();
                assertThat(row.getString(1)).as(setting).isIn("off", "0");
            }
        }
    }

    private static Endpoint endpoint(String url, String user, String password) {
        return new Endpoint("postgresql", url, "the target", user, new Secret(password));
    }

    private static void refused(ThrowingCallable call, String line) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.exitCode()).isEqualTo(3))
                .hasMessageContaining(line)
                .hasMessageNotContaining("wr0ng")
                .hasNoCause();
    }
}
