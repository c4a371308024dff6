package io.transfuse.types;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Prints plain JSON as PostgreSQL prints {@code jsonb}, from bytes to bytes. What holds letters by their numbers, keys
 * with escapes, exponents, very long numbers or very many members is not plain, and neither is what is no JSON:
 * {@link JsonbText} decides about the rest. One instance serves one thread.
 */
public final class PlainJson {
    private static final int DEEPEST = 64;
    private static final int MOST_MEMBERS = 64;
    private static final int MOST_DIGITS = 100;
    private static final int KEPT = 1 << 16;

    private byte[] json = {};
    private int at;
    private int end;
    private byte[] out = new byte[256];
    private int size;

    /** The bytes that PostgreSQL prints; null where the text is not plain. */
    public byte @Nullable [] printed(byte[] text, int from, int length) {
        json = text;
        at = from;
        end = from + length;
        size = 0;
        blanks();
        var plain = value(0);
        blanks();
        var printed = plain && at == end ? Arrays.copyOf(out, size) : null;
        json = new byte[0];
        if (out.length > KEPT) {
            out = new byte[256];
        }
        return printed;
    }

    private int here() {
        return at < end ? json[at] : -1;
    }

    private void blanks() {
        while (at < end && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
            at++;
        }
    }

    /** Whether this letter comes next, perhaps behind blanks; then it is behind us. */
    private boolean take(char c) {
        blanks();
        if (here() != c) {
            return false;
        }
        at++;
        return true;
    }

    private void put(int from, int count, byte[] bytes) {
        if (size + count > out.length) {
            out = Arrays.copyOf(out, Math.max(size + count, 2 * out.length));
        }
        System.arraycopy(bytes, from, out, size, count);
        size += count;
    }

    private void put(char c) {
        if (size == out.length) {
            out = Arrays.copyOf(out, 2 * size);
        }
        out[size++] = (byte) c;
    }

    private boolean value(int depth) {
        blanks();
        return switch (here()) {
            case '{' -> depth < DEEPEST && object(depth);
            case '[' -> depth < DEEPEST && array(depth);
            case '"' -> string(true);
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    private boolean array(int depth) {
        at++;
        put('[');
        if (!take(']')) {
            do {
                separate('[');
                if (!value(depth + 1)) {
                    return false;
                }
            } while (take(','));
            if (!take(']')) {
                return false;
            }
        }
        put(']');
        return true;
    }

    private boolean object(int depth) {
        at++;
        put('{');
        var members = new Members(size);
        if (!take('}')) {
            do {
                separate('{');
                if (!members.more() || !member(members, depth)) {
                    return false;
                }
            } while (take(','));
            if (!take('}')) {
                return false;
            }
            members.arrange();
        }
        put('}');
        return true;
    }

    private void separate(char open) {
        if (out[size - 1] != open) {
            put(',');
            put(' ');
        }
    }

    private boolean member(Members members, int depth) {
        var start = size;
        blanks();
        if (!string(false)) {
            return false;
        }
        var key = size;
        if (!take(':')) {
            return false;
        }
        put(':');
        put(' ');
        if (!value(depth + 1)) {
            return false;
        }
        members.add(start, key, size);
        return true;
    }

    /** Bytes of other letters than ASCII's are negative, and stay as they are. */
    private boolean string(boolean escapes) {
        if (here() != '"') {
            return false;
        }
        var from = at++;
        while (at < end && json[at] != '"') {
            if (json[at] == '\\') {
                at++;
                if (!escapes || !printedSo(here())) {
                    return false;
                }
            } else if (json[at] >= 0 && json[at] < ' ') {
                return false;
            }
            at++;
        }
        if (at >= end) {
            return false;
        }
        at++;
        put(from, at - from, json);
        return true;
    }

    /** Whether PostgreSQL prints an escape as it is written here. */
    private static boolean printedSo(int escaped) {
        return switch (escaped) {
            case '"', '\\', 'b', 'f', 'n', 'r', 't' -> true;
            default -> false;
        };
    }

    private boolean word(String word) {
        for (var i = 0; i < word.length(); i++) {
            if (here() != word.charAt(i)) {
                return false;
            }
            put(word.charAt(i));
            at++;
        }
        return true;
    }

    /** A number without an exponent; a negative zero would lose its sign. */
    private boolean number() {
        var from = at;
        var negative = here() == '-' ? 1 : 0;
        at += negative;
        var first = here();
        var whole = digits();
        if (whole == 0 || (first == '0' && whole + negative > 1)) {
            return false;
        }
        if (here() == '.') {
            at++;
            if (digits() == 0) {
                return false;
            }
        }
        put(from, at - from, json);
        return at - from <= MOST_DIGITS && here() != 'e' && here() != 'E';
    }

    private int digits() {
        var from = at;
        while (at < end && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        return at - from;
    }

    /** Where the members of an object stand in what is printed so far. */
    private final class Members {
        private final int body;
        private int[] places = new int[12];
        private int count;

        Members(int body) {
            this.body = body;
        }

        boolean more() {
            return count < 3 * MOST_MEMBERS;
        }

        void add(int start, int key, int stop) {
            if (count == places.length) {
                places = Arrays.copyOf(places, 2 * count);
            }
            places[count++] = start;
            places[count++] = key;
            places[count++] = stop;
        }

        /** PostgreSQL orders keys by length in bytes, then by bytes. */
        private int compare(int a, int b) {
            var lengths = Integer.compare(places[a + 1] - places[a], places[b + 1] - places[b]);
            return lengths == 0
                    ? Arrays.compareUnsigned(out, places[a], places[a + 1], out, places[b], places[b + 1])
                    : lengths;
        }

        /** Brings the members into PostgreSQL's order; of equal keys the last one wins. */
        void arrange() {
            var ordered = true;
            for (var i = 3; i < count; i += 3) {
                ordered &= compare(i - 3, i) < 0;
            }
            if (ordered) {
                return;
            }
            var order = new Integer[count / 3];
            Arrays.setAll(order, i -> 3 * i);
            Arrays.sort(order, this::compare);
            var before = Arrays.copyOfRange(out, body, size);
            size = body;
            for (var i = 0; i < order.length; i++) {
                if (i + 1 < order.length && compareKept(before, order[i], order[i + 1]) == 0) {
                    continue;
                }
                if (size > body) {
                    put(',');
                    put(' ');
                }
                put(places[order[i]] - body, places[order[i] + 2] - places[order[i]], before);
            }
        }

        private int compareKept(byte[] before, int a, int b) {
            return Arrays.compare(
                    before, places[a] - body, places[a + 1] - body, before, places[b] - body, places[b + 1] - body);
        }
    }
}
