package io.transfuse.config;

import java.util.List;
import java.util.Map;

/**
 * A table that only the target has.
 *
 * @param rules its columns and what is built on them
 * @param key its primary key
 * @param rows its rows, by column; a column that a row does not name is NULL there
 */
public record NewTable(TableRules rules, List<String> key, List<Map<String, String>> rows) {

    public NewTable {
        key = List.copyOf(key);
        rows = rows.stream().map(Map::copyOf).toList();
    }

    static NewTable read(Node node) {
        var key = node.texts("key");
        var rows = node.rows("rows");
        var rules = TableRules.read(node, node.key());
        var columns = rules.columns().stream().map(ColumnRules::target).toList();
        for (var row : rows) {
            for (var column : row.keySet()) {
                if (!columns.contains(column)) {
                    throw node.wrong(
                            "rows",
                            "a list with " + column,
                            "a list of rows of its columns; nearest: " + Nearest.of(column, columns));
                }
            }
        }
        var found = key.isEmpty() && columns.contains("id") ? List.of("id") : key;
        found.stream().filter(k -> !columns.contains(k)).findFirst().ifPresent(k -> {
            throw node.wrong("key", k, "one of its columns; nearest: " + Nearest.of(k, columns));
        });
        return new NewTable(rules, found, rows);
    }

    /** Its name. */
    public String name() {
        return rules.source();
    }
}
