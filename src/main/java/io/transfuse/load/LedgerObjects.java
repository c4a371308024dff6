package io.transfuse.load;

import static io.transfuse.load.Statement.Kind.FUNCTION;
import static io.transfuse.load.Statement.Kind.TABLE;

import io.transfuse.load.Statement.Kind;
import io.transfuse.model.UserException;
import io.transfuse.types.Quote;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The objects that one run made. */
record LedgerObjects(Connection connection, String run) {
    // A transaction holds a lock on everything it makes, and the server's lock table has room for some thousand.
    private static final int PER_TRANSACTION = 50;
    private static final Set<Kind> OWNED = EnumSet.of(TABLE, Kind.TYPE, FUNCTION);
    private static final Set<Kind> RELATIONS = EnumSet.of(Kind.PRIMARY_KEY, Kind.UNIQUE, Kind.INDEX);

    List<String> clashes(Ddl ddl) throws SQLException {
        var existing = Existing.read(connection);
        var ours = ours();
        var made = ddl.bare().stream()
                .filter(s -> OWNED.contains(s.kind()))
                .filter(s -> existing.has(s) && !ours.contains(key(s)))
                .map(Statement::object);
        // Keys and indexes come much later, but a name that is taken by then would stop a run that is almost done.
        var later = ddl.finishing().stream()
                .filter(s -> RELATIONS.contains(s.kind()))
                .filter(s -> existing.hasRelation(s.schema(), s.name()) && !existing.has(s))
                .map(s -> s.schema() + "." + s.name());
        return Stream.concat(made, later).toList();
    }

    /** Tables and types of these names that no run made. */
    List<String> foreign(Ddl ddl) throws SQLException {
        var existing = Existing.read(connection);
        var made = LedgerTables.exist(connection)
                ? rows("SELECT kind, schema, name FROM transfuse.objects WHERE kind IN ('table', 'type') AND ? <> ''")
                : Set.<Existing.Key>of();
        return ddl.bare().stream()
                .filter(s -> (s.kind() == TABLE || s.kind() == Kind.TYPE) && existing.has(s) && !made.contains(key(s)))
                .map(Statement::object)
                .toList();
    }

    List<String> owners(Ddl ddl) throws SQLException {
        var owners = new LinkedHashSet<String>();
        try (var select = connection.prepareStatement(
                "SELECT run FROM transfuse.objects WHERE kind = 'table' AND schema = ? AND name = ?")) {
            for (var table : ddl.bare().stream().filter(s -> s.kind() == TABLE).toList()) {
                select.setString(1, table.schema());
                select.setString(2, table.name());
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        owners.add(rows.getString(1));
                    }
                }
            }
        }
        return List.copyOf(owners);
    }

    /** The names of the tables that this run made for old and new keys. */
    List<String> crosswalks() throws SQLException {
        return rows("""
                SELECT kind, schema, name FROM transfuse.objects
                WHERE kind = 'table' AND schema = 'transfuse' AND run = ?::uuid
                """).stream().map(Existing.Key::name).toList();
    }

    /** Tables that this run made or filled, and that are there no more. */
    List<String> gone() throws SQLException {
        return rows("""
                SELECT 'table', schema, name FROM transfuse.objects
                WHERE kind IN ('table', 'filled') AND schema <> 'transfuse' AND run = ?::uuid
                  AND to_regclass(format('%I.%I', schema, name)) IS NULL
                ORDER BY schema, name
                """).stream().map(t -> t.schema() + "." + t.name()).toList();
    }

    boolean create(List<Statement> bare) throws SQLException {
        var existing = Existing.read(connection);
        var missing = bare.stream().filter(s -> !existing.has(s)).toList();
        connection.setAutoCommit(false);
        for (var from = 0; from < missing.size(); from += PER_TRANSACTION) {
            for (var s : missing.subList(from, Math.min(missing.size(), from + PER_TRANSACTION))) {
                create(s);
            }
            connection.commit();
        }
        return !missing.isEmpty();
    }

    /** Drops in one transaction; rows of the ledger go first, which waits for chunks that are being loaded just now. */
    boolean forget() throws SQLException {
        var tables = rows(
                "DELETE FROM transfuse.objects WHERE kind = 'table' AND run = ?::uuid RETURNING kind, schema, name");
        tables.retainAll(Existing.read(connection).keys());
        drop("TABLE", tables);
        var types = rows(
                "DELETE FROM transfuse.objects WHERE kind = 'type' AND run = ?::uuid RETURNING kind, schema, name");
        types.retainAll(Existing.read(connection).keys());
        drop("TYPE", types);
        new LedgerFilled(connection, run).empty();
        // A touch function may serve the tables of another run, which then keeps it.
        var functions = rows("""
                DELETE FROM transfuse.objects o
                WHERE kind = 'function' AND (run = ?::uuid OR run NOT IN (SELECT run FROM transfuse.runs))
                  AND NOT EXISTS (
                    SELECT FROM pg_trigger JOIN pg_proc p ON p.oid = tgfoid JOIN pg_namespace n ON n.oid = pronamespace
                    WHERE n.nspname = o.schema AND proname = o.name)
                RETURNING kind, schema, name
                """);
        for (var f : functions) {
            execute("DROP FUNCTION IF EXISTS " + Quote.identifier(f.schema(), f.name()) + "()");
        }
        run("DELETE FROM transfuse.chunks WHERE run = ?::uuid");
        run("DELETE FROM transfuse.runs WHERE run = ?::uuid");
        return true;
    }

    private void create(Statement s) throws SQLException {
        execute(s.sql());
        if (!OWNED.contains(s.kind())) {
            // Schemas and extensions may serve others by the time of --fresh, so they are never removed.
            return;
        }
        try (var insert = connection.prepareStatement("""
                INSERT INTO transfuse.objects (kind, schema, name, run) VALUES (?, ?, ?, ?::uuid)
                ON CONFLICT (kind, schema, name) DO UPDATE SET run = excluded.run
                """)) {
            insert.setString(1, word(s.kind()));
            insert.setString(2, s.schema());
            insert.setString(3, s.name());
            insert.setString(4, run);
            insert.executeUpdate();
        }
        // Of a table that somebody dropped, the ledger still says that its chunks are loaded.
        try (var delete = connection.prepareStatement("DELETE FROM transfuse.chunks WHERE target = ?")) {
            delete.setString(1, s.object());
            delete.executeUpdate();
        }
    }

    /** Tables and types that this run made, and functions that any run made: they are the same for all. */
    private Set<Existing.Key> ours() throws SQLException {
        return LedgerTables.exist(connection) ? rows("""
                        SELECT kind, schema, name FROM transfuse.objects
                        WHERE kind = 'function' OR (kind IN ('table', 'type') AND run = ?::uuid)
                        """) : Set.of();
    }

    private Set<Existing.Key> rows(String sql) throws SQLException {
        var keys = new LinkedHashSet<Existing.Key>();
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, run);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var kind = Kind.valueOf(rows.getString(1).toUpperCase(Locale.ROOT));
                    keys.add(key(kind, rows.getString(2), rows.getString(3)));
                }
            }
        }
        return keys;
    }

    /** One DROP for all, without CASCADE: references among ours do not matter, those of somebody else forbid it. */
    private void drop(String what, Set<Existing.Key> ours) throws SQLException {
        if (ours.isEmpty()) {
            return;
        }
        try {
            execute(ours.stream()
                    .map(t -> Quote.identifier(t.schema(), t.name()))
                    .collect(Collectors.joining(", ", "DROP " + what + " ", "")));
        } catch (SQLException e) {
            var dependents = SqlCause.dependents(e);
            if (dependents.isPresent()) {
                throw UserException.usage("nothing was removed, because something that is not ours depends on it: "
                        + dependents.get() + "; drop or change that first");
            }
            throw e;
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, run);
            statement.executeUpdate();
        }
    }

    private static Existing.Key key(Statement s) {
        return key(s.kind(), s.schema(), s.name());
    }

    private static Existing.Key key(Kind kind, String schema, String name) {
        return new Existing.Key(kind, schema, kind == TABLE ? name : "", name);
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
