package io.transfuse.source;

import io.transfuse.model.Catalogue;
import io.transfuse.model.Table;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which rows of each table are read: all, those up to a key, or those of a list that each session has.
 *
 * @param catalogue what the database declares
 * @param conditions over alias {@code t}, by table; a table that has none is read through its list
 */
record MysqlKept(Catalogue catalogue, Map<String, String> conditions) {

    static final String ALL = "TRUE";

    MysqlKept {
        conditions = Map.copyOf(conditions);
    }

    /** Every row of every table. */
    static MysqlKept all(Catalogue catalogue) {
        return new MysqlKept(catalogue, catalogue.tables().stream().collect(Collectors.toMap(Table::name, t -> ALL)));
    }

    boolean whole(String table) {
        return condition(table).filter(ALL::equals).isPresent();
    }

    boolean listed(String table) {
        return condition(table).isEmpty();
    }

    Optional<String> condition(String table) {
        return Optional.ofNullable(conditions.get(table));
    }

    /** The temporary table with the names of rows. */
    String list(String table) {
        return MysqlLists.name(
                catalogue.tables().stream().map(Table::name).toList().indexOf(table));
    }

    /**
     * The rows of a table that is not read whole, as an alias. An integer key is found by its index; for any other the
     * list is asked, row by row, because no index knows the digests.
     */
    String rows(Table table, char alias) {
        var inner = MysqlPosition.from(table);
        var rows = condition(table.name()).map(c -> inner + " WHERE " + c).orElseGet(() -> {
            var list = list(table.name()) + " k";
            var named = "k." + MysqlLists.NAMED + " = ";
            return MysqlPosition.counter(table)
                    .map(c -> list + " STRAIGHT_JOIN " + inner + " ON " + named + "t." + MysqlReads.quoted(c.name()))
                    .orElseGet(
                            () -> inner + " STRAIGHT_JOIN " + list + " ON " + named + "MD5(" + table.position() + ")");
        });
        return "(SELECT " + columns(table) + " FROM " + rows + ") " + alias;
    }

    /** All by name: an asterisk leaves out those that the server hides. */
    private static String columns(Table table) {
        var names = table.own().columns().stream().map(Table.Column::name);
        return Stream.concat(
                        names, MysqlPosition.numbered(table) ? Stream.of(MysqlPosition.numbers(table)) : Stream.of())
                .map(n -> "t." + MysqlReads.quoted(n))
                .collect(Collectors.joining(", "));
    }
}
