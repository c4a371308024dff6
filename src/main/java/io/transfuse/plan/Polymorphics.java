package io.transfuse.plan;

import io.transfuse.config.TableRules;
import io.transfuse.model.Plan.Owner;
import io.transfuse.model.Plan.Polymorphic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which target tables the type values of polymorphic references stand for, so that checks can follow them. */
final class Polymorphics {

    private Polymorphics() {}

    static List<Polymorphic> of(Graph graph) {
        return graph.entities().values().stream()
                .flatMap(e -> graph.polymorphic(e).stream()
                        .map(rule -> new Polymorphic(
                                e.target(e.rules()),
                                e.targetColumn(e.rules(), rule.typeColumn()),
                                e.targetColumn(e.rules(), rule.idColumn()),
                                owners(graph, rule))))
                .toList();
    }

    private static Map<String, Owner> owners(Graph graph, TableRules.PolymorphicRule rule) {
        var owners = new HashMap<String, Owner>();
        graph.owners(rule).forEach((type, edge) -> {
            for (var branch : edge.to().branches()) {
                var target = edge.to().target(branch);
                var label = edge.to().split() ? rule.labels().getOrDefault(target, target) : type;
                owners.put(label, new Owner(target, edge.to().targetColumn(branch, edge.toColumn())));
            }
        });
        return owners;
    }
}
