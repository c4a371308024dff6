package io.transfuse.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Markdown that reads as well unrendered; every name and text is escaped on its way in. */
final class Markdown {
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*<\\[~]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");
    private static final Pattern LINE = Pattern.compile("\\s*\\R\\s*");
    private static final Pattern TICKS = Pattern.compile("`+");
    private static final int WIDEST = 60;

    private final StringBuilder page = new StringBuilder();

    /** A name or piece of code, inside a text or a cell. */
    static String code(String name) {
        if (name.isEmpty()) {
            return "–";
        }
        var oneLine = LINE.matcher(name).replaceAll(" ");
        var ticks = "`".repeat(longestTicks(oneLine) + 1);
        var pad = oneLine.startsWith("`") || oneLine.endsWith("`") ? " " : "";
        return ticks + pad + oneLine + pad + ticks;
    }

    static String codes(List<String> names) {
        return names.stream().map(Markdown::code).collect(Collectors.joining(", "));
    }

    /** Words of people, on one line. */
    static String text(String words) {
        return SPECIAL.matcher(LINE.matcher(words).replaceAll(" ")).replaceAll("\\\\$0");
    }

    Markdown heading(int level, String words) {
        return paragraph("#".repeat(level) + " " + words);
    }

    Markdown paragraph(String words) {
        page.append(page.isEmpty() ? "" : "\n").append(words).append('\n');
        return this;
    }

    Markdown bullets(List<String> lines) {
        return paragraph(lines.stream().map(l -> "- " + l).collect(Collectors.joining("\n")));
    }

    /** A definition as it is. */
    Markdown fenced(String language, String text) {
        var fence = "`".repeat(Math.max(3, longestTicks(text) + 1));
        return paragraph(fence + language + "\n" + text.strip() + "\n" + fence);
    }

    /** A table whose columns stand under each other without rendering too. */
    Markdown table(List<String> head, List<List<String>> rows) {
        var cells = rows.stream()
                .map(r -> r.stream().map(c -> c.replace("|", "\\|")).toList())
                .toList();
        var widths = IntStream.range(0, head.size())
                .map(i -> i == head.size() - 1 ? width(head.get(i)) : widest(head.get(i), cells, i))
                .toArray();
        var lines = new ArrayList<String>();
        lines.add(line(head, widths));
        lines.add(IntStream.of(widths).mapToObj("-"::repeat).collect(Collectors.joining("-|-", "|-", "-|")));
        cells.forEach(r -> lines.add(line(r, widths)));
        return paragraph(String.join("\n", lines));
    }

    private static int widest(String head, List<List<String>> rows, int column) {
        var longest = rows.stream().mapToInt(r -> width(r.get(column))).max().orElse(0);
        return Math.max(width(head), Math.min(longest, WIDEST));
    }

    private static String line(List<String> cells, int[] widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(i -> cells.get(i) + " ".repeat(Math.max(0, widths[i] - width(cells.get(i)))))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    private static int longestTicks(String text) {
        return TICKS.matcher(text)
                .results()
                .mapToInt(m -> m.end() - m.start())
                .max()
                .orElse(0);
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
