package io.transfuse.transform;

import static org.apache.spark.sql.functions.bin;
import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.conv;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.right;
import static org.apache.spark.sql.functions.unhex;
import static org.apache.spark.sql.functions.when;

import io.transfuse.model.PgType;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;

/**
 * Bits as PostgreSQL prints them, digit by digit, and what such digits are worth.
 *
 * @param type the target's type of bits
 * @param column the source column, for findings
 */
record Bits(PgType type, String column) {

    private static final Pattern BITS = Pattern.compile("(?:var)?bit(?:\\((\\d+)\\))?");
    private static final int HEX_DIGITS = 16;

    Change ofInteger(Column in) {
        var digits = varying() ? bin(in) : lpad(bin(in), (int) width(), "0");
        return bits(digits, in, in.geq(0L).and(length(bin(in)).leq(lit(width()))));
    }

    Change ofText(Column in) {
        var fits = varying() ? length(in).leq(lit(width())) : length(in).equalTo(lit(width()));
        return bits(in, in, in.rlike("^[01]+\\z").and(fits));
    }

    private Change bits(Column digits, Column in, Column fits) {
        return Change.orReject(when(fits, digits), in, "not-a-bit", column);
    }

    private boolean varying() {
        return type.sql().startsWith("varbit");
    }

    /** {@code bit(n)} takes n digits, {@code varbit(n)} at most n. */
    private long width() {
        var matcher = BITS.matcher(type.sql());
        var open = varying() ? Integer.MAX_VALUE : 1;
        return matcher.matches() && matcher.group(1) != null ? Long.parseLong(matcher.group(1)) : open;
    }

    /** The number that up to 64 bits mean, as decimal text. */
    static Column number(Column digits) {
        return conv(digits, 2, 10);
    }

    /** The bytes that the source holds for them: as many as they fill. */
    static Column bytes(Column digits) {
        var most = lpad(conv(digits, 2, 16), HEX_DIGITS, "0");
        var two = ceil(length(digits).divide(lit(Byte.SIZE))).multiply(lit(2)).cast("int");
        return unhex(right(most, two));
    }
}
