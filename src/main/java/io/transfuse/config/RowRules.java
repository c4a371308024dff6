package io.transfuse.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What is special about the rows of a table and about references to them.
 *
 * @param reject rows that are rejected: rule name to condition
 * @param conditions named conditions: for each, what the source must have, and the condition that counts then
 * @param standsFor the rows of another table that its own stand for
 * @param into the target of another table that the rows go to
 * @param follow whether references to a split table, of which nothing is said, follow the rows
 */
public record RowRules(
        Map<String, String> reject,
        Map<String, Map<String, String>> conditions,
        Optional<StandsFor> standsFor,
        Optional<String> into,
        boolean follow) {

    /**
     * A row of this table means a row of another.
     *
     * @param table the other table
     * @param by the column that holds its key
     * @param to the branch that these rows went to, where the other table is split
     */
    public record StandsFor(String table, String by, Optional<String> to) {}

    static RowRules read(Node node) {
        var conditions = new LinkedHashMap<String, Map<String, String>>();
        var named = node.child("conditions");
        named.keys().forEach(k -> conditions.put(k, named.map(k)));
        return new RowRules(
                node.map("reject-rows"),
                conditions,
                standsFor(node.child("stands-for")),
                node.named("into"),
                node.choice("unnamed-references", "refuse", "refuse", "follow").equals("follow"));
    }

    private static Optional<StandsFor> standsFor(Node node) {
        if (node.keys().isEmpty()) {
            return Optional.empty();
        }
        var other = new StandsFor(
                node.text("table").orElseThrow(() -> node.wrong("table", "missing", "the table whose rows are meant")),
                node.text("by").orElseThrow(() -> node.wrong("by", "missing", "the column that names its rows")),
                node.text("to"));
        for (var key : node.keys()) {
            if (!key.matches("table|by|to")) {
                throw node.wrong(key, "set", "one of table, by and to");
            }
        }
        return Optional.of(other);
    }

    RowRules conditioned(UnaryOperator<String> change) {
        var written = new LinkedHashMap<>(reject);
        written.replaceAll((rule, sql) -> change.apply(sql));
        return new RowRules(written, conditions, standsFor, into, follow);
    }

    /** The same for the rows of one branch of a split, which has a target of its own. */
    RowRules of(RowRules branch) {
        return new RowRules(reject, conditions, standsFor, branch.into, follow);
    }
}
