package io.transfuse.source;

import io.transfuse.model.Spelt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads from a CREATE TABLE text what SQLite's PRAGMAs do not tell: CHECKs, collations, WITHOUT ROWID. */
record SchemaText(List<String> items, String tail) {

    private static final Pattern CHECK =
            Pattern.compile("(?i)(?:\\bconstraint\\s+(\"[^\"]*\"|`[^`]*`|\\[[^\\]]*\\]|\\w+)\\s*)?\\bcheck\\s*\\(");
    private static final Pattern COLLATE = Pattern.compile("(?i)\\bcollate\\s+[\"'`\\[]?(\\w+)");
    private static final Pattern COMPUTED = Pattern.compile("(?i)\\bas\\s*\\(");
    private static final Pattern ORDER =
            Pattern.compile("(?i)\\s+(?:collate\\s+[\"'`\\[]?\\w+[\"'`\\]]?|asc|desc)\\s*$");
    private static final Pattern WITHOUT_ROWID = Pattern.compile("(?i)\\bwithout\\s+rowid\\b");
    private static final Pattern TABLE_CONSTRAINT =
            Pattern.compile("(?i)^(constraint|primary|unique|check|foreign)\\b.*", Pattern.DOTALL);

    /** A CHECK with its name, empty where it has none. */
    record Check(String name, String sql) {}

    static SchemaText of(String createTable) {
        var text = withoutComments(createTable);
        var open = 0;
        while (open < text.length() && text.charAt(open) != '(') {
            open = skip(text, open);
        }
        if (open >= text.length()) {
            return new SchemaText(List.of(), "");
        }
        var close = closing(text, open);
        var items = new ArrayList<String>();
        int start = open + 1;
        for (int i = start; i < close; i = skip(text, i)) {
            if (text.charAt(i) == ',') {
                items.add(text.substring(start, i).trim());
                start = i + 1;
            }
        }
        items.add(text.substring(start, close).trim());
        return new SchemaText(items, text.substring(Math.min(close + 1, text.length())));
    }

    boolean withoutRowid() {
        return WITHOUT_ROWID.matcher(tail).find();
    }

    /** The declared collation of a column. */
    Optional<String> collation(String column) {
        return declaration(column).flatMap(SchemaText::collations);
    }

    /** How a column is computed. */
    Optional<String> computed(String column) {
        return declaration(column).flatMap(i -> {
            var matcher = COMPUTED.matcher(masked(i));
            return matcher.find()
                    ? Optional.of(i.substring(matcher.end(), closing(i, matcher.end() - 1))
                            .trim())
                    : Optional.empty();
        });
    }

    private Optional<String> declaration(String column) {
        var columns = items.stream()
                .filter(i -> !TABLE_CONSTRAINT.matcher(i).matches())
                .toList();
        return Spelt.find(columns, SchemaText::name, column);
    }

    /** An item of an index without its collation and order. */
    Optional<String> indexed(int part) {
        if (part >= items.size()) {
            return Optional.empty();
        }
        var text = items.get(part);
        for (var matcher = ORDER.matcher(text); matcher.find(); matcher = ORDER.matcher(text)) {
            text = text.substring(0, matcher.start());
        }
        return Optional.of(text);
    }

    private static Optional<String> collations(String item) {
        var matcher = COLLATE.matcher(masked(item));
        return matcher.find()
                ? Optional.of(item.substring(matcher.start(1), matcher.end(1)).toUpperCase(Locale.ROOT))
                : Optional.empty();
    }

    List<Check> checks() {
        var checks = new ArrayList<Check>();
        for (var item : items) {
            var matcher = CHECK.matcher(masked(item));
            for (int from = 0; matcher.find(from); ) {
                var open = matcher.end() - 1;
                var close = closing(item, open);
                var name = matcher.group(1) == null ? "" : name(item.substring(matcher.start(1)));
                checks.add(new Check(name, item.substring(open + 1, close).trim()));
                from = close;
            }
        }
        return checks;
    }

    private static String name(String item) {
        var matcher = Pattern.compile("^(?:\"([^\"]*)\"|`([^`]*)`|\\[([^\\]]*)\\]|'([^']*)'|(\\S+))")
                .matcher(item);
        if (!matcher.find()) {
            return "";
        }
        for (int i = 1; i <= matcher.groupCount(); i++) {
            if (matcher.group(i) != null) {
                return matcher.group(i);
            }
        }
        return "";
    }

    /** The index after the token at {@code i}: a quoted text or a parenthesis with all in it counts as one. */
    private static int skip(String text, int i) {
        return switch (text.charAt(i)) {
            case '(' -> closing(text, i) + 1;
            case '\'', '"', '`' -> endOfQuote(text, i, text.charAt(i)) + 1;
            case '[' -> endOfQuote(text, i, ']') + 1;
            default -> i + 1;
        };
    }

    private static int closing(String text, int open) {
        for (int i = open + 1; i < text.length(); i = skip(text, i)) {
            if (text.charAt(i) == ')') {
                return i;
            }
        }
        return text.length();
    }

    private static int endOfQuote(String text, int start, char quote) {
        var end = text.indexOf(quote, start + 1);
        return end < 0 ? text.length() : end;
    }

    /** The same text with other letters between quotes, so that words in them are not taken for SQL. */
    private static String masked(String text) {
        var masked = new StringBuilder(text);
        for (int i = 0; i < text.length(); ) {
            var next = text.charAt(i) == '(' ? i + 1 : Math.min(skip(text, i), text.length());
            for (int inside = i + 1; inside < next - 1; inside++) {
                masked.setCharAt(inside, 'x');
            }
            i = next;
        }
        return masked.toString();
    }

    private static String withoutComments(String text) {
        var plain = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            if (text.startsWith("--", i)) {
                var end = text.indexOf('\n', i);
                i = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", i)) {
                var end = text.indexOf("*/", i);
                i = end < 0 ? text.length() : end + 2;
            } else {
                var next = text.charAt(i) == '(' ? i + 1 : Math.min(skip(text, i), text.length());
                plain.append(text, i, next);
                i = next;
            }
        }
        return plain.toString();
    }
}
