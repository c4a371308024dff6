package io.transfuse.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the rows of a table hold, as far as decisions depend on it; counted in the source, in the cut that is read.
 *
 * @param table the table's name
 * @param rows all rows
 * @param columns one profile a column, by column name
 * @param bytes about how much the source stores for them
 */
public record Profile(String table, long rows, Map<String, OfColumn> columns, long bytes) {

    /** From this length on a value is handled alone, because each of its copies counts. */
    public static final long LARGE = 4L << 20;

    public Profile {
        columns = Map.copyOf(columns);
    }

    /** The longest value of any column, in characters or bytes. */
    public long longest() {
        return columns.values().stream().mapToLong(OfColumn::maxLength).max().orElse(0);
    }

    /**
     * What one column holds.
     *
     * @param classes rows per storage class
     * @param minInteger smallest integer value
     * @param maxInteger largest integer value
     * @param maxLength longest text or blob in bytes; of SQLite's texts in letters
     * @param facts further named counts, for example {@code uuid}, {@code iso-date}, {@code boolean}, {@code json}
     */
    public record OfColumn(
            Map<Storage, Long> classes,
            Optional<Long> minInteger,
            Optional<Long> maxInteger,
            long maxLength,
            Map<String, Long> facts) {

        /** Digits before the point and behind it with which a real is shown without an exponent. */
        private static final int PLAIN_DIGITS = 15;

        private static final int PLAIN_DECIMALS = 8;

        private static final int LONGEST_REAL = "-2.2250738585072014e-308".length();

        public OfColumn {
            classes = Map.copyOf(classes);
            facts = Map.copyOf(facts);
        }

        /** Rows that hold this storage class. */
        public long count(Storage storage) {
            return classes.getOrDefault(storage, 0L);
        }

        /** Rows that hold any value. */
        public long values() {
            return classes.values().stream().mapToLong(Long::longValue).sum() - count(Storage.NULL);
        }

        /** No value becomes a longer text; what nobody measured may be of any length. */
        public long longestText() {
            var texts = count(Storage.TEXT) > 0 && maxLength == 0 ? Long.MAX_VALUE : maxLength;
            return Math.max(texts, Math.max(longestInteger(), longestReal()));
        }

        private long longestInteger() {
            return count(Storage.INTEGER) == 0
                    ? 0
                    : Math.max(letters(minInteger.orElse(Long.MIN_VALUE)), letters(maxInteger.orElse(Long.MIN_VALUE)));
        }

        private static int letters(long number) {
            return Long.toString(number).length();
        }

        /** With a sign, a point, and one digit behind it at least. */
        private long longestReal() {
            var plain =
                    facts.containsKey("digits") && fact("digits") <= PLAIN_DIGITS && fact("decimals") <= PLAIN_DECIMALS;
            return count(Storage.REAL) == 0
                    ? 0
                    : plain ? 2 + fact("digits") + Math.max(1, fact("decimals")) : LONGEST_REAL;
        }

        /** A named count, 0 where it was not taken. */
        public long fact(String name) {
            return facts.getOrDefault(name, 0L);
        }

        /** The same, with what one count says added to another. */
        public OfColumn alsoAs(String name, String other) {
            var more = new HashMap<>(facts);
            more.merge(other, fact(name), Long::sum);
            return new OfColumn(classes, minInteger, maxInteger, maxLength, more);
        }

        /** The same if there may be any texts beside, of which nobody counted anything. */
        public OfColumn withAnyText() {
            var more = new HashMap<>(facts);
            more.put("nul", 1L);
            return new OfColumn(classes, minInteger, maxInteger, Long.MAX_VALUE - 1, more);
        }

        /** Whether every value is of one of these classes. */
        public boolean only(Storage... allowed) {
            return List.of(allowed).stream().mapToLong(this::count).sum() == values();
        }
    }
}
