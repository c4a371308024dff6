package io.transfuse.types;

import io.transfuse.model.Profile.OfColumn;

/** In which unit the whole numbers of a column count from 1970 on: seconds, or milliseconds where they are large. */
public final class UnixTime {

    /** Year 5138 as seconds, March 1973 as milliseconds. */
    static final long MILLIS_FROM = 100_000_000_000L;

    /** Year 2100 as seconds. Where some numbers are milliseconds for certain, no other means a later year. */
    private static final long SECONDS_BELOW = 4_102_444_800L;

    /** March 1973 as seconds. Where all are smaller, they are years, days, or digits of dates. */
    private static final long MOMENTS_FROM = 100_000_000L;

    private UnixTime() {}

    /** The size from which on the column's whole numbers are milliseconds. */
    public static long millisFrom(OfColumn profile) {
        return countsMillis(profile) ? SECONDS_BELOW : MILLIS_FROM;
    }

    /** Whether some of them are too large to be seconds. */
    public static boolean countsMillis(OfColumn profile) {
        return most(profile) >= MILLIS_FROM || least(profile) <= -MILLIS_FROM;
    }

    /** Whether there is one that other whole numbers of dates are not as large as, as far as somebody looked. */
    static boolean credible(OfColumn profile) {
        return profile.maxInteger().filter(m -> m < MOMENTS_FROM).isEmpty();
    }

    private static long least(OfColumn profile) {
        return profile.minInteger().orElse(0L);
    }

    private static long most(OfColumn profile) {
        return profile.maxInteger().orElse(0L);
    }
}
