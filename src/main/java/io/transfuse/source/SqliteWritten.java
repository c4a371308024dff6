package io.transfuse.source;

import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.Branch;
import io.transfuse.model.Table;
import io.transfuse.model.Written;
import io.transfuse.model.WrittenRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks SQLite about rows that it does not hold: they stand in a temporary table with the columns of their own, so that
 * values are stored and compared as there.
 */
record SqliteWritten(Connection connection) {

    private static final String TABLE = "temp.transfuse_written";

    HandedOut handedOut(Mapping mapping, Branch branch, List<WrittenRow> rows) {
        var columns = mapping.source().own().columns();
        try (var statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS " + TABLE);
            statement.execute("CREATE TEMP TABLE transfuse_written (" + SqliteReads.quoted(HandedOut.POSITION) + " TEXT"
                    + columns.stream().map(SqliteWritten::declared).collect(Collectors.joining()) + ")");
            for (var row : rows) {
                insert(columns, row);
            }
            return new SqliteReads().handedOut(connection, mapping, branch, TABLE);
        } catch (SQLException e) {
            throw SourceException.unquoted(
                    "asking about corrected rows of " + mapping.source().name(), e);
        }
    }

    private static String declared(Table.Column column) {
        return ", " + SqliteReads.quoted(column.name()) + " " + declaredType(column)
                + (column.collation().isEmpty() ? "" : " COLLATE " + SqliteReads.quoted(column.collation()));
    }

    /** SQLite tells of a computed column that it is one, together with its type. */
    private static String declaredType(Table.Column column) {
        return column.type().replaceFirst("\\s*generated always.*", "");
    }

    private void insert(List<Table.Column> columns, WrittenRow row) throws SQLException {
        // What is no text in the file's encoding keeps its bytes.
        var slots = columns.stream()
                .map(c -> row.values().getOrDefault(c.name(), Written.NULL).kind() == Written.Kind.BROKEN
                        ? "CAST(? AS TEXT)"
                        : "?");
        var sql = "INSERT INTO " + TABLE + " VALUES ("
                + Stream.concat(Stream.of("?"), slots).collect(Collectors.joining(", ")) + ")";
        try (var insert = connection.prepareStatement(sql)) {
            insert.setString(1, row.position());
            for (int i = 0; i < columns.size(); i++) {
                bind(insert, i + 2, row.values().getOrDefault(columns.get(i).name(), Written.NULL));
            }
            insert.executeUpdate();
        }
    }

    private static void bind(PreparedStatement insert, int place, Written value) throws SQLException {
        switch (value.kind()) {
            case NULL -> insert.setObject(place, null);
            case INTEGER -> insert.setLong(place, Long.parseLong(value.text()));
            case REAL -> insert.setDouble(place, Double.parseDouble(value.text()));
            case TEXT -> insert.setString(place, value.text());
            case BROKEN, BYTES -> insert.setBytes(place, Base64.getDecoder().decode(value.text()));
        }
    }
}
