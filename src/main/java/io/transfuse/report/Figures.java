package io.transfuse.report;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers as people read them. */
final class Figures {
    private static final Pattern MOMENT =
            Pattern.compile("^(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d:\\d\\d:\\d\\d)(?:\\.\\d+)?Z$");

    private Figures() {}

    static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    static String count(long n, String one, String many) {
        return count(n) + " " + (n == 1 ? one : many);
    }

    static String rows(long n) {
        return count(n, "row", "rows");
    }

    static String tables(long n) {
        return count(n, "table", "tables");
    }

    static String duration(double seconds) {
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        var whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d min %d s", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%,d h %d min", whole / 3600, whole % 3600 / 60);
    }

    static String size(long bytes) {
        var units = List.of("bytes", "kB", "MB", "GB", "TB");
        double left = bytes;
        int unit = 0;
        while (left >= 1000 && unit < units.size() - 1) {
            left /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f " : "%.1f ", left) + units.get(unit);
    }

    /** An ISO time in UTC with a space for the letters; anything else as it is. */
    static String moment(String iso) {
        return MOMENT.matcher(iso).replaceFirst("$1 $2 UTC");
    }
}
