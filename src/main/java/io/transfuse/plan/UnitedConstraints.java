package io.transfuse.plan;

import io.transfuse.model.Table;
import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.Index;
import io.transfuse.model.TargetTable.Link;
import io.transfuse.plan.Shared.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What the one target of several source tables guarantees: all that the first table guarantees, because the others'
 * rows are asked for it, and what another table guarantees where it cannot be untrue of the rest.
 *
 * @param existing whether PostgreSQL has all of it already
 */
record UnitedConstraints(Graph graph, boolean existing, List<Part> parts) {

    private static final Pattern NAME =
            Pattern.compile("'(?:[^']|'')*'|\"(?<quoted>(?:[^\"]|\"\")*)\"|(?<bare>[A-Za-z_][A-Za-z0-9_]*)");

    private TargetTable first() {
        return parts.get(0).branch().target();
    }

    List<List<String>> uniques() {
        var all = new ArrayList<>(first().uniques());
        for (var guest : guests()) {
            for (var unique : guest.branch().target().uniques()) {
                if (!all.contains(unique)
                        && holds(guest, unique, t -> t.uniques().contains(unique), "unique: " + unique)) {
                    all.add(unique);
                }
            }
        }
        return all;
    }

    List<Table.Check> checks() {
        var all = new ArrayList<>(first().checks());
        for (var guest : guests()) {
            for (var check : guest.branch().target().checks()) {
                if (all.stream().noneMatch(c -> c.sql().equals(check.sql()))
                        && holds(guest, named(check.sql()), t -> has(t.checks(), check), "check: " + check.sql())) {
                    all.add(check);
                }
            }
        }
        return all;
    }

    /** No row is asked for these, so that each table must guarantee them itself. */
    List<Table.Check> guards() {
        var all = new ArrayList<Table.Check>();
        for (var part : parts) {
            for (var guard : part.branch().target().guards()) {
                if (all.stream().noneMatch(c -> c.sql().equals(guard.sql()))
                        && holds(part, named(guard.sql()), t -> has(t.guards(), guard), "check: " + guard.sql())) {
                    all.add(guard);
                }
            }
        }
        return all;
    }

    private static boolean has(List<Table.Check> checks, Table.Check wanted) {
        return checks.stream().anyMatch(c -> c.sql().equals(wanted.sql()));
    }

    List<Link> links() {
        var all = new ArrayList<>(first().foreignKeys());
        for (var guest : guests()) {
            for (var link : guest.branch().target().foreignKeys()) {
                var before = all.stream()
                        .filter(l -> l.columns().equals(link.columns()))
                        .findFirst();
                if (before.isEmpty()
                        && holds(
                                guest,
                                link.columns(),
                                t -> t.foreignKeys().stream().anyMatch(l -> same(l, link)),
                                "foreign key: " + link.columns() + " to " + link.table())) {
                    all.add(link);
                }
                before.filter(b -> !same(b, link)).ifPresent(b -> otherwise(guest, b, link));
            }
        }
        return all;
    }

    private static boolean same(Link one, Link other) {
        return one.columns().equals(other.columns())
                && one.table().equals(other.table())
                && one.targetColumns().equals(other.targetColumns());
    }

    private void otherwise(Part guest, Link before, Link link) {
        graph.notes()
                .block(
                        guest.table(),
                        String.join(", ", link.columns()),
                        "refers to " + link.table() + ", but must refer to " + before.table()
                                + " as the other rows of " + first().name()
                                + " do; give the column another name, or take both into one target");
    }

    List<Index> indexes() {
        var all = new ArrayList<>(first().indexes());
        for (var guest : guests()) {
            for (var index : guest.branch().target().indexes()) {
                var known = all.stream()
                        .anyMatch(i -> i.definition().equals(index.definition()) && (i.unique() || !index.unique()));
                if (!known
                        && (!index.unique()
                                || holds(
                                        guest,
                                        named(index.definition()),
                                        t -> t.indexes().stream()
                                                .anyMatch(i -> i.unique()
                                                        && i.definition().equals(index.definition())),
                                        "unique index: " + index.definition()))) {
                    all.add(index);
                }
            }
        }
        return all;
    }

    private List<Part> guests() {
        return parts.subList(1, parts.size());
    }

    /** Whether each other table lacks one of the columns, so that it is NULL in its rows, or guarantees the same. */
    private boolean holds(Part of, Collection<String> columns, Predicate<TargetTable> declares, String what) {
        var holds = existing
                || parts.stream()
                        .filter(p -> !p.equals(of))
                        .map(p -> p.branch().target())
                        .allMatch(
                                t -> columns.stream().anyMatch(c -> t.column(c).isEmpty()) || declares.test(t));
        if (!holds) {
            graph.notes()
                    .warn(
                            of.table(),
                            "",
                            "is left out of " + first().name()
                                    + ", because not all tables whose rows go there have it: " + what);
        }
        return holds;
    }

    /** The columns of the target that SQL names. */
    private List<String> named(String sql) {
        var known = parts.stream()
                .flatMap(p -> p.branch().target().columns().stream())
                .map(TargetTable.TargetColumn::name)
                .distinct()
                .toList();
        return NAME.matcher(sql)
                .results()
                .map(m -> m.group(1) != null ? m.group(1).replace("\"\"", "\"") : m.group(2))
                .filter(known::contains)
                .distinct()
                .toList();
    }
}
