package io.transfuse.plan;

import io.transfuse.config.TableRules;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.Orphans;
import io.transfuse.model.PgType;
import io.transfuse.model.Table;
import io.transfuse.model.Value;
import io.transfuse.source.SourceException;
import io.transfuse.types.Decision;
import io.transfuse.types.Quote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The conditions of one branch: those that Spark asks of each row too, and those that PostgreSQL alone guards. */
final class Conditions {

    private final Graph graph;
    private final Entity entity;
    private final TableRules rules;
    private final List<ColumnMapping> columns;
    private final Map<String, String> checks;
    private final List<Table.Check> guards = new ArrayList<>();

    Conditions(Graph graph, Entity entity, TableRules rules, List<ColumnMapping> columns) {
        this.graph = graph;
        this.entity = entity;
        this.rules = rules;
        this.columns = columns;
        this.checks = new LinkedHashMap<>(rules.checks());
        rules.checks().keySet().forEach(graph.enumerations().names()::take);
        entity.table().checks().forEach(this::carry);
        splitReferences()
                .forEach((column, targets) -> checks.put(entity.target(rules) + "_" + column + "_one", one(targets)));
        columns.forEach(this::members);
    }

    List<Table.Check> checks() {
        return checks.entrySet().stream()
                .map(c -> new Table.Check(c.getKey(), c.getValue()))
                .toList();
    }

    List<Table.Check> guards() {
        return guards;
    }

    private void carry(Table.Check check) {
        var phrase = graph.dialect().condition(check.sql(), graph.dialect().terms(entity.table(), columns));
        if (phrase.isEmpty()) {
            graph.notes()
                    .warn(
                            entity.name(),
                            "",
                            "CHECK (" + check.sql() + ") is not carried; write it again for PostgreSQL");
            return;
        }
        if (!graph.dialect().mysql()
                && !phrase.get().traits().exact()
                && new Letters(graph, entity).beyondAsciiIn(List.of(check.sql()))) {
            graph.notes()
                    .warn(
                            entity.name(),
                            "",
                            "CHECK (" + check.sql() + ") is not carried: letters beyond ASCII have no case in SQLite,"
                                    + " but have one in PostgreSQL");
            return;
        }
        var sql = phrase.get().sql();
        if (sql.equals("true") || checks.containsValue(sql)) {
            return;
        }
        if (phrase.get().traits().shared()) {
            checks.put(name(check), sql);
            foretold(check);
        } else if (broken(check) == 0) {
            guards.add(new Table.Check(name(check), sql));
        } else {
            graph.notes()
                    .warn(
                            entity.name(),
                            "",
                            "CHECK (" + check.sql() + ") is not carried: "
                                    + Notes.count(broken(check), "row of the source breaks", "rows of the source break")
                                    + " it");
        }
    }

    /** A source may be told not to look at its conditions, so that rows break them. */
    private void foretold(Table.Check check) {
        // Each branch of a split has the condition, and the rows are told once.
        var first = entity.branches().get(0).equals(rules);
        var broken = first ? broken(check) : 0;
        if (broken > 0) {
            graph.notes()
                    .warn(
                            entity.name(),
                            "",
                            Notes.count(broken, "row of the source breaks", "rows of the source break") + " CHECK ("
                                    + check.sql() + "), and will be rejected");
        }
    }

    private String name(Table.Check check) {
        var table = entity.target(rules);
        var wanted = check.name().isEmpty() ? table + "_check" : check.name();
        return graph.named(entity, "check", wanted, table);
    }

    /** A guard that a row breaks would stop the load, and a source may be told not to look. */
    private long broken(Table.Check check) {
        try {
            var left = entity.rules().dropRows().values().stream()
                    .map(d -> " AND (" + d + ") IS NOT TRUE")
                    .collect(Collectors.joining());
            return graph.source().count(entity.name(), "NOT (" + check.sql() + ")" + left);
        } catch (SourceException e) {
            return -1;
        }
    }

    /** SQL that Spark and PostgreSQL both read: exactly one of the columns is set. */
    private static String one(List<String> columns) {
        return columns.stream()
                        .map(c -> "CASE WHEN " + Quote.identifier(c) + " IS NULL THEN 0 ELSE 1 END")
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

    /** The members of a set, and of an enumeration that is no type of PostgreSQL. */
    private void members(ColumnMapping column) {
        var kind = column.target().type().kind();
        var labels = labels(column, kind);
        if (labels.isEmpty() || (kind != PgType.Kind.ARRAY && kind != PgType.Kind.TEXT)) {
            return;
        }
        var name = Quote.identifier(column.target().name());
        var listed = labels.get().stream().map(Quote::literal).collect(Collectors.joining(", "));
        var table = entity.target(rules);
        guards.add(new Table.Check(
                graph.named(entity, "check", table + "_" + column.target().name() + "_check", table),
                kind == PgType.Kind.ARRAY
                        ? name + " <@ ARRAY[" + listed + "]::text[]"
                        : name + " IN (" + listed + ")"));
    }

    /** A text that a set becomes lists several members, so that no condition can list what it may be. */
    private Optional<List<String>> labels(ColumnMapping column, PgType.Kind kind) {
        return column.value() instanceof Value.Carry carry
                ? entity.table()
                        .column(carry.column())
                        .map(c -> graph.typed(entity, c))
                        .filter(d -> kind == PgType.Kind.ARRAY || d.type().kind() != PgType.Kind.ARRAY)
                        .map(Decision::labels)
                        .filter(l -> !l.isEmpty())
                : Optional.empty();
    }
}
