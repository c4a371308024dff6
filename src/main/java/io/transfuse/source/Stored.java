package io.transfuse.source;

import java.util.List;

/**
 * About how much a source stores for a table, as its server tells without reading it.
 *
 * @param table the table's name, empty where one number stands for all tables
 * @param bytes bytes of its rows, without indexes
 * @param rows its rows
 */
public record Stored(String table, long bytes, long rows) {

    /** Whether a name in a list of tables means this one. */
    public boolean in(List<String> names) {
        return table.isEmpty() || names.contains(table);
    }
}
