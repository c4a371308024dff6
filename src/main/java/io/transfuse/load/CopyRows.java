package io.transfuse.load;

import java.sql.SQLException;
import org.apache.spark.sql.catalyst.InternalRow;

/** Writes rows of the stage in one of COPY's formats; how a column is written is chosen once, not once a value. */
sealed interface CopyRows permits CopyText, CopyBinary {

    /** Adds a row with the columns in the order of COPY; a large value hands over itself in pieces. */
    void append(InternalRow row) throws SQLException;

    /** Bytes that wait for {@link #flush}. */
    int size();

    /** Hands over what was appended. */
    void flush() throws SQLException;

    /** Hands over the rest, after the last row. */
    void end() throws SQLException;
}
