package io.transfuse.plan;

import io.transfuse.plan.Graph.Edge;

/**
 * What happens to a row when the row that it refers to is deleted or gets another key: what happens in the source,
 * unless the settings say otherwise.
 */
record Actions(Entity entity, Edge declared, Notes notes) {

    /**
     * The reference as the settings name it, with its actions.
     *
     * @param shipped whether only the system names it, which does not know this source: what that declares decides
     */
    Edge of(Edge named, boolean shipped) {
        if (!declared.to().equals(named.to()) || !declared.toColumn().equals(named.toColumn())) {
            notes.warn(
                    entity.name(),
                    named.column(),
                    "refers to " + declared.to().name() + " by a foreign key of the source, and to "
                            + named.to().name() + " by "
                            + (shipped ? "the shipped settings: the source decides" : "the settings, which decide"));
            return shipped ? declared : named;
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
