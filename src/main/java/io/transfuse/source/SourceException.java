package io.transfuse.source;

import io.transfuse.model.Table;
import io.transfuse.model.UserException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A query of ours that the source refused; its text holds names, never values of rows. */
public final class SourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A server that shuts down, a query or a session that was killed. */
    private static final Set<Integer> ENDED = Set.of(1053, 1317, 1927);

    private final String reason;
    private final boolean ended;
    private final int code;
    private final boolean byRows;

    SourceException(String sql, SQLException cause) {
        super("the source refused a query (" + cause.getErrorCode() + "): " + told(cause) + "; query: " + sql);
        code = cause.getErrorCode();
        ended = ended(cause);
        byRows = byRows(cause);
        reason = told(cause);
    }

    /** What a server says of rows, not of the query, quotes their values. */
    private static String told(SQLException cause) {
        var message = String.valueOf(cause.getMessage());
        return byRows(cause) ? message.replaceAll("(?s)'.*'", "'…'") : message;
    }

    /** SQLite has no such state, and quotes no values; class 42 is SQL that is wrong. */
    private static boolean byRows(SQLException cause) {
        var state = cause.getSQLState();
        return state != null && !state.startsWith("42") && !ended(cause);
    }

    /** The line for a user where a table's rows, or what lies below it, are to blame. */
    RuntimeException ofTable(Table table) {
        var computed = table.columns().stream()
                .filter(Table.Column::generated)
                .map(Table.Column::name)
                .collect(Collectors.joining(", "));
        return byRows
                ? UserException.usage("table " + table.name() + " cannot be read, the source says (" + code + "): "
                        + reason + "; "
                        + (computed.isEmpty() ? "" : "it may not be able to compute " + computed + " for every row: ")
                        + "mend that there, or leave the table out with --skip " + table.name())
                : this;
    }

    /** The source's own number for it. */
    int code() {
        return code;
    }

    /** What the source says is wrong. */
    public String reason() {
        return reason;
    }

    /** The line for a user where a failure comes from a session that the source's server has ended. */
    public static Optional<UserException> ended(Exception failure) {
        return Stream.<Throwable>iterate(failure, t -> t != null, Throwable::getCause)
                        .anyMatch(SourceException::ending)
                ? Optional.of(UserException.stopped("the source ended a session of the snapshot that is read"))
                : Optional.empty();
    }

    private static boolean ending(Throwable failure) {
        if (failure instanceof SourceException ours) {
            return ours.ended;
        }
        return failure instanceof SQLException theirs
                && !theirs.getClass().getName().startsWith("org.postgresql.")
                && ended(theirs);
    }

    /** The same for a query with values of rows in it, of which neither it nor what the source says is repeated. */
    static SourceException unquoted(String what, SQLException cause) {
        return new SourceException(cause, what);
    }

    private SourceException(SQLException cause, String what) {
        super("the source refused a query (" + cause.getErrorCode() + "): " + what);
        code = cause.getErrorCode();
        ended = ended(cause);
        byRows = byRows(cause);
        reason = "error " + code;
    }

    /** Whether the session has ended. */
    boolean ended() {
        return ended;
    }

    private static boolean ended(SQLException failure) {
        return ENDED.contains(failure.getErrorCode())
                || String.valueOf(failure.getSQLState()).startsWith("08")
                || cut(failure);
    }

    /** In the middle of rows the driver gives another state than that of a lost session; SQLite gives none. */
    private static boolean cut(SQLException failure) {
        return failure.getSQLState() != null
                && Stream.<Throwable>iterate(failure, t -> t != null, Throwable::getCause)
                        .anyMatch(IOException.class::isInstance);
    }
}
