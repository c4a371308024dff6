package io.transfuse.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A question of the application that source and target must answer alike.
 *
 * @param source the question in the source's SQL
 * @param target the same in PostgreSQL's
 * @param ordered whether the order of the rows counts
 * @param keys the entity whose old keys a column of the answer holds, by the column's name in the target's answer
 * @param needs tables, or columns as {@code table.column}, without which the source cannot be asked
 */
public record QueryPair(
        String name, String source, String target, boolean ordered, Map<String, String> keys, List<String> needs) {

    public QueryPair {
        keys = Map.copyOf(keys);
        needs = List.copyOf(needs);
    }

    static QueryPair read(Node node, Map<String, String> keysOfAll) {
        var keys = new TreeMap<>(keysOfAll);
        keys.putAll(node.map("keys"));
        var pair = new QueryPair(
                required(node, "name"),
                required(node, "source"),
                required(node, "target"),
                node.flag("ordered"),
                keys,
                node.texts("needs"));
        node.done();
        return pair;
    }

    private static String required(Node node, String key) {
        return node.text(key).orElseThrow(() -> node.wrong(key, "missing", "set for each pair of queries"));
    }
}
