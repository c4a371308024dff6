package io.transfuse.plan;

import io.transfuse.model.Table;
import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.Link;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.source.PostgresCatalogue.Found;
import java.util.List;
import java.util.Optional;

/** What a table that is there already guards by itself. */
record ExistingTarget(Found found) {

    /** The table as it is there, for loading and comparing. */
    TargetTable of(TargetTable planned) {
        var table = found.catalogue().table(planned.name());
        return table.map(t -> new TargetTable(
                        planned.schema(),
                        planned.name(),
                        planned.columns().stream().map(c -> column(t, c)).toList(),
                        loaded(planned, t.primaryKey()) ? t.primaryKey() : List.of(),
                        t.uniques().stream().filter(u -> loaded(planned, u)).toList(),
                        List.of(),
                        t.foreignKeys().stream()
                                .filter(f -> loaded(planned, f.columns()))
                                .map(f -> new Link(
                                        planned.name() + "_" + String.join("_", f.columns()) + "_fkey",
                                        f.columns(),
                                        f.table(),
                                        f.targetColumns(),
                                        f.onDelete(),
                                        f.onUpdate()))
                                .toList(),
                        List.of(),
                        Optional.empty()))
                .orElse(planned);
    }

    private static boolean loaded(TargetTable planned, List<String> columns) {
        return columns.stream().allMatch(c -> planned.column(c).isPresent());
    }

    private static TargetColumn column(Table table, TargetColumn planned) {
        var counts = table.columns().stream()
                .anyMatch(c -> c.name().equals(planned.name()) && c.nature().counts());
        var nullable = table.column(planned.name()).map(Table.Column::nullable).orElse(planned.nullable());
        return new TargetColumn(planned.name(), planned.type(), nullable, Optional.empty(), counts);
    }
}
