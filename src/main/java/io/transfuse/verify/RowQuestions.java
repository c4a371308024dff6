package io.transfuse.verify;

import io.transfuse.model.Contacts;
import io.transfuse.model.Table;
import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.stage.Shared;
import io.transfuse.types.Quote;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the rows of one table must fulfil, also where the constraint that guards it is gone or was never valid. */
final class RowQuestions {
    private final TargetTable table;
    private final String sql;

    RowQuestions(TargetTable table) {
        this.table = table;
        this.sql = Quote.identifier(table.schema(), table.name());
    }

    /** Keys and unique columns; a valid unique index is believed, without one the rows are asked. */
    Stream<Question> keys() {
        // PostgreSQL declares what is unique in a table with partitions only together with their column.
        return Stream.concat(Stream.of(table.primaryKey()).filter(k -> !k.isEmpty()), table.uniques().stream())
                .map(this::key);
    }

    private Question key(List<String> columns) {
        var names = columns.stream().map(c -> "c." + Quote.identifier(c)).toList();
        var twice = "FROM %s c WHERE %s GROUP BY %s HAVING count(*) > 1"
                .formatted(
                        sql,
                        names.stream().map(n -> n + " IS NOT NULL").collect(Collectors.joining(" AND ")),
                        String.join(", ", names));
        var count = "SELECT coalesce(sum(n - 1), 0)::bigint FROM (SELECT count(*) AS n " + twice + ") AS twice";
        return new Question(
                        "duplicate key:" + table.name() + "." + String.join(",", columns),
                        """
                        SELECT CASE WHEN EXISTS (SELECT FROM pg_index i
                            WHERE i.indrelid = to_regclass(%s) AND i.indisvalid AND i.indisunique AND i.indpred IS NULL
                              AND %s = ARRAY(SELECT a.attname::text FROM unnest(i.indkey) WITH ORDINALITY AS k(attnum, place)
                                JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
                                WHERE place <= i.indnkeyatts ORDER BY place))
                          THEN '0' ELSE %s END
                        """.formatted(Quote.literal(sql), names(columns), Quote.literal(count)),
                        "no two rows share " + String.join(", ", columns))
                .groups(table, String.join(", ", names), twice);
    }

    /** Conditions of which no validated constraint of that name is there are asked of the rows. */
    Stream<Question> conditions() {
        var conditions =
                Stream.concat(table.checks().stream(), table.guards().stream()).toList();
        if (conditions.isEmpty()) {
            return Stream.of();
        }
        var parts = conditions.stream()
                .map(c -> "(" + Quote.literal(c.name()) + ", "
                        + Quote.literal("count(*) FILTER (WHERE NOT (" + c.sql() + "))") + ")")
                .collect(Collectors.joining(", "));
        return Stream.of(new Question(
                        "violations:" + table.name(),
                        """
                        SELECT coalesce('SELECT ' || string_agg(part, ' + ') || %s, '0')
                        FROM (VALUES %s) AS wanted(name, part) WHERE NOT EXISTS (
                          SELECT FROM pg_constraint c WHERE c.conrelid = to_regclass(%s) AND c.contype = 'c'
                            AND c.convalidated AND c.conname = wanted.name)
                        """.formatted(Quote.literal(" FROM " + sql), parts, Quote.literal(sql)),
                        "every row fulfils the conditions")
                .naming(
                        conditions.stream().map(this::broken).collect(Collectors.joining(" UNION ALL ")),
                        "SELECT * FROM " + sql + " WHERE NOT "
                                + conditions.stream()
                                        .map(c -> "(" + c.sql() + ")")
                                        .collect(Collectors.joining(" OR NOT "))));
    }

    private String broken(Table.Check check) {
        return "SELECT %s WHERE EXISTS (SELECT FROM %s WHERE NOT (%s))"
                .formatted(Quote.literal(check.name()), sql, check.sql());
    }

    /** Each column holds as many values as were staged; columns that do not are named. */
    Stream<Question> values(Map<String, Long> expected) {
        var counts = new TreeMap<String, Long>();
        table.columns().stream()
                .map(TargetColumn::name)
                .filter(expected::containsKey)
                .forEach(c -> counts.put(c, expected.get(c)));
        if (counts.isEmpty()) {
            return Stream.of();
        }
        var sum = counts.entrySet().stream()
                .map(e -> "abs(count(" + Quote.identifier(e.getKey()) + ") - " + e.getValue() + ")")
                .collect(Collectors.joining(" + "));
        var named = counts.entrySet().stream()
                .map(e -> "SELECT %s || count(%s) || %s FROM %s HAVING count(%s) <> %d"
                        .formatted(
                                Quote.literal(e.getKey() + " "),
                                Quote.identifier(e.getKey()),
                                Quote.literal(" in place of " + e.getValue()),
                                sql,
                                Quote.identifier(e.getKey()),
                                e.getValue()))
                .collect(Collectors.joining(" UNION ALL "));
        return Stream.of(new Question(
                        "values:" + table.name(),
                        "SELECT " + sum + " FROM " + sql,
                        "each column holds as many values as were staged")
                .naming(named, ""));
    }

    /** Addresses and numbers that rows share; what the source has twice is a notice, what it has not is a fault. */
    Stream<Question> contacts(Map<String, Shared> expected) {
        return Contacts.of(table).stream()
                .filter(c -> expected.containsKey(c.name()))
                .flatMap(c -> contacts(c, Objects.requireNonNull(expected.get(c.name()))));
    }

    private Stream<Question> contacts(TargetColumn column, Shared shared) {
        var value = "c." + Quote.identifier(column.name()) + "::text COLLATE \"C\"";
        var exact = shared("shared:", column, value, shared.exact());
        return Contacts.mail(column)
                ? Stream.of(
                        exact,
                        shared(
                                "shared ignoring case:",
                                column,
                                "translate(" + value + ", '" + Shared.CAPITALS + "', '" + Shared.SMALL + "')",
                                shared.folded()))
                : Stream.of(exact);
    }

    private Question shared(String name, TargetColumn column, String value, long known) {
        var twice = "FROM %s c WHERE c.%s IS NOT NULL GROUP BY %s HAVING count(*) > 1"
                .formatted(sql, Quote.identifier(column.name()), value);
        return new Question(
                        name + table.name() + "." + column.name(),
                        "SELECT coalesce(sum(n - 1), 0)::bigint FROM (SELECT count(*) AS n " + twice + ") AS twice",
                        known == 0
                                ? "no two rows share a value, as when they were staged"
                                : "rows that share a value with another one: " + known + " when they were staged",
                        known)
                .groups(table, value, twice);
    }

    private static String names(List<String> names) {
        return names.stream().map(Quote::literal).collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
    }
}
