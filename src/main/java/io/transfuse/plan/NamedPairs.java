package io.transfuse.plan;

import io.transfuse.config.TableRules.PolymorphicRule;

/** Pairs of type and id that the settings name: rows of types that no entry names would be rejected. */
record NamedPairs(Graph graph) {

    /** A column with more texts than this is counted as far as they go. */
    private static final int MOST = 1000;

    void warn() {
        for (var entity : graph.entities().values()) {
            if (!entity.given()) {
                graph.polymorphic(entity).forEach(rule -> warn(entity, rule));
            }
        }
    }

    private void warn(Entity entity, PolymorphicRule rule) {
        var owners = graph.owners(rule);
        var type = entity.table().column(rule.typeColumn()).orElseThrow().name();
        var others = graph
                .source()
                .texts(entity.table(), type, "t." + graph.source().quoted(type) + " IS NOT NULL", MOST)
                .entrySet()
                .stream()
                .filter(t -> !owners.containsKey(t.getKey()))
                .toList();
        if (!others.isEmpty()) {
            var rows = others.stream().mapToLong(t -> t.getValue()).sum();
            graph.notes()
                    .warn(
                            entity.name(),
                            type,
                            Notes.count(rows, "row has", "rows have") + " "
                                    + Notes.count(others.size(), "type", "types") + " that polymorphic." + rule.name()
                                    + ".to does not name, and would be rejected (unmapped:" + type + ")");
        }
    }
}
