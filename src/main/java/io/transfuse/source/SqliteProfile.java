package io.transfuse.source;

import io.transfuse.model.Profile;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Storage;
import io.transfuse.model.Table;
import io.transfuse.source.Sql.Line;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Counts what decisions depend on: a first pass sees what the values are, a second asks only what they can be. */
record SqliteProfile(Connection connection) {

    /** SQLite allows 2,000 result columns; a column takes up to this many. */
    private static final int COLUMNS_AT_ONCE = 80;

    private static final int FIRST_ROWS = 1000;

    /** What the rows of a part hold. */
    Profile of(Table table, String part) {
        var encoding = Sql.row(connection, "PRAGMA encoding").text("encoding").toLowerCase(Locale.ROOT);
        var columns = new HashMap<String, OfColumn>();
        long rows = 0;
        for (int from = 0; from < table.columns().size(); from += COLUMNS_AT_ONCE) {
            var some = table.columns()
                    .subList(
                            from,
                            Math.min(from + COLUMNS_AT_ONCE, table.columns().size()));
            rows = counted(table, some, part, encoding, columns);
        }
        return new Profile(table.name(), rows, columns, bytes(table));
    }

    private long counted(
            Table table, List<Table.Column> some, String part, String encoding, Map<String, OfColumn> columns) {
        var bytes = encoding.startsWith("utf-16") ? 2 : 1;
        var looks = new ArrayList<>(List.of("count(*) AS n"));
        for (int i = 0; i < some.size(); i++) {
            looks.addAll(SqliteSeen.items(name(some.get(i)), alias(i)));
        }
        var look = asked(table, looks, part);
        var seen = new ArrayList<SqliteSeen>();
        var items = new ArrayList<String>();
        for (int i = 0; i < some.size(); i++) {
            seen.add(SqliteSeen.of(look, alias(i), bytes));
            items.addAll(items(seen.get(i), name(some.get(i)), alias(i), bytes));
        }
        var line = items.isEmpty() ? new Line(Map.of()) : asked(table, items, part);
        for (int i = 0; i < some.size(); i++) {
            columns.put(some.get(i).name(), column(seen.get(i), line, alias(i), encoding));
        }
        return look.number("n");
    }

    private Line asked(Table table, List<String> items, String part) {
        return SqliteParts.row(
                connection,
                "SELECT " + String.join(", ", items) + " FROM " + SqliteReads.quoted(table.name()) + " t WHERE " + part,
                table);
    }

    private static String name(Table.Column column) {
        return "t." + SqliteReads.quoted(column.name());
    }

    private static String alias(int i) {
        return "c" + i + "_";
    }

    /** About what all rows of the table take, as its first rows do. */
    private long bytes(Table table) {
        var name = SqliteReads.quoted(table.name());
        var rows = Sql.row(connection, "SELECT count(*) AS n FROM " + name).number("n");
        long each = 0;
        for (int from = 0; from < table.columns().size(); from += COLUMNS_AT_ONCE) {
            var sizes = table.columns().stream()
                    .skip(from)
                    .limit(COLUMNS_AT_ONCE)
                    .map(c -> "coalesce(octet_length(" + SqliteReads.quoted(c.name()) + "), 0)")
                    .collect(Collectors.joining(" + "));
            each += Sql.row(
                            connection,
                            "SELECT CAST(avg(n) AS INTEGER) AS n FROM (SELECT " + sizes + " AS n FROM " + name
                                    + " LIMIT " + FIRST_ROWS + ")")
                    .number("n");
        }
        return rows * each;
    }

    private static List<String> items(SqliteSeen seen, String name, String alias, int bytes) {
        var items = new ArrayList<String>();
        if (seen.has(Storage.INTEGER)) {
            items.add("min(CASE WHEN typeof(" + name + ") = 'integer' THEN " + name + " END) AS " + alias + "least");
            items.add("max(CASE WHEN typeof(" + name + ") = 'integer' THEN " + name + " END) AS " + alias + "most");
        }
        if (seen.has(Storage.TEXT) || seen.has(Storage.BLOB)) {
            items.add("max(CASE WHEN typeof(" + name + ") IN ('text', 'blob') THEN length(" + name + ") END) AS "
                    + alias + "length");
        }
        if (seen.has(Storage.REAL)) {
            // The largest number of decimals a real shows; 9 stands for more than 8.
            items.add("max(CASE WHEN typeof(" + name + ") = 'real' THEN " + decimals(name) + " END) AS " + alias
                    + "decimals");
            items.add("max(CASE WHEN typeof(" + name + ") = 'real' THEN length(CAST(CAST(abs(" + name
                    + ") AS INTEGER) AS TEXT)) END) AS " + alias + "digits");
        }
        SqliteFacts.ALL.stream().filter(f -> f.asked().test(seen)).forEach(f -> items.add(f.item(name, alias, bytes)));
        return items;
    }

    private static String decimals(String name) {
        var cases = new StringBuilder("CASE");
        for (int i = 0; i <= 8; i++) {
            cases.append(" WHEN round(")
                    .append(name)
                    .append(", ")
                    .append(i)
                    .append(") = ")
                    .append(name)
                    .append(" THEN ")
                    .append(i);
        }
        return cases + " ELSE 9 END";
    }

    private static OfColumn column(SqliteSeen seen, Line line, String alias, String encoding) {
        var facts = new HashMap<String, Long>();
        SqliteFacts.ALL.forEach(f -> facts.put(f.name(), line.number(alias + f.name())));
        if (!encoding.equals("utf-8")) {
            facts.remove("invalid-utf8");
        }
        // Bytes of text are read as the file holds them, so whoever reads them must know what they are.
        facts.put(encoding, seen.classes().getOrDefault(Storage.TEXT, 0L));
        facts.put("decimals", line.number(alias + "decimals"));
        facts.put("digits", line.number(alias + "digits"));
        return new OfColumn(
                seen.classes(),
                line.isNull(alias + "least") ? Optional.empty() : Optional.of(line.number(alias + "least")),
                line.isNull(alias + "most") ? Optional.empty() : Optional.of(line.number(alias + "most")),
                line.number(alias + "length"),
                facts);
    }
}
