package io.transfuse.source;

import io.transfuse.model.Table;
import io.transfuse.types.MysqlType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The text that names each row of a table once: its key, or where there is none a digest of all columns and a number
 * among equal rows.
 */
record MysqlPosition(List<Table.Column> columns, List<String> primary, List<List<String>> uniques) {

    /** The column of the derived table that a table without a key is read through. */
    private static final String NUMBERED = "_transfuse_row";

    /** The same of a server that numbers rows by variables, because it has no windows. */
    private static final String COUNTED = "_transfuse_line";

    String sql(boolean windows) {
        var key = key();
        if (key.isEmpty()) {
            return "t." + MysqlReads.quoted(windows ? NUMBERED : COUNTED);
        }
        var parts = columns.stream().filter(c -> key.contains(c.name())).toList();
        return parts.size() == 1
                ? new MysqlValue(parts.get(0), "t").text()
                : key.stream()
                        .map(k -> parts.stream()
                                .filter(c -> c.name().equals(k))
                                .findFirst()
                                .orElseThrow())
                        .map(c -> "QUOTE(" + new MysqlValue(c, "t").text() + ")")
                        .collect(Collectors.joining(", ", "CONCAT_WS(',', ", ")"));
    }

    /** The columns that name a row, empty where none do. */
    private List<String> key() {
        return primary.isEmpty()
                ? uniques.stream()
                        .filter(u -> u.stream().allMatch(this::present))
                        .findFirst()
                        .orElse(List.of())
                : primary;
    }

    private boolean present(String column) {
        return columns.stream().anyMatch(c -> c.name().equals(column) && !c.nullable());
    }

    static boolean numbered(Table table) {
        return table.position().equals("t." + MysqlReads.quoted(NUMBERED)) || counted(table);
    }

    private static boolean counted(Table table) {
        return table.position().equals("t." + MysqlReads.quoted(COUNTED));
    }

    /** The column that has the number. */
    static String numbers(Table table) {
        return counted(table) ? COUNTED : NUMBERED;
    }

    /** The one integer that orders the rows of a table, so that parts of it can be read. */
    static Optional<Table.Column> counter(Table table) {
        return table.columns().stream()
                .filter(c -> table.position().equals(new MysqlValue(c, "t").text()))
                .filter(c -> switch (MysqlType.of(c).family()) {
                    case INTEGER, UNSIGNED_LONG -> true;
                    default -> false;
                })
                .findFirst();
    }

    /** What rows are read from, as alias {@code t}. */
    static String from(Table table) {
        return numbered(table) ? numbered(table, "TRUE") : MysqlReads.quoted(table.name()) + " t";
    }

    /** Rows without a key, as alias {@code t}, as far as they fulfil a condition over alias {@code x}. */
    static String numbered(Table table, String condition) {
        var own = table.own().columns();
        var names = own.stream().map(MysqlPosition::plain).collect(Collectors.joining(", "));
        var digest = digest(own, "x");
        var rows = "SELECT " + names + ", " + digest + " AS _digest FROM " + MysqlReads.quoted(table.name())
                + " x WHERE " + condition;
        return counted(table)
                // The limit has MySQL 5.7 keep the order, and make the table before another looks at it.
                ? "(SELECT d.*, CONCAT(d._digest, ':', @transfuse_n := IF(@transfuse_d = d._digest, @transfuse_n + 1, 1),"
                        + " LEFT(@transfuse_d := d._digest, 0)) AS " + MysqlReads.quoted(COUNTED) + " FROM (" + rows
                        + " ORDER BY _digest LIMIT 18446744073709551615) d CROSS JOIN (SELECT @transfuse_d := '',"
                        + " @transfuse_n := 0) v) t"
                : "(SELECT d.*, CONCAT(d._digest, ':', row_number() OVER (PARTITION BY d._digest ORDER BY d._digest)) AS "
                        + MysqlReads.quoted(NUMBERED) + " FROM (" + rows + ") d) t";
    }

    /** MySQL 8.0 loses the bits of a MyISAM table when it sorts them as bits, but not as numbers. */
    private static String plain(Table.Column column) {
        var name = MysqlReads.quoted(column.name());
        return MysqlType.of(column).family() == MysqlType.Family.BIT ? name + " + 0 AS " + name : name;
    }

    /** A digest of all columns of a row; the parts are digests themselves, so that no value is too long. */
    static String digest(List<Table.Column> columns, String alias) {
        return columns.stream()
                .map(c -> "IFNULL(MD5(" + new MysqlValue(c, alias).bytes() + "), '-')")
                .collect(Collectors.joining(", ", "MD5(CONCAT_WS(',', ", "))"));
    }
}
