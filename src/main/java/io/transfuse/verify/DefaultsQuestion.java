package io.transfuse.verify;

import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.types.Quote;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether columns keep the default that was planned. Constants are compared by value, because PostgreSQL spells them in
 * its own way; calls such as {@code now()} by their text, in whatever schema; of all else only that there is a default.
 */
record DefaultsQuestion(TargetTable table) {

    /** A constant in SQL, with parentheses and casts; nothing that reads or changes anything when it is asked for. */
    private static final String CONSTANT =
            "^[(]*([-+]?[0-9.]+([eE][-+]?[0-9]+)?|true|false|NULL|[BE]?'([^']|'')*')(::(\"([^\"]|\"\")*\"|[a-zA-Z0-9_., ()\\[\\]])+|[)])*$";

    /** A call, which PostgreSQL writes as it was written. */
    private static final String CALL = "^[a-zA-Z_]+([(][0-9]?[)])?$";

    /** Of a table without defaults there is nothing to ask. */
    Optional<Question> question(String relation) {
        var columns = table.columns().stream()
                .filter(c -> c.defaultSql().isPresent() && c.generated().isEmpty())
                .toList();
        var names = columns.stream().map(TargetColumn::name).collect(Collectors.joining(", "));
        return columns.isEmpty()
                ? Optional.empty()
                : Optional.of(new Question(
                        "defaults:" + table.name(),
                        sum(columns, relation),
                        "columns keep the defaults that were planned: " + names));
    }

    /** A query for the query to ask: whether two constants are equal only PostgreSQL knows. */
    private static String sum(List<TargetColumn> columns, String relation) {
        return "SELECT 'SELECT ' || string_agg(CASE judged WHEN 'constant' THEN " + other() + " WHEN 'same' THEN '0'"
                + " ELSE '1' END, ' + ') " + judged(columns, relation);
    }

    /** Constants are equal where they are the same text once they have the column's type. */
    private static String other() {
        return "format('CASE WHEN (%s)::%s::text IS DISTINCT FROM (%s)::%s::text THEN 1 ELSE 0 END', actual, type, planned, type)";
    }

    private static String judged(List<TargetColumn> columns, String relation) {
        return """
                FROM (SELECT name, planned, type, actual, CASE
                    WHEN actual IS NULL THEN 'other'
                    WHEN planned ~ %2$s THEN CASE WHEN actual ~ %2$s THEN 'constant' ELSE 'other' END
                    WHEN planned ~ %3$s AND lower(planned COLLATE "C") <> lower(actual COLLATE "C")
                      AND lower(actual COLLATE "C") NOT LIKE '%%.' || lower(planned COLLATE "C") THEN 'other'
                    ELSE 'same' END AS judged
                  FROM (SELECT wanted.name, wanted.planned, wanted.type, (SELECT pg_get_expr(d.adbin, d.adrelid)
                      FROM pg_attribute a JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                      WHERE a.attrelid = %4$s AND a.attname = wanted.name AND NOT a.attisdropped) AS actual
                    FROM (VALUES %1$s) AS wanted(name, planned, type)) AS both_sides) AS defaults
                """.formatted(
                        columns.stream()
                                .map(c -> "(" + Quote.literal(c.name()) + ", "
                                        + Quote.literal(c.defaultSql().orElseThrow()) + ", "
                                        + Quote.literal(c.type().sql()) + ")")
                                .collect(Collectors.joining(", ")),
                        Quote.literal(CONSTANT),
                        Quote.literal(CALL),
                        relation);
    }
}
