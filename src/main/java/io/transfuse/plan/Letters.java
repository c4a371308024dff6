package io.transfuse.plan;

import io.transfuse.model.Table;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQLite takes upper and lower case of ASCII letters alone for each other; PostgreSQL's words for that mean all
 * letters.
 */
record Letters(Graph graph, Entity entity) {

    private static final Pattern PIECE =
            Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\\b(?:lower|upper)\\(|[()]");
    private static final Pattern CALL = Pattern.compile("\\b(?:lower|upper)\\(");
    private static final Pattern WORD =
            Pattern.compile("\"(?:[^\"]|\"\")+\"|`[^`]+`|\\[[^]]+]|[\\w$]+", Pattern.UNICODE_CHARACTER_CLASS);

    /** Whether a column of SQLite's holds other letters than ASCII's. */
    boolean beyondAscii(String column) {
        return !graph.dialect().mysql() && graph.source().count(entity.name(), sql(column) + " GLOB '*[^ -~]*'") > 0;
    }

    /** Whether one of the columns that the SQL names does. */
    boolean beyondAsciiIn(Collection<String> texts) {
        return entity.table().columns().stream()
                .map(Table.Column::name)
                .filter(c -> texts.stream().anyMatch(t -> names(t, c)))
                .anyMatch(this::beyondAscii);
    }

    /** The same SQL of PostgreSQL, where only ASCII letters change their case. */
    static String ofAscii(String sql) {
        var open = new ArrayDeque<Boolean>();
        return PIECE.matcher(sql).replaceAll(m -> {
            var piece = m.group();
            if (piece.endsWith("(")) {
                open.push(piece.length() > 1);
            }
            var folds = piece.equals(")") && !open.isEmpty() && open.pop();
            return Matcher.quoteReplacement(folds ? " COLLATE \"C\")" : piece);
        });
    }

    /** What SQL of PostgreSQL makes small or large. */
    static List<String> folded(String sql) {
        return CALL.matcher(sql)
                .results()
                .map(m -> sql.substring(m.end(), closing(sql, m.end())))
                .toList();
    }

    /** Where the parenthesis that was opened before is closed. */
    private static int closing(String sql, int from) {
        int depth = 1;
        char quote = 0;
        for (int i = from; i < sql.length(); i++) {
            var c = sql.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
            if (depth == 0) {
                return i;
            }
        }
        return sql.length();
    }

    /** A text of which only ASCII's letters are made small. */
    static String lower(String text) {
        return text.codePoints()
                .map(c -> c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean names(String sql, String column) {
        var plain = column.toLowerCase(Locale.ROOT);
        return WORD.matcher(sql)
                .results()
                .map(m -> m.group().toLowerCase(Locale.ROOT))
                .anyMatch(w -> w.equals(plain)
                        || (w.length() > 2 && w.substring(1, w.length() - 1).equals(plain)));
    }

    private String sql(String column) {
        return entity.table()
                .column(column)
                .flatMap(c -> c.nature().joined())
                .map(j -> j.sql("t", graph.source()::quoted))
                .orElseGet(() -> "t." + graph.source().quoted(column));
    }
}
