package io.transfuse.plan;

import io.transfuse.config.JoinRules.Join;
import io.transfuse.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a joined table declares of its columns holds for those that become columns of another one: references always,
 * keys and indexes where the joined table goes on in the other one.
 *
 * @param table the table that is joined to
 * @param join the join
 * @param other the joined table
 * @param taken the columns that rules take, those of the joined table as {@code alias.column}
 */
record JoinedKeys(Table table, Join join, Table other, Set<String> taken) {

    /** The same table with them. */
    Table declared(Notes notes) {
        var made = table.referring(references());
        return join.carry().isPresent() ? keyed(made, notes) : made;
    }

    private Table keyed(Table made, Notes notes) {
        var uniques = new ArrayList<>(table.uniques());
        // A row of the joined table that stands beside several rows has its values as often.
        if (new UniqueColumns(table).hold(List.of(join.own()))) {
            Stream.concat(Stream.of(other.primaryKey()), other.uniques().stream())
                    .filter(u -> !u.isEmpty() && u.stream().allMatch(this::carried))
                    .map(u -> u.stream().map(this::here).toList())
                    .forEach(uniques::add);
        }
        other.foreignKeys().stream()
                .filter(k -> k.columns().size() > 1 && k.columns().stream().allMatch(n -> key(n) || carried(n)))
                .forEach(k -> notes.warn(
                        table.name(),
                        "",
                        "the foreign key (" + String.join(", ", k.columns()) + ") of " + other.name() + " to "
                                + k.table() + " is not carried with its columns; no check asks for orphans"));
        var indexes = new ArrayList<>(table.indexes());
        other.indexes().forEach(i -> index(i, notes).ifPresent(indexes::add));
        return made.keyed(uniques, indexes);
    }

    private List<Table.ForeignKey> references() {
        return other.foreignKeys().stream()
                .filter(k -> k.columns().size() == 1 && k.columns().stream().allMatch(this::carried))
                .map(k -> k.of(k.columns().stream().map(this::here).toList()))
                .toList();
    }

    private Optional<Table.Index> index(Table.Index index, Notes notes) {
        var names = index.parts().stream().map(Table.Part::column).toList();
        if (names.stream().allMatch(this::key)) {
            return Optional.empty();
        }
        if (!index.where().isEmpty() || names.contains("")) {
            notes.warn(
                    table.name(),
                    "",
                    "index " + index.name() + " of " + other.name()
                            + " is not carried with its columns; write it again for PostgreSQL");
            return Optional.empty();
        }
        var unique = index.unique() && new UniqueColumns(table).hold(List.of(join.own()));
        return names.stream().allMatch(n -> key(n) || carried(n))
                ? Optional.of(new Table.Index(
                        index.name(),
                        unique,
                        index.method(),
                        index.parts().stream().map(this::here).toList(),
                        "",
                        index.text()))
                : Optional.empty();
    }

    private Table.Part here(Table.Part part) {
        return new Table.Part(
                key(part.column()) ? join.own() : here(part.column()),
                "",
                part.prefix(),
                part.descending(),
                part.collation());
    }

    /** The column that finds the row is the table's own one. */
    private boolean key(String column) {
        return column.equalsIgnoreCase(join.key());
    }

    private boolean carried(String column) {
        return taken.contains(here(column));
    }

    private String here(String column) {
        return join.alias() + "." + column;
    }
}
