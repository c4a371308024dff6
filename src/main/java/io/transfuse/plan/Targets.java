package io.transfuse.plan;

import io.transfuse.config.TableRules;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the target table of one branch out of its decided columns. */
final class Targets {
    private final Graph graph;
    private final Entity entity;
    private final TableRules rules;
    private final List<ColumnMapping> columns;
    private final Names names;

    Targets(Graph graph, Entity entity, TableRules rules, List<ColumnMapping> columns, Names names) {
        this.graph = graph;
        this.entity = entity;
        this.rules = rules;
        this.columns = columns;
        this.names = names;
    }

    TargetTable table() {
        var name = entity.target(rules);
        var targets = columns.stream().map(ColumnMapping::target).toList();
        return new TargetTable(
                graph.settings().namespace(),
                name,
                targets,
                carried(entity.table().primaryKey(), "primary key").orElse(List.of()),
                uniques(),
                checks(targets),
                links(name),
                new Indexes(graph, entity, rules, columns, names).of(name, targets),
                touched(targets));
    }

    private Optional<String> touched(List<TargetColumn> targets) {
        return graph.settings()
                .touch()
                .filter(t -> targets.stream()
                        .anyMatch(c -> c.name().equals(t)
                                && (c.type().kind() == PgType.Kind.TIMESTAMPTZ
                                        || c.type().kind() == PgType.Kind.TIMESTAMP)));
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

    private List<List<String>> uniques() {
        var all = new ArrayList<List<String>>();
        entity.table().uniques().forEach(u -> carried(u, "unique constraint").ifPresent(all::add));
        all.addAll(rules.unique());
        return all.stream().distinct().toList();
    }

    private List<Table.Check> checks(List<TargetColumn> targets) {
        var checks = new LinkedHashMap<String, String>(rules.checks());
        int number = 0;
        for (var check : entity.table().checks()) {
            var name = check.name().isEmpty() ? entity.target(rules) + "_check" + ++number : check.name();
            var sql = Dialect.condition(check.sql(), targets);
            if (sql.isEmpty()) {
                graph.notes()
                        .warn(
                                entity.name(),
                                "",
                                "CHECK (" + check.sql() + ") is not carried; write it again for PostgreSQL");
            } else if (!checks.containsValue(sql.get())) {
                checks.putIfAbsent(name, sql.get());
            }
        }
        splitReferences()
                .forEach((column, targetNames) ->
                        checks.put(entity.target(rules) + "_" + column + "_one", one(targetNames)));
        return checks.entrySet().stream()
                .map(c -> new Table.Check(c.getKey(), c.getValue()))
                .toList();
    }

    /** SQL that Spark and PostgreSQL both read: exactly one of the columns is set. */
    private static String one(List<String> columns) {
        return columns.stream()
                        .map(c -> "CASE WHEN " + c + " IS NULL THEN 0 ELSE 1 END")
                        .collect(Collectors.joining(" + "))
                + " = 1";
    }

    /** Columns of a NOT NULL reference to a split entity: exactly one of them is set. */
    private Map<String, List<String>> splitReferences() {
        var bySource = columns.stream()
                .filter(c ->
                        c.value() instanceof Value.Reference r && r.branch().isPresent())
                .collect(Collectors.groupingBy(
                        c -> c.value().takes().get(0),
                        LinkedHashMap::new,
                        Collectors.mapping(c -> c.target().name(), Collectors.toList())));
        bySource.keySet()
                .removeIf(c -> entity.table().column(c).orElseThrow().nullable()
                        || graph.orphans(entity, c) != Orphans.QUARANTINE);
        return bySource;
    }

    private List<Link> links(String table) {
        var links = new ArrayList<Link>();
        var edges = graph.edges(entity);
        for (var column : columns) {
            if (column.value() instanceof Value.Reference reference) {
                link(table, column, reference, Objects.requireNonNull(edges.get(reference.column())))
                        .ifPresent(links::add);
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
        return branch.map(b -> new Link(
                names.unique(table + "_" + column.target().name() + "_fkey", table),
                List.of(column.target().name()),
                edge.to().target(b),
                List.of(edge.to().targetColumn(b, edge.toColumn())),
                edge.onDelete().equals("SET NULL") && !column.target().nullable() ? "" : edge.onDelete(),
                edge.onUpdate()));
    }

    private Optional<Link> composite(String table, Table.ForeignKey key) {
        var to = graph.named(key.table()).filter(e -> !e.split());
        var from = carried(key.columns(), "foreign key");
        if (to.isEmpty() || from.isEmpty()) {
            return Optional.empty();
        }
        var parent = to.get();
        var wanted = key.targetColumns().isEmpty() ? parent.table().primaryKey() : key.targetColumns();
        return Optional.of(new Link(
                names.unique(table + "_" + String.join("_", from.get()) + "_fkey", table),
                from.get(),
                parent.target(parent.rules()),
                wanted.stream().map(c -> parent.targetColumn(parent.rules(), c)).toList(),
                key.onDelete(),
                key.onUpdate()));
    }

    /** Unique lists of the target that the source does not guard itself, and of which it holds duplicates. */
    List<List<String>> duplicates(TargetTable table) {
        var guarded = new ArrayList<>(entity.table().uniques());
        guarded.add(entity.table().primaryKey());
        var doubtful = new ArrayList<List<String>>();
        for (var unique : unions(table)) {
            var sources =
                    unique.stream().map(this::source).flatMap(Optional::stream).toList();
            if (sources.size() == unique.size()
                    && (!guarded.contains(sources) || isTextUuid(unique))
                    && held(sources) > 0) {
                doubtful.add(unique);
            }
        }
        return doubtful;
    }

    private static List<List<String>> unions(TargetTable table) {
        var all = new ArrayList<>(table.uniques());
        if (!table.primaryKey().isEmpty()) {
            all.add(table.primaryKey());
        }
        return all;
    }

    private boolean isTextUuid(List<String> unique) {
        return columns.stream().anyMatch(c -> unique.contains(c.target().name()) && c.value() instanceof Value.Key);
    }

    private Optional<String> source(String target) {
        return columns.stream()
                .filter(c ->
                        c.target().name().equals(target) && !c.value().takes().isEmpty())
                .map(c -> c.value().takes().get(0))
                .findFirst();
    }

    /** Rows that share their values, spellings of one UUID counted as equal, with an earlier row. */
    private long held(List<String> sources) {
        var uuids =
                sources.stream().filter(s -> entity.profile(s).fact("uuid") > 0).toList();
        return graph.source().duplicates(entity.table(), sources, uuids);
    }
}
