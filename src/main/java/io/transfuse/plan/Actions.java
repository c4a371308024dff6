package io.transfuse.plan;

import io.transfuse.plan.Graph.Edge;

/**
 * What happens to a row when the row that it refers to is deleted or gets another key: what happens in the source,
 * unless the settings say otherwise.
 */
record Actions(Entity entity, Edge declared, Notes notes) {

    /** The reference as the settings name it, with its actions. */
    Edge of(Edge named) {
        if (!declared.to().equals(named.to()) || !declared.toColumn().equals(named.toColumn())) {
            return named;
        }
        var asked = !named.onDelete().isEmpty();
        if (asked && !named.onDelete().equals(declared.onDelete())) {
            notes.info(
                    entity.name(),
                    named.column(),
                    "follows a deleted row by " + named.onDelete() + ", as the settings say; in the source "
                            + (declared.onDelete().isEmpty()
                                    ? "no row that is referred to can be deleted"
                                    : "by " + declared.onDelete()));
        }
        return new Edge(
                named.column(),
                named.to(),
                named.toColumn(),
                asked ? named.onDelete() : declared.onDelete(),
                named.onUpdate().isEmpty() ? declared.onUpdate() : named.onUpdate());
    }
}
