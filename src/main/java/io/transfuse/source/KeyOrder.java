package io.transfuse.source;

import java.util.ArrayList;
import java.util.List;

/**
 * Conditions over a key whose columns are compared one after the other. NULL comes first, as MySQL and SQLite sort it.
 * For one bound {@link #from} and {@link #before} are each other's opposite for every row, whatever the columns' types
 * and collations are, because both leave the comparison to the source.
 */
record KeyOrder(List<Part> parts) {

    /** How a bound writes NULL. */
    static final String NULL = "NULL";

    /** A column in the source's SQL. */
    record Part(String sql, boolean nullable) {
        private String equal(String bound) {
            return bound.equals(NULL) ? sql + " IS NULL" : sql + " = " + bound;
        }

        private String greater(String bound) {
            return bound.equals(NULL) ? sql + " IS NOT NULL" : sql + " > " + bound;
        }

        private String atLeast(String bound) {
            return bound.equals(NULL) ? "TRUE" : sql + " >= " + bound;
        }

        private String less(String bound) {
            if (bound.equals(NULL)) {
                return "FALSE";
            }
            return nullable ? "(" + sql + " < " + bound + " OR " + sql + " IS NULL)" : sql + " < " + bound;
        }
    }

    KeyOrder {
        parts = List.copyOf(parts);
    }

    /** Rows at a bound or behind it. */
    String from(List<String> bound) {
        return compared(bound, Part::greater, Part::atLeast);
    }

    /** Rows behind a bound. */
    String after(List<String> bound) {
        return compared(bound, Part::greater, Part::greater);
    }

    /** Rows before a bound. */
    String before(List<String> bound) {
        return compared(bound, Part::less, Part::less);
    }

    /** How one column is compared with its value in a bound. */
    private interface Comparison {
        String of(Part part, String bound);
    }

    /** Both products find the range of an index in this form, and in MySQL in no shorter one. */
    private String compared(List<String> bound, Comparison each, Comparison last) {
        var ways = new ArrayList<String>();
        var equal = new ArrayList<String>();
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            var comparison = i == parts.size() - 1 ? last : each;
            equal.add(comparison.of(part, bound.get(i)));
            ways.add(String.join(" AND ", equal));
            equal.set(i, part.equal(bound.get(i)));
        }
        return ways.size() == 1 ? ways.get(0) : "((" + String.join(") OR (", ways) + "))";
    }

    /** Disjoint conditions that together every row fulfils; the bounds ascend. */
    List<String> cut(List<List<String>> bounds) {
        var conditions = new ArrayList<String>();
        for (int i = 0; i <= bounds.size() && !bounds.isEmpty(); i++) {
            var conditionsOfPart = new ArrayList<String>();
            if (i > 0) {
                conditionsOfPart.add(from(bounds.get(i - 1)));
            }
            if (i < bounds.size()) {
                conditionsOfPart.add(before(bounds.get(i)));
            }
            conditions.add(String.join(" AND ", conditionsOfPart));
        }
        return conditions;
    }
}
