package io.transfuse.plan;

import io.transfuse.config.LayoutRules.PartitionRule;
import io.transfuse.config.TableRules;
import io.transfuse.model.Layout;
import io.transfuse.model.Layout.Alone;
import io.transfuse.model.Layout.Partition;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.PgType.Kind;
import io.transfuse.model.Storage;
import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.Index;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.model.Value;
import io.transfuse.types.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lays one target out in partitions. Every unique key of a partitioned table has to take the column of its partitions;
 * what is no longer unique by itself is listed, and asked by the checks.
 */
record Partitioning(Graph graph, Entity entity, TableRules rules) {

    private static final Set<Kind> TIMES = Set.of(Kind.DATE, Kind.TIMESTAMP, Kind.TIMESTAMPTZ);

    /** Whether PostgreSQL can declare a reference to these columns of a branch's target. */
    static boolean referable(TableRules branch, List<String> targetColumns) {
        return branch.layout()
                .partition()
                .filter(p -> !targetColumns.contains(p.column()))
                .isEmpty();
    }

    private Optional<PartitionRule> rule() {
        return rules.layout().partition();
    }

    /** The columns; that of the partitions takes no NULL where the primary key takes it. */
    List<ColumnMapping> needed(List<ColumnMapping> columns) {
        return entity.table().primaryKey().isEmpty()
                ? columns
                : columns.stream()
                        .map(c -> decides(c.target()) && c.target().nullable() ? needed(c) : c)
                        .toList();
    }

    private boolean decides(TargetColumn column) {
        return rule().filter(r -> r.column().equals(column.name())).isPresent();
    }

    private ColumnMapping needed(ColumnMapping column) {
        if (column.value() instanceof Value.Carry carry) {
            var missing = entity.profile(carry.column()).count(Storage.NULL);
            if (missing > 0) {
                graph.notes()
                        .warn(
                                entity.name(),
                                carry.column(),
                                Notes.count(missing, "row has", "rows have")
                                        + " no value here, and will be rejected: the partitions of "
                                        + entity.target(rules) + " are made by this column, so the primary key takes it"
                                        + " (tables." + rules.source() + ".partition.by = none makes one table)");
            }
        }
        var target = column.target();
        var strict = new TargetColumn(
                target.name(),
                target.type(),
                false,
                target.defaultSql(),
                target.identity(),
                target.generated(),
                target.next(),
                target.comment());
        return new ColumnMapping(strict, column.value(), column.rule() + "; the partitions need a value");
    }

    /** The table in its layout. */
    TargetTable applied(TargetTable plain) {
        var storage = rules.layout().storage();
        return rule().filter(r -> fits(r, plain))
                .map(r -> parted(plain, r))
                .orElseGet(() -> plain.laidOut(new Layout(Optional.empty(), storage)));
    }

    private boolean fits(PartitionRule rule, TargetTable plain) {
        var column = plain.column(rule.column());
        var rest = column.isEmpty()
                ? "a column of the target table " + plain.name()
                : !TIMES.contains(column.get().type().kind())
                        ? "a date or timestamp"
                        : column.get().generated().isPresent()
                                ? "a column that PostgreSQL does not compute"
                                : plain.touched().contains(rule.column()) ? "a column that no trigger changes" : "";
        if (!rest.isEmpty()) {
            graph.notes()
                    .block(
                            entity.name(),
                            rule.column(),
                            rule.key() + ".column is " + rule.column() + ", but must be " + rest);
        }
        return rest.isEmpty();
    }

    private TargetTable parted(TargetTable plain, PartitionRule rule) {
        var alone = new ArrayList<Alone>();
        var key = plain.primaryKey().isEmpty()
                ? plain.primaryKey()
                : widened(plain, plain.primaryKey(), rule.column(), alone);
        var uniques = plain.uniques().stream()
                .map(u -> widened(plain, u, rule.column(), alone))
                .toList();
        var indexes = plain.indexes().stream()
                .map(i -> i.unique() ? widened(plain, i, rule.column(), alone) : i)
                .toList();
        alone.forEach(a -> graph.notes()
                .warn(
                        entity.name(),
                        "",
                        a.name() + " is unique by itself, which PostgreSQL can declare only together with "
                                + rule.column() + ", by which the table is partitioned; the checks ask whether it is"));
        return new TargetTable(
                plain.schema(),
                plain.name(),
                plain.columns(),
                key,
                uniques,
                plain.checks(),
                plain.foreignKeys(),
                indexes,
                plain.touched(),
                plain.guards(),
                plain.comment(),
                new Layout(
                        Optional.of(new Partition(rule.column(), rule.every(), List.of(), alone)),
                        rules.layout().storage()));
    }

    private static List<String> widened(TargetTable table, List<String> unique, String by, List<Alone> alone) {
        if (unique.contains(by)) {
            return unique;
        }
        alone.add(new Alone(
                table.name() + "." + String.join(",", unique),
                unique.stream().map(Quote::identifier).toList(),
                ""));
        var wider = new ArrayList<>(unique);
        wider.add(by);
        return wider;
    }

    private static Index widened(TargetTable table, Index index, String by, List<Alone> alone) {
        var quoted = Quote.identifier(by);
        var text = IndexText.of(index.definition());
        if (text.isEmpty() || text.get().names(quoted, by)) {
            return index;
        }
        alone.add(new Alone(
                table.name() + "." + index.name(),
                text.get().values(),
                text.get().where()));
        return new Index(index.name(), true, text.get().with(quoted), index.setting());
    }
}
