package io.transfuse.plan;

import io.transfuse.model.Alias;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.TargetTable;
import io.transfuse.model.UuidStrategy;
import io.transfuse.model.Value;
import io.transfuse.plan.Shared.Part;
import io.transfuse.plan.UniqueTerms.Term;
import io.transfuse.source.SourceException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What must be unique over the rows of several source tables, which no source guarantees: the rows are compared while
 * they are staged, and of equal ones the first is kept.
 *
 * @param parts the tables
 * @param table their target
 */
record SharedKeys(Graph graph, List<Part> parts, TargetTable table) {

    /** Lists of columns, or of expressions over them. */
    List<List<String>> duplicates() {
        var all = new LinkedHashSet<List<String>>();
        for (var unique : uniques()) {
            var columns = unique.stream().map(Term::column).toList();
            var holders = parts.stream().filter(p -> filled(p, columns)).toList();
            if (holders.size() > 1 && columns.stream().noneMatch(c -> apart(holders, c))) {
                all.add(unique.stream().map(Term::sql).toList());
                told(holders, columns);
            }
        }
        parts.forEach(p -> all.addAll(p.branch().duplicates()));
        parts.stream().skip(1).forEach(this::sameRows);
        return List.copyOf(all);
    }

    private List<List<Term>> uniques() {
        var all = new ArrayList<List<Term>>();
        Stream.concat(Stream.of(table.primaryKey()), table.uniques().stream())
                .filter(u -> !u.isEmpty())
                .forEach(u -> all.add(u.stream().map(c -> new Term(c, c)).toList()));
        for (var index : table.indexes()) {
            if (index.unique()) {
                var terms = new UniqueTerms(table).of(index);
                if (terms.isPresent()) {
                    all.add(terms.get());
                } else {
                    graph.notes()
                            .warn(
                                    parts.get(0).table(),
                                    "",
                                    "unique index " + index.name() + " " + index.definition()
                                            + " is not asked of the rows of all tables that go to " + table.name()
                                            + "; where two rows break it, PostgreSQL refuses the index at the end");
                }
            }
        }
        return all;
    }

    private static Optional<ColumnMapping> column(Part part, String name) {
        return part.branch().columns().stream()
                .filter(c -> c.target().name().equals(name))
                .findFirst();
    }

    private static boolean filled(Part part, List<String> columns) {
        return columns.stream()
                .allMatch(n -> column(part, n)
                        .filter(c -> !(c.value() instanceof Value.Constant none
                                && none.text().isEmpty()))
                        .isPresent());
    }

    /** Whether the column never has one value in rows of two tables: UUIDs are made of the table's name too. */
    private static boolean apart(List<Part> holders, String name) {
        var made = holders.stream()
                .flatMap(p -> column(p, name).stream())
                .map(ColumnMapping::value)
                .filter(v -> v instanceof Value.Key key && key.derived().strategy() != UuidStrategy.KEEP)
                .map(v -> ((Value.Key) v).derived().entity())
                .distinct()
                .count();
        return made == holders.size();
    }

    /** How many rows the source counts that will be rejected, as far as plain SQL can tell. */
    private void told(List<Part> holders, List<String> columns) {
        for (int i = 1; i < holders.size(); i++) {
            var part = holders.get(i);
            var same = holders.subList(0, i).stream()
                    .flatMap(p -> equal(part, p, columns).stream())
                    .toList();
            count(part, same, i)
                    .filter(n -> n > 0)
                    .ifPresent(n -> graph.notes()
                            .warn(
                                    part.table(),
                                    String.join(", ", columns),
                                    Notes.count(n, "row shares", "rows share")
                                            + " this with a row of another table, but it is"
                                            + " unique in " + table.name()
                                            + ": the row of the table that comes first is kept,"
                                            + " the others are rejected as duplicate:" + String.join(",", columns)));
        }
    }

    private Optional<Long> count(Part part, List<String> same, int wanted) {
        if (same.size() < wanted) {
            graph.notes()
                    .info(
                            part.table(),
                            "",
                            "rows that share what is unique in " + table.name()
                                    + " with a row of another table are found while they are staged, and rejected");
            return Optional.empty();
        }
        var condition = "(" + String.join(" OR ", same) + ") AND (" + part.condition(graph) + ")";
        try {
            return Optional.of(graph.source().count(part.table(), condition));
        } catch (SourceException e) {
            // Two collations that the source does not compare.
            return count(part, List.of(), wanted);
        }
    }

    /** The condition that a row of alias {@code t} has the values of a row of another table. */
    private Optional<String> equal(Part part, Part other, List<String> columns) {
        var source = graph.source();
        var parts = new ArrayList<String>();
        for (var column : columns) {
            var own = plain(part, column);
            var theirs = plain(other, column);
            if (own.isPresent() && theirs.isPresent()) {
                parts.add("p." + source.quoted(theirs.get()) + " = t." + source.quoted(own.get()));
            }
        }
        return parts.size() == columns.size() && part.mapping().drops().isEmpty()
                ? Optional.of("EXISTS (SELECT 1 FROM " + source.quoted(other.table()) + " p WHERE "
                        + String.join(" AND ", parts) + " AND ("
                        + Alias.moved(other.condition(graph), "p") + "))")
                : Optional.empty();
    }

    /** The column of the source whose very values the target's column has. */
    private static Optional<String> plain(Part part, String name) {
        return column(part, name)
                .filter(c -> c.value() instanceof Value.Carry || c.value() instanceof Value.Reference)
                .map(c -> c.value().takes().get(0))
                .filter(c -> part.mapping()
                        .source()
                        .column(c)
                        .filter(s -> s.nature().joined().isEmpty())
                        .isPresent());
    }

    /**
     * Rows of two tables that both stand for one row of a third: the person, mostly, whose account that is. Where each
     * table has at most one for each, both in one target is worth a word.
     */
    private void sameRows(Part guest) {
        var first = parts.get(0);
        var names = table.columns().stream().map(TargetTable.TargetColumn::name).collect(Collectors.toList());
        names.removeIf(n -> table.primaryKey().contains(n) || table.uniques().contains(List.of(n)));
        for (var name : names) {
            var condition = refers(guest, first, name) ? equal(guest, first, List.of(name)) : Optional.<String>empty();
            if (condition.isPresent() && single(guest, name) && single(first, name)) {
                count(guest, List.of(condition.get()), 1)
                        .filter(n -> n > 0)
                        .ifPresent(n -> graph.notes()
                                .foresee(
                                        "same-row:" + table.name() + "." + name,
                                        n,
                                        "rows of " + guest.table() + " whose " + name + " a row of " + first.table()
                                                + " has too; both are kept, unless tables." + first.table()
                                                + ".unique = [[" + name + "]] rejects the second"));
            }
        }
    }

    private static boolean refers(Part guest, Part first, String name) {
        var own = column(guest, name).map(ColumnMapping::value);
        var other = column(first, name).map(ColumnMapping::value);
        return own.isPresent()
                && other.isPresent()
                && own.get() instanceof Value.Reference r
                && other.get() instanceof Value.Reference o
                && r.entity().equals(o.entity())
                && r.branch().isEmpty()
                && r.lookup().via().isEmpty();
    }

    private boolean single(Part part, String name) {
        var column = plain(part, name).orElseThrow();
        return graph.source().duplicates(part.mapping().source(), List.of(column), List.of()) == 0;
    }
}
