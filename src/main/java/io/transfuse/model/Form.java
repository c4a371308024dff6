package io.transfuse.model;

/** How a source column is read without loss; a form says which Spark type its values have on arrival. */
public enum Form {
    /** 64-bit integers. */
    LONG,
    /** Doubles, bit by bit. */
    DOUBLE,
    /** Numbers of single precision. */
    SINGLE,
    /** Text, fetched as the bytes that the source holds. */
    TEXT,
    /** Blobs. */
    BYTES,
    /** Several storage classes in one column: class, integer, double and bytes side by side. */
    MIXED
}
