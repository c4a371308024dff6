package io.transfuse.plan;

import java.util.Map;

/**
 * The names that a table and its columns get in PostgreSQL where the configuration gives none.
 *
 * @param table the table's
 * @param columns those of its columns, by their names in the source
 */
record Spelling(String table, Map<String, String> columns) {
    Spelling {
        columns = Map.copyOf(columns);
    }

    String column(String source) {
        return columns.getOrDefault(source, source);
    }
}
