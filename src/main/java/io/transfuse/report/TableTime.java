package io.transfuse.report;

import io.transfuse.model.Circumstances.Share;
import io.transfuse.model.Circumstances.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What one table took in the steps that know it; the bar is as long as its share of the table that took longest. */
record TableTime(String table, String percent, String rows, Took staged, Took loaded, Took finished) {

    private static final List<String> STEPS = List.of("stage", "load", "keys and indexes");

    /** Seconds as people read them and as they sort, and rows a second. */
    record Took(String took, String seconds, String speed) {

        static Took of(Share share) {
            return new Took(
                    share.seconds() == 0 ? "–" : Figures.duration(share.seconds()),
                    number(share.seconds()),
                    share.rows() == 0 || share.seconds() == 0
                            ? "–"
                            : Figures.count(Math.round(share.rows() / share.seconds())));
        }
    }

    /** All tables, the one that took longest first. */
    static List<TableTime> of(List<Step> steps) {
        var tables = new TreeMap<String, Map<String, Share>>();
        steps.stream()
                .filter(s -> STEPS.contains(s.name()))
                .forEach(s -> s.tables()
                        .forEach(t -> tables.computeIfAbsent(t.table(), n -> new TreeMap<>())
                                .put(s.name(), t)));
        var all = new ArrayList<>(tables.entrySet());
        all.sort(Comparator.comparingDouble(e -> -total(e.getValue())));
        var longest = all.isEmpty() ? 0 : total(all.get(0).getValue());
        return all.stream().map(e -> of(e.getKey(), e.getValue(), longest)).toList();
    }

    private static TableTime of(String table, Map<String, Share> shares, double longest) {
        var took = STEPS.stream()
                .map(s -> shares.getOrDefault(s, new Share(table, 0, 0)))
                .toList();
        var rows = took.stream().mapToLong(Share::rows).max().orElse(0);
        return new TableTime(
                table,
                String.format(Locale.ROOT, "%.2f", longest > 0 ? 100 * total(shares) / longest : 0),
                Figures.count(rows),
                Took.of(took.get(0)),
                Took.of(took.get(1)),
                Took.of(took.get(2)));
    }

    private static double total(Map<String, Share> shares) {
        return shares.values().stream().mapToDouble(Share::seconds).sum();
    }

    private static String number(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }
}
