package io.transfuse.model;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where a column comes from that stands beside a table's own: the row of another table that one of its columns names.
 *
 * @param table the other table
 * @param key its unique column
 * @param column the table's own column that holds the key
 * @param value the other table's column
 * @param required whether a row without the other one is rejected
 * @param branch SQL over alias {@code t} for the branch that the other row went to, where that is asked instead of a
 *     value
 */
public record Joined(String table, String key, String column, String value, boolean required, Optional<String> branch) {

    /** The value as the source's SQL for the row of an alias. */
    public String sql(String alias, UnaryOperator<String> quoted) {
        return branch.map(b -> Alias.moved(b, alias)).orElseGet(() -> plain(alias, quoted));
    }

    private String plain(String alias, UnaryOperator<String> quoted) {
        return "(SELECT j.%s FROM %s j WHERE j.%s = %s.%s)"
                .formatted(quoted.apply(value), quoted.apply(table), quoted.apply(key), alias, quoted.apply(column));
    }

    /** Whether this is the key itself, which is there exactly where the row is. */
    public boolean found() {
        return value.equals(key) && branch.isEmpty();
    }

    /** The condition that a row of the other table, alias {@code t}, is found by a row of {@code from}. */
    public String consulted(String from, UnaryOperator<String> quoted) {
        return "EXISTS (SELECT 1 FROM %s j WHERE j.%s = t.%s)"
                .formatted(quoted.apply(from), quoted.apply(column), quoted.apply(key));
    }
}
