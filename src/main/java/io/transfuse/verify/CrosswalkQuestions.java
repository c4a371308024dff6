package io.transfuse.verify;

import io.transfuse.model.CrosswalkTable;
import io.transfuse.model.Mapping.Crosswalk;
import io.transfuse.model.TargetTable;
import io.transfuse.types.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
record CrosswalkQuestions(List<TargetTable> targets, Map<String, Crosswalk> crosswalks, Map<String, Expected> rows) {

    /** One for each entity of the source, over all tables that its rows went to. */
    Stream<Question> all() {
        var entities = new TreeMap<String, List<TargetTable>>();
        for (var target : targets) {
            var crosswalk = crosswalks.get(target.qualified());
            if (crosswalk != null) {
                entities.computeIfAbsent(crosswalk.once(), e -> new ArrayList<>())
                        .add(target);
            }
        }
        return entities.entrySet().stream().map(e -> question(e.getKey(), e.getValue()));
    }

    /** Keys of the tables are unique: where no key is without a partner and the numbers agree, none has two. */
    private Question question(String entity, List<TargetTable> tables) {
        var parts = new ArrayList<String>();
        parts.add("SELECT count(*) AS n FROM (SELECT FROM (%s) AS k GROUP BY old_id HAVING count(*) > 1) AS twice"
                .formatted(tables.stream()
                        .map(t -> "SELECT old_id FROM " + keys(t))
                        .collect(Collectors.joining(" UNION ALL "))));
        for (var table : tables) {
            var key = Quote.identifier(key(table));
            parts.add(
                    "SELECT count(*) FROM %s AS k FULL JOIN %s AS t ON t.%s = k.new_id WHERE k.new_id IS NULL OR t.%s IS NULL"
                            .formatted(keys(table), sql(table), key, key));
            parts.add("SELECT abs((SELECT count(*) FROM %s) - (SELECT count(*) FROM %s))"
                    .formatted(keys(table), sql(table)));
        }
        return new Question(
                "crosswalk:" + entity,
                "SELECT sum(n)::bigint FROM (" + String.join(" UNION ALL ", parts) + ") AS parts",
                words(tables));
    }

    private String words(List<TargetTable> tables) {
        var counts = tables.stream()
                .map(t -> rows.getOrDefault(t.qualified(), new Expected(0)).rows() + " of " + t.name())
                .collect(Collectors.joining(", "));
        return "each old key has one new key, and each new key one old key: " + counts;
    }

    private String key(TargetTable table) {
        return Objects.requireNonNull(crosswalks.get(table.qualified())).newColumn();
    }

    private String keys(TargetTable table) {
        return sql(CrosswalkTable.of(table, key(table)));
    }

    private static String sql(TargetTable table) {
        return Quote.identifier(table.schema(), table.name());
    }
}
