package io.transfuse.source;

import java.sql.SQLException;

/** A query of ours that the source refused; its text holds names, never values of rows. */
public final class SourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SourceException(String sql, SQLException cause) {
        super("the source refused a query (" + cause.getErrorCode() + "): " + cause.getMessage() + "; query: " + sql);
    }
}
