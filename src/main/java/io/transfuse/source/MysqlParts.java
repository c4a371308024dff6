package io.transfuse.source;

import io.transfuse.model.Table;
import io.transfuse.source.KeySteps.Quoting;
import io.transfuse.types.MysqlType;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Cuts a table into parts along its primary key, or where there is none along the best of its indexes. */
record MysqlParts(MysqlTables tables) {

    /** So many columns tell rows apart well enough. */
    private static final int MOST_COLUMNS = 4;

    private static final long FEWEST_ESTIMATED = 10_000;

    /** The columns along which a table is cut, empty where it is read in one part. */
    List<Table.Column> key(Table table) {
        if (tables.limited(table.name()) && MysqlPosition.numbered(table)) {
            return List.of();
        }
        return indexed(table)
                .map(names -> ordered(table, names))
                .filter(columns -> !columns.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** Column lists that an index has in this order, the best one first. */
    private static Stream<List<String>> indexed(Table table) {
        var indexes = table.indexes().stream()
                .filter(i -> i.method() == Table.Method.ORDER)
                .toList();
        var cutKey = indexes.stream().anyMatch(i -> i.name().equals("PRIMARY"));
        var primary = cutKey ? Stream.<List<String>>of() : Stream.of(table.primaryKey());
        var others = indexes.stream()
                .filter(i -> !i.name().equals("PRIMARY"))
                .map(i -> i.parts().stream()
                        .takeWhile(p -> p.prefix() == 0
                                && !p.descending()
                                && !p.column().isEmpty())
                        .map(Table.Part::column)
                        .toList());
        return Stream.of(primary, table.uniques().stream(), others).flatMap(s -> s);
    }

    /** The leading columns whose values an index sorts as comparisons with a literal do. */
    private static List<Table.Column> ordered(Table table, List<String> names) {
        return names.stream()
                .map(n -> table.column(n).orElseThrow())
                .takeWhile(c -> c.nature().joined().isEmpty())
                .takeWhile(c -> switch (MysqlType.of(c).family()) {
                    case INTEGER, UNSIGNED_LONG, YEAR, DECIMAL, DATE, DATETIME, TIMESTAMP, TIME, WORD -> true;
                    case TEXT ->
                        MysqlType.of(c).shortText() && !c.nature().charset().isEmpty();
                    case BINARY -> MysqlType.of(c).length() > 0;
                    // Sorted by number and compared as text, or never equal to what is written.
                    case ENUM, SET, BIT, FLOATING, JSON, SPACE, UNKNOWN -> false;
                })
                .limit(MOST_COLUMNS)
                .toList();
    }

    /** What the conditions of {@link #conditions} stand beside: a row of the table itself. */
    static String alias(Table table) {
        return MysqlPosition.numbered(table) ? "x" : "t";
    }

    /** Conditions of which every row fulfils exactly one; none where the table is not cut. */
    List<String> conditions(Connection connection, Table table, long rows) {
        var key = key(table);
        if (key.isEmpty()) {
            return List.of();
        }
        var alias = alias(table);
        var parts = new ArrayList<KeyOrder.Part>();
        var literals = new ArrayList<String>();
        var quoting = new ArrayList<Quoting>();
        for (var column : key) {
            var name = alias + "." + MysqlReads.quoted(column.name());
            parts.add(new KeyOrder.Part(name, column.nullable()));
            literals.add(hex(column) ? "HEX(" + name + ")" : "CAST(" + name + " AS CHAR)");
            quoting.add(quoting(column));
        }
        var order = new KeyOrder(parts);
        var from = tables.limited(table.name()) ? tables.from(table) : MysqlReads.quoted(table.name()) + " " + alias;
        var about = MysqlRanges.estimate(connection, table);
        return order.cut(
                about > rows && estimated(table, key, rows)
                        ? new KeyEstimates(connection, from, parts.get(0).sql()).bounds((about + rows - 1) / rows)
                        : new KeySteps(connection, from, order, literals, quoting).bounds(rows));
    }

    /** Small parts are walked out: the server's estimates are too coarse for them. */
    private boolean estimated(Table table, List<Table.Column> key, long rows) {
        return rows >= FEWEST_ESTIMATED
                && !tables.limited(table.name())
                && table.primaryKey().size() == 1
                && table.primaryKey().get(0).equals(key.get(0).name())
                && switch (MysqlType.of(key.get(0)).family()) {
                    case INTEGER, UNSIGNED_LONG -> true;
                    default -> false;
                };
    }

    private static boolean hex(Table.Column column) {
        return switch (MysqlType.of(column).family()) {
            case TEXT, BINARY -> true;
            default -> false;
        };
    }

    /** Text keeps its bytes and its character set, so that nothing is converted and the column's collation decides. */
    private static Quoting quoting(Table.Column column) {
        return switch (MysqlType.of(column).family()) {
            case TEXT -> value -> "_" + column.nature().charset() + " X'" + value + "'";
            case BINARY -> value -> "X'" + value + "'";
            case INTEGER, UNSIGNED_LONG, YEAR, DECIMAL -> value -> value;
            default -> value -> "'" + value + "'";
        };
    }
}
