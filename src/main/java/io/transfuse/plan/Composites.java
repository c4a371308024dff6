package io.transfuse.plan;

import io.transfuse.model.Lookup;
import io.transfuse.model.Mapping.Branch;
import io.transfuse.model.Mapping.Composite;
import io.transfuse.model.Orphans;
import io.transfuse.model.Table;
import io.transfuse.model.Value;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What becomes of the orphans of an entity's references of several columns. */
record Composites(Graph graph, Entity entity, Map<String, Lookup> lookups) {

    List<Composite> of(List<Branch> branches) {
        return entity.table().foreignKeys().stream()
                .filter(k -> k.columns().size() > 1 && lookups.containsKey(Lookups.name(k)))
                .map(k -> of(k, branches))
                .toList();
    }

    private Composite of(Table.ForeignKey key, List<Branch> branches) {
        var lookup = Objects.requireNonNull(lookups.get(Lookups.name(key)));
        var wanted = graph.orphans(entity, lookup.column());
        if (wanted != Orphans.NULL) {
            return new Composite(lookup, wanted, List.of());
        }
        var open = lookup.pairs().stream()
                .map(Lookup.Pair::column)
                .filter(c -> branches.stream().allMatch(b -> nullable(b, c)))
                .toList();
        // The tenant of a row stays where only the row of the tenant that it refers to is gone.
        var own = open.stream().filter(c -> !shared(key, c)).toList();
        var emptied = own.isEmpty() ? open : own;
        return new Composite(lookup, emptied.isEmpty() ? Orphans.QUARANTINE : Orphans.NULL, emptied);
    }

    private static boolean nullable(Branch branch, String column) {
        return branch.columns().stream()
                .filter(c -> c.value().takes().contains(column) && !(c.value() instanceof Value.Expression))
                .allMatch(c -> c.target().nullable());
    }

    /** Whether another reference uses the column too. */
    private boolean shared(Table.ForeignKey key, String column) {
        var others = entity.table().foreignKeys().stream()
                .filter(k -> !k.equals(key))
                .flatMap(k -> k.columns().stream());
        return Stream.concat(others, graph.singles(entity).keySet().stream()).anyMatch(column::equalsIgnoreCase);
    }
}
