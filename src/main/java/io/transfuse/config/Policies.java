package io.transfuse.config;

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

    /** What is done with the values of a source column. */
    public Policy column(String name) {
        return columns.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), general);
    }
}
