package io.transfuse.source;

import java.sql.SQLException;

/** A query of ours that the source refused; its text holds names, never values of rows. */
public final class SourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    SourceException(String sql, SQLException cause) {
        super("the source refused a query (" + cause.getErrorCode() + "): " + cause.getMessage() + "; query: " + sql);
        reason = String.valueOf(cause.getMessage());
    }

    /** What the source says is wrong. */
    public String reason() {
        return reason;
    }
}
