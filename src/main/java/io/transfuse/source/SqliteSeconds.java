package io.transfuse.source;

import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Storage;
import io.transfuse.types.UnixTime;
import org.jspecify.annotations.Nullable;

/**
 * SQLite's SQL for the whole seconds since 1970 of what a run takes for a moment. Rows that it refuses are not asked
 * about, so that the spelling of a value is known by a few of its letters.
 */
final class SqliteSeconds {

    /** SQLite's own functions read a real as a Julian day. */
    private static final String JULIAN = "CAST(strftime('%s', #) AS INTEGER)";

    private static final String CLOCK = "CASE WHEN substr(#, 11) GLOB '[ Tt][0-9]*' THEN 3600 * substr(#, 12, 2)"
            + " + 60 * substr(#, 15, 2) + CASE WHEN substr(#, 17, 1) = ':' THEN substr(#, 18, 2) ELSE 0 END ELSE 0 END";

    /** What follows the sign of an offset: hours, and perhaps minutes, with or without a colon between them. */
    private static final String OFFSET =
            "replace(substr(#, 11 + instr(substr(#, 11), '+') + instr(substr(#, 11), '-')), ':', '')";

    /** The functions of SQLite know one form of an offset only. */
    private static final String ISO = "CAST(strftime('%s', substr(#, 1, 10)) AS INTEGER) + " + CLOCK
            + " - CASE WHEN substr(#, 11) GLOB '*[-+]*' THEN CASE WHEN instr(substr(#, 11), '-') > 0 THEN -1 ELSE 1 END"
            + " * (3600 * substr(" + OFFSET + ", 1, 2) + 60 * CAST(substr(" + OFFSET
            + ", 3, 2) AS INTEGER)) ELSE 0 END";

    /**
     * The whole units of a real that is rounded to microseconds before: {@code <up>} and what follows carry, and from
     * {@code <down>} on a negative number is one less. From {@code <fine>} on reals lie too far apart to carry.
     */
    private static final String ROUNDED = "CAST(# AS INTEGER) + CASE WHEN # >= 0"
            + " THEN # < <fine> AND # >= CAST(# AS INTEGER) + <up>"
            + " ELSE 0 - (# < CAST(# AS INTEGER) AND # <= CAST(# AS INTEGER) - <down>) END";

    private static final String SECONDS = ROUNDED.replace("<fine>", "4294967296.0")
            .replace("<up>", "0.9999995")
            .replace("<down>", "0.0000005");
    private static final String MILLIS = ROUNDED.replace("<fine>", "4398046511104.0")
            .replace("<up>", "0.9995")
            .replace("<down>", "0.0005");

    /** The size from which on anything but a column's own whole numbers counts milliseconds. */
    private static final long MILLIS_FROM = 100_000_000_000L;

    private SqliteSeconds() {}

    /** The seconds of the values of an expression, of which the profile tells what there is. */
    static String of(String name, @Nullable OfColumn profile) {
        var sql = new StringBuilder("CASE WHEN # IS NULL THEN NULL");
        if (has(profile, Storage.TEXT) || has(profile, Storage.BLOB)) {
            sql.append(" WHEN typeof(#) IN ('text', 'blob') THEN ")
                    .append(has(profile, Storage.BLOB) ? text().replace("#", "CAST(# AS TEXT)") : text());
        }
        if (has(profile, Storage.REAL)) {
            // Noon of a Julian day is stored as an integer.
            var noon = profile != null && profile.fact("julian") > 0 ? " OR " + julian("#") : "";
            sql.append(" WHEN typeof(#) = 'real'").append(noon).append(" THEN ").append(real("#"));
        }
        var from = profile == null ? MILLIS_FROM : UnixTime.millisFrom(profile);
        return sql.append(" ELSE ")
                .append(integer("#", from))
                .append(" END")
                .toString()
                .replace("#", name);
    }

    private static boolean has(@Nullable OfColumn profile, Storage storage) {
        return profile == null || profile.count(storage) > 0;
    }

    private static String text() {
        return "CASE WHEN # GLOB '[0-9][0-9][0-9][0-9]-*' THEN " + ISO + " WHEN instr(#, '.') > 0 THEN "
                + real("CAST(# AS REAL)") + " ELSE " + integer("CAST(# AS INTEGER)", MILLIS_FROM) + " END";
    }

    private static String real(String value) {
        return ("CASE WHEN " + julian("#") + " THEN " + JULIAN + " WHEN abs(#) < " + MILLIS_FROM + " THEN " + SECONDS
                        + " ELSE " + thousandth(MILLIS) + " END")
                .replace("#", value);
    }

    private static String integer(String value, long millisFrom) {
        return ("CASE WHEN # BETWEEN " + (1 - millisFrom) + " AND " + (millisFrom - 1) + " THEN # ELSE "
                        + thousandth("#") + " END")
                .replace("#", value);
    }

    private static String julian(String value) {
        return SqliteFacts.JULIAN.replace("{}", value);
    }

    /** A division of whole numbers would cut towards zero. */
    private static String thousandth(String millis) {
        return "CAST(floor((" + millis + ") / 1000.0) AS INTEGER)";
    }
}
