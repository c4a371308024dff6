package io.transfuse.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Rows under one fold of the page.
 *
 * @param title what they have in common
 * @param count how many
 * @param open whether the fold is open from the start
 * @param rows the rows
 */
record Group<T>(String title, String count, boolean open, List<T> rows) {
    private static final int MANY = 30;

    Group {
        rows = List.copyOf(rows);
    }

    /** What needs a look first and open; the rest closed where it is long. */
    static <T> List<Group<T>> of(List<T> rows, Predicate<T> urgent, String urgentTitle, String calmTitle) {
        var groups = new ArrayList<Group<T>>();
        add(groups, urgentTitle, rows.stream().filter(urgent).toList(), Integer.MAX_VALUE);
        add(groups, calmTitle, rows.stream().filter(urgent.negate()).toList(), MANY);
        return groups;
    }

    private static <T> void add(List<Group<T>> groups, String title, List<T> rows, int openUpTo) {
        if (!rows.isEmpty()) {
            groups.add(new Group<>(title, Figures.count(rows.size()), rows.size() <= openUpTo, rows));
        }
    }
}
