package io.transfuse.source;

import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.Branch;
import io.transfuse.model.Table;
import io.transfuse.model.Written;
import io.transfuse.model.WrittenRow;
import io.transfuse.types.MysqlType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks MySQL about rows that it does not hold: each stands in a derived table, so that nothing is written there. */
record MysqlWritten(Connection connection, MysqlTables tables) {

    HandedOut handedOut(Mapping mapping, Branch branch, List<WrittenRow> rows) {
        var reads = new MysqlReads(tables);
        var types = reads.types(mapping);
        var all = new ArrayList<List<@Nullable Object>>();
        for (var row : rows) {
            try (var query = connection.prepareStatement(reads.handedOut(mapping, branch, derived(mapping, row)))) {
                bind(query, mapping.source().own().columns(), row);
                try (var result = query.executeQuery()) {
                    all.addAll(HandedOut.read(result, types));
                }
            } catch (SQLException e) {
                throw SourceException.unquoted(
                        "asking about corrected rows of " + mapping.source().name(), e);
            }
        }
        return new HandedOut(reads.schema(mapping), all);
    }

    private static String derived(Mapping mapping, WrittenRow row) {
        return mapping.source().own().columns().stream()
                .map(c -> slot(c, row.values().getOrDefault(c.name(), Written.NULL)) + " AS "
                        + MysqlReads.quoted(c.name()))
                .collect(Collectors.joining(
                        ", ",
                        "(SELECT CONVERT(? USING utf8mb4) AS " + MysqlReads.quoted(HandedOut.POSITION) + ", ",
                        ")"));
    }

    /** A value in a type that is read and compared like the column's. */
    private static String slot(Table.Column column, Written value) {
        var family = MysqlType.of(column).family();
        return switch (value.kind()) {
            case NULL -> "NULL";
            case INTEGER -> value.text().startsWith("-") ? "CAST(? AS SIGNED)" : "CAST(? AS UNSIGNED)";
            case REAL -> MysqlValue.real("?");
            case TEXT -> text(column, family);
            case BROKEN -> "?";
            // The SRID, which is not carried, stands in front.
            case BYTES -> family == MysqlType.Family.SPACE ? "CONCAT(X'00000000', ?)" : "?";
        };
    }

    private static String text(Table.Column column, MysqlType.Family family) {
        return switch (family) {
            case INTEGER -> "CAST(? AS SIGNED)";
            case UNSIGNED_LONG -> "CAST(? AS UNSIGNED)";
            case BIT -> "CAST(CONV(?, 2, 10) AS UNSIGNED)";
            case FLOATING -> MysqlValue.real("?");
            default ->
                "CONVERT(? USING utf8mb4)"
                        + (column.collation().startsWith("utf8mb4_") ? " COLLATE " + column.collation() : "");
        };
    }

    private static void bind(PreparedStatement query, List<Table.Column> columns, WrittenRow row) throws SQLException {
        query.setString(1, row.position());
        var place = 2;
        for (var column : columns) {
            var value = row.values().getOrDefault(column.name(), Written.NULL);
            switch (value.kind()) {
                case NULL -> {
                    // It has no slot.
                }
                case INTEGER, REAL, TEXT -> query.setString(place++, value.text());
                case BROKEN, BYTES ->
                    query.setBytes(place++, Base64.getDecoder().decode(value.text()));
            }
        }
    }
}
