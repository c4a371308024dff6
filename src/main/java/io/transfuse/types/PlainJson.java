package io.transfuse.types;

import java.util.Arrays;

/**
 * Finds JSON that PostgreSQL prints for {@code jsonb} just as it is written: MySQL prints its own that way. What holds
 * escapes, exponents or long numbers is never said to be so: {@link JsonbText} decides about the rest.
 */
public final class PlainJson {
    private static final int DEEPEST = 64;
    private static final int MOST_DIGITS = 100;

    private final byte[] json;
    private final int end;
    private int at;

    private PlainJson(byte[] json, int at, int length) {
        this.json = json;
        this.at = at;
        this.end = at + length;
    }

    /** Whether these bytes are what PostgreSQL prints. */
    public static boolean is(byte[] json, int at, int length) {
        var text = new PlainJson(json, at, length);
        return text.value(0) && text.at == text.end;
    }

    private int here() {
        return at < end ? json[at] : -1;
    }

    private boolean take(char c) {
        if (here() != c) {
            return false;
        }
        at++;
        return true;
    }

    private boolean value(int depth) {
        return switch (here()) {
            case '{' -> depth < DEEPEST && object(depth);
            case '[' -> depth < DEEPEST && array(depth);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    /** Keys in PostgreSQL's order, shorter ones first, and none twice. */
    private boolean object(int depth) {
        at++;
        if (take('}')) {
            return true;
        }
        int before = -1;
        int beforeEnd = -1;
        while (true) {
            var key = at;
            if (!string() || (before >= 0 && !ordered(before, beforeEnd, key, at))) {
                return false;
            }
            before = key;
            beforeEnd = at;
            if (!take(':') || !take(' ') || !value(depth + 1)) {
                return false;
            }
            if (!take(',')) {
                return take('}');
            }
            if (!take(' ')) {
                return false;
            }
        }
    }

    private boolean ordered(int a, int aEnd, int b, int bEnd) {
        var lengths = Integer.compare(aEnd - a, bEnd - b);
        return lengths < 0 || (lengths == 0 && Arrays.compareUnsigned(json, a, aEnd, json, b, bEnd) < 0);
    }

    private boolean array(int depth) {
        at++;
        if (take(']')) {
            return true;
        }
        while (value(depth + 1)) {
            if (!take(',')) {
                return take(']');
            }
            if (!take(' ')) {
                return false;
            }
        }
        return false;
    }

    private boolean string() {
        if (!take('"')) {
            return false;
        }
        while (at < end && json[at] != '"') {
            // Bytes of other letters than ASCII's are negative, and stay as they are.
            if ((json[at] >= 0 && json[at] < ' ') || json[at] == '\\') {
                return false;
            }
            at++;
        }
        return take('"');
    }

    private boolean word(String word) {
        for (var i = 0; i < word.length(); i++) {
            if (!take(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** A number without an exponent; a negative zero loses its sign. */
    private boolean number() {
        var negative = take('-');
        var first = here();
        var whole = digits();
        if (whole == 0 || whole > MOST_DIGITS || (first == '0' && (whole > 1 || negative))) {
            return false;
        }
        if (take('.')) {
            var fraction = digits();
            return fraction > 0 && fraction <= MOST_DIGITS && !exponent();
        }
        return !exponent();
    }

    private boolean exponent() {
        return here() == 'e' || here() == 'E';
    }

    private int digits() {
        var from = at;
        while (at < end && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        return at - from;
    }
}
