package io.transfuse.config;

/** What stands with the expression of a column, and what cannot. */
final class Expressions {

    private Expressions() {}

    static void complete(Node column) {
        if (column.has("value")) {
            throw column.wrong("value", "set beside expression", "left out, or expression be");
        }
        // An expression that reads nothing says so by an empty list.
        if (!column.has("takes")) {
            throw column.wrong("takes", "missing", "the list of source columns that the expression reads");
        }
    }
}
