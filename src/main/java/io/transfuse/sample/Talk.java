package io.transfuse.sample;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is said in a conversation with a simulated patient, when, and what the application notes beside it. */
final class Talk {
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");
    private static final long FIRST = LocalDateTime.of(2025, 1, 7, 6, 0).toEpochSecond(ZoneOffset.UTC);
    private static final int A_YEAR = 365 * 24 * 3600;
    private static final List<String> LINES = List.of(
            "Good morning, what brings you in today?",
            "It's my chest, doctor… it *hurts* when I breathe in.",
            "Seit wann haben Sie die Beschwerden? Wie stark, von 0 bis 10?",
            "昨日の夜からです。",
            "On a scale from 0 to 10: \"about 7\".",
            "Я принимаю только аспирин, 100 мг.",
            "Any allergies? 💊",
            "Nein – außer gegen Penicillin 🤧",
            "C:\\Users\\sps\\new\\notes.txt\tis where I keep my list",
            "'; DROP TABLE messages; --",
            "\\N",
            "NULL",
            "لا، شكرا",
            "Line one\nLine two\r\nLine three",
            "👩🏽‍⚕️👨‍👩‍👧‍👦");
    private static final List<String> DOCUMENTS = List.of(
            "{}",
            "[]",
            "null",
            "\"only a word\"",
            "17",
            " {\n  \"empty\" : [ ]\n}\n",
            "{\"b\":1,\"a\":{\"ü\":\"\\ud83e\\ude7b\"}}");

    private Talk() {}

    /** A moment of one year, in seconds since 1970. */
    static long second(Dice dice) {
        return FIRST + dice.below(A_YEAR);
    }

    /** As SQLite's CURRENT_TIMESTAMP writes it, or as JavaScript's toISOString() does: one column holds both. */
    static String moment(Dice dice, long second) {
        return dice.percent(50)
                ? Dice.moment(second)
                : ISO.format(LocalDateTime.ofEpochSecond(second, dice.below(1000) * 1_000_000, ZoneOffset.UTC));
    }

    static String moment(Dice dice) {
        return moment(dice, second(dice));
    }

    /** What somebody says; now and then a long story. */
    static String line(Dice dice) {
        if (dice.percent(1)) {
            return (dice.pick(LINES) + " ").repeat(200);
        }
        var line = dice.pick(LINES);
        return dice.percent(30) ? line + " " + dice.pick(LINES) : line;
    }

    /** NULL, a small document of any kind, or measurements with numbers that a double would change. */
    static @Nullable String json(Dice dice) {
        if (dice.percent(30)) {
            return null;
        }
        if (dice.percent(30)) {
            return dice.pick(DOCUMENTS);
        }
        return String.format(
                Locale.ROOT,
                "{\"model\":\"sps-%d\",\"temperature\":1.10,\"latency\":%d.50,\"epsilon\":1e-7,"
                        + "\"request\":9007199254740993,\"tags\":[\"chest\",null,true]}",
                dice.below(4),
                dice.below(2000));
    }
}
