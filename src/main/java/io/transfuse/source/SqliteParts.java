package io.transfuse.source;

import io.transfuse.model.Table;
import io.transfuse.source.KeySteps.Quoting;
import java.sql.Connection;
import java.util.Collections;
import java.util.List;

/** Cuts a table into parts along its rowid, or where it has none along its primary key. */
record SqliteParts(Connection connection) {

    private static boolean withRowid(Table table) {
        return !table.position().startsWith("quote(");
    }

    /** The columns along which a table is cut. */
    static List<String> key(Table table) {
        return withRowid(table) ? List.of("rowid") : table.primaryKey();
    }

    /** Conditions over alias {@code t} of which every row fulfils exactly one. */
    List<String> conditions(Table table, long rows) {
        var names = withRowid(table)
                ? List.of(table.position())
                : table.primaryKey().stream()
                        .map(k -> "t." + SqliteReads.quoted(k))
                        .toList();
        var order = new KeyOrder(
                names.stream().map(n -> new KeyOrder.Part(n, false)).toList());
        var steps = new KeySteps(
                connection,
                SqliteReads.quoted(table.name()) + " t",
                order,
                names.stream().map(SqliteParts::literal).toList(),
                Collections.nCopies(names.size(), AS_IT_IS));
        return order.cut(steps.bounds(rows));
    }

    private static final Quoting AS_IT_IS = value -> value;

    /**
     * Text as its bytes, because {@code quote} ends at a NUL; the sign takes the affinity from it, so that no value of
     * a column is turned into text before it is compared.
     */
    private static String literal(String name) {
        return "CASE typeof(" + name + ") WHEN 'text' THEN '+CAST(X''' || hex(" + name
                + ") || ''' AS TEXT)' ELSE quote(" + name + ") END";
    }

    /** One row about a part, whose condition has values of keys in it, which no error repeats. */
    static Sql.Line row(Connection connection, String sql, Table table) {
        return Sql.secret(connection, sql, "what a part of " + SqliteReads.quoted(table.name()) + " holds")
                .get(0);
    }
}
