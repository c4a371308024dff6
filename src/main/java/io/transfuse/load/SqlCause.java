package io.transfuse.load;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What went wrong in PostgreSQL, in words that hold no value of any row: PostgreSQL quotes values in message, detail
 * and context, so only SQLSTATE and the names of schema, table, column and constraint are taken over.
 */
public final class SqlCause {
    // spotless:off
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("22001", "a text is longer than its column"),
            Map.entry("22003", "a number is out of its type's range"),
            Map.entry("22008", "a date or time is out of range"),
            Map.entry("22021", "a text has bytes that are not UTF-8"),
            Map.entry("22P02", "a value does not fit its column's type"),
            Map.entry("22P03", "a value is not in the binary form of its column's type"),
            Map.entry("22P04", "COPY was given a malformed line"),
            Map.entry("23502", "a value is NULL where NULL is not allowed"),
            Map.entry("23503", "a row refers to a row that does not exist"),
            Map.entry("23505", "two rows hold the same key"),
            Map.entry("23514", "a row breaks a check"),
            Map.entry("40P01", "a deadlock was resolved"),
            Map.entry("53100", "the server's disk is full"),
            Map.entry("53200", "the server is out of memory"),
            Map.entry("53300", "the server has no connection left"),
            Map.entry("54000", "a value or a row is longer than PostgreSQL takes there"),
            Map.entry("55P03", "a lock was not free in time"),
            Map.entry("57014", "the statement was cancelled"),
            Map.entry("57P01", "the server ended the connection"),
            Map.entry("57P02", "the server crashed"),
            Map.entry("57P03", "the server is starting up"));
    // spotless:on

    // Errors about names, rights and syntax; their message speaks of objects, and never of rows.
    private static final Set<String> ABOUT_OBJECTS = Set.of("42", "3F", "2B", "28", "3D");

    private SqlCause() {}

    /** One clause for a message, for example {@code two rows hold the same key (SQLSTATE 23505, constraint x)}. */
    public static String of(SQLException e) {
        var state = Optional.ofNullable(e.getSQLState()).orElse("unknown");
        var server = server(e);
        var names = new ArrayList<String>();
        names.add("SQLSTATE " + state);
        server.ifPresent(s -> {
            add(names, "table", table(s));
            add(names, "column", s.getColumn());
            add(names, "constraint", s.getConstraint());
        });
        return words(state, server) + " (" + String.join(", ", names) + ")";
    }

    /** PostgreSQL's own words, for statements that no row has a part in. */
    static String refusal(SQLException e) {
        return server(e)
                .map(ServerErrorMessage::getMessage)
                .map(m -> m.replaceAll("\\s+", " "))
                .orElse("SQLSTATE " + e.getSQLState());
    }

    /** Which objects hold on to the one that was to be dropped; empty for every other error. */
    static Optional<String> dependents(SQLException e) {
        return server(e)
                .filter(s -> "2BP01".equals(s.getSQLState()))
                .map(s -> Optional.ofNullable(s.getDetail()).orElse("another object depends on it"))
                .map(detail -> detail.replace("\n", ", "));
    }

    private static String words(String state, Optional<ServerErrorMessage> server) {
        if (state.startsWith("08")) {
            return "the connection was lost";
        }
        if (server.isPresent() && ABOUT_OBJECTS.stream().anyMatch(state::startsWith)) {
            return Optional.ofNullable(server.get().getMessage()).orElse("PostgreSQL refused");
        }
        // The same state as that of a check, but no constraint has the blame.
        var homeless = state.equals("23514")
                && server.filter(s -> s.getConstraint() == null).isPresent();
        return homeless ? "a row has no partition that takes it" : WORDS.getOrDefault(state, "PostgreSQL refused");
    }

    private static Optional<ServerErrorMessage> server(SQLException e) {
        return e instanceof PSQLException refused
                ? Optional.ofNullable(refused.getServerErrorMessage())
                : Optional.empty();
    }

    private static @Nullable String table(ServerErrorMessage s) {
        return s.getSchema() == null || s.getTable() == null ? s.getTable() : s.getSchema() + "." + s.getTable();
    }

    private static void add(List<String> names, String kind, @Nullable String name) {
        if (name != null) {
            names.add(kind + " " + name);
        }
    }
}
