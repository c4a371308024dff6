package io.transfuse.load;

/** Dates and times as PostgreSQL reads them, for every year that it knows; without an object a value. */
final class CopyTimes {
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long MICROS_PER_DAY = 86_400L * MICROS_PER_SECOND;

    private CopyTimes() {}

    static void date(CopyBuffer out, int days) {
        putDay(out, days);
        putEra(out, days);
    }

    static void timestamp(CopyBuffer out, long micros) {
        var days = Math.floorDiv(micros, MICROS_PER_DAY);
        putDay(out, days);
        putTime(out, Math.floorMod(micros, MICROS_PER_DAY));
        putEra(out, days);
    }

    static void timestamptz(CopyBuffer out, long micros) {
        var days = Math.floorDiv(micros, MICROS_PER_DAY);
        putDay(out, days);
        putTime(out, Math.floorMod(micros, MICROS_PER_DAY));
        out.put('+');
        out.putDigits(0, 2);
        putEra(out, days);
    }

    /** Hours may be more than a day's; the sign stands for all that follows. */
    static void interval(CopyBuffer out, long micros) {
        if (micros < 0) {
            out.put('-');
        }
        var rest = Math.abs(micros);
        var hours = rest / (3600 * MICROS_PER_SECOND);
        out.put(hours);
        out.put(':');
        out.putDigits(rest / (60 * MICROS_PER_SECOND) % 60, 2);
        out.put(':');
        out.putDigits(rest / MICROS_PER_SECOND % 60, 2);
        if (rest % MICROS_PER_SECOND != 0) {
            out.put('.');
            out.putDigits(rest % MICROS_PER_SECOND, 6);
        }
    }

    // Days to the proleptic Gregorian calendar: years are counted from 1 March, in eras of 400 years of 146,097 days.
    private static void putDay(CopyBuffer out, long days) {
        var day = dayOfEra(days);
        var yearOfEra = yearOfEra(day);
        var dayOfYear = day - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var monthFromMarch = (5 * dayOfYear + 2) / 153;
        var year = year(days);
        // There is no year 0: the year before 1 is 1 BC.
        out.putDigits(year > 0 ? year : 1 - year, 4);
        out.put('-');
        out.putDigits(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9, 2);
        out.put('-');
        out.putDigits(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1, 2);
    }

    private static void putTime(CopyBuffer out, long microsOfDay) {
        var seconds = microsOfDay / MICROS_PER_SECOND;
        out.put(' ');
        out.putDigits(seconds / 3600, 2);
        out.put(':');
        out.putDigits(seconds / 60 % 60, 2);
        out.put(':');
        out.putDigits(seconds % 60, 2);
        var micros = microsOfDay % MICROS_PER_SECOND;
        if (micros != 0) {
            out.put('.');
            out.putDigits(micros, 6);
        }
    }

    private static void putEra(CopyBuffer out, long days) {
        if (year(days) <= 0) {
            out.putAscii(" BC");
        }
    }

    private static long year(long days) {
        var day = dayOfEra(days);
        var yearOfEra = yearOfEra(day);
        var dayOfYear = day - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var year = yearOfEra + 400 * Math.floorDiv(days + 719_468, 146_097L);
        return (5 * dayOfYear + 2) / 153 < 10 ? year : year + 1;
    }

    private static long dayOfEra(long days) {
        return Math.floorMod(days + 719_468, 146_097L);
    }

    private static long yearOfEra(long day) {
        return (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    }
}
