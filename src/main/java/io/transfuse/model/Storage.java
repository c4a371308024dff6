package io.transfuse.model;

import java.util.Locale;

/** The storage class of one value in SQLite, where a column may hold several. */
public enum Storage {
    NULL,
    INTEGER,
    REAL,
    TEXT,
    BLOB;

    /** What SQLite's {@code typeof} calls it. */
    public String sqlite() {
        return name().toLowerCase(Locale.ROOT);
    }
}
