package io.transfuse.verify;

import io.transfuse.model.Layout.Alone;
import io.transfuse.model.Plan.Owner;
import io.transfuse.model.Plan.Polymorphic;
import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.Link;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.types.Quote;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the rows themselves must fulfil, whatever constraints the catalogue declares. */
final class DataQuestions {
    private final List<TargetTable> tables;

    DataQuestions(List<TargetTable> tables) {
        this.tables = tables;
    }

    Question rows(TargetTable table, long expected) {
        return new Question(
                "rows:" + table.name(),
                "SELECT abs(count(*) - " + expected + ") FROM " + sql(table),
                "the table holds " + expected + " rows");
    }

    /**
     * Every row is within the bounds of the partition that it lies in: queries look for it nowhere else. The table is
     * asked as a whole, because who may read it need not have a right to each partition.
     */
    Stream<Question> placed(TargetTable table) {
        return table.layout().partition().stream()
                .map(p -> new Question(
                        "placed:" + table.name(),
                        """
                        SELECT coalesce('SELECT count(*) FROM ' || to_regclass(%1$s) || ' WHERE NOT (CASE tableoid ' ||
                            string_agg('WHEN ' || relid::oid || ' THEN ' ||
                                coalesce(pg_get_partition_constraintdef(relid), 'true'), ' ') || ' ELSE true END)', '0')
                        FROM pg_partition_tree(to_regclass(%1$s)) WHERE isleaf
                        """.formatted(Quote.literal(sql(table))),
                        "every row lies in the partition of its " + p.column()));
    }

    /** What PostgreSQL can declare unique only together with the column of its partitions. */
    Stream<Question> alone(TargetTable table) {
        return table.layout().partition().stream()
                .flatMap(p -> p.alone().stream())
                .map(a -> new Question(
                        "unique alone:" + a.name(),
                        "SELECT coalesce(sum(n - 1), 0)::bigint FROM (SELECT count(*) AS n FROM %s WHERE %s GROUP BY %s HAVING count(*) > 1) AS shared"
                                .formatted(sql(table), present(a), String.join(", ", a.terms())),
                        "no two rows share " + String.join(", ", a.terms())
                                + (a.where().isEmpty() ? "" : " where " + a.where())));
    }

    /** NULL is equal to nothing, so it is not asked. */
    private static String present(Alone alone) {
        return Stream.concat(
                        alone.terms().stream().map(t -> "(" + t + ") IS NOT NULL"),
                        Stream.of(alone.where()).filter(w -> !w.isEmpty()).map(w -> "(" + w + ")"))
                .collect(Collectors.joining(" AND "));
    }

    /** Also where the constraint is validated: it may have been made without a look at the rows. */
    Question orphans(TargetTable table, Link link, boolean allowed) {
        var parent = find(link.table(), table.schema());
        var keys = link.targetColumns().isEmpty()
                ? parent.map(TargetTable::primaryKey).orElse(List.of())
                : link.targetColumns();
        var given = link.columns().stream()
                .map(c -> "c." + Quote.identifier(c) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        var equal = IntStream.range(0, keys.size())
                .mapToObj(i -> "p." + Quote.identifier(keys.get(i)) + " = c."
                        + Quote.identifier(link.columns().get(i)))
                .collect(Collectors.joining(" AND "));
        var orphans = "FROM %s c WHERE %s AND NOT EXISTS (SELECT FROM %s p WHERE %s)"
                .formatted(sql(table), given, Quote.identifier(table.schema(), link.table()), equal);
        return new Question(
                        "orphans:" + table.name() + "." + String.join(",", link.columns()),
                        "SELECT count(*) " + orphans,
                        "every value exists in " + link.table() + "." + String.join(",", keys),
                        allowed ? Question.ALWAYS : 0)
                .rows(table, orphans);
    }

    /** Pairs of type and id whose owner does not exist, and pairs of a type that stands for nothing. */
    Question owners(Polymorphic reference) {
        var table = find(reference.table(), "").orElseThrow();
        var type = "c." + Quote.identifier(reference.typeColumn());
        var id = "c." + Quote.identifier(reference.idColumn());
        var labels = reference.owners().keySet().stream().sorted().toList();
        var unknown = "SELECT count(*) AS n FROM %s c WHERE %s IS NOT NULL AND %s IS NOT NULL AND %s::text <> ALL (%s)"
                .formatted(
                        sql(table),
                        id,
                        type,
                        type,
                        labels.stream().map(Quote::literal).collect(Collectors.joining(", ", "ARRAY[", "]::text[]")));
        var orphans = new TreeMap<>(reference.owners())
                .entrySet().stream()
                        .map(e -> "SELECT count(*) FROM %s c WHERE %s::text = %s AND %s IS NOT NULL AND NOT EXISTS (%s)"
                                .formatted(
                                        sql(table),
                                        type,
                                        Quote.literal(e.getKey()),
                                        id,
                                        owner(table, reference, e.getValue())));
        return new Question(
                "orphans:" + table.name() + "." + reference.idColumn(),
                "SELECT sum(n)::bigint FROM (%s) AS parts"
                        .formatted(
                                Stream.concat(Stream.of(unknown), orphans).collect(Collectors.joining(" UNION ALL "))),
                "every owner exists: " + String.join(", ", labels));
    }

    /** Only the database knows the sequence's name, so the first answer is the query to ask. */
    Stream<Question> identities(TargetTable table) {
        return table.columns().stream()
                .filter(TargetColumn::identity)
                .map(c -> new Question(
                        "identity:" + table.name() + "." + c.name(),
                        """
                        SELECT coalesce('SELECT count(*) FROM ' || pg_get_serial_sequence(%s, %s) || ' AS s WHERE '
                          || %s || ' >= last_value::numeric + CASE WHEN is_called THEN 1 ELSE 0 END', '1')
                        """.formatted(
                                        Quote.literal(sql(table)),
                                        Quote.literal(c.name()),
                                        Quote.literal("(SELECT greatest(max(" + Quote.identifier(c.name()) + "), "
                                                + c.given().orElse(0L) + ") FROM " + sql(table) + ")")),
                        "the next value is beyond the largest one"));
    }

    private String owner(TargetTable table, Polymorphic reference, Owner owner) {
        var parent = find(owner.table(), table.schema());
        var same = parent.flatMap(p -> p.column(owner.keyColumn()))
                .map(TargetColumn::type)
                .equals(table.column(reference.idColumn()).map(TargetColumn::type));
        // Owners of several kinds share a column of text.
        var cast = same ? "" : "::text";
        return "SELECT FROM %s p WHERE p.%s%s = c.%s%s"
                .formatted(
                        parent.map(DataQuestions::sql).orElse(Quote.identifier(table.schema(), owner.table())),
                        Quote.identifier(owner.keyColumn()),
                        cast,
                        Quote.identifier(reference.idColumn()),
                        cast);
    }

    /** A table by its name, with or without schema; of equal names the one in {@code schema}. */
    private Optional<TargetTable> find(String name, String schema) {
        var found = tables.stream()
                .filter(t -> t.name().equals(name) || t.qualified().equals(name))
                .toList();
        return found.stream()
                .filter(t -> t.schema().equals(schema))
                .findFirst()
                .or(() -> found.stream().findFirst());
    }

    private static String sql(TargetTable table) {
        return Quote.identifier(table.schema(), table.name());
    }
}
