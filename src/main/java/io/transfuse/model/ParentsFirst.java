package io.transfuse.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Tables in an order in which each comes behind those that it refers to, as far as there is one. */
public final class ParentsFirst {

    private ParentsFirst() {}

    /**
     * Orders.
     *
     * @param tables all there are
     * @param parents those that one refers to; others than {@code tables} do not count, and a circle begins anywhere
     */
    public static <T> List<T> of(Collection<T> tables, Function<T, ? extends Collection<T>> parents) {
        var left = new HashSet<>(tables);
        var ordered = new LinkedHashSet<T>();
        tables.forEach(t -> place(t, parents, left, ordered));
        return new ArrayList<>(ordered);
    }

    private static <T> void place(T table, Function<T, ? extends Collection<T>> parents, Set<T> left, Set<T> ordered) {
        if (left.remove(table)) {
            parents.apply(table).forEach(p -> place(p, parents, left, ordered));
            ordered.add(table);
        }
    }
}
