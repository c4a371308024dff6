package io.transfuse.verify;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a column's values are taken from a driver: as the database printed them, wherever that says the same. */
enum DriverValue {
    /** The database's own letters: of a moment the driver makes others, at many times the cost. */
    LETTERS,
    TEXT,
    /** What a driver knows better than its text does: bytes, bits, and numbers that SQLite's driver cuts as texts. */
    OBJECT;

    private static final Set<String> MOMENTS = Set.of("DATE", "DATETIME", "TIMESTAMP");

    private static final Set<String> MYSQL_LETTERS = Set.of("DATE", "DATETIME", "TIMESTAMP", "TIME", "YEAR");

    private static final Set<String> MYSQL_TEXTS =
            Set.of("CHAR", "VARCHAR", "TINYTEXT", "TEXT", "MEDIUMTEXT", "LONGTEXT", "ENUM", "JSON", "DECIMAL");

    private static final Set<String> POSTGRES_TEXTS = Set.of(
            "int2",
            "int4",
            "int8",
            "numeric",
            "text",
            "varchar",
            "bpchar",
            "date",
            "timestamp",
            "timestamptz",
            "uuid",
            "json",
            "jsonb");

    /** By the driver's name, and the column's type as it calls it. */
    static DriverValue of(String driver, String type) {
        if (driver.startsWith("MySQL")) {
            return MYSQL_LETTERS.contains(type) ? LETTERS : MYSQL_TEXTS.contains(type) || whole(type) ? TEXT : OBJECT;
        }
        // A day that no calendar has is no object of a driver's.
        return MOMENTS.contains(type) || (driver.startsWith("PostgreSQL") && POSTGRES_TEXTS.contains(type))
                ? TEXT
                : OBJECT;
    }

    private static boolean whole(String type) {
        return type.equals("INT") || type.startsWith("INT ") || type.startsWith("BIGINT");
    }

    @Nullable Object in(ResultSet rows, int column) throws SQLException {
        return switch (this) {
            case LETTERS -> {
                var letters = rows.getBytes(column);
                yield letters == null ? null : new String(letters, StandardCharsets.UTF_8);
            }
            case TEXT -> rows.getString(column);
            case OBJECT -> object(rows, column);
        };
    }

    /** The driver's text is the database's, but numbers with a point lose digits in SQLite's. */
    private static @Nullable Object object(ResultSet rows, int column) throws SQLException {
        var value = rows.getObject(column);
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        return value == null || value instanceof byte[] ? value : rows.getString(column);
    }
}
