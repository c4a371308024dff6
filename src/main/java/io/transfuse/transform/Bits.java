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
import org.apache.spark.sql.Column;

/**
 * Bits as PostgreSQL prints them, digit by digit, and what such digits are worth.
 *
 * @param type the target's type of bits
 * @param column the source column, for findings
 */
record Bits(PgType type, String column) {

    private static final int HEX_DIGITS = 16;

    Change ofInteger(Column in) {
        var digits = type.varying() ? bin(in) : lpad(bin(in), (int) type.bits(), "0");
        return bits(digits, in, in.geq(0L).and(length(bin(in)).leq(lit(type.bits()))));
    }

    Change ofText(Column in) {
        var fits =
                type.varying() ? length(in).leq(lit(type.bits())) : length(in).equalTo(lit(type.bits()));
        return bits(in, in, in.rlike("^[01]+\\z").and(fits));
    }

    private Change bits(Column digits, Column in, Column fits) {
        return Change.orReject(when(fits, digits), in, "not-a-bit", column);
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
