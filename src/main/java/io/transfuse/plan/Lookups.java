package io.transfuse.plan;

import io.transfuse.model.Lookup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

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
            wanted.add(new Wanted(entity.name(), column, () -> graph.lookup(entity, edge, name, "")));
        });
        for (var rule : graph.polymorphic(entity)) {
            graph.owners(rule).forEach((type, edge) -> {
                var name = "r" + wanted.size();
                var only = " AND t." + graph.source().quoted(rule.typeColumn()) + " = "
                        + graph.source().literal(type);
                wanted.add(new Wanted(
                        entity.name(), rule.name() + ":" + type, () -> graph.lookup(entity, edge, name, only)));
            });
        }
        return wanted;
    }
}
