package io.transfuse.source;

import io.transfuse.types.Utf8;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.Function;

/** What SQLite cannot say itself: whether the bytes of a text are no letters. */
final class InvalidUtf8 extends Function {

    /** What SQL calls it. */
    static final String NAME = "transfuse_invalid_utf8";

    private InvalidUtf8() {}

    /** Makes it known to a connection. */
    static void in(Connection connection) throws SQLException {
        Function.create(connection, NAME, new InvalidUtf8(), 1, Function.FLAG_DETERMINISTIC);
    }

    @Override
    protected void xFunc() throws SQLException {
        var bytes = value_blob(0);
        // An empty text has none.
        result(bytes == null || Utf8.isValid(bytes, 0, bytes.length) ? 0 : 1);
    }
}
