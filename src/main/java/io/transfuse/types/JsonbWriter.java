package io.transfuse.types;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one {@code jsonb} text; a method answers false where PostgreSQL refuses what it is given. */
final class JsonbWriter {

    /** PostgreSQL orders keys by length in bytes, then by bytes. */
    private static final Comparator<Member> ORDER =
            Comparator.<Member>comparingInt(m -> m.key.length).thenComparing(m -> m.key, Arrays::compareUnsigned);

    private final StringBuilder out = new StringBuilder();
    private final Deque<Container> containers = new ArrayDeque<>();
    private final boolean stripNul;

    JsonbWriter(boolean stripNul) {
        this.stripNul = stripNul;
    }

    /** Whether one whole value is written. */
    boolean complete() {
        return containers.isEmpty() && !out.isEmpty();
    }

    String text() {
        return out.toString();
    }

    boolean open(boolean object) {
        separate();
        out.append(object ? '{' : '[');
        containers.push(new Container(object, out.length()));
        return true;
    }

    boolean close() {
        var container = containers.pop();
        if (container.object) {
            container.arrange(out);
        }
        out.append(container.object ? '}' : ']');
        return ended();
    }

    boolean key(String name) {
        var container = containers.element();
        if (!container.members.isEmpty()) {
            out.append(", ");
        }
        var start = out.length();
        if (!quote(name)) {
            return false;
        }
        var key = stripNul ? name.replace("\0", "") : name;
        container.members.add(new Member(key.getBytes(StandardCharsets.UTF_8), start));
        out.append(": ");
        return true;
    }

    boolean string(String value) {
        separate();
        return quote(value) && ended();
    }

    boolean plain(@Nullable String value) {
        if (value == null) {
            return false;
        }
        separate();
        out.append(value);
        return ended();
    }

    private void separate() {
        var container = containers.peek();
        if (container != null && !container.object && out.length() > container.start) {
            out.append(", ");
        }
    }

    private boolean ended() {
        var container = containers.peek();
        if (container != null && container.object) {
            container.members.get(container.members.size() - 1).end = out.length();
        }
        return true;
    }

    private boolean quote(String value) {
        out.append('"');
        var step = 1;
        for (var i = 0; i < value.length(); i += step) {
            var c = value.codePointAt(i);
            step = Character.charCount(c);
            if ((c == 0 && !stripNul) || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                return false;
            }
            if (c < ' ' || c == '"' || c == '\\') {
                escape((char) c);
            } else {
                out.appendCodePoint(c);
            }
        }
        out.append('"');
        return true;
    }

    private void escape(char c) {
        switch (c) {
            case 0 -> {}
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default ->
                out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
        }
    }

    /** A member whose text, key and value, stands in the buffer from {@code start} to {@code end}. */
    private static final class Member {
        private final byte[] key;
        private final int start;
        private int end;

        Member(byte[] key, int start) {
            this.key = key;
            this.start = start;
        }
    }

    /** An object or array that is not closed yet. */
    private static final class Container {
        private final boolean object;
        private final int start;
        private final List<Member> members = new ArrayList<>(0);

        Container(boolean object, int start) {
            this.object = object;
            this.start = start;
        }

        /** Brings the members into PostgreSQL's order; of equal keys the last one wins. */
        void arrange(StringBuilder out) {
            if (inOrder()) {
                return;
            }
            var body = out.substring(start);
            members.sort(ORDER);
            out.setLength(start);
            for (var i = 0; i < members.size(); i++) {
                var member = members.get(i);
                if (i + 1 < members.size() && ORDER.compare(member, members.get(i + 1)) == 0) {
                    continue;
                }
                if (out.length() > start) {
                    out.append(", ");
                }
                out.append(body, member.start - start, member.end - start);
            }
        }

        private boolean inOrder() {
            for (var i = 1; i < members.size(); i++) {
                if (ORDER.compare(members.get(i - 1), members.get(i)) >= 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
