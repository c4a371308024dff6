package io.transfuse.pipeline;

import io.transfuse.model.Validation.Difference;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Something that happens to a target, and what must be said of it.
 *
 * @param what in a few words
 * @param table the table that it hits
 * @param sql what is done
 * @param told the differences that must be named, and no others
 */
record Damage(String what, String table, List<String> sql, List<Difference> told) {

    /** A change of one value of the row with this key. */
    static Damage value(String what, String table, int key, String column, String value) {
        return new Damage(
                what,
                table,
                List.of("UPDATE " + table + " SET " + column + " = " + value + " WHERE id = " + key),
                List.of(new Difference(String.valueOf(key), "changed", List.of(column))));
    }

    /** A change of several values of some rows. */
    static Damage rows(String what, String table, String sql, List<String> columns, Integer... keys) {
        return new Damage(
                what,
                table,
                List.of(sql),
                Stream.of(keys)
                        .map(k -> new Difference(k.toString(), "changed", columns))
                        .toList());
    }

    /** Something that is no difference. */
    static Damage none(String what, String table, String sql) {
        return new Damage(what, table, List.of(sql), List.of());
    }

    /** Rows that are there too often or not at all. */
    static Damage count(String what, String table, String sql, String kind, String... keys) {
        return new Damage(
                what,
                table,
                List.of(sql),
                Stream.of(keys).map(k -> new Difference(k, kind, List.of())).toList());
    }

    /** The same row, this many times. */
    static String[] times(int count, String key) {
        return IntStream.range(0, count).mapToObj(i -> key).toArray(String[]::new);
    }

    @Override
    public String toString() {
        return what;
    }
}
