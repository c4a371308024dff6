package io.transfuse.plan;

import io.transfuse.model.Joined;
import io.transfuse.model.Lookup;
import io.transfuse.model.Table;
import io.transfuse.plan.Graph.Edge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the source is asked about all references, each counted once, side by side. */
record Lookups(Graph graph, Questions questions) {

    /** A lookup to come: whose it is and what it is called. */
    private record Wanted(String entity, String key, Supplier<Lookup> lookup) {}

    /** By table, and by the referring column or the name of the polymorphic reference and its owner. */
    Map<String, Map<String, Lookup>> all() {
        var wanted = new ArrayList<Wanted>();
        var all = new LinkedHashMap<String, Map<String, Lookup>>();
        for (var entity : graph.entities().values()) {
            wanted.addAll(wanted(entity));
            all.put(entity.name(), new LinkedHashMap<>());
        }
        var found = questions.answers(wanted.stream().map(Wanted::lookup).toList());
        for (int i = 0; i < wanted.size(); i++) {
            var key = wanted.get(i).key();
            var lookup = found.get(i);
            all.computeIfPresent(wanted.get(i).entity(), (e, lookups) -> {
                lookups.put(key, lookup);
                return lookups;
            });
        }
        return all;
    }

    private List<Wanted> wanted(Entity entity) {
        var wanted = new ArrayList<Wanted>();
        graph.edges(entity).forEach((column, edge) -> {
            var name = "r" + wanted.size();
            wanted.add(new Wanted(entity.name(), column, () -> single(entity, edge, name, "")));
        });
        for (var key : composites(entity)) {
            var name = "r" + wanted.size();
            var to = graph.named(key.table()).orElseThrow();
            wanted.add(new Wanted(entity.name(), name(key), () -> whole(entity, key, to, name)));
        }
        for (var rule : graph.polymorphic(entity)) {
            graph.owners(rule).forEach((type, edge) -> {
                var name = "r" + wanted.size();
                var only = " AND t." + graph.source().quoted(rule.typeColumn()) + " = "
                        + graph.source().literal(type);
                wanted.add(new Wanted(entity.name(), rule.name() + ":" + type, () -> single(entity, edge, name, only)));
            });
        }
        return wanted;
    }

    /** The references of several columns that become foreign keys. */
    List<Table.ForeignKey> composites(Entity entity) {
        return entity.table().foreignKeys().stream()
                .filter(k -> k.columns().size() > 1)
                .filter(k -> graph.named(k.table())
                        .filter(to -> !to.split())
                        .map(to -> keys(k, to))
                        .filter(keys -> keys.size() == k.columns().size())
                        .isPresent())
                .toList();
    }

    private static List<String> keys(Table.ForeignKey key, Entity to) {
        return key.targetColumns().isEmpty() ? to.table().primaryKey() : key.targetColumns();
    }

    /** The name of the lookup of a reference of several columns. */
    static String name(Table.ForeignKey key) {
        return "key:" + String.join(",", key.columns());
    }

    /** What the source is asked about a reference of several columns. */
    private Lookup whole(Entity from, Table.ForeignKey key, Entity to, String name) {
        var wanted = keys(key, to);
        var further = new ArrayList<Lookup.Pair>();
        for (int i = 1; i < wanted.size(); i++) {
            further.add(new Lookup.Pair(key.columns().get(i), wanted.get(i)));
        }
        var plain = new Lookup(
                name,
                to.name(),
                wanted.get(0),
                key.columns().get(0),
                false,
                Optional.empty(),
                0,
                Optional.empty(),
                further,
                Optional.empty());
        var orphans = graph.source().count(from.name(), graph.source().orphanCondition(plain));
        return plain.answered(orphans > 0, orphans);
    }

    /** What the source is asked about one reference. */
    private Lookup single(Entity from, Edge edge, String name, String onlyWhere) {
        var source = graph.source();
        var joined = from.table().column(edge.column()).flatMap(c -> c.nature().joined());
        var plain = asked(edge, name, joined);
        if (from.given() || edge.to().given()) {
            return plain;
        }
        var orphans = edge.implied() ? 0 : source.count(from.name(), source.orphanCondition(plain) + onlyWhere);
        var text = edge.to().table().column(edge.toColumn()).orElseThrow();
        var spelling =
                edge.via().isEmpty() && !text.collation().equals("BINARY") && source.misspelt(from.table(), plain) > 0;
        return plain.answered(
                orphans > 0 || edge.to().split() || spelling || edge.via().isPresent(), orphans);
    }

    private static Lookup asked(Edge edge, String name, Optional<Joined> joined) {
        return new Lookup(
                name,
                edge.to().name(),
                edge.toColumn(),
                edge.column(),
                false,
                branchSql(edge.to()),
                0,
                joined,
                List.of(),
                edge.via());
    }

    /** SQL over alias {@code p} that names the target a row of a split entity went to, if it went to any. */
    static Optional<String> branchSql(Entity entity) {
        if (!entity.split()) {
            return Optional.empty();
        }
        var branch = Graph.branchSql(entity, "p");
        var refused = entity.rules().rows().reject().values().stream()
                .map(sql -> "(" + sql.replaceAll("\\bt\\.", "p.") + ")")
                .collect(Collectors.joining(" OR "));
        return Optional.of(
                refused.isEmpty()
                        ? branch
                        : "CASE WHEN " + refused + " THEN '" + Lookup.REFUSED + "' ELSE " + branch + " END");
    }
}
