package io.transfuse.model;

/** The storage class of one value in SQLite, where a column may hold several. */
public enum Storage {
    NULL,
    INTEGER,
    REAL,
    TEXT,
    BLOB
}
