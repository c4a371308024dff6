package io.transfuse.pipeline;

import io.transfuse.model.Lookup;
import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.Composite;
import io.transfuse.model.Plan;
import io.transfuse.model.Value;
import io.transfuse.pipeline.Work.Part;
import io.transfuse.stage.Condemned;
import io.transfuse.stage.Condemned.Firsts;
import java.util.List;
import java.util.Optional;

/**
 * The rows of one source table, and whose rows they refer to.
 *
 * @param shared targets that hold rows of several source tables
 */
record Kin(Part part, List<String> shared) implements Condemned.Child {

    /** The names of targets that hold rows of several source tables. */
    static List<String> shared(List<Work> works) {
        return works.stream()
                .filter(w -> w.parts().size() > 1)
                .map(w -> w.target().name())
                .toList();
    }

    /** The rows that further rows come of. */
    static Optional<Firsts> firsts(Plan plan, Part part) {
        var table = part.mapping().source().name();
        return part.mapping().further()
                ? Optional.of(new Firsts(
                        table,
                        plan.mappings().stream()
                                .filter(m -> m.first() && m.source().name().equals(table))
                                .flatMap(m -> m.branches().stream())
                                .map(b -> b.target().name())
                                .toList()))
                : Optional.empty();
    }

    @Override
    public String label() {
        return part.mapping().label();
    }

    @Override
    public String source(String column) {
        return part.source(column);
    }

    @Override
    public Optional<String> origin(String parent, List<String> columns, String type) {
        if (!shared.contains(parent)) {
            return Optional.empty();
        }
        return columns.size() == 1 ? single(columns.get(0), type) : several(columns);
    }

    private Optional<String> single(String column, String type) {
        return part.branch().columns().stream()
                .filter(c -> c.target().name().equals(column))
                .map(Mapping.ColumnMapping::value)
                .findFirst()
                .flatMap(v -> origin(v, type));
    }

    private static Optional<String> origin(Value value, String type) {
        if (value instanceof Value.Reference reference) {
            return Optional.of(reference.entity());
        }
        return value instanceof Value.OwnerId owner
                ? Optional.ofNullable(owner.owners().get(type)).map(Lookup::entity)
                : Optional.empty();
    }

    private Optional<String> several(List<String> columns) {
        var sources = columns.stream().map(part::source).toList();
        return part.mapping().composites().stream()
                .map(Composite::lookup)
                .filter(l ->
                        l.pairs().stream().map(Lookup.Pair::column).toList().equals(sources))
                .map(Lookup::entity)
                .findFirst();
    }
}
