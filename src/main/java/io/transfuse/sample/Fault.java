package io.transfuse.sample;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of fault: each value goes into a good row of its own.
 *
 * @param name as the report shows it
 * @param table where it is planted
 * @param column the only column that is wrong
 * @param values the wrong values
 */
record Fault(String name, String table, String column, List<@Nullable Object> values) {

    Fault {
        values = Collections.unmodifiableList(values);
    }

    /** Rows that cannot be carried. */
    static Fault reject(String table, String rule, String column, @Nullable Object... values) {
        return new Fault(table + ": " + rule + ":" + column, table, column, Arrays.asList(values));
    }

    /** Rows that break the CHECK of this column. */
    static Fault check(String table, String column, Object... values) {
        var name = table + ": check:" + table + "_" + column + "_check";
        return new Fault(name, table, column, Arrays.asList(values));
    }

    /** Values that arrive in another form. */
    static Fault loss(String table, String rule, String column, Object... values) {
        return new Fault(table + "." + column + ": " + rule, table, column, Arrays.asList(values));
    }

    /** Rows whose reference points nowhere. */
    static Fault orphan(String table, String column, Object... values) {
        return reject(table, "orphan", column, values);
    }

    /** Rows without a value that the target needs. */
    static Fault missing(String table, String column) {
        return reject(table, "null", column, new @Nullable Object[] {null});
    }
}
