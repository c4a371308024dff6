package io.transfuse.types;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts in quotes as MySQL and MariaDB write them in SQL and in the information schema: with doubled quotes and with
 * backslashes, whatever sql_mode says.
 */
public final class MysqlLiteral {

    /** Any such text; the first group is what stands between its quotes. */
    public static final Pattern PATTERN = Pattern.compile("'((?:[^'\\\\]++|\\\\.|'')*+)'", Pattern.DOTALL);

    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)|''", Pattern.DOTALL);

    private MysqlLiteral() {}

    /** The text that is meant by what stands between quotes. */
    public static String read(String inner) {
        return ESCAPE.matcher(inner)
                .replaceAll(m -> Matcher.quoteReplacement(m.group(1) == null ? "'" : letter(m.group(1))));
    }

    /** A text in quotes, which {@link #read} understands. */
    public static String written(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    private static String letter(String escaped) {
        return switch (escaped) {
            case "n" -> "\n";
            case "t" -> "\t";
            case "r" -> "\r";
            case "0" -> "\u0000";
            case "Z" -> "\u001a";
            case "b" -> "\b";
            default -> escaped;
        };
    }
}
