package io.transfuse.plan;

import io.transfuse.model.Table;
import io.transfuse.model.Value.Derived;
import io.transfuse.plan.Graph.Edge;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whose key the values of a column are, through however many references. */
record Kinship(Graph graph) {

    /** The UUID that the values of a column become, if they are those of a key that becomes one. */
    Optional<Derived> derived(Entity entity, String column) {
        return key(entity, column, new HashSet<>())
                .flatMap(to -> to.uuid().map(strategy -> new Derived(to.name(), strategy, to.uuidTargets())));
    }

    /** The entity whose own key becomes a UUID, and which a column means. */
    private Optional<Entity> key(Entity entity, String column, Set<String> seen) {
        if (entity.uuidKey() && entity.keyColumn().equals(Optional.of(column))) {
            return Optional.of(entity);
        }
        if (!seen.add(KeyTypes.key(entity, column))) {
            return Optional.empty();
        }
        return Optional.ofNullable(graph.singles(entity).get(column))
                .or(() -> several(entity).filter(e -> e.column().equals(column)).findFirst())
                .flatMap(e -> key(e.to(), e.toColumn(), seen));
    }

    /**
     * The references that follow from one of several columns: to keys that become UUIDs, and to those from which the
     * column that is referred to takes its spelling.
     */
    List<Edge> implied(Entity entity) {
        var edges = new ArrayList<Edge>();
        several(entity)
                .forEach(e -> key(e.to(), e.toColumn(), new HashSet<>())
                        .flatMap(to -> to.keyColumn().map(k -> follows(e.column(), to, k, e.implied())))
                        .or(() -> ruled(entity, e.column()) ? Optional.empty() : spelt(e.column(), e, new HashSet<>()))
                        .ifPresent(edges::add));
        return edges;
    }

    /** Whether settings say more of a column than its name, which would go unheard if it followed another key. */
    private boolean ruled(Entity entity, String column) {
        return entity.rules()
                .whole()
                .flatMap(r -> r.columns().stream())
                .filter(c -> Entity.source(entity.table(), c).equals(Optional.of(column)))
                .anyMatch(c -> (c.type().isPresent() && !graph.settings().existing())
                        || c.enumeration().isPresent()
                        || c.value().isPresent()
                        || c.expression().isPresent()
                        || !c.members().isEmpty()
                        || !c.by().isEmpty()
                        || c.merge());
    }

    /** The first key on the way from a pair's other column of which the source calls two spellings equal. */
    private Optional<Edge> spelt(String column, Edge pair, Set<String> seen) {
        if (!seen.add(KeyTypes.key(pair.to(), pair.toColumn()))) {
            return Optional.empty();
        }
        var next = graph.singles(pair.to()).get(pair.toColumn());
        if (next == null) {
            return several(pair.to())
                    .filter(e -> e.column().equals(pair.toColumn()))
                    .flatMap(e -> spelt(column, e, seen).stream())
                    .findFirst();
        }
        if (!KeySpellings.plain(next) || next.to().split()) {
            return Optional.empty();
        }
        return KeySpellings.folds(next)
                ? Optional.of(follows(column, next.to(), next.toColumn(), true))
                : spelt(column, next, seen);
    }

    /** The pairs of references of several columns. */
    private Stream<Edge> several(Entity entity) {
        var pairs = new ArrayList<Edge>();
        for (var key : entity.table().foreignKeys()) {
            var to = graph.named(key.table());
            if (key.columns().size() > 1 && to.isPresent()) {
                pairs(entity, key, to.get(), pairs);
            }
        }
        return pairs.stream();
    }

    private static Edge follows(String column, Entity to, String key, boolean implied) {
        return new Edge(column, to, key, "", "", implied, Optional.empty(), Optional.empty());
    }

    private static void pairs(Entity entity, Table.ForeignKey key, Entity to, List<Edge> pairs) {
        var wanted = key.targetColumns().isEmpty() ? to.table().primaryKey() : key.targetColumns();
        // Where no foreign key of all columns comes to be, each column has to be followed by itself.
        var whole = !to.split()
                && key.columns().stream().allMatch(entity::becomesOne)
                && wanted.stream().allMatch(to::becomesOne);
        for (int i = 0; i < Math.min(wanted.size(), key.columns().size()); i++) {
            var own = entity.table().column(key.columns().get(i));
            var other = to.table().column(wanted.get(i));
            if (own.isPresent() && other.isPresent()) {
                pairs.add(follows(own.get().name(), to, other.get().name(), whole));
            }
        }
    }
}
