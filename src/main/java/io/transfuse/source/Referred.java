package io.transfuse.source;

import java.util.List;

/**
 * What the rows find that a reference names.
 *
 * @param orphans rows that find none
 * @param misspelt rows that spell the key otherwise than it is spelt in the target, because the source calls two
 *     spellings equal
 */
public record Referred(long orphans, long misspelt) {

    /** Nothing was asked. */
    public static final Referred UNASKED = new Referred(0, 0);

    static Referred sum(List<Referred> parts) {
        return parts.stream().reduce(UNASKED, (a, b) -> new Referred(a.orphans + b.orphans, a.misspelt + b.misspelt));
    }
}
