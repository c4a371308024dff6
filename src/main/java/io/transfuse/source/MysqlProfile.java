package io.transfuse.source;

import io.transfuse.model.Profile;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Storage;
import io.transfuse.model.Table;
import io.transfuse.source.Sql.Line;
import io.transfuse.types.MysqlType;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Counts in one query what decisions depend on; of each column only what its type can hold. */
record MysqlProfile(Connection connection, MysqlServer server, MysqlTables tables) {

    private static final int COLUMNS_AT_ONCE = 80;

    /** MySQL raises this error where JSON has more levels than it looks at, and has no way to ask without it. */
    private static final int TOO_DEEP = 3157;

    private static final String JSON = "json";

    /** What the rows hold that fulfil a condition; see {@link MysqlRanges}. */
    Profile of(Table table, String range) {
        var columns = new HashMap<String, OfColumn>();
        long rows = 0;
        for (int from = 0; from < table.columns().size(); from += COLUMNS_AT_ONCE) {
            var part = table.columns()
                    .subList(
                            from,
                            Math.min(from + COLUMNS_AT_ONCE, table.columns().size()));
            rows = counted(table, part, range, columns);
        }
        return new Profile(table.name(), rows, columns, bytes(table));
    }

    /** A virtual column is computed when it is read, and may fail for rows that were there before it. */
    private long counted(Table table, List<Table.Column> part, String range, Map<String, OfColumn> columns) {
        try {
            return counted(table, part, range, columns, Set.of());
        } catch (SourceException e) {
            if (e.code() != TOO_DEEP) {
                throw e.ofTable(table);
            }
        }
        try {
            return counted(table, part, range, columns, tooDeep(table, part, range));
        } catch (SourceException e) {
            throw e.ofTable(table);
        }
    }

    private long counted(
            Table table, List<Table.Column> part, String range, Map<String, OfColumn> columns, Set<String> deep) {
        var line = MysqlRanges.row(connection, query(table, part, deep) + " WHERE " + range, table, range);
        for (int i = 0; i < part.size(); i++) {
            columns.put(part.get(i).name(), column(part.get(i), line, "c" + i + "_", deep));
        }
        return line.number("n");
    }

    /** The columns for which MySQL cannot say what is JSON; each is asked alone. */
    private Set<String> tooDeep(Table table, List<Table.Column> part, String range) {
        var deep = new HashSet<String>();
        for (var column : part) {
            var json = facts(column, Set.of()).get(JSON);
            try {
                if (json != null) {
                    var item = "COUNT((" + json + ") OR NULL) AS n";
                    MysqlRanges.row(
                            connection,
                            "SELECT " + item + " FROM " + tables.rows(table) + " WHERE " + range,
                            table,
                            range);
                }
            } catch (SourceException e) {
                if (e.code() != TOO_DEEP) {
                    throw e;
                }
                deep.add(column.name());
            }
        }
        return deep;
    }

    private long bytes(Table table) {
        return Sql.rows(
                        connection,
                        "SELECT data_length AS n FROM information_schema.tables"
                                + " WHERE table_schema = database() AND table_name = ?",
                        table.name())
                .stream()
                .mapToLong(l -> l.number("n"))
                .sum();
    }

    private Map<String, String> facts(Table.Column column, Set<String> deep) {
        var facts = new MysqlFacts(column).sql();
        facts.keySet().removeIf(f -> !server.counts(f));
        if (deep.contains(column.name())) {
            facts.put(JSON, "FALSE");
            facts.put("json-too-deep", "TRUE");
        }
        return facts;
    }

    private String query(Table table, List<Table.Column> columns, Set<String> deep) {
        var items = new ArrayList<>(List.of("COUNT(*) AS n"));
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            var alias = "c" + i + "_";
            var name = new MysqlValue(column, "t").name();
            if (column.nullable()) {
                items.add("COUNT(" + name + ") AS " + alias + "values");
            }
            ranges(column, name).forEach((what, sql) -> items.add(sql + " AS " + alias + what));
            // A count costs the server less than a sum of truth values, which it makes a decimal of.
            facts(column, deep)
                    .forEach((fact, sql) ->
                            items.add("COUNT((" + sql + ") OR NULL) AS " + MysqlReads.quoted(alias + fact)));
        }
        return "SELECT " + String.join(", ", items) + " FROM " + tables.rows(table);
    }

    private static Map<String, String> ranges(Table.Column column, String name) {
        return switch (MysqlType.of(column).family()) {
            case INTEGER, YEAR -> Map.of("least", "MIN(" + name + ")", "most", "MAX(" + name + ")");
            case UNSIGNED_LONG -> ofLongs(name);
            case BIT -> ofLongs("(" + name + " + 0)");
            case FLOATING -> real(MysqlValue.real(name), MysqlType.of(column).single());
            // Bytes are what PostgreSQL's limits count, and cost the server a quarter of what letters do.
            case TEXT -> Map.of("length", "COALESCE(MAX(" + new MysqlValue(column, "t").size() + "), 0)");
            case SET, JSON, WORD -> Map.of("length", "COALESCE(MAX(LENGTH(" + name + ")), 0)");
            case BINARY, SPACE, UNKNOWN -> Map.of("length", "COALESCE(MAX(LENGTH(" + name + ")), 0)");
            case ENUM, DECIMAL, DATE, DATETIME, TIMESTAMP, TIME -> Map.of();
        };
    }

    private static Map<String, String> ofLongs(String number) {
        var within = "(CASE WHEN " + number + " <= 9223372036854775807 THEN " + number + " END)";
        return Map.of("least", "MIN" + within, "most", "MAX" + within);
    }

    /** The longest member of an enumeration stands for its values. */
    private static long longest(MysqlType type, Line line, String alias) {
        return type.family() == MysqlType.Family.ENUM
                ? type.members().stream()
                        .mapToLong(m -> m.getBytes(StandardCharsets.UTF_8).length)
                        .max()
                        .orElse(0)
                : line.number(alias + "length");
    }

    /**
     * The largest number of decimals that a number shows, 9 for more than 8, and of digits before the point. Decimals
     * that differ from it by less than half of a float's last bit mean the same float.
     */
    private static Map<String, String> real(String value, boolean single) {
        var same = single ? " OR ABS(ROUND(%1$s, %2$d) - %1$s) <= POW(2, FLOOR(LOG2(NULLIF(ABS(%1$s), 0))) - 24)" : "";
        var cases = new StringBuilder("CASE");
        for (int i = 0; i <= 8; i++) {
            cases.append((" WHEN ROUND(%1$s, %2$d) = %1$s" + same + " THEN %2$d").formatted(value, i));
        }
        return Map.of(
                "decimals",
                "COALESCE(MAX(" + cases + " WHEN " + value + " IS NOT NULL THEN 9 END), 0)",
                "digits",
                "COALESCE(MAX(CASE WHEN ABS(" + value + ") < 1 THEN 1 ELSE FLOOR(LOG10(ABS(" + value
                        + "))) + 1 END), 0)");
    }

    private OfColumn column(Table.Column column, Line line, String alias, Set<String> deep) {
        var type = MysqlType.of(column);
        var values = line.number(column.nullable() ? alias + "values" : "n");
        var facts = new HashMap<String, Long>();
        facts(column, deep).keySet().forEach(f -> facts.put(f, line.number(alias + f)));
        declared(type).ifPresent(f -> facts.put(f, values));
        if (type.family() == MysqlType.Family.FLOATING) {
            facts.put("decimals", line.number(alias + "decimals"));
            facts.put("digits", line.number(alias + "digits"));
        }
        var beyond = facts.getOrDefault("beyond-long", 0L);
        var classes = new HashMap<>(Map.of(Storage.NULL, line.number("n") - values, storage(type), values - beyond));
        if (beyond > 0) {
            classes.put(Storage.TEXT, beyond);
        }
        var integers = storage(type) == Storage.INTEGER || type.family() == MysqlType.Family.BIT;
        return new OfColumn(
                classes,
                integers ? integer(line, alias + "least") : Optional.empty(),
                integers ? integer(line, alias + "most") : Optional.empty(),
                longest(type, line, alias),
                facts);
    }

    /** What every value is by its type. */
    private static Optional<String> declared(MysqlType type) {
        return switch (type.family()) {
            case TIMESTAMP -> Optional.of("utc");
            case BIT -> type.length() > 1 ? Optional.of("bits") : Optional.empty();
            case DECIMAL -> Optional.of("fixed-point");
            default -> Optional.empty();
        };
    }

    private static Optional<Long> integer(Line line, String name) {
        return line.isNull(name) ? Optional.empty() : Optional.of(line.number(name));
    }

    private static Storage storage(MysqlType type) {
        return switch (type.family()) {
            case INTEGER, UNSIGNED_LONG, YEAR -> Storage.INTEGER;
            case BIT -> type.length() > 1 ? Storage.TEXT : Storage.INTEGER;
            case FLOATING -> Storage.REAL;
            case DECIMAL, DATE, DATETIME, TIMESTAMP, TIME, TEXT, ENUM, SET, JSON, WORD -> Storage.TEXT;
            case BINARY, SPACE, UNKNOWN -> Storage.BLOB;
        };
    }
}
