package io.transfuse.repair;

import io.transfuse.repair.Held.Reference;
import java.util.ArrayList;
import java.util.List;

/** Tables in an order in which each comes behind those that it refers to, as far as there is one. */
final class ParentsFirst {

    private ParentsFirst() {}

    static List<TableNames> of(List<TableNames> tables, List<Reference> references) {
        var left = new ArrayList<>(tables);
        var ordered = new ArrayList<TableNames>();
        while (!left.isEmpty()) {
            var next = left.stream()
                    .filter(t -> references.stream()
                            .noneMatch(r -> r.from().equals(t.table()) && !r.to().equals(t) && left.contains(r.to())))
                    .findFirst()
                    // A circle begins anywhere.
                    .orElse(left.get(0));
            left.remove(next);
            ordered.add(next);
        }
        return ordered;
    }
}
