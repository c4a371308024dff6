package io.transfuse.plan;

import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.Branch;
import io.transfuse.model.TargetTable.Link;
import java.util.List;
import java.util.Objects;

/** Refuses to leave out a column that a foreign key of a carried table refers to. */
record DroppedKeys(Graph graph) {

    void refuse(List<Mapping> mappings) {
        // The columns of an existing schema are there, whoever fills them.
        if (graph.settings().existing()) {
            return;
        }
        for (var mapping : mappings) {
            for (var branch : mapping.branches()) {
                branch.target().foreignKeys().forEach(l -> refuse(mappings, mapping, branch, l));
            }
        }
    }

    private void refuse(List<Mapping> mappings, Mapping from, Branch branch, Link link) {
        for (var to : mappings) {
            to.branches().stream()
                    .filter(b -> b.target().name().equals(link.table()))
                    .forEach(b -> link.targetColumns().stream()
                            .filter(c -> b.target().column(c).isEmpty())
                            .forEach(c -> dropped(to, c, from, branch, link)));
        }
    }

    private void dropped(Mapping to, String target, Mapping from, Branch branch, Link link) {
        var entity = Objects.requireNonNull(graph.entities().get(to.source().name()));
        var referring = String.join(", ", link.columns());
        entity.table().columns().stream()
                .filter(c -> entity.spelling().column(c.name()).equals(target))
                .filter(c -> entity.rules().whole().anyMatch(r -> r.drops(c.name())))
                .forEach(c -> graph.notes()
                        .block(
                                entity.name(),
                                c.name(),
                                "is left out by tables." + entity.rules().source() + ".drop, but must be carried: "
                                        + branch.target().name() + "." + referring
                                        + " refers to it; take it out of drop,"
                                        + " or leave out what refers to it too, in tables."
                                        + from.source().name() + ".drop"));
    }
}
