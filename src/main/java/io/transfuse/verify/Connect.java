package io.transfuse.verify;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;

/** Opens a connection to the target, in auto-commit mode; it travels to the executors. */
@FunctionalInterface
public interface Connect extends Serializable {

    /** A new connection, which the caller closes. */
    Connection open() throws SQLException;
}
