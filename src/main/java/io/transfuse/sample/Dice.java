package io.transfuse.sample;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** Random values of one row: SplitMix64, written out because the JDK may change its own generators. */
final class Dice {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final long FIRST_MOMENT = LocalDateTime.of(2019, 1, 7, 6, 0).toEpochSecond(ZoneOffset.UTC);
    private static final long SIX_YEARS = 6L * 365 * 24 * 3600;
    private static final String NANOID = "useandom-26T198340PX75pxJACKVERYMINDBUSHWOLF_GQZbfghjklqvwyzrict";

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /** The dice of one row: rows do not depend on each other, so that any row can be made again. */
    static Dice of(long seed, String table, long row) {
        var dice = new Dice(seed * 31 + table.hashCode());
        dice.state = dice.next() + row;
        dice.state = dice.next();
        return dice;
    }

    long next() {
        state += 0x9E3779B97F4A7C15L;
        var mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** 0 to {@code bound} - 1. */
    int below(int bound) {
        return (int) Long.remainderUnsigned(next(), bound);
    }

    /** True in so many of 100 cases. */
    boolean percent(int chance) {
        return below(100) < chance;
    }

    <T> T pick(List<T> list) {
        return list.get(below(list.size()));
    }

    String uuid() {
        return new UUID((next() & ~0xF000L) | 0x4000L, (next() >>> 2) | Long.MIN_VALUE).toString();
    }

    /** 21 characters, as the nanoid library draws them. */
    String nanoid() {
        var text = new StringBuilder();
        for (var i = 0; i < 21; i++) {
            text.append(NANOID.charAt(below(64)));
        }
        return text.toString();
    }

    /** Text of {@code length} hexadecimal digits. */
    String hex(int length) {
        return HexFormat.of().formatHex(bytes(length / 2));
    }

    byte[] bytes(int length) {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++) {
            bytes[i] = (byte) below(256);
        }
        return bytes;
    }

    /** A moment of six fixed years, in seconds since 1970. */
    long second() {
        return FIRST_MOMENT + Long.remainderUnsigned(next(), SIX_YEARS);
    }

    /** The text that SQLite's CURRENT_TIMESTAMP gives at that second. */
    static String moment(long second) {
        return MOMENT.format(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
    }

    String moment() {
        return moment(second());
    }

    String day() {
        return moment().substring(0, 10);
    }
}
