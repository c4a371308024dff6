package io.transfuse.load;

import static io.transfuse.load.BinaryForms.require;

import org.apache.spark.unsafe.types.UTF8String;

/** Dates and times in binary, which PostgreSQL counts from the first day of the year 2000. */
final class BinaryTimes {
    private static final int DAYS_TO_2000 = 10_957;
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long MICROS_TO_2000 = DAYS_TO_2000 * 86_400L * MICROS_PER_SECOND;
    private static final int WHOLE_SECONDS = "00:00:00".length();
    private static final int MICROSECONDS = "00:00:00.000000".length();

    private BinaryTimes() {}

    static void date(CopyBuffer out, int days) throws NotInBinary {
        // The least number would be read as minus infinity, and those below it as far future.
        require(days > Integer.MIN_VALUE + DAYS_TO_2000, "a date");
        out.putInt4(Integer.BYTES);
        out.putInt4(days - DAYS_TO_2000);
    }

    static void timestamp(CopyBuffer out, long micros) throws NotInBinary {
        require(micros > Long.MIN_VALUE + MICROS_TO_2000, "a moment");
        out.putInt4(Long.BYTES);
        out.putInt8(micros - MICROS_TO_2000);
    }

    /** Hours may be more than a day's, so there are no days and no months beside them. */
    static void interval(CopyBuffer out, long micros) {
        out.putInt4(Long.BYTES + 2 * Integer.BYTES);
        out.putInt8(micros);
        out.putInt4(0);
        out.putInt4(0);
    }

    /** A time of a day from its text. */
    static void time(CopyBuffer out, UTF8String text) throws NotInBinary {
        var length = text.numBytes();
        require(length == WHOLE_SECONDS || (length > WHOLE_SECONDS + 1 && length <= MICROSECONDS), "a time");
        var hours = part(text, 0, 23);
        var minutes = part(text, 3, 59);
        var seconds = part(text, 6, 59);
        require(text.getByte(2) == ':' && text.getByte(5) == ':', "a time");
        out.putInt4(Long.BYTES);
        out.putInt8((hours * 3600 + minutes * 60 + seconds) * MICROS_PER_SECOND + fraction(text, length));
    }

    private static long part(UTF8String text, int at, int most) throws NotInBinary {
        var part = 10 * digit(text, at) + digit(text, at + 1);
        require(part <= most, "a time");
        return part;
    }

    private static long fraction(UTF8String text, int length) throws NotInBinary {
        if (length == WHOLE_SECONDS) {
            return 0;
        }
        require(text.getByte(WHOLE_SECONDS) == '.', "a time");
        var micros = 0L;
        for (var at = WHOLE_SECONDS + 1; at < MICROSECONDS; at++) {
            micros = 10 * micros + (at < length ? digit(text, at) : 0);
        }
        return micros;
    }

    private static long digit(UTF8String text, int at) throws NotInBinary {
        var digit = text.getByte(at) - '0';
        require(digit >= 0 && digit <= 9, "a time");
        return digit;
    }
}
