package io.transfuse.config;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What is done with the values of one source table.
 *
 * @param general where nothing else is said
 * @param columns by source column, in lower case
 */
public record Policies(Policy general, Map<String, Policy> columns) {

    public Policies {
        columns = Map.copyOf(columns);
    }

    /** The same for every column. */
    public static Policies of(Policy general) {
        return new Policies(general, Map.of());
    }

    /** With the policies of columns that have their own. */
    static Policies of(Policy general, TableRules rules) {
        var all = new HashMap<String, Policy>();
        rules.whole()
                .flatMap(r -> r.columns().stream())
                .filter(c -> !c.policy().isEmpty())
                .forEach(c ->
                        c.from().forEach(f -> all.putIfAbsent(f.toLowerCase(Locale.ROOT), general.with(c.policy()))));
        return new Policies(general, all);
    }

    /** What is done with the values of a source column. */
    public Policy column(String name) {
        return columns.getOrDefault(name.toLowerCase(Locale.ROOT), general);
    }
}
