package io.transfuse.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** The audit trail in the target, {@code transfuse.audit}: each entry as the text that the file has too. */
public record AuditTable(Target target) {

    // No right to, and a server or account that only reads.
    private static final Set<String> REFUSED = Set.of("42501", "25006");

    private static final String MAKE = """
            CREATE SCHEMA IF NOT EXISTS transfuse;
            CREATE TABLE transfuse.audit (
                trail uuid NOT NULL,
                number bigint NOT NULL,
                run text NOT NULL,
                entry text NOT NULL,
                PRIMARY KEY (trail, number)
            );
            COMMENT ON TABLE transfuse.audit IS 'Who did what, each entry with the hash of the one before; the same as audit.jsonl'
            """;

    /** Adds an entry in a transaction of its own. */
    public AuditEntry add(String run, Optional<AuditEntry> inFile, Map<String, ?> facts) {
        try (var connection = new SteadyConnection(target, target::connect)) {
            return connection.work("writing the audit trail", c -> {
                c.setAutoCommit(false);
                var entry = add(c, run, inFile, facts);
                c.commit();
                return entry;
            });
        }
    }

    /**
     * Adds an entry within the transaction of a connection, behind the last one that is known here or in the file.
     * Where the account may not, the entry says that the file alone has it.
     */
    public static AuditEntry add(Connection connection, String run, Optional<AuditEntry> inFile, Map<String, ?> facts)
            throws SQLException {
        var all = new TreeMap<String, Object>(facts);
        all.put("run", run);
        who(connection, all);
        var before = connection.setSavepoint();
        try {
            make(connection);
            var trail = inFile.map(AuditEntry::trail)
                    .orElse(trail(connection, run)
                            .orElseGet(() -> UUID.randomUUID().toString()));
            var last = rows(connection, trail).stream()
                    .flatMap(r -> AuditEntry.of(r.entry()).stream())
                    .reduce((one, two) -> two)
                    .filter(l -> inFile.isEmpty() || l.number() > inFile.get().number());
            var entry = AuditEntry.after(last.or(() -> inFile), trail, all);
            insert(connection, run, entry);
            connection.releaseSavepoint(before);
            return entry;
        } catch (SQLException e) {
            if (!REFUSED.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
            connection.rollback(before);
            all.put("only", "file");
            var trail = inFile.map(AuditEntry::trail)
                    .orElseGet(() -> UUID.randomUUID().toString());
            return AuditEntry.after(inFile, trail, all);
        }
    }

    private static void who(Connection connection, Map<String, Object> facts) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT session_user, current_setting('server_version')")) {
            rows.next();
            facts.put("databaseUser", rows.getString(1));
            facts.put("postgresql", rows.getString(2));
        }
    }

    private static void make(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            // Two commands would give two entries the same place, or make the table twice.
            statement.execute("SELECT pg_advisory_xact_lock(hashtextextended('transfuse.audit', 0))");
            if (!exists(connection)) {
                statement.execute(MAKE);
            }
        }
    }

    private static boolean exists(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT to_regclass('transfuse.audit') IS NOT NULL")) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private static void insert(Connection connection, String run, AuditEntry entry) throws SQLException {
        try (var insert = connection.prepareStatement(
                "INSERT INTO transfuse.audit (trail, number, run, entry) VALUES (?::uuid, ?, ?, ?)")) {
            insert.setString(1, entry.trail());
            insert.setLong(2, entry.number());
            insert.setString(3, run);
            insert.setString(4, entry.text());
            insert.executeUpdate();
        }
    }

    private static Optional<String> trail(Connection connection, String run) throws SQLException {
        try (var select = connection.prepareStatement(
                "SELECT trail::text FROM transfuse.audit WHERE run = ? ORDER BY number DESC LIMIT 1")) {
            select.setString(1, run);
            try (var rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    /** A row of the table, which may say anything. */
    public record Held(long number, String entry) {}

    /** All rows of a trail in their order. */
    public List<Held> of(String trail) {
        return reading(c -> rows(c, trail));
    }

    /** The trail that holds entries of a run. */
    public Optional<String> ofRun(String run) {
        return reading(c -> exists(c) ? trail(c, run) : Optional.empty());
    }

    private <T> T reading(SteadyConnection.Work<T, RuntimeException> work) {
        try (var connection = new SteadyConnection(target, target::connect)) {
            return connection.work("reading the audit trail", work);
        }
    }

    private static List<Held> rows(Connection connection, String trail) throws SQLException {
        var held = new ArrayList<Held>();
        if (!exists(connection)) {
            return held;
        }
        try (var select = connection.prepareStatement(
                "SELECT number, entry FROM transfuse.audit WHERE trail::text = ? ORDER BY number")) {
            select.setString(1, trail);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    held.add(new Held(rows.getLong(1), rows.getString(2)));
                }
            }
        }
        return held;
    }
}
