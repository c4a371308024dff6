package io.transfuse.plan;

import io.transfuse.config.TableRules;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.PgType;
import io.transfuse.model.Table;
import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.TargetColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The secondary indexes of one branch: those of the configuration, then the source's, carried or listed. */
record Indexes(Graph graph, Entity entity, TableRules rules, List<ColumnMapping> columns, Names names) {

    private static final long LONGEST_INDEXED = 2_600;

    List<TargetTable.Index> of(String table, List<TargetColumn> targets) {
        var all = new ArrayList<TargetTable.Index>();
        rules.indexes().forEach((name, written) -> {
            var unique = written.toLowerCase(java.util.Locale.ROOT).startsWith("unique ");
            all.add(new TargetTable.Index(
                    names.unique(name, table),
                    unique,
                    unique ? written.substring(7).trim() : written.trim()));
        });
        for (var index : entity.table().indexes()) {
            if (!rules.indexes().containsKey(index.name())) {
                carried(index, targets)
                        .ifPresent(d ->
                                all.add(new TargetTable.Index(names.unique(index.name(), table), index.unique(), d)));
            }
        }
        return all;
    }

    private Optional<String> carried(Table.Index index, List<TargetColumn> targets) {
        var parts = new ArrayList<String>();
        for (var part : index.parts()) {
            part(part).ifPresent(parts::add);
        }
        var where = index.where().isEmpty()
                ? Optional.of("")
                : Dialect.condition(index.where(), targets).map(w -> " WHERE " + w);
        if (tooLong(index)) {
            graph.notes()
                    .warn(
                            entity.name(),
                            "",
                            "index " + index.name() + " is not carried: some of its values have " + LONGEST_INDEXED
                                    + " letters or more, which no B-tree of PostgreSQL takes");
            return Optional.empty();
        }
        if (parts.size() < index.parts().size() || where.isEmpty()) {
            graph.notes()
                    .warn(
                            entity.name(),
                            "",
                            "index " + index.name() + " is not carried ("
                                    + index.text().replaceAll("\\s+", " ") + "); write it again for PostgreSQL");
            return Optional.empty();
        }
        return Optional.of("(" + String.join(", ", parts) + ")" + where.get());
    }

    /** A row of a B-tree has at most a third of a page, 2,704 bytes; a letter may take four. */
    private boolean tooLong(Table.Index index) {
        return index.parts().stream()
                .map(Table.Part::column)
                .filter(c -> entity.table().column(c).isPresent())
                .anyMatch(c -> entity.profile(c).maxLength() >= LONGEST_INDEXED);
    }

    private Optional<String> part(Table.Part part) {
        return columns.stream()
                .filter(c -> c.value().takes().contains(part.column())
                        && c.value().takes().size() == 1)
                .map(ColumnMapping::target)
                .findFirst()
                .flatMap(c -> expression(c, part));
    }

    private static Optional<String> expression(TargetColumn column, Table.Part part) {
        var name = "\"" + column.name().replace("\"", "\"\"") + "\"";
        var order = part.descending() ? " DESC" : "";
        if (part.collation().equals("NOCASE")) {
            return column.type().kind() == PgType.Kind.TEXT
                    ? Optional.of("lower(" + name + ")" + order)
                    : Optional.of(name + order);
        }
        return part.collation().isEmpty() ? Optional.of(name + order) : Optional.empty();
    }
}
