package io.transfuse.model;

import java.io.Serializable;

/**
 * Something that a transformation noticed about one row.
 *
 * @param rule the rule's name, for example {@code bad-json}
 * @param column the source column
 * @param action what was done
 */
public record Finding(String rule, String column, Action action) implements Serializable {

    /** What becomes of the row or value. */
    public enum Action {
        /** The row is quarantined. */
        REJECT,
        /** The value was changed by a policy and counted. */
        COERCE,
        /** The value is exact, but a reader should know. */
        NOTE
    }
}
