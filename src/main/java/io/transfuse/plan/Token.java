package io.transfuse.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One word of a source's SQL.
 *
 * @param kind what it is
 * @param text its text; names and texts without their quotes
 */
record Token(Kind kind, String text) {

    static final Token END = new Token(Kind.END, "");

    /** What a word may be. */
    enum Kind {
        /** A bare word: a keyword, a function or a name. */
        WORD,
        /** A name between quotes. */
        NAME,
        TEXT,
        NUMBER,
        BITS,
        BYTES,
        SIGN,
        END
    }

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");
    private static final Pattern NUMBER =
            Pattern.compile("(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?(?![A-Za-z_])");
    private static final Pattern BITS = Pattern.compile("[bB]'([01]*)'");
    private static final Pattern BYTES =
            Pattern.compile("[xX]'((?:[0-9A-Fa-f]{2})*)'|0x((?:[0-9A-Fa-f]{2})+)(?![0-9A-Za-z_])");
    private static final Pattern TEXT = Pattern.compile("'((?:[^']|'')*)'");
    private static final Pattern CHARSET = Pattern.compile("_(?:utf8mb4|utf8mb3|utf8|latin1|ascii)\\s*(?=')");
    private static final Pattern SIGN = Pattern.compile("->>|<=>|->|<=|>=|<>|!=|==|&&|\\|\\||[-=<>(),+*/%.!]");

    /** The words of a piece of SQL, or empty where it holds what is no word of it. */
    static Optional<List<Token>> all(String sql, boolean mysql) {
        var tokens = new ArrayList<Token>();
        int at = 0;
        while (at < sql.length()) {
            var space = matcher(SPACE, sql, at);
            if (space.lookingAt()) {
                at = space.end();
                continue;
            }
            var charset = matcher(CHARSET, sql, at);
            if (mysql && charset.lookingAt()) {
                at = charset.end();
                continue;
            }
            var next = next(sql, at, mysql);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            tokens.add(next.get().token());
            at = next.get().end();
        }
        return Optional.of(tokens);
    }

    private record Found(Token token, int end) {}

    private static Optional<Found> next(String sql, int at, boolean mysql) {
        var first = sql.charAt(at);
        if (first == '`' || first == '[' || first == '"') {
            return name(sql, at, first == '[' ? ']' : first)
                    .map(f -> mysql && first == '"'
                            ? new Found(new Token(Kind.TEXT, f.token().text()), f.end())
                            : f);
        }
        return matched(BITS, Kind.BITS, sql, at)
                .or(() -> matched(BYTES, Kind.BYTES, sql, at))
                .or(() -> matched(TEXT, Kind.TEXT, sql, at)
                        .filter(f -> f.token().text().indexOf(0) < 0))
                .or(() -> matched(NUMBER, Kind.NUMBER, sql, at))
                .or(() -> matched(WORD, Kind.WORD, sql, at))
                .or(() -> comment(sql, at) ? Optional.empty() : matched(SIGN, Kind.SIGN, sql, at));
    }

    private static boolean comment(String sql, int at) {
        return sql.startsWith("--", at) || sql.startsWith("/*", at) || sql.startsWith("#", at);
    }

    private static Optional<Found> name(String sql, int at, char quote) {
        var text = new StringBuilder();
        for (int i = at + 1; i < sql.length(); i++) {
            if (sql.charAt(i) != quote) {
                text.append(sql.charAt(i));
            } else if (quote != ']' && i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
                text.append(quote);
                i++;
            } else {
                return Optional.of(new Found(new Token(Kind.NAME, text.toString()), i + 1));
            }
        }
        return Optional.empty();
    }

    private static Optional<Found> matched(Pattern pattern, Kind kind, String sql, int at) {
        var matcher = matcher(pattern, sql, at);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        var text = matcher.group();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            text = matcher.group(i) == null ? text : matcher.group(i);
        }
        var inner = kind == Kind.TEXT ? text.replace("''", "'") : text;
        return Optional.of(new Found(new Token(kind, inner), matcher.end()));
    }

    private static Matcher matcher(Pattern pattern, String sql, int at) {
        var matcher = pattern.matcher(sql);
        matcher.region(at, sql.length());
        matcher.useTransparentBounds(true);
        return matcher;
    }

    /** Whether it is this keyword or sign. */
    boolean is(String wanted) {
        return (kind == Kind.WORD || kind == Kind.SIGN) && text.equalsIgnoreCase(wanted);
    }

    String lower() {
        return text.toLowerCase(Locale.ROOT);
    }
}
