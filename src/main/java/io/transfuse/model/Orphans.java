package io.transfuse.model;

/** What becomes of a reference whose row does not exist. */
public enum Orphans {
    /** The referring row is rejected. */
    QUARANTINE,
    /** The reference becomes NULL and is counted. */
    NULL,
    /** The value is kept; the foreign key stays NOT VALID. */
    KEEP
}
