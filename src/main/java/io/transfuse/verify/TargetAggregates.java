package io.transfuse.verify;

import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.source.Source.Measured;
import io.transfuse.types.Quote;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds up columns of the target by plain SQL, by the rules of {@link Measured}. */
final class TargetAggregates {

    private static final int COLUMNS_AT_ONCE = 100;
    private static final int ITEMS = 5;
    private static final String NONE = "NULL";

    private TargetAggregates() {}

    /** What a table holds: how many rows, the aggregates of each of these columns, different values of some. */
    record Held(long rows, Map<String, Measured> columns, Map<String, Long> distinct) {}

    /** {@code counted} are the columns whose different values are counted, where they have an order here. */
    static Held of(Connection connection, TargetTable table, List<TargetColumn> columns, Collection<String> counted)
            throws SQLException {
        var measured = new HashMap<String, Measured>();
        var distinct = new HashMap<String, Long>();
        var rows = 0L;
        for (int from = 0; from < columns.size(); from += COLUMNS_AT_ONCE) {
            var some = columns.subList(from, Math.min(from + COLUMNS_AT_ONCE, columns.size()));
            var line = some(connection, table, some, counted);
            rows = line.rows();
            measured.putAll(line.columns());
            distinct.putAll(line.distinct());
        }
        return new Held(rows, measured, distinct);
    }

    private static Held some(
            Connection connection, TargetTable table, List<TargetColumn> columns, Collection<String> counted)
            throws SQLException {
        var measured = new HashMap<String, Measured>();
        var distinct = new HashMap<String, Long>();
        var items = new ArrayList<String>();
        for (var column : columns) {
            var sums = sums(column);
            items.add("count(" + Quote.identifier(column.name()) + ")");
            items.add(sums.sum.equals(NONE) ? NONE : "sum(" + sums.sum + ")::text");
            items.add(sums.order.equals(NONE) ? NONE : "min(" + sums.order + ")::text");
            items.add(sums.order.equals(NONE) ? NONE : "max(" + sums.order + ")::text");
            items.add(counted.contains(column.name()) ? sums.different(column) : NONE);
        }
        var sql = "SELECT count(*), " + String.join(", ", items) + " FROM "
                + Quote.identifier(table.schema(), table.name());
        try (var statement = connection.createStatement();
                var line = statement.executeQuery(sql)) {
            line.next();
            for (int i = 0; i < columns.size(); i++) {
                var at = 2 + i * ITEMS;
                measured.put(
                        columns.get(i).name(),
                        new Measured(line.getLong(at), text(line, at + 1), text(line, at + 2), text(line, at + 3)));
                var different = line.getLong(at + 4);
                if (!line.wasNull()) {
                    distinct.put(columns.get(i).name(), different);
                }
            }
            return new Held(line.getLong(1), measured, distinct);
        }
    }

    private static String text(ResultSet line, int column) throws SQLException {
        return Optional.ofNullable(line.getString(column)).orElse("");
    }

    /** What is added up and what is ordered. */
    private record Sums(String sum, String order) {
        /** Of texts digests are counted, so that no long ones are sorted. */
        String different(TargetColumn column) {
            var name = Quote.identifier(column.name());
            var each = switch (column.type().kind()) {
                case TEXT -> order.equals(NONE) ? NONE : "md5(" + name + "::text)";
                case UUID -> name;
                default -> order;
            };
            return each.equals(NONE) ? NONE : "count(DISTINCT " + each + ")";
        }

        static Sums both(String number) {
            return new Sums(number, number);
        }
    }

    private static Sums sums(TargetColumn column) {
        var x = Quote.identifier(column.name());
        return switch (column.type().kind()) {
            case SMALLINT, INTEGER, BIGINT, NUMERIC -> Sums.both(x + "::numeric");
            case BOOLEAN -> new Sums(x + "::int", NONE);
            // Of a type that fills up with blanks the source has other lengths.
            case TEXT ->
                column.type().sql().startsWith("char(")
                        ? new Sums(NONE, NONE)
                        : new Sums("octet_length(" + x + "::text)", x + "::text COLLATE \"C\"");
            case BYTEA -> new Sums("octet_length(" + x + ")", NONE);
            case DATE -> Sums.both("(" + x + " - DATE '1970-01-01')::bigint * 86400");
            case TIMESTAMP, TIMESTAMPTZ -> Sums.both("floor(extract(epoch FROM " + x + "))");
            case INTERVAL -> Sums.both("trunc(extract(epoch FROM " + x + ") * 1000000)");
            case DOUBLE -> new Sums(whole(x), NONE);
            case REAL, UUID, JSONB, TIME, BIT, ENUM, ARRAY, POINT -> new Sums(NONE, NONE);
        };
    }

    /**
     * The integer part; what 64 bits do not hold is the largest that they do, as the source's sums have it.
     * PostgreSQL's own way from doubles to numerics keeps fifteen digits.
     */
    private static String whole(String x) {
        return ("CASE WHEN %1$s = 'NaN' THEN 0 WHEN %1$s >= 9223372036854774784 THEN 9223372036854775807"
                        + " WHEN %1$s <= -9223372036854774784 THEN -9223372036854775808 ELSE trunc(%1$s)::bigint END")
                .formatted(x);
    }
}
