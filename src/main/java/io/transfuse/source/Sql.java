package io.transfuse.source;

import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs small queries and hands rows out as maps. */
final class Sql {

    private Sql() {}

    /** One row: column name to value. */
    record Line(Map<String, @Nullable Object> values) {
        String text(String column) {
            var value = values.get(column);
            return value == null ? "" : value.toString();
        }

        long number(String column) {
            return values.get(column) instanceof Number number ? number.longValue() : 0;
        }

        boolean isNull(String column) {
            return values.get(column) == null;
        }
    }

    static List<Line> rows(Connection connection, String sql, Object... bound) {
        try {
            return answered(connection, sql, bound);
        } catch (SQLException e) {
            throw new SourceException(sql, e);
        }
    }

    private static List<Line> answered(Connection connection, String sql, Object... bound) throws SQLException {
        try (var statement = prepared(connection, sql, bound)) {
            for (int i = 0; i < bound.length; i++) {
                statement.setObject(i + 1, bound[i]);
            }
            try (var result = statement.executeQuery()) {
                return lines(result);
            }
        }
    }

    /** Streams go to the server ahead of the statement, so that it does not matter how long they are together. */
    private static PreparedStatement prepared(Connection connection, String sql, Object... bound) throws SQLException {
        return Stream.of(bound).anyMatch(InputStream.class::isInstance)
                ? MysqlLongData.prepared(connection, sql)
                : connection.prepareStatement(sql);
    }

    /** A query with values of rows in it; a failure names it as {@code what}. */
    static List<Line> secret(Connection connection, String sql, String what, Object... bound) {
        try {
            return answered(connection, sql, bound);
        } catch (SQLException e) {
            throw SourceException.unquoted(what, e);
        }
    }

    /** Texts in the column {@code v}, with the numbers in {@code n}. */
    static Map<String, Long> texts(Connection connection, String sql) {
        var texts = new LinkedHashMap<String, Long>();
        rows(connection, sql).forEach(r -> texts.put(r.text("v"), r.number("n")));
        return texts;
    }

    static Line row(Connection connection, String sql, Object... bound) {
        return rows(connection, sql, bound).get(0);
    }

    private static List<Line> lines(ResultSet result) throws SQLException {
        var lines = new ArrayList<Line>();
        var columns = result.getMetaData();
        while (result.next()) {
            var values = new LinkedHashMap<String, @Nullable Object>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                values.put(columns.getColumnLabel(i), result.getObject(i));
            }
            lines.add(new Line(values));
        }
        return lines;
    }
}
