package io.transfuse.source;

import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.Branch;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.PgType;
import io.transfuse.model.Table;
import io.transfuse.model.Value;
import io.transfuse.source.Source.Measured;
import io.transfuse.types.MysqlType;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Adds up the source's columns by plain SQL, so that the stage can be compared with something that no transformation
 * has touched.
 *
 * @param range the condition of the rows that are added up, see {@link MysqlRanges}
 */
record MysqlMeasures(Connection connection, MysqlTables tables, String range) implements Measures {

    private static final int COLUMNS_AT_ONCE = 80;
    private static final Sums NONE = new Sums("NULL", "NULL");

    @Override
    public Map<String, Measured> of(Mapping mapping, Branch branch, List<String> rejected) {
        var columns = branch.columns().stream()
                .filter(c -> c.value() instanceof Value.Carry || c.value() instanceof Value.Key)
                .toList();
        var measured = new HashMap<String, Measured>();
        for (int from = 0; from < columns.size(); from += COLUMNS_AT_ONCE) {
            measured.putAll(some(
                    mapping,
                    branch,
                    columns.subList(from, Math.min(from + COLUMNS_AT_ONCE, columns.size())),
                    rejected));
        }
        return measured;
    }

    private Map<String, Measured> some(
            Mapping mapping, Branch branch, List<ColumnMapping> columns, List<String> rejected) {
        var items = new ArrayList<String>();
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            var source = mapping.source().column(column.value().takes().get(0)).orElseThrow();
            var sums = column.value() instanceof Value.Key
                    ? NONE
                    : sums(source, column.target().type(), complete(mapping, source));
            items.add("COUNT(" + new MysqlValue(source, "t").name() + ") AS n" + i);
            items.add(sums.total() + " AS s" + i);
            items.add(sums.text("MIN") + " AS a" + i);
            items.add(sums.text("MAX") + " AS z" + i);
        }
        var line = line(mapping, branch, items, rejected);
        var measured = new HashMap<String, Measured>();
        for (int i = 0; i < columns.size(); i++) {
            measured.put(
                    columns.get(i).target().name(),
                    new Measured(line.number("n" + i), line.text("s" + i), line.text("a" + i), line.text("z" + i)));
        }
        return measured;
    }

    @Override
    public Map<String, Long> distinct(Mapping mapping, Branch branch, List<String> rejected) {
        var orders = new TreeMap<String, String>();
        branch.columns().stream().filter(c -> c.value() instanceof Value.Carry).forEach(c -> {
            var source = mapping.source().column(c.value().takes().get(0)).orElseThrow();
            orders.put(
                    c.target().name(),
                    sums(source, c.target().type(), complete(mapping, source)).each());
        });
        // Texts may be spelled otherwise than the keys that they mean.
        Counts.keys(branch)
                .filter(c -> whole(column(mapping, c)))
                .forEach(c -> orders.put(c.target().name(), name(mapping, c)));
        orders.values().removeIf("NULL"::equals);
        return counts(mapping, branch, rejected).distinct(orders);
    }

    @Override
    public Map<String, Measured> references(Mapping mapping, Branch branch, List<String> rejected) {
        var names = new TreeMap<String, String>();
        Counts.references(branch).forEach(c -> names.put(c.target().name(), name(mapping, c)));
        return counts(mapping, branch, rejected).values(names);
    }

    private Counts counts(Mapping mapping, Branch branch, List<String> rejected) {
        return new Counts(COLUMNS_AT_ONCE, items -> line(mapping, branch, items, rejected));
    }

    private static boolean whole(Table.Column column) {
        return switch (MysqlType.of(column).family()) {
            case INTEGER, UNSIGNED_LONG -> true;
            default -> false;
        };
    }

    private static Table.Column column(Mapping mapping, ColumnMapping column) {
        return mapping.source().column(column.value().takes().get(0)).orElseThrow();
    }

    private static String name(Mapping mapping, ColumnMapping column) {
        return new MysqlValue(column(mapping, column), "t").name();
    }

    private Sql.Line line(Mapping mapping, Branch branch, List<String> items, List<String> rejected) {
        var digests = MysqlDigests.of(connection, rejected);
        return MysqlRanges.row(
                connection,
                "SELECT " + String.join(", ", items) + " FROM " + from(mapping.source(), digests) + " WHERE " + range
                        + " AND " + MysqlReads.taken(mapping, branch)
                        + (rejected.isEmpty() ? "" : " AND `transfuse rejected` IS NULL"),
                mapping.source(),
                range,
                digests.bound());
    }

    /**
     * Only rejected rows are known by their position; the sums of all others owe nothing to how rows are named. They
     * are named by digests, which are short and tell no value, in a table that the server makes once: a list would be
     * looked through for each row.
     */
    private String from(Table table, MysqlDigests rejected) {
        return rejected.pieces().isEmpty()
                ? tables.rows(table)
                : tables.from(table) + " LEFT JOIN " + rejected.sql() + " r ON `transfuse rejected` = UNHEX(MD5("
                        + table.position() + "))";
    }

    /** Whether every date of a column is one, so that the least and the greatest are. */
    private static boolean complete(Mapping mapping, Table.Column column) {
        var profile = mapping.profile().columns().get(column.name());
        return profile != null && profile.fact("zero-date") == 0;
    }

    /**
     * What is added up and what is ordered; NULL where MySQL has no exact answer of its own.
     *
     * @param shown what the least and the greatest are shown as
     */
    private record Sums(String sum, String order, UnaryOperator<String> shown) {

        Sums(String sum, String order) {
            this(sum, order, UnaryOperator.identity());
        }

        static Sums both(String number) {
            return new Sums(number, number);
        }

        /** What tells the values apart; of texts a digest, so that the server remembers no long ones. */
        String each() {
            return order.endsWith(" AS BINARY)")
                    ? "MD5(" + order + ")"
                    : order.equals("NULL") ? order : shown.apply(order);
        }

        String total() {
            return sum.equals("NULL") ? sum : "CAST(SUM(" + sum + ") AS CHAR)";
        }

        /** The least or greatest; bytes are written as the text they are. */
        String text(String function) {
            if (order.equals("NULL")) {
                return order;
            }
            return order.endsWith(" AS BINARY)")
                    ? "CONVERT(" + function + "(" + order + ") USING utf8mb4)"
                    : "CAST(" + shown.apply(function + "(" + order + ")") + " AS CHAR)";
        }
    }

    private static Sums sums(Table.Column column, PgType type, boolean complete) {
        var family = MysqlType.of(column).family();
        var value = new MysqlValue(column, "t");
        var name = value.name();
        return switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT -> whole(family) ? Sums.both(value.number()) : NONE;
            case NUMERIC -> whole(family) || family == MysqlType.Family.DECIMAL ? Sums.both(value.number()) : NONE;
            case BOOLEAN -> whole(family) ? new Sums(value.number() + " <> 0", "NULL") : NONE;
            case TEXT -> text(column, family);
            case BYTEA -> bytes(column, family);
            case DATE, TIMESTAMP, TIMESTAMPTZ ->
                MysqlType.of(column).dated() ? seconds(family, name, type, complete) : NONE;
            case DOUBLE -> doubles(family, value);
            case INTERVAL -> family == MysqlType.Family.TIME ? Sums.both(micros(name)) : NONE;
            case UUID, JSONB, REAL, TIME, BIT, ENUM, ARRAY, POINT -> NONE;
        };
    }

    private static boolean whole(MysqlType.Family family) {
        return switch (family) {
            case INTEGER, UNSIGNED_LONG, YEAR, BIT -> true;
            case DECIMAL,
                    FLOATING,
                    DATE,
                    DATETIME,
                    TIMESTAMP,
                    TIME,
                    TEXT,
                    ENUM,
                    SET,
                    JSON,
                    WORD,
                    BINARY,
                    SPACE,
                    UNKNOWN -> false;
        };
    }

    private static Sums text(Table.Column column, MysqlType.Family family) {
        var value = new MysqlValue(column, "t");
        return switch (family) {
            case TEXT, ENUM, SET, JSON -> new Sums(value.size(), value.bytes());
            case FLOATING, BIT, BINARY, SPACE, UNKNOWN -> NONE;
            case INTEGER, UNSIGNED_LONG, YEAR, DECIMAL, DATE, DATETIME, TIMESTAMP, TIME, WORD ->
                new Sums("LENGTH(" + value.text() + ")", "NULL");
        };
    }

    private static Sums bytes(Table.Column column, MysqlType.Family family) {
        return switch (family) {
            case BINARY, SPACE, UNKNOWN -> new Sums("LENGTH(" + new MysqlValue(column, "t").bytes() + ")", "NULL");
            case INTEGER,
                    UNSIGNED_LONG,
                    YEAR,
                    BIT,
                    DECIMAL,
                    FLOATING,
                    DATE,
                    DATETIME,
                    TIMESTAMP,
                    TIME,
                    TEXT,
                    ENUM,
                    SET,
                    JSON,
                    WORD -> NONE;
        };
    }

    /** Seconds since 1970; a time without a zone that becomes a moment depends on a zone that MySQL does not know. */
    private static Sums seconds(MysqlType.Family family, String name, PgType type, boolean complete) {
        if (family == MysqlType.Family.DATETIME && type.kind() == PgType.Kind.TIMESTAMPTZ) {
            return NONE;
        }
        // One function: taking a date apart, or comparing it with a text, costs the server several times as much.
        UnaryOperator<String> seconds = type.kind() == PgType.Kind.DATE
                ? "(TO_DAYS(%s) - 719528) * 86400"::formatted
                : "TO_SECONDS(%s) - 62167219200"::formatted;
        return complete ? new Sums(seconds.apply(name), name, seconds) : Sums.both(seconds.apply(name));
    }

    private static Sums doubles(MysqlType.Family family, MysqlValue value) {
        return switch (family) {
            case INTEGER, UNSIGNED_LONG, YEAR -> new Sums(value.number(), "NULL");
            case FLOATING, BIT -> new Sums(whole(MysqlValue.real(value.number())), "NULL");
            case DECIMAL, DATE, DATETIME, TIMESTAMP, TIME, TEXT, ENUM, SET, JSON, WORD, BINARY, SPACE, UNKNOWN -> NONE;
        };
    }

    /** The integer part; what 64 bits do not hold is the largest that they do, as in Java. */
    private static String whole(String number) {
        return ("CASE WHEN %1$s >= 9223372036854774784 THEN 9223372036854775807 WHEN %1$s <= -9223372036854774784"
                        + " THEN -9223372036854775807 - 1 ELSE CAST(TRUNCATE(%1$s, 0) AS SIGNED) END")
                .formatted(number);
    }

    private static String micros(String name) {
        return ("(CASE WHEN %1$s < CAST('00:00:00' AS TIME) THEN -1 ELSE 1 END)"
                        + " * ((HOUR(%1$s) * 3600 + MINUTE(%1$s) * 60 + SECOND(%1$s)) * 1000000 + MICROSECOND(%1$s))")
                .formatted(name);
    }
}
