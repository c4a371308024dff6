package io.transfuse.sample;

/**
 * The keys of RadCase's rows, computed from the row's number so that a child finds its parent without a list.
 *
 * @param seed the sample's seed
 */
record Keys(long seed) {

    /** Rows from here on are added for a fault; their keys are plain UUIDs, so that a row carries one fault only. */
    static final long EXTRA = 1L << 40;

    /** Mostly a UUID; as in the field also a nanoid, a UUID without dashes, or a name that somebody chose. */
    String of(String table, long row) {
        var dice = Dice.of(seed, table + ".id", row);
        if (row >= EXTRA) {
            return dice.uuid();
        }
        return switch ((int) (row % 120)) {
            case 7 -> dice.nanoid();
            case 23 -> dice.hex(32);
            case 41 -> String.format("acc-%03d", row);
            default -> dice.uuid();
        };
    }

    String caseId(long row) {
        return of("cases", row);
    }

    /** The first user is the application itself. */
    String userId(long row) {
        return row == 0 ? "system" : of("users", row);
    }
}
