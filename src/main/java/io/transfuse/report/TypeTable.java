package io.transfuse.report;

import io.transfuse.model.Storage;
import io.transfuse.report.PlanDocument.Column;
import io.transfuse.report.PlanDocument.Seen;
import io.transfuse.report.PlanDocument.Written;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The columns of one target table: what each was, what it becomes, the rule that decided and what its rows hold. */
record TypeTable(String table, String source, String names, String summary, List<TypeRow> columns) {

    /** One column. */
    record TypeRow(String column, String from, String sourceType, String targetType, String rule, String seen) {}

    /** One change of type and how often it was made; the bar is as long as its share of the most frequent one. */
    record Kind(String sourceType, String targetType, String percent, String columns, String tables) {
        static Kind of(List<String> types, List<String> tables, int most) {
            return new Kind(
                    types.get(0),
                    types.get(1),
                    String.format(Locale.ROOT, "%.2f", 100.0 * tables.size() / most),
                    Figures.count(tables.size()),
                    Figures.count(tables.stream().distinct().count()));
        }
    }

    static TypeTable of(Written table) {
        var rows = table.columns().stream().map(TypeTable::row).toList();
        return new TypeTable(
                table.target(),
                table.source(),
                rows.stream().map(TypeRow::column).collect(Collectors.joining(" ")),
                Figures.count(rows.size(), "column", "columns") + " from " + table.source(),
                rows);
    }

    private static TypeRow row(Column c) {
        return new TypeRow(
                c.target(),
                c.source().isEmpty() ? "" : String.join(", ", c.source()),
                types(c),
                c.targetType() + (c.nullable() ? "" : " NOT NULL"),
                c.rule(),
                c.seen().stream().map(TypeTable::words).collect(Collectors.joining("; ")));
    }

    private static String types(Column c) {
        return c.source().isEmpty()
                ? "new"
                : c.sourceType().stream()
                        .map(t -> t.isEmpty() ? "no type" : t)
                        .distinct()
                        .collect(Collectors.joining(", "));
    }

    private static String words(Seen seen) {
        var words = new ArrayList<String>();
        new TreeMap<>(seen.classes())
                .forEach((storage, n) -> words.add(Figures.count(n) + " "
                        + (storage == Storage.NULL ? "NULL" : storage.name().toLowerCase(Locale.ROOT))));
        if (seen.longest() > 0) {
            words.add("up to " + Figures.count(seen.longest()) + " long");
        }
        new TreeMap<>(seen.facts()).forEach((fact, n) -> words.add(fact + " " + Figures.count(n)));
        return String.join(", ", words);
    }

    /** Which types become which, the most frequent change first. */
    static List<Kind> kinds(List<Written> tables) {
        var found = new LinkedHashMap<List<String>, List<String>>();
        for (var t : tables) {
            for (var c : t.columns()) {
                found.computeIfAbsent(List.of(types(c), c.targetType()), k -> new ArrayList<>())
                        .add(t.target());
            }
        }
        var most = found.values().stream().mapToInt(List::size).max().orElse(1);
        return found.entrySet().stream()
                .sorted(Comparator.comparing(k -> -k.getValue().size()))
                .map(k -> Kind.of(k.getKey(), k.getValue(), most))
                .toList();
    }
}
