package io.transfuse.load;

import io.transfuse.model.Endpoint;
import io.transfuse.model.TargetTable;
import io.transfuse.model.UserException;
import io.transfuse.types.Quote;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Properties;

/** The PostgreSQL database that rows go to; it travels to the executors and opens connections there. */
public final class Target implements Serializable {
    static final String APPLICATION = "transfuse";

    /** What to do about a statement that PostgreSQL does not take. */
    static final String MEND =
            "mend the check, index, default or type that says so in the configuration, or name another"
                    + " there where it comes from the source";

    private static final long serialVersionUID = 1L;

    /** One that watches the run and one that works. */
    static final int FEWEST = 2;

    private final Endpoint endpoint;
    private final boolean patient;

    public Target(Endpoint endpoint) {
        this(endpoint, false);
    }

    private Target(Endpoint endpoint, boolean patient) {
        this.endpoint = endpoint;
        this.patient = patient;
    }

    /** The same target for work that has begun: it waits for a server that comes back, and else stops midway. */
    public Target inTheMiddle() {
        return new Target(endpoint, true);
    }

    boolean patient() {
        return patient;
    }

    /** The database as messages print it. */
    public String name() {
        return endpoint.name();
    }

    /** What answers, with its version, for example {@code PostgreSQL 18.6}. */
    public String product() {
        try (var connection = connect()) {
            return "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw failed("asking for the version", e);
        }
    }

    /** Opens a connection in auto-commit mode; a failure is one line for the user. */
    public Connection open() {
        return opened(this::connected);
    }

    /** The same; work that has begun is told the driver's failure, which may pass. */
    public Connection connect() throws SQLException {
        return patient ? connected() : open();
    }

    private Connection opened(SteadyConnection.Opening opening) {
        try {
            return opening.open();
        } catch (SQLException e) {
            throw new Unreachable(endpoint).because(e);
        }
    }

    private Connection connected() throws SQLException {
        var settings = new Properties();
        settings.setProperty("ApplicationName", APPLICATION);
        settings.setProperty("tcpKeepAlive", "true");
        if (!endpoint.user().isEmpty()) {
            settings.setProperty("user", endpoint.user());
        }
        if (!endpoint.password().reveal().isEmpty()) {
            settings.setProperty("password", endpoint.password().reveal());
        }
        var connection = DriverManager.getConnection(endpoint.jdbcUrl(), settings);
        try {
            prepare(connection);
            return connection;
        } catch (SQLException e) {
            close(connection);
            throw e;
        }
    }

    /**
     * The same for tables whose references and triggers are in place: they do not answer to rows that come in any
     * order; the verdict asks every reference afterwards.
     */
    public Connection openToFill() {
        return opened(this::connectToFill);
    }

    /** The same; work that has begun is told the driver's failure, which may pass. */
    Connection connectToFill() throws SQLException {
        var connection = connect();
        try (var statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            return connection;
        } catch (SQLException e) {
            close(connection);
            if (Attempts.passes(e)) {
                throw e;
            }
            throw UserException.unreachable("target " + name() + " does not let " + endpoint.user()
                    + " fill tables whose references and triggers are in place; run, on PostgreSQL 15 and later:"
                    + " GRANT SET ON PARAMETER session_replication_role TO " + Quote.identifier(endpoint.user()));
        }
    }

    static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // What went wrong before is what the user needs to know; where nothing did, nothing was left to do.
        }
    }

    /**
     * Checks everything that a run needs before it changes anything: a server of version 14 or later that can be
     * written to, UTF-8, so many connections, and the right to create schemas and tables.
     */
    public void check(Collection<String> schemas, int connections) {
        try (var connection = open()) {
            var rights = new TargetRights(endpoint, connection);
            rights.check(schemas);
            rights.check(Math.max(connections, FEWEST));
        } catch (SQLException e) {
            throw failed("looking at the target", e);
        }
    }

    /** Checks that nothing keeps this account from filling existing tables. */
    public void checkFillable(Collection<TargetTable> tables) {
        try (var connection = open()) {
            new TargetRights(endpoint, connection).fillable(tables);
        } catch (SQLException e) {
            throw failed("looking at the target", e);
        }
    }

    /** A step that PostgreSQL stopped, told without values; the original is not attached, because it quotes them. */
    public UserException failed(String step, SQLException e) {
        var line = step + " in " + name() + " stopped: " + SqlCause.of(e);
        var state = String.valueOf(e.getSQLState());
        if (state.equals("42501")) {
            return UserException.unreachable(line + "; ask the owner for that right");
        }
        if (step.equals(Ledger.READING) && state.startsWith("42")) {
            return UserException.usage(line + "; the ledger, schema transfuse, is not as Transfuse made it: put it"
                    + " back, or drop it and the tables that its runs made, and start with 'run --fresh'");
        }
        // Classes 22 and 23 are values and rows that are refused, each time again.
        if (state.startsWith("22") || state.startsWith("23")) {
            return UserException.stopped(
                    line + "; mend that first, in the target, or in the configuration for 'run --fresh'");
        }
        if (state.equals("54000")) {
            return tooLong(step, line);
        }
        // Class 42 is SQL that PostgreSQL does not understand: the same command would fail again.
        return state.startsWith("42") && step.startsWith("making")
                ? UserException.usage(line + "; " + MEND)
                : UserException.stopped(line);
    }

    /** It would be so each time again. */
    private static UserException tooLong(String step, String line) {
        if (step.startsWith("making")) {
            return UserException.usage(
                    line + "; shorten the value in the source, leave the index out, or give the table"
                            + " UUID keys where it is the primary key (uuid.keys), then 'run --fresh'");
        }
        return step.startsWith("loading")
                ? UserException.usage(
                        line + "; a row must fit into 8 kB, of which each longer text takes 18 bytes: leave columns out"
                                + " (tables.<name>.drop), or give some of them a table of their own"
                                + " (tables.<name>.also), then 'run --fresh'")
                : UserException.stopped(line);
    }

    // synchronous_commit stays as the server has it: with off, a server that crashes after the last chunk would forget
    // rows and ledger row together, which is consistent, but nobody would load them before the verdict; one flush a
    // chunk costs nothing. A session whose process was killed must not go on building an index for nobody. Time limits
    // of the account must not end a long COPY or CREATE INDEX.
    private static void prepare(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    SET TIME ZONE 'UTC';
                    SET statement_timeout = 0;
                    SET lock_timeout = 0;
                    SET idle_in_transaction_session_timeout = 0;
                    SET quote_all_identifiers = off;
                    SET default_transaction_isolation = 'read committed';
                    SET client_min_messages = warning;
                    SET tcp_keepalives_idle = 60;
                    SET tcp_keepalives_interval = 10;
                    SET tcp_keepalives_count = 6
                    """);
            // Since PostgreSQL 17.
            statement.execute("""
                    SELECT set_config('transaction_timeout', '0', false)
                    WHERE current_setting('transaction_timeout', true) IS NOT NULL
                    """);
            statement.execute("""
                    SELECT set_config('client_connection_check_interval', '5s', false) WHERE version() LIKE '%linux%'
                    """);
        }
    }
}
