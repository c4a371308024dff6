package io.transfuse.plan;

import io.transfuse.model.Lookup;
import io.transfuse.plan.Graph.Edge;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** From which keys a key takes its spelling that is itself a reference: its rows become spelt as theirs. */
record KeySpellings(Graph graph) {

    /** Those keys, the nearest first, as far as any can be spelt otherwise. */
    List<Lookup.Key> onwards(Edge edge) {
        var way = new ArrayList<Edge>();
        var seen = new HashSet<String>();
        var next = edge;
        while (next != null && plain(next) && seen.add(KeyTypes.key(next.to(), next.toColumn()))) {
            way.add(next);
            next = graph.edges(next.to()).get(next.toColumn());
        }
        while (!way.isEmpty() && !folds(way.get(way.size() - 1))) {
            way.remove(way.size() - 1);
        }
        return way.stream()
                .skip(1)
                .map(e -> new Lookup.Key(e.to().name(), e.toColumn()))
                .toList();
    }

    /** Whether a reference may be spelt otherwise than the key that it means. */
    boolean several(Edge edge) {
        return folds(edge) || !onwards(edge).isEmpty();
    }

    /** Whether the source calls two spellings of the key equal. */
    static boolean folds(Edge edge) {
        return edge.to().table().column(edge.toColumn()).stream()
                .anyMatch(c -> !c.collation().equals("BINARY"));
    }

    /** Whether the very key that is referred to stands in the source. */
    static boolean plain(Edge edge) {
        return edge.via().isEmpty() && !edge.to().given();
    }
}
