package io.transfuse.plan;

import io.transfuse.model.PgType;
import io.transfuse.types.Quote;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A number that is a column's default, in PostgreSQL's SQL, or empty where the column could not hold it.
 *
 * @param mysql whether MySQL or MariaDB reads it, else SQLite, whose columns of text print it in their own way
 * @param type the column's type in PostgreSQL
 */
record DefaultNumber(boolean mysql, PgType type) {

    private static final int DIGITS_OF_SQLITE = 15;
    private static final double LEAST_WITHOUT_EXPONENT = 1e-4;

    Optional<String> of(String number, String written) {
        return switch (type.kind()) {
            case BOOLEAN -> Optional.of(number.matches("[+-]?0+(\\.0*)?") ? "false" : "true");
            case SMALLINT -> whole(number, 15);
            case INTEGER -> whole(number, 31);
            case BIGINT -> whole(number, 63);
            case NUMERIC, REAL, DOUBLE -> fractional(number);
            case TEXT -> mysql ? Optional.of(Quote.literal(written.replace(" ", ""))) : printed(number);
            case BIT, ENUM, ARRAY, UUID, JSONB, BYTEA, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL, POINT ->
                Optional.empty();
        };
    }

    /** The rows decide about SQLite's types, so that a default may be beyond what they need. */
    private static Optional<String> whole(String number, int bits) {
        var digits = number.replaceFirst("\\.0*$", "");
        return digits.matches("[+-]?\\d+") && new BigInteger(digits).bitLength() <= bits
                ? Optional.of(digits)
                : Optional.empty();
    }

    /** Beyond a double's range SQLite writes infinity, or 0; PostgreSQL refuses to make a double of such a number. */
    private Optional<String> fractional(String number) {
        var value = Double.parseDouble(number);
        if (!mysql && Double.isInfinite(value)) {
            return type.kind() == PgType.Kind.DOUBLE
                    ? Optional.of(value > 0 ? "'Infinity'" : "'-Infinity'")
                    : Optional.empty();
        }
        var vanished = value == 0 && number.replaceFirst("[eE].*", "").matches(".*[1-9].*");
        return Optional.of(!mysql && vanished ? "0" : number);
    }

    /** SQLite makes a number of it first: 007 becomes the text 7. What it prints with an exponent is not guessed. */
    private static Optional<String> printed(String number) {
        if (number.matches("[+-]?\\d{1,18}")) {
            return Optional.of(Quote.literal(String.valueOf(Long.parseLong(number))));
        }
        var plain = number.matches("-?(0|[1-9]\\d*)\\.(0|\\d*[1-9])")
                && number.replaceAll("\\D", "").length() <= DIGITS_OF_SQLITE
                && Math.abs(Double.parseDouble(number)) >= LEAST_WITHOUT_EXPONENT;
        return plain || number.equals("0.0") ? Optional.of(Quote.literal(number)) : Optional.empty();
    }
}
