package io.transfuse.verify;

import io.transfuse.model.PgType;
import io.transfuse.model.TargetTable;
import io.transfuse.types.Quote;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the target's table differs in shape from the one that is expected; a table that differs cannot be compared.
 *
 * @param table the expected table
 * @param exists whether the target has it
 * @param columns the columns that it lacks, or holds in a type of another family
 * @param faults what is wrong, a line each, empty where the rows can be compared
 */
record TargetShape(TargetTable table, boolean exists, List<String> columns, List<String> faults) {

    // PostgreSQL hashes both alike, but folds 64 bits to 32 first.
    private static final Set<PgType.Kind> SHORT_INTEGERS = EnumSet.of(PgType.Kind.SMALLINT, PgType.Kind.INTEGER);

    TargetShape {
        columns = List.copyOf(columns);
        faults = List.copyOf(faults);
    }

    boolean comparable() {
        return faults.isEmpty();
    }

    static TargetShape of(Connection connection, TargetTable table) throws SQLException {
        var types = types(connection, table);
        if (types.isEmpty()) {
            return new TargetShape(table, false, List.of(), List.of("the target has no table " + table.qualified()));
        }
        var columns = new ArrayList<String>();
        var faults = new ArrayList<String>();
        for (var column : table.columns()) {
            var type = types.get(column.name());
            if (type == null || !sameForm(column.type().kind(), type)) {
                columns.add(column.name());
                faults.add(table.qualified() + "." + column.name() + " is " + (type == null ? "missing" : type)
                        + " in the target, but must be " + column.type());
            }
        }
        return new TargetShape(table, true, columns, faults);
    }

    private static Map<String, String> types(Connection connection, TargetTable table) throws SQLException {
        var types = new LinkedHashMap<String, String>();
        try (var query = connection.prepareStatement("""
                SELECT attname, CASE WHEN typtype = 'e' THEN 'enum' ELSE format_type(atttypid, atttypmod) END
                FROM pg_attribute JOIN pg_type t ON t.oid = atttypid
                WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped
                """)) {
            query.setString(1, Quote.identifier(table.schema(), table.name()));
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    types.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return types;
    }

    /** Whether the checksum of the expected type can be asked for; every type has a text. */
    private static boolean sameForm(PgType.Kind expected, String actual) {
        if (expected == PgType.Kind.TEXT || (expected == PgType.Kind.ENUM && actual.equals("enum"))) {
            return true;
        }
        try {
            var kind = PgType.of(actual).kind();
            return switch (expected) {
                case SMALLINT, INTEGER -> SHORT_INTEGERS.contains(kind);
                case BIGINT -> kind == PgType.Kind.BIGINT || SHORT_INTEGERS.contains(kind);
                default -> kind == expected;
            };
        } catch (IllegalArgumentException unknownType) {
            return false;
        }
    }
}
