package io.transfuse.types;

import java.io.Serializable;
import java.math.BigInteger;

/**
 * How many rows a table has and what all their checksums add up to, in any order.
 *
 * @param rows their number
 * @param checksum 32 hexadecimal digits: the sums of the checksums' first and last eight bytes, each modulo 2^64
 */
public record Digest(long rows, String checksum) implements Serializable {

    /** From the sums of the halves, each read as a signed 64-bit number; 128-bit sums and wrapped ones are the same. */
    public static Digest of(long rows, BigInteger first, BigInteger last) {
        return new Digest(rows, "%016x%016x".formatted(first.longValue(), last.longValue()));
    }
}
