package io.transfuse.source;

import java.sql.SQLException;

/** A query of ours that the source refused; its text holds names, never values of rows. */
public final class SourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final int code;

    SourceException(String sql, SQLException cause) {
        super("the source refused a query (" + cause.getErrorCode() + "): " + cause.getMessage() + "; query: " + sql);
        code = cause.getErrorCode();
        reason = String.valueOf(cause.getMessage());
    }

    /** The source's own number for it. */
    int code() {
        return code;
    }

    /** What the source says is wrong. */
    public String reason() {
        return reason;
    }
}
