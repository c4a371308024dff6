package io.transfuse.source;

import io.transfuse.types.MysqlLiteral;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SQL as the information schema keeps it, written as the standard writes it. */
final class MysqlText {

    private static final Pattern INTRODUCER = Pattern.compile("\\b_(?:utf8mb[34]|utf8|latin1|ascii|binary)(?=\\\\?')");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)", Pattern.DOTALL);

    private MysqlText() {}

    /** MySQL escapes the quotes of literals, and what is escaped in them once more; MariaDB only the latter. */
    static String standard(String written) {
        var plain = escapedQuotes(written) ? unescaped(written) : written;
        var once = INTRODUCER.matcher(plain).replaceAll("");
        return MysqlLiteral.PATTERN.matcher(once).replaceAll(m -> Matcher.quoteReplacement(literal(m.group(1))));
    }

    /** Whether the first quote of the text is an escaped one, so that all are. */
    private static boolean escapedQuotes(String written) {
        var first = written.indexOf('\'');
        return first > 0 && written.charAt(first - 1) == '\\';
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(m -> Matcher.quoteReplacement(m.group(1)));
    }

    private static String literal(String inner) {
        return "'" + MysqlLiteral.read(inner).replace("'", "''") + "'";
    }
}
