package io.transfuse.load;

import static io.transfuse.load.Statement.Kind.ANALYZE;
import static io.transfuse.load.Statement.Kind.COMMENT;
import static io.transfuse.load.Statement.Kind.EXTENSION;
import static io.transfuse.load.Statement.Kind.IDENTITY;
import static io.transfuse.load.Statement.Kind.TABLE;
import static io.transfuse.load.Statement.Kind.VALIDATE;

import io.transfuse.load.Statement.Kind;
import io.transfuse.model.UserException;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes tables, keys, indexes and references in a transaction that is rolled back: what PostgreSQL refuses is known
 * before hours of work depend on it.
 */
public record SchemaTrial(Target target) {
    /** Their words are ours, or they ask about rows. */
    private static final Set<Kind> SURE = EnumSet.of(VALIDATE, IDENTITY, COMMENT, ANALYZE);

    private static final String NO_SUCH_TABLE = "42P01";
    private static final String NO_RIGHT = "42501";

    /**
     * What came of it.
     *
     * @param tried how many statements PostgreSQL was given; none where a table is there already, or where it has no
     *     room for so many locks
     * @param refused those that it refuses, a line each
     */
    public record Result(int tried, List<String> refused) {
        private static final Result NOT_TRIED = new Result(0, List.of());
    }

    /** Tries all that the target does not have. */
    public Result of(Ddl ddl) {
        var statements = Stream.concat(ddl.bare().stream(), ddl.finishing().stream())
                .filter(s -> !SURE.contains(s.kind()))
                .toList();
        try (var connection = new SteadyConnection(target, target::connect)) {
            return connection.work("trying tables and indexes", c -> tried(c, statements));
        }
    }

    private Result tried(Connection connection, List<Statement> statements) throws SQLException {
        var existing = Existing.read(connection);
        if (statements.stream().anyMatch(s -> s.kind() == TABLE && existing.has(s))
                || statements.stream().mapToLong(SchemaTrial::locks).sum() > room(connection)) {
            return Result.NOT_TRIED;
        }
        var missing = statements.stream().filter(s -> !existing.has(s)).toList();
        connection.setAutoCommit(false);
        try {
            if (together(connection, missing)) {
                return new Result(missing.size(), List.of());
            }
            connection.rollback();
            return new Result(missing.size(), each(connection, missing));
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** What is locked until the transaction ends: a table has a sequence, and a table for long values with an index. */
    private static long locks(Statement s) {
        return s.kind() == TABLE ? 4 : 1;
    }

    /** Half of the locks that all sessions of the server together may hold. */
    private static long room(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        SELECT current_setting('max_locks_per_transaction')::bigint
                          * (current_setting('max_connections')::bigint
                             + current_setting('max_prepared_transactions')::bigint) / 2
                        """)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** All in one go, which is quick; false where one is refused. */
    private static boolean together(Connection connection, List<Statement> statements) throws SQLException {
        try (var batch = connection.createStatement()) {
            for (var s : statements) {
                batch.addBatch(s.sql());
            }
            batch.executeBatch();
            return true;
        } catch (BatchUpdateException e) {
            if (Attempts.passes(e)) {
                throw e;
            }
            return false;
        }
    }

    /** One after the other, so that all that are refused are known at once. */
    private List<String> each(Connection connection, List<Statement> statements) throws SQLException {
        var lines = new ArrayList<String>();
        var absent = new HashSet<String>();
        for (var s : statements) {
            if (absent.contains(s.schema() + "." + s.table())) {
                continue;
            }
            var before = connection.setSavepoint();
            try (var statement = connection.createStatement()) {
                statement.execute(s.sql());
            } catch (SQLException e) {
                if (Attempts.passes(e)) {
                    throw e;
                }
                connection.rollback(before);
                if (s.kind() == TABLE) {
                    absent.add(s.schema() + "." + s.table());
                }
                // A reference to a table that was refused says nothing new.
                if (lines.isEmpty() || !NO_SUCH_TABLE.equals(e.getSQLState())) {
                    lines.add(line(s, e));
                }
            }
        }
        return lines;
    }

    private String line(Statement s, SQLException e) {
        var line = s.object() + " cannot be made in " + target.name() + ": " + SqlCause.refusal(e);
        if (NO_RIGHT.equals(e.getSQLState())) {
            throw UserException.unreachable(line + "; ask the owner for that right");
        }
        return line + "; "
                + (s.kind() == EXTENSION ? "install it on that server, or take it out of extensions" : Target.MEND);
    }
}
