package io.transfuse.plan;

import io.transfuse.config.TableRules;
import io.transfuse.model.Layout;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.Orphans;
import io.transfuse.model.PgType;
import io.transfuse.model.Table;
import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.Link;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.model.Value;
import io.transfuse.plan.Graph.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the target table of one branch out of its decided columns. */
final class Targets {
    private final Graph graph;
    private final Entity entity;
    private final TableRules rules;
    private final List<ColumnMapping> columns;
    private final Optional<Further> further;

    Targets(Graph graph, Entity entity, TableRules rules, List<ColumnMapping> columns, Optional<Further> further) {
        this.graph = graph;
        this.further = further;
        this.entity = entity;
        this.rules = rules;
        this.columns = columns;
    }

    TargetTable table() {
        var name = entity.target(rules);
        var targets = columns.stream().map(ColumnMapping::target).toList();
        var primaryKey = further.flatMap(f -> f.primaryKey(columns))
                .or(() -> carried(entity.table().primaryKey(), "primary key"))
                .orElse(List.of());
        var uniques = uniques(name, primaryKey);
        var conditions = new Conditions(graph, entity, rules, columns);
        var indexes = new ArrayList<>(uniques.indexes());
        indexes.addAll(new Indexes(graph, entity, rules, columns).of(name));
        return new TargetTable(
                graph.settings().namespace(),
                name,
                targets,
                primaryKey,
                Stream.concat(uniques.plain().stream(), rules.unique().stream())
                        .distinct()
                        .toList(),
                conditions.checks(),
                links(name),
                indexes,
                touched(targets),
                conditions.guards(),
                entity.table().comment(),
                Layout.PLAIN);
    }

    private Uniques uniques(String name, List<String> primaryKey) {
        var uniques = new Uniques(graph, entity, name, columns);
        if (!primaryKey.isEmpty() && further.isEmpty()) {
            uniques.primary(entity.table().primaryKey(), primaryKey);
        }
        entity.table()
                .uniques()
                .forEach(u -> carried(u, "unique constraint").ifPresent(targets -> uniques.unique(u, targets)));
        return uniques;
    }

    /** Columns that a trigger keeps: those that the source keeps so itself, and the one that the settings name. */
    private List<String> touched(List<TargetColumn> targets) {
        var own = columns.stream()
                .filter(c -> c.value() instanceof Value.Carry carry
                        && entity.table()
                                .column(carry.column())
                                .filter(s -> s.nature().touched())
                                .isPresent())
                .map(ColumnMapping::target);
        var named = targets.stream().filter(c -> graph.settings().touch().equals(Optional.of(c.name())));
        return Stream.concat(own, named)
                .filter(c ->
                        c.type().kind() == PgType.Kind.TIMESTAMPTZ || c.type().kind() == PgType.Kind.TIMESTAMP)
                .map(TargetColumn::name)
                .distinct()
                .toList();
    }

    /** The target columns of a list of source columns, or empty where one of them has no single target. */
    private Optional<List<String>> carried(List<String> sourceColumns, String what) {
        var found = new ArrayList<String>();
        for (var column : sourceColumns) {
            var targets = columns.stream()
                    .filter(c -> c.value().takes().contains(column) && !(c.value() instanceof Value.Expression))
                    .filter(c -> !(c.value() instanceof Value.OwnerId)
                            || c.value().takes().get(0).equals(column))
                    .map(c -> c.target().name())
                    .toList();
            if (targets.isEmpty() && joined(column)) {
                return Optional.empty();
            }
            if (targets.size() != 1) {
                graph.notes()
                        .warn(
                                entity.name(),
                                column,
                                "the " + what + " over this column is not carried, because the column has "
                                        + (targets.isEmpty() ? "no target" : "several targets"));
                return Optional.empty();
            }
            found.add(targets.get(0));
        }
        return Optional.of(found);
    }

    /** Of a split table, the columns of another one go to one branch. */
    private boolean joined(String column) {
        return entity.table()
                .column(column)
                .filter(c -> c.nature().joined().isPresent())
                .isPresent();
    }

    private List<Link> links(String table) {
        var links = new ArrayList<Link>();
        var edges = graph.edges(entity);
        for (var column : columns) {
            if (column.value() instanceof Value.Reference reference) {
                var edge = Objects.requireNonNull(edges.get(reference.column()));
                (edge.implied() ? Optional.<Link>empty() : link(table, column, reference, edge)).ifPresent(links::add);
            }
            further.flatMap(f -> f.link(table, column)).ifPresent(links::add);
            if (column.value() instanceof Value.Constant || column.value() instanceof Value.Expression) {
                made(table, column).ifPresent(links::add);
            }
        }
        entity.table().foreignKeys().stream()
                .filter(f -> f.columns().size() > 1)
                .forEach(f -> composite(table, f).ifPresent(links::add));
        return links;
    }

    private Optional<Link> link(String table, ColumnMapping column, Value.Reference reference, Edge edge) {
        var branch = edge.to().branches().stream()
                .filter(b -> reference.branch().isEmpty()
                        || reference.branch().get().equals(edge.to().target(b)))
                .findFirst();
        return branch.map(b -> declared(
                new Link(
                        graph.enumerations()
                                .names()
                                .unique(table + "_" + column.target().name() + "_fkey", table),
                        List.of(column.target().name()),
                        edge.to().target(b),
                        List.of(edge.to().targetColumn(b, edge.toColumn())),
                        edge.onDelete().equals("SET NULL") && !column.target().nullable() ? "" : edge.onDelete(),
                        edge.onUpdate()),
                Partitioning.referable(b, List.of(edge.to().targetColumn(b, edge.toColumn()))),
                reference.orphans() == Orphans.KEEP && reference.lookup().orphans() > 0));
    }

    /** A reference that PostgreSQL cannot declare is watched by the checks alone, and listed. */
    private Link declared(Link link, boolean referable, boolean orphansKept) {
        var because = !referable
                ? link.table() + " is partitioned, so that " + String.join(", ", link.targetColumns())
                        + " is not unique by itself in PostgreSQL"
                : orphansKept && rules.layout().partition().isPresent()
                        ? "before PostgreSQL 18 a partitioned table takes no foreign key that is NOT VALID"
                        : "";
        if (because.isEmpty()) {
            return link;
        }
        graph.notes()
                .warn(
                        entity.name(),
                        String.join(", ", link.columns()),
                        "refers to " + link.table() + " without a foreign key: " + because
                                + "; the checks ask for orphans"
                                + (link.onDelete().isEmpty()
                                        ? ""
                                        : "; ON DELETE " + link.onDelete() + " is left to the application"));
        return link.onlyWatched();
    }

    /** The foreign key of a column that the source does not have. */
    private Optional<Link> made(String table, ColumnMapping column) {
        var name = column.target().name();
        var reference = Optional.ofNullable(rules.references().get(name)).map(NamedReference::new);
        return reference
                .flatMap(r -> graph.named(r.table()))
                .filter(to -> !to.split() && NamedReference.key(to.table()).isPresent())
                .map(to -> new Link(
                        graph.enumerations().names().unique(table + "_" + name + "_fkey", table),
                        List.of(name),
                        to.target(to.rules()),
                        List.of(to.targetColumn(
                                to.rules(), NamedReference.key(to.table()).orElseThrow())),
                        reference.orElseThrow().onDelete(),
                        reference.orElseThrow().onUpdate()));
    }

    private Optional<Link> composite(String table, Table.ForeignKey key) {
        var from = carried(key.columns(), "foreign key");
        if (from.isEmpty()) {
            return Optional.empty();
        }
        var to = graph.named(key.table());
        if (to.isEmpty() || to.get().split()) {
            return leftOut(key, key.table(), "which is " + (to.isEmpty() ? "not carried" : "split"));
        }
        var parent = to.get();
        var wanted = key.targetColumns().isEmpty() ? parent.table().primaryKey() : key.targetColumns();
        var because = unfit(key, parent, wanted);
        if (because.isPresent()) {
            return leftOut(key, key.table() + " (" + String.join(", ", wanted) + ")", because.get());
        }
        var targets =
                wanted.stream().map(c -> parent.targetColumn(parent.rules(), c)).toList();
        return Optional.of(declared(
                new Link(
                        graph.enumerations()
                                .names()
                                .unique(table + "_" + String.join("_", from.get()) + "_fkey", table),
                        from.get(),
                        parent.target(parent.rules()),
                        targets,
                        key.onDelete(),
                        key.onUpdate()),
                Partitioning.referable(parent.rules(), targets),
                false));
    }

    /** Why PostgreSQL cannot refer to these columns. */
    private static Optional<String> unfit(Table.ForeignKey key, Entity parent, List<String> wanted) {
        if (wanted.size() != key.columns().size()) {
            return Optional.of("which is another number of columns");
        }
        if (!new UniqueColumns(parent.table()).referable(wanted)) {
            return Optional.of("which is not unique, as PostgreSQL wants it");
        }
        return wanted.stream().allMatch(parent::becomesOne)
                ? Optional.empty()
                : Optional.of("of which a column has no single target");
    }

    private Optional<Link> leftOut(Table.ForeignKey key, String to, String because) {
        graph.notes()
                .warn(
                        entity.name(),
                        String.join(", ", key.columns()),
                        "refer to " + to + ", " + because + "; the foreign key is left out");
        return Optional.empty();
    }

    /** Unique lists of the target that the source does not guard itself. */
    Map<List<String>, Long> duplicates(TargetTable table) {
        return new Doubtful(graph, entity, columns, further.isPresent()).of(table);
    }
}
