package io.transfuse.load;

import io.transfuse.model.Plan;
import io.transfuse.model.TargetTable;
import io.transfuse.model.UserException;
import io.transfuse.model.Validation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the target itself knows of our work, in its schema {@code transfuse}; rows are written with the effect they tell
 * of.
 */
public final class Ledger {
    static final String SCHEMA = "transfuse";
    static final String READING = "reading the ledger";

    private final Target target;

    public Ledger(Target target) {
        this.target = target;
    }

    /** Makes the ledger's tables where they are missing. */
    public void establish() {
        writing("making the ledger", c -> {
            LedgerTables.make(c);
            return true;
        });
    }

    /**
     * The namespace of this installation: the one that the stage knows, or the one that the target has kept, or a new
     * random one; from then on the target keeps it.
     */
    public UUID namespace(Optional<UUID> known) {
        var kept = writing("keeping the namespace", c -> {
            try (var insert = c.prepareStatement(
                    "INSERT INTO transfuse.installation (namespace) VALUES (?) ON CONFLICT DO NOTHING")) {
                insert.setObject(1, known.orElseGet(UUID::randomUUID));
                insert.executeUpdate();
            }
            try (var select = c.createStatement();
                    var rows = select.executeQuery("SELECT namespace FROM transfuse.installation")) {
                rows.next();
                return rows.getObject(1, UUID.class);
            }
        });
        if (known.isPresent() && !known.get().equals(kept)) {
            throw UserException.usage("the stage's UUIDs were derived for another target than " + target.name()
                    + "; use the target they belong to, another --out, or run --fresh");
        }
        return kept;
    }

    /** All runs that this target has seen, the newest first; none where there is no ledger. */
    public List<RecordedRun> runs() {
        return reading(List.of(), c -> {
            var runs = new ArrayList<RecordedRun>();
            try (var statement = c.createStatement();
                    var rows = statement.executeQuery("""
                            SELECT run::text, system, cut, plan, started_at, finished_at, verdict
                            FROM transfuse.runs ORDER BY started_at DESC, run
                            """)) {
                while (rows.next()) {
                    runs.add(run(rows, settings(c, rows.getString(1))));
                }
            }
            return runs;
        });
    }

    /** The run that was registered last. */
    public Optional<RecordedRun> current() {
        return runs().stream().findFirst();
    }

    /** Writes down that a run begins; once more for the same run changes nothing. */
    public void register(String run, Plan.Identity identity) {
        var keys = identity.settings().keySet().stream().sorted().toList();
        var values = keys.stream().map(k -> identity.settings().get(k)).toArray();
        writing("registering the run", c -> {
            try (var insert = c.prepareStatement("""
                    INSERT INTO transfuse.runs (run, system, cut, plan, settings)
                    VALUES (?::uuid, ?, ?, ?, jsonb_object(?, ?)) ON CONFLICT DO NOTHING
                    """)) {
                insert.setString(1, run);
                insert.setString(2, identity.system());
                insert.setString(3, identity.cut());
                insert.setString(4, identity.digest());
                insert.setArray(5, c.createArrayOf("text", keys.toArray()));
                insert.setArray(6, c.createArrayOf("text", values));
                return insert.executeUpdate();
            }
        });
    }

    /** Writes down how a run ended. */
    public void finish(String run, Validation.Verdict verdict) {
        writing("writing the verdict", c -> {
            try (var update = c.prepareStatement(
                    "UPDATE transfuse.runs SET finished_at = clock_timestamp(), verdict = ? WHERE run = ?::uuid")) {
                update.setString(1, verdict.name());
                update.setString(2, run);
                return update.executeUpdate();
            }
        });
    }

    /** The tables of old and new keys that this run made. */
    public List<String> crosswalks(String run) {
        return reading(List.of(), c -> new LedgerObjects(c, run).crosswalks());
    }

    /** The tables that this run made or filled, and that are there no more. */
    public List<String> gone(String run) {
        return reading(List.of(), c -> new LedgerObjects(c, run).gone());
    }

    /** The names of the chunks whose rows are in the target, by {@code schema.table}. */
    public Map<String, Set<String>> loaded() {
        return reading(Map.of(), c -> {
            var loaded = new HashMap<String, Set<String>>();
            try (var statement = c.createStatement();
                    var rows = statement.executeQuery("SELECT target, chunk FROM transfuse.chunks")) {
                while (rows.next()) {
                    loaded.computeIfAbsent(rows.getString(1), t -> new HashSet<>())
                            .add(rows.getString(2));
                }
            }
            return loaded;
        });
    }

    /** How many rows of a run are in the target, by {@code schema.table}. */
    public Map<String, Long> loadedRows(String run) {
        return reading(Map.of(), c -> {
            var loaded = new HashMap<String, Long>();
            try (var select = c.prepareStatement(
                    "SELECT target, sum(rows) FROM transfuse.chunks WHERE run = ?::uuid GROUP BY target")) {
                select.setString(1, run);
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        loaded.put(rows.getString(1), rows.getLong(2));
                    }
                }
            }
            return loaded;
        });
    }

    /** The names that the target uses for something that this run did not make; a caller refuses to go on. */
    public List<String> clashes(String run, Ddl ddl) {
        return with("looking for clashes", c -> new LedgerObjects(c, run).clashes(ddl));
    }

    /** Tables of these names that no run made, and that no run may remove. */
    public List<String> foreign(Ddl ddl) {
        return with("looking for clashes", c -> new LedgerObjects(c, "any").foreign(ddl));
    }

    /** The runs that made any of these tables. */
    public List<String> owners(Ddl ddl) {
        return reading(List.of(), c -> new LedgerObjects(c, "").owners(ddl));
    }

    /** Makes what is missing of schemas, extensions, functions and bare tables, and writes down what was made. */
    public void create(String run, Ddl ddl) {
        with("making tables", c -> new LedgerObjects(c, run).create(ddl.bare()));
    }

    /** Takes existing, empty tables for a run that fills them; once more for the same run changes nothing. */
    public void adopt(String run, List<TargetTable> tables) {
        writing("taking the existing tables", c -> new LedgerFilled(c, run).adopt(tables));
    }

    /**
     * Ends what a dead call of this run left at work on its tables, an index that is being made or rows that are on
     * their way; the caller knows that no other call is alive. Returns how many sessions that were.
     */
    public long endOrphans(String run) {
        return reading(0L, c -> {
            try (var select = c.prepareStatement("""
                    SELECT count(pg_terminate_backend(pid, 10000)) FROM (
                        SELECT DISTINCT a.pid FROM pg_stat_activity a JOIN pg_locks l ON l.pid = a.pid
                        JOIN pg_database d ON d.oid = l.database
                        WHERE d.datname = current_database() AND a.usename = current_user
                          AND a.application_name = ? AND a.pid <> pg_backend_pid() AND l.relation IN (
                            SELECT to_regclass(format('%I.%I', schema, name)) FROM transfuse.objects
                            WHERE kind IN ('table', 'filled') AND run = ?::uuid)) AS orphans
                    """)) {
                select.setString(1, Target.APPLICATION);
                select.setString(2, run);
                try (var rows = select.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            }
        });
    }

    /**
     * Removes the tables, types and functions that a run made, rows it put elsewhere, and all that is written down of
     * it.
     */
    public void forget(String run) {
        writing("removing run " + run, c -> LedgerTables.exist(c) && new LedgerObjects(c, run).forget());
    }

    private static RecordedRun run(ResultSet row, Map<String, String> settings) throws SQLException {
        return new RecordedRun(
                row.getString(1),
                new Plan.Identity(row.getString(2), row.getString(3), row.getString(4), settings),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject(6, OffsetDateTime.class)).map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString(7)));
    }

    private static Map<String, String> settings(Connection c, String run) throws SQLException {
        var settings = new HashMap<String, String>();
        try (var select = c.prepareStatement(
                "SELECT key, value FROM transfuse.runs, jsonb_each_text(settings) WHERE run = ?::uuid")) {
            select.setString(1, run);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    settings.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return settings;
    }

    private <T> T reading(T without, Work<T> work) {
        return with(READING, c -> LedgerTables.exist(c) ? work.on(c) : without);
    }

    private <T> T writing(String step, Work<T> work) {
        return with(step, c -> {
            c.setAutoCommit(false);
            var result = work.on(c);
            c.commit();
            return result;
        });
    }

    private <T> T with(String step, Work<T> work) {
        try (var connection = new SteadyConnection(target, this::open)) {
            return connection.work(step, work::on);
        }
    }

    /**
     * What the ledger says, and all that was committed before it, outlives a crash even where the server flushes late.
     */
    private Connection open() throws SQLException {
        var connection = target.connect();
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT set_config('synchronous_commit', 'on', false)"
                    + " WHERE current_setting('synchronous_commit') = 'off'");
            return connection;
        } catch (SQLException e) {
            Target.close(connection);
            throw e;
        }
    }

    /**
     * From here on a crash of the server takes back nothing that was committed before. PostgreSQL flushes for a
     * transaction that has changed something only.
     */
    void flush() {
        writing("flushing", c -> {
            try (var statement = c.createStatement()) {
                return statement.executeUpdate("UPDATE transfuse.runs SET system = system");
            }
        });
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
