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
        rule.to().values().stream().distinct().forEach(to -> keyless(entity, rule, to));
        var owners = graph.owners(rule);
        var type = entity.table().column(rule.typeColumn()).orElseThrow().name();
        untyped(entity, rule, type);
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

    /** What an id means that has no type nobody knows, so that it cannot become a UUID. */
    private void untyped(Entity entity, PolymorphicRule rule, String type) {
        var renewed = graph.owners(rule).values().stream()
                .anyMatch(e -> new Kinship(graph).derived(e.to(), e.toColumn()).isPresent());
        var id = entity.table().column(rule.idColumn()).orElseThrow().name();
        var source = graph.source();
        var rows = renewed
                ? source.count(
                        entity.name(),
                        "t." + source.quoted(type) + " IS NULL AND t." + source.quoted(id) + " IS NOT NULL")
                : 0;
        if (rows > 0) {
            graph.notes()
                    .warn(
                            entity.name(),
                            type,
                            Notes.count(rows, "row has", "rows have") + " no type beside " + id
                                    + ", so nobody knows what that means, and would be rejected (unmapped:" + type
                                    + ")");
        }
    }

    /** A table that is named, and whose rows no single column could mean. */
    private void keyless(Entity entity, PolymorphicRule rule, String table) {
        graph.named(table)
                .filter(to -> to.keyColumn().isEmpty())
                .ifPresent(to -> graph.notes()
                        .warn(
                                entity.name(),
                                rule.idColumn(),
                                "cannot refer to " + to.name() + ", as polymorphic." + rule.name()
                                        + ".to says: it has no key of one column, so its rows count as of a type that is"
                                        + " not named"));
    }
}
