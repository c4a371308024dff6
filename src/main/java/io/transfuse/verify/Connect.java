package io.transfuse.verify;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens a connection to the target, in auto-commit mode. */
@FunctionalInterface
public interface Connect {

    /** A new connection, which the caller closes. */
    Connection open() throws SQLException;
}
