package io.transfuse.model;

/**
 * A value of a source row as a text that loses nothing.
 *
 * @param kind what it is
 * @param text its digits or letters; bytes in base64; empty for NULL
 */
public record Written(Kind kind, String text) {

    /** No value. */
    public static final Written NULL = new Written(Kind.NULL, "");

    /** What a value is. */
    public enum Kind {
        NULL,
        INTEGER,
        REAL,
        TEXT,
        /** Text whose bytes are none in UTF-8. */
        BROKEN,
        BYTES
    }
}
