package io.transfuse.source;

import io.transfuse.model.Profile;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Storage;
import io.transfuse.model.Table;
import io.transfuse.source.Sql.Line;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Counts in one pass over a table what decisions depend on. */
record SqliteProfile(Connection connection) {

    /** SQLite allows 2,000 result columns; a column takes up to this many. */
    private static final int COLUMNS_AT_ONCE = 80;

    /** Julian days of the years 1 to 9999. */
    static final String JULIAN = "{} BETWEEN 1721425.5 AND 5373484.5";

    /** A UUID without its braces. */
    private static final String DIGITS = "(CASE WHEN {} GLOB '{*}' THEN substr({}, 2, length({}) - 2) ELSE {} END)";

    /** Named counts: how many values fulfil a condition; {@code {}} stands for the column. */
    private static final Map<String, String> FACTS = new LinkedHashMap<>();

    static {
        FACTS.put(
                "boolean",
                "{} IN (0, 1) OR typeof({}) = 'text' AND lower({}) IN ('true','false','t','f','y','n','yes','no','0','1')");
        FACTS.put("iso-date", "typeof({}) = 'text' AND date({}) = {}");
        FACTS.put(
                "moment",
                "typeof({}) IN ('integer', 'real') AND {} > 0 OR typeof({}) = 'text' AND {} GLOB"
                        + " '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*' AND julianday({}) IS NOT NULL AND date(substr({}, 1, 10)) = substr({}, 1, 10)");
        FACTS.put("julian", "typeof({}) = 'real' AND " + JULIAN);
        FACTS.put(
                "uuid",
                ("typeof({}) = 'text' AND # NOT GLOB '*[^0-9a-fA-F-]*' AND (length(#) = 32 AND instr(#, '-') = 0 OR # GLOB"
                                + " '????????-????-????-????-????????????' AND length(replace(#, '-', '')) = 32)")
                        .replace("#", DIGITS));
        FACTS.put("json", "typeof({}) = 'text' AND json_valid({})");
        FACTS.put("nul", "typeof({}) = 'text' AND instr({}, char(0)) > 0");
        FACTS.put("empty", "typeof({}) = 'text' AND {} = ''");
    }

    Profile of(Table table) {
        var encoding = Sql.row(connection, "PRAGMA encoding").text("encoding").toLowerCase(Locale.ROOT);
        var columns = new HashMap<String, OfColumn>();
        long rows = 0;
        for (int from = 0; from < table.columns().size(); from += COLUMNS_AT_ONCE) {
            var part = table.columns()
                    .subList(
                            from,
                            Math.min(from + COLUMNS_AT_ONCE, table.columns().size()));
            var line = Sql.row(connection, query(table, part));
            rows = line.number("n");
            for (int i = 0; i < part.size(); i++) {
                columns.put(part.get(i).name(), column(line, "c" + i + "_", encoding));
            }
        }
        var bytes = Sql.row(
                        connection, "SELECT sum(pgsize) AS n FROM dbstat WHERE name = ? AND aggregate", table.name())
                .number("n");
        return new Profile(table.name(), rows, columns, bytes);
    }

    private static String query(Table table, List<Table.Column> columns) {
        var items = new ArrayList<>(List.of("count(*) AS n"));
        for (int i = 0; i < columns.size(); i++) {
            var name = "t." + SqliteReads.quoted(columns.get(i).name());
            var alias = "c" + i + "_";
            for (var storage : Storage.values()) {
                var word = storage.name().toLowerCase(Locale.ROOT);
                items.add("coalesce(sum(typeof(" + name + ") = '" + word + "'), 0) AS " + alias + word);
            }
            items.add("min(CASE WHEN typeof(" + name + ") = 'integer' THEN " + name + " END) AS " + alias + "least");
            items.add("max(CASE WHEN typeof(" + name + ") = 'integer' THEN " + name + " END) AS " + alias + "most");
            items.add("coalesce(max(CASE WHEN typeof(" + name + ") IN ('text', 'blob') THEN length(" + name
                    + ") END), 0) AS " + alias + "length");
            // The largest number of decimals a real shows; 9 stands for more than 8.
            items.add("coalesce(max(CASE WHEN typeof(" + name + ") = 'real' THEN " + decimals(name) + " END), 0) AS "
                    + alias + "decimals");
            items.add("coalesce(max(CASE WHEN typeof(" + name + ") = 'real' THEN length(CAST(CAST(abs(" + name
                    + ") AS INTEGER) AS TEXT)) END), 0) AS " + alias + "digits");
            FACTS.forEach((fact, sql) -> items.add(
                    "coalesce(sum(" + sql.replace("{}", name) + "), 0) AS " + SqliteReads.quoted(alias + fact)));
        }
        return "SELECT " + String.join(", ", items) + " FROM " + SqliteReads.quoted(table.name()) + " t";
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

    private static OfColumn column(Line line, String alias, String encoding) {
        var classes = new EnumMap<Storage, Long>(Storage.class);
        for (var storage : Storage.values()) {
            classes.put(storage, line.number(alias + storage.name().toLowerCase(Locale.ROOT)));
        }
        var facts = new HashMap<String, Long>();
        FACTS.keySet().forEach(f -> facts.put(f, line.number(alias + f)));
        // Bytes of text are read as the file holds them, so whoever reads them must know what they are.
        facts.put(encoding, line.number(alias + "text"));
        facts.put("decimals", line.number(alias + "decimals"));
        facts.put("digits", line.number(alias + "digits"));
        return new OfColumn(
                classes,
                line.isNull(alias + "least") ? Optional.empty() : Optional.of(line.number(alias + "least")),
                line.isNull(alias + "most") ? Optional.empty() : Optional.of(line.number(alias + "most")),
                line.number(alias + "length"),
                facts);
    }
}
