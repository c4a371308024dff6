package io.transfuse.source;

import io.transfuse.model.PgType;

/** Which values of a column a type of PostgreSQL cannot hold. */
final class SqliteBeyond {

    private static final String NUMBERS = "typeof(%1$s) IN ('integer', 'real') AND ";

    private SqliteBeyond() {}

    /** A condition over the name of a column. */
    static String condition(String name, PgType type) {
        return switch (type.kind()) {
            case TEXT ->
                "length(" + name + ") > " + type.maxLength()
                        + (type.padded() ? " OR (typeof(%1$s) = 'text' AND %1$s LIKE '%% ')".formatted(name) : "");
            case SMALLINT -> whole(name, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> whole(name, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> whole(name, Long.MIN_VALUE, Long.MAX_VALUE);
            case REAL -> floating(name, 1L << 24);
            case DOUBLE -> floating(name, 1L << 53);
            case NUMERIC -> numeric(name, type);
            case BOOLEAN -> (NUMBERS + "%1$s NOT IN (0, 1)").formatted(name);
            case DATE -> "typeof(%1$s) = 'text' AND strftime('%%H%%M%%f', %1$s) <> '000000.000'".formatted(name);
            default -> "FALSE";
        };
    }

    private static String whole(String name, long least, long most) {
        return (NUMBERS + "(%1$s NOT BETWEEN %2$d AND %3$d OR %1$s <> CAST(%1$s AS INTEGER))")
                .formatted(name, least, most);
    }

    /** Whole numbers that need more digits than a floating one has. */
    private static String floating(String name, long most) {
        return "typeof(%1$s) = 'integer' AND %1$s NOT BETWEEN -%2$d AND %2$d".formatted(name, most);
    }

    private static String numeric(String name, PgType type) {
        var parts = type.sql().replaceAll("[^0-9,]", "").split(",", 2);
        var scale = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
        var limit = "1e" + (Integer.parseInt(parts[0]) - scale);
        return (NUMBERS + "(round(%1$s, %2$d) <> %1$s OR %1$s >= %3$s OR %1$s <= -%3$s)").formatted(name, scale, limit);
    }
}
