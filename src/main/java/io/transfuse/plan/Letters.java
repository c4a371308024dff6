package io.transfuse.plan;

import io.transfuse.model.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * SQLite takes upper and lower case of ASCII letters alone for each other; PostgreSQL's words for that mean all
 * letters.
 */
record Letters(Graph graph, Entity entity) {

    private static final Pattern PIECE =
            Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\\b(?:lower|upper)\\(|[()]");
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
        var text = new StringBuilder(sql);
        arguments(sql).stream()
                .map(Argument::to)
                .sorted(Comparator.reverseOrder())
                .forEach(end -> text.insert(end, " COLLATE \"C\""));
        return text.toString();
    }

    /** What SQL of PostgreSQL makes small or large. */
    static List<String> folded(String sql) {
        return arguments(sql).stream().map(a -> sql.substring(a.from(), a.to())).toList();
    }

    /** What stands between the parentheses of a call. */
    private record Argument(int from, int to) {}

    private static List<Argument> arguments(String sql) {
        var found = new ArrayList<Argument>();
        var open = new ArrayDeque<Optional<Integer>>();
        var pieces = PIECE.matcher(sql);
        while (pieces.find()) {
            var piece = pieces.group();
            if (piece.endsWith("(")) {
                open.push(Optional.of(pieces.end()).filter(e -> piece.length() > 1));
            } else if (piece.equals(")") && !open.isEmpty()) {
                open.pop().ifPresent(from -> found.add(new Argument(from, pieces.start())));
            }
        }
        return found;
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
