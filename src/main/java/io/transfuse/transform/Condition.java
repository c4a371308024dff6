package io.transfuse.transform;

import io.transfuse.model.TargetTable.TargetColumn;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A condition over columns of the target, in SQL that PostgreSQL reads. */
record Condition(String sql, List<TargetColumn> columns) {

    private static final Pattern TOKEN =
            Pattern.compile("'(?:[^']|'')*'|\"(?<quoted>(?:[^\"]|\"\")*)\"|(?<bare>[A-Za-z_][A-Za-z0-9_]*)");

    /** The same over the stage, where columns may have other names and Spark quotes names in its own way. */
    String overStage() {
        return TOKEN.matcher(sql)
                .replaceAll(token -> Matcher.quoteReplacement(
                        column(token).map(Condition::spark).orElse(token.group())));
    }

    /** The first name in quotes. */
    static String first(String sql) {
        var token = TOKEN.matcher(sql);
        while (token.find()) {
            if (token.group(1) != null) {
                return token.group(1).replace("\"\"", "\"");
            }
        }
        return sql;
    }

    private Optional<TargetColumn> column(MatchResult token) {
        if (token.group(1) != null) {
            var name = token.group(1).replace("\"\"", "\"");
            return columns.stream().filter(c -> c.name().equals(name)).findFirst();
        }
        return columns.stream()
                .filter(c ->
                        c.name().equalsIgnoreCase(token.group(2)) && !c.staged().equals(c.name()))
                .findFirst();
    }

    private static String spark(TargetColumn column) {
        return "`" + column.staged().replace("`", "``") + "`";
    }
}
