package io.transfuse.verify;

import io.transfuse.model.CrosswalkTable;
import io.transfuse.model.Mapping.Crosswalk;
import io.transfuse.model.TargetTable;
import io.transfuse.types.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether old and new keys stand for each other one by one.
 *
 * @param targets the tables
 * @param crosswalks what their keys are called, by {@code schema.table}; other tables keep their keys
 * @param rows how many rows each holds
 */
record CrosswalkQuestions(
        List<TargetTable> targets, Map<String, List<Crosswalk>> crosswalks, Map<String, Expected> rows) {

    /** The keys of one table's rows in one target. */
    private record Walk(TargetTable target, Crosswalk crosswalk) {
        /** The rows of a question that are these. */
        String keys() {
            var keys = sql(CrosswalkTable.of(
                    target, crosswalk.newColumn(), crosswalk.only().isPresent()));
            return crosswalk
                    .only()
                    .map(s -> "(SELECT * FROM " + keys + " WHERE " + Quote.identifier(CrosswalkTable.OF) + " = "
                            + Quote.literal(s) + ")")
                    .orElse(keys);
        }

        /** All keys of the target, whose rows they may be. */
        String all() {
            return sql(CrosswalkTable.of(
                    target, crosswalk.newColumn(), crosswalk.only().isPresent()));
        }
    }

    /** One for each entity of the source, over all tables that its rows went to. */
    Stream<Question> all() {
        var entities = new TreeMap<String, List<Walk>>();
        for (var target : targets) {
            for (var crosswalk : crosswalks.getOrDefault(target.qualified(), List.of())) {
                entities.computeIfAbsent(crosswalk.once(), e -> new ArrayList<>())
                        .add(new Walk(target, crosswalk));
            }
        }
        return entities.entrySet().stream().map(e -> question(e.getKey(), e.getValue()));
    }

    /** Keys of the tables are unique: where no key is without a partner and the numbers agree, none has two. */
    private Question question(String entity, List<Walk> walks) {
        var parts = new ArrayList<String>();
        parts.add("SELECT count(*) AS n FROM (SELECT FROM (%s) AS k GROUP BY old_id HAVING count(*) > 1) AS twice"
                .formatted(walks.stream()
                        .map(w -> "SELECT old_id FROM " + w.keys() + " AS k")
                        .collect(Collectors.joining(" UNION ALL "))));
        for (var walk : walks) {
            var key = Quote.identifier(walk.crosswalk().newColumn());
            var table = sql(walk.target());
            var alone =
                    "SELECT count(*) FROM %s AS k FULL JOIN %s AS t ON t.%s = k.new_id WHERE k.new_id IS NULL OR t.%s IS NULL"
                            .formatted(walk.all(), table, key, key);
            parts.add("SELECT greatest((%s), abs((SELECT count(*) FROM %s) - (SELECT count(*) FROM %s)))"
                    .formatted(alone, walk.all(), table));
        }
        return new Question(
                "crosswalk:" + entity,
                "SELECT sum(n)::bigint FROM (" + String.join(" UNION ALL ", parts) + ") AS parts",
                words(walks));
    }

    private String words(List<Walk> walks) {
        var counts = walks.stream().map(this::words).collect(Collectors.joining(", "));
        return "each old key has one new key, and each new key one old key: " + counts;
    }

    private String words(Walk walk) {
        var name = walk.target().name();
        return walk.crosswalk()
                .only()
                .map(s -> "those of " + s + " in " + name)
                .orElseGet(() -> rows.getOrDefault(walk.target().qualified(), new Expected(0))
                                .rows() + " of " + name);
    }

    private static String sql(TargetTable table) {
        return Quote.identifier(table.schema(), table.name());
    }
}
