package io.transfuse.pipeline;

import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.Branch;
import io.transfuse.model.Profile;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Storage;
import io.transfuse.pipeline.Work.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The plan for rows that the profile has not seen: the same types and values, but everything that the profile made
 * needless to ask is asked.
 */
record Careful(Part part) {

    Part all() {
        var mapping = part.mapping();
        var columns = new HashMap<String, OfColumn>();
        mapping.profile().columns().forEach((name, column) -> columns.put(name, any(column)));
        var profile = new Profile(
                mapping.profile().table(),
                mapping.profile().rows(),
                columns,
                mapping.profile().bytes());
        var branch = unique(part.branch());
        return new Part(
                new Mapping(
                        mapping.source(),
                        profile,
                        mapping.forms(),
                        mapping.lookups(),
                        mapping.branches(),
                        mapping.drops(),
                        mapping.transformations(),
                        mapping.parts(),
                        mapping.kind(),
                        mapping.given(),
                        mapping.composites(),
                        mapping.refused()),
                branch);
    }

    /** Values of any class and length, NULs among them; what the facts say of how values are encoded goes on. */
    private static OfColumn any(OfColumn column) {
        var classes = new HashMap<Storage, Long>();
        for (var storage : Storage.values()) {
            classes.put(storage, Math.max(1, column.count(storage)));
        }
        var facts = new HashMap<>(column.facts());
        facts.merge("nul", 1L, Math::max);
        return new OfColumn(classes, column.minInteger(), column.maxInteger(), Long.MAX_VALUE - 1, Map.copyOf(facts));
    }

    private static Branch unique(Branch branch) {
        var target = branch.target();
        var uniques = new ArrayList<>(branch.duplicates());
        var declared = Stream.concat(Stream.of(target.primaryKey()), target.uniques().stream());
        declared.filter(u -> !u.isEmpty() && !uniques.contains(u)).forEach(uniques::add);
        return new Branch(
                target,
                branch.where(),
                branch.expected(),
                branch.columns(),
                branch.crosswalk(),
                List.copyOf(uniques),
                branch.place());
    }

    /** All parts of a target. */
    static Work of(Work work) {
        return new Work(List.copyOf(work.each(p -> new Careful(p).all())));
    }
}
