package io.transfuse.source;

import io.transfuse.model.Lookup;
import io.transfuse.model.PgType;
import io.transfuse.model.Table;
import io.transfuse.types.MysqlType;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the planner asks about rows; keys compare as PostgreSQL will compare them, byte by byte. */
record MysqlQuestions(Connection connection, MysqlTables tables) {

    /** Longer texts are grouped by a digest, because MySQL sorts by their beginning only. */
    private static final int SORTED = 250;

    /** The decimal digits of MySQL's longest number. */
    private static final int MOST_DIGITS = 65;

    long count(Table table, String condition) {
        return Sql.row(connection, "SELECT COUNT(*) AS n FROM " + tables.rows(table) + " WHERE " + condition)
                .number("n");
    }

    long duplicates(Table table, List<String> columns, List<String> uuids, String condition) {
        var keys = columns.stream()
                .map(c -> key(table.column(c).orElseThrow(), uuids.contains(c)))
                .collect(Collectors.joining(", "));
        var values = columns.stream()
                .map(c -> new MysqlValue(table.column(c).orElseThrow(), "t").name() + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        return Sql.row(
                        connection,
                        "SELECT COALESCE(SUM(g.n - 1), 0) AS n FROM (SELECT COUNT(*) AS n FROM " + tables.rows(table)
                                + " WHERE " + condition + " AND " + values + " GROUP BY " + keys + ") g")
                .number("n");
    }

    /** The usual spelling stands there once at most, so that only the others are grouped, and looked up in that one. */
    long spelledTwice(Table table, Table.Column column) {
        var digits = digits(new MysqlValue(column, "t"));
        var usual =
                "CONCAT_WS('-', LEFT(g.d, 8), SUBSTR(g.d, 9, 4), SUBSTR(g.d, 13, 4), SUBSTR(g.d, 17, 4), SUBSTR(g.d, 21))";
        return Sql.row(
                        connection,
                        "SELECT COALESCE(SUM(g.n - 1 + EXISTS (SELECT 1 FROM " + tables.parent(table.name()) + " WHERE "
                                + new MysqlValue(column, "p").name() + " = CONVERT(" + usual + " USING "
                                + column.nature().charset() + ") COLLATE " + column.collation()
                                + ")), 0) AS n FROM (SELECT " + digits(new MysqlValue(column, "t"))
                                + " AS d, COUNT(*) AS n"
                                + " FROM " + tables.rows(table) + " WHERE "
                                + new MysqlFacts(column).sql().get("uuid-otherwise")
                                + " GROUP BY " + digits + ") g")
                .number("n");
    }

    private static String digits(MysqlValue value) {
        return "REPLACE(REPLACE(REPLACE(LOWER(" + value.text() + "), '-', ''), '{', ''), '}', '')";
    }

    Map<String, Long> texts(Table table, Table.Column column, String condition, int most) {
        var value = new MysqlValue(column, "t");
        return Sql.texts(
                connection,
                "SELECT MIN(" + value.text() + ") AS v, COUNT(*) AS n FROM " + tables.rows(table) + " WHERE "
                        + value.name() + " IS NOT NULL AND (" + condition + ") GROUP BY " + key(column, false)
                        + " LIMIT " + most);
    }

    private static String key(Table.Column column, boolean uuid) {
        var value = new MysqlValue(column, "t");
        var type = MysqlType.of(column);
        var spelled = Optional.ofNullable(uuid ? new MysqlFacts(column).sql().get("uuid") : null);
        if (spelled.isPresent()) {
            // A text that is no UUID stands for itself.
            return "CASE WHEN " + spelled.get() + " THEN " + digits(value) + " ELSE " + value.bytes() + " END";
        }
        return switch (type.family()) {
            case TEXT -> type.shortText() && type.length() <= SORTED ? value.bytes() : "MD5(" + value.bytes() + ")";
            case BINARY, SPACE, JSON, UNKNOWN -> "MD5(" + value.bytes() + ")";
            case ENUM, SET -> value.bytes();
            case INTEGER, UNSIGNED_LONG, YEAR, BIT, DECIMAL, FLOATING, DATE, DATETIME, TIMESTAMP, TIME, WORD ->
                value.name();
        };
    }

    long beyond(Table table, Table.Column column, PgType type) {
        var name = new MysqlValue(column, "t").number();
        return switch (type.kind()) {
            case TEXT -> type.maxLength() == Long.MAX_VALUE ? 0 : count(table, longer(column, type));
            case SMALLINT -> numeric(table, column, name + " NOT BETWEEN -32768 AND 32767" + broken(column, name));
            case INTEGER ->
                numeric(table, column, name + " NOT BETWEEN -2147483648 AND 2147483647" + broken(column, name));
            case BIGINT ->
                numeric(
                        table,
                        column,
                        name + " NOT BETWEEN -9223372036854775808 AND 9223372036854775807" + broken(column, name));
            case REAL -> floating(table, column, name + " NOT BETWEEN -16777216 AND 16777216");
            case DOUBLE -> floating(table, column, name + " NOT BETWEEN -9007199254740992 AND 9007199254740992");
            case BOOLEAN -> numeric(table, column, name + " NOT IN (0, 1)");
            case NUMERIC -> numeric(table, column, beyondNumeric(type, name));
            case TIME, INTERVAL, TIMESTAMP, TIMESTAMPTZ, DATE -> timed(table, column, type);
            default -> 0;
        };
    }

    /** A comparison takes no notice of blanks at the end, {@code LIKE} does. */
    private static String longer(Table.Column column, PgType type) {
        var text = new MysqlValue(column, "t").text();
        return "CHAR_LENGTH(" + text + ") > " + type.maxLength() + (type.padded() ? " OR " + text + " LIKE '% '" : "");
    }

    private static String broken(Table.Column column, String name) {
        return switch (MysqlType.of(column).family()) {
            case DECIMAL, FLOATING -> " OR " + name + " <> ROUND(" + name + ")";
            default -> "";
        };
    }

    /** Whole numbers that need more digits; what a fraction becomes the server cannot tell. */
    private long floating(Table table, Table.Column column, String condition) {
        return switch (MysqlType.of(column).family()) {
            case DECIMAL, FLOATING -> 0;
            default -> numeric(table, column, condition);
        };
    }

    private long numeric(Table table, Table.Column column, String condition) {
        return switch (MysqlType.of(column).family()) {
            case INTEGER, UNSIGNED_LONG, YEAR, BIT, DECIMAL, FLOATING -> count(table, condition);
            case DATE, DATETIME, TIMESTAMP, TIME, TEXT, ENUM, SET, JSON, WORD, BINARY, SPACE, UNKNOWN -> 0;
        };
    }

    /** Values with a time of day where only the day is asked for, or with more digits of a second. */
    private long timed(Table table, Table.Column column, PgType type) {
        var name = new MysqlValue(column, "t").name();
        var finer = "MICROSECOND(" + name + ") % 1" + "0".repeat(6 - type.fraction()) + " <> 0";
        return switch (MysqlType.of(column).family()) {
            case DATETIME, TIMESTAMP ->
                count(table, type.kind() == PgType.Kind.DATE ? name + " <> DATE(" + name + ")" : finer);
            case TIME ->
                switch (type.kind()) {
                    case DATE -> 0;
                    case TIME ->
                        count(
                                table,
                                finer + " OR " + new MysqlFacts(column).sql().get("outside-day"));
                    default -> count(table, finer);
                };
            default -> 0;
        };
    }

    private static String beyondNumeric(PgType type, String name) {
        var parts = type.sql().replaceAll("[^0-9,]", "").split(",", 2);
        if (parts[0].isEmpty()) {
            return "FALSE";
        }
        var scale = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
        var digits = Integer.parseInt(parts[0]) - scale;
        var limit = digits < MOST_DIGITS ? " OR ABS(" + name + ") >= 1" + "0".repeat(digits) : "";
        return "ROUND(" + name + ", " + scale + ") <> " + name + limit;
    }

    long caseTwins(Table table, Table.Column column) {
        if (!MysqlReads.letters(column)) {
            return 0;
        }
        var value = new MysqlValue(column, "t");
        return Sql.row(
                        connection,
                        "SELECT COALESCE(SUM(g.n - 1), 0) AS n FROM (SELECT COUNT(DISTINCT MD5(" + value.bytes()
                                + ")) AS n FROM " + tables.rows(table) + " WHERE " + value.name()
                                + " IS NOT NULL GROUP BY MD5(CAST(LOWER(" + value.text() + ") AS BINARY))) g")
                .number("n");
    }

    /** Both in one pass, where the spelling matters. */
    Referred referred(Table from, Lookup lookup, String condition, boolean spelling, String range) {
        var key = tables.key(lookup);
        var misspelt = spelling && MysqlReads.letters(key.column())
                ? "COUNT(("
                        + (lookup.onwards().isEmpty() ? key.bytes() : "CAST(" + tables.spelt(lookup) + " AS BINARY)")
                        + " <> "
                        + new MysqlValue(from.column(lookup.column()).orElseThrow(), "t").bytes() + ") OR NULL)"
                : "0";
        var line = MysqlRanges.row(
                connection,
                "SELECT COUNT((" + key.name() + " IS NULL) OR NULL) AS orphans, " + misspelt + " AS misspelt FROM "
                        + tables.rows(from) + " LEFT JOIN " + tables.joined(lookup) + " ON " + tables.same(lookup)
                        + " WHERE " + SqliteReads.filled(lookup, MysqlReads::quoted) + " AND " + condition + " AND "
                        + range,
                from,
                range);
        return new Referred(line.number("orphans"), line.number("misspelt"));
    }

    /** Ends at the first such row. */
    long referring(Table from, Lookup lookup, String target, int most) {
        return Sql.row(
                        connection,
                        "SELECT COUNT(*) AS n FROM (SELECT 1 FROM " + tables.rows(from) + " JOIN "
                                + tables.joined(lookup) + " ON " + tables.same(lookup) + " WHERE "
                                + lookup.branchSql().orElseThrow() + " = " + target + " LIMIT " + most + ") found")
                .number("n");
    }
}
