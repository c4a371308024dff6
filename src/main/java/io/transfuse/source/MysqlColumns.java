package io.transfuse.source;

import io.transfuse.model.Table;
import io.transfuse.source.Sql.Line;
import io.transfuse.types.MysqlType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The columns of one table and its conditions, from lines of the information schema.
 *
 * @param sql whether defaults are written as SQL, as MariaDB does
 * @param lines one a column
 * @param conditions one a CHECK
 */
record MysqlColumns(boolean sql, List<Line> lines, List<Line> conditions) {

    private static final Pattern JSON = Pattern.compile("\\(*json_valid\\(`((?:[^`]|``)+)`\\)\\)*");

    List<Table.Column> all() {
        return lines.stream().map(this::column).toList();
    }

    private Table.Column column(Line line) {
        var name = line.text("name");
        var type = type(line);
        var extra = line.text("extra").toLowerCase(Locale.ROOT);
        var expression = line.isNull("expression") ? "" : MysqlText.standard(line.text("expression"));
        var text = MysqlType.of(type).letters() || !line.text("collation").isEmpty();
        return new Table.Column(
                name,
                type,
                line.text("nullable").equals("YES"),
                given(line, type),
                text && !type.equals("json") ? line.text("collation") : "BINARY",
                !expression.isEmpty(),
                new Table.Nature(
                        line.text("charset"),
                        expression,
                        extra.contains("auto_increment"),
                        extra.contains("on update current_timestamp"),
                        line.text("comment")));
    }

    /** MariaDB's JSON is a text with a condition of its own making. */
    private String type(Line line) {
        var type = line.text("type");
        var json = conditions.stream().anyMatch(c -> json(c).equals(Optional.of(line.text("name"))));
        return type.equals("longtext") && json ? "json" : type;
    }

    /** The column that a condition says holds JSON. */
    private static Optional<String> json(Line condition) {
        var matcher = JSON.matcher(condition.text("condition_text"));
        return matcher.matches() ? Optional.of(matcher.group(1).replace("``", "`")) : Optional.empty();
    }

    List<Table.Check> checks() {
        var longTexts = lines.stream()
                .filter(l -> l.text("type").equals("longtext"))
                .map(l -> l.text("name"))
                .toList();
        return conditions.stream()
                .filter(c -> json(c).filter(longTexts::contains).isEmpty())
                .map(c -> new Table.Check(c.text("name"), MysqlText.standard(c.text("condition_text"))))
                .toList();
    }

    /** The default as SQL: MariaDB writes SQL, MySQL the value itself unless it is computed. */
    private Optional<String> given(Line line, String type) {
        if (line.isNull("given")) {
            return Optional.empty();
        }
        var written = line.text("given");
        if (!sql && !computed(line)) {
            return Optional.of(literal(written, MysqlType.of(type)));
        }
        return written.equalsIgnoreCase("null")
                ? Optional.empty()
                : Optional.of(known(MysqlText.standard(written), MysqlType.of(type)));
    }

    /** Whether MySQL computes the default in each row; before version 8 it says so of none. */
    static boolean computed(Line line) {
        return line.text("extra").toLowerCase(Locale.ROOT).contains("default_generated")
                || (line.text("type").matches("(timestamp|datetime).*")
                        && line.text("given").startsWith("CURRENT_TIMESTAMP"));
    }

    private static String literal(String written, MysqlType type) {
        return switch (type.family()) {
            case INTEGER, UNSIGNED_LONG, YEAR, DECIMAL, FLOATING -> written;
            case BIT -> written;
            case BINARY -> written.startsWith("0x") ? MysqlBytes.literal(written, type) : known(quoted(written), type);
            case DATE, DATETIME, TIMESTAMP, TIME, TEXT, ENUM, SET, JSON, WORD, SPACE, UNKNOWN -> quoted(written);
        };
    }

    private static String known(String text, MysqlType type) {
        return type.family() == MysqlType.Family.BINARY && MysqlBytes.plain(text)
                ? MysqlBytes.literal(text, type)
                : text;
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
