package io.transfuse.load;

import java.io.Serial;
import java.sql.SQLException;

/**
 * A value of the stage that the binary format has no form for, or is not spelt as PostgreSQL prints it. In the text
 * format PostgreSQL itself judges it, so its chunk is loaded in that. The value is not in it.
 */
final class NotInBinary extends SQLException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final String INVALID_TEXT = "22P02";

    NotInBinary(String type) {
        super("a value is not written as PostgreSQL prints " + type, INVALID_TEXT);
    }
}
