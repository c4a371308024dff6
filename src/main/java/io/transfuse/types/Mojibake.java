package io.transfuse.types;

import java.util.regex.Pattern;

/** Text that was encoded twice: UTF-8 whose bytes were taken for Windows' letters once. */
public final class Mojibake {

    /** What Windows shows for the bytes 0x80 to 0xBF of UTF-8, behind one of its first bytes; MySQL reads it too. */
    public static final String PATTERN =
            "(?-i)[\u00c2\u00c3][\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6"
                    + "\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153"
                    + "\u017e\u0178]|\u00e2[\u20ac\u201a\u201e\u02c6]|\u00f0\u0178";

    private static final Pattern TWICE = Pattern.compile(PATTERN);

    private Mojibake() {}

    /** Whether the text looks so; it may be meant, so nobody mends it unasked. */
    public static boolean is(String text) {
        return TWICE.matcher(text).find();
    }
}
