package io.transfuse.plan;

import io.transfuse.config.EnumRule;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.PgType;
import io.transfuse.model.TargetTable;
import io.transfuse.model.UuidStrategy;
import io.transfuse.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What must be unique in a target, but may not be in its source.
 *
 * @param further whether the rows are further ones beside those of the table itself
 */
record Doubtful(Graph graph, Entity entity, List<ColumnMapping> columns, boolean further) {

    /**
     * Unique lists of the target that the source does not guard itself, and how many rows share theirs with an earlier
     * one, as far as the source can count them.
     */
    Map<List<String>, Long> of(TargetTable table) {
        if (further || entity.given()) {
            // The source cannot count them: rows of a target of its own may share what is made of them.
            return unions(table).stream()
                    .filter(u -> entity.given() || !derived(u))
                    .collect(Collectors.toMap(u -> u, u -> 0L, (a, b) -> a, LinkedHashMap::new));
        }
        var guarded = new ArrayList<>(entity.table().uniques());
        guarded.add(entity.table().primaryKey());
        var doubtful = new LinkedHashMap<List<String>, Long>();
        for (var unique : unions(table)) {
            var telling = unique.stream().filter(u -> !constant(u)).toList();
            var sources =
                    telling.stream().map(this::source).flatMap(Optional::stream).toList();
            var asked = !sources.isEmpty() && sources.size() == telling.size();
            var rows = asked ? held(sources, unique, guarded.contains(sources), entity.rowsOf(table.name())) : 0;
            if (rows > 0 || unites(unique)) {
                doubtful.put(unique, rows);
            }
        }
        new Converging(graph, entity, columns).of(table, doubtful.keySet()).forEach(u -> doubtful.put(u, 0L));
        return doubtful;
    }

    /** What all rows have in common tells none from another. */
    private boolean constant(String target) {
        return columns.stream()
                .anyMatch(c -> c.target().name().equals(target)
                        && c.value() instanceof Value.Constant made
                        && made.text().isPresent());
    }

    /** Whether values that differ in the source may become one, which nobody counts before. */
    private boolean unites(List<String> unique) {
        return columns.stream().anyMatch(c -> unique.contains(c.target().name()) && unites(c.value()));
    }

    private static boolean unites(Value value) {
        if (value instanceof Value.OwnerLabel label) {
            return label.owners().values().stream()
                            .filter(l -> l.branchSql().isPresent())
                            .count()
                    > 1;
        }
        if (value instanceof Value.EnumMap map) {
            return !map.by().isEmpty()
                    || map.members().containsKey(EnumRule.OTHERS)
                    || Set.copyOf(map.members().values()).size() < map.members().size();
        }
        return value instanceof Value.Merged || value instanceof Value.Expression;
    }

    /** Whether a key of further rows is one for each of them. */
    private boolean derived(List<String> unique) {
        return columns.stream().anyMatch(c -> unique.contains(c.target().name()) && c.value() instanceof Value.Key);
    }

    static List<List<String>> unions(TargetTable table) {
        var all = new ArrayList<>(table.uniques());
        if (!table.primaryKey().isEmpty()) {
            all.add(table.primaryKey());
        }
        return all;
    }

    /** Whether one UUID may be two texts in the source. */
    private boolean spelledTwice(List<String> unique) {
        var spellings = new UuidSpellings(graph, entity);
        return columns.stream()
                .anyMatch(c -> unique.contains(c.target().name())
                        && (keeps(c.value()) || spellings.counted(c))
                        && !spellings.once(c.value().takes().get(0)));
    }

    private static boolean keeps(Value value) {
        return value instanceof Value.Key key && key.derived().strategy() == UuidStrategy.KEEP;
    }

    /** Texts that stay texts are told apart by their letters. */
    private static boolean uuid(ColumnMapping column) {
        var value = column.value();
        return !value.takes().isEmpty()
                && (column.target().type().kind() == PgType.Kind.UUID
                        || value instanceof Value.Key
                        || (value instanceof Value.Reference reference
                                && reference.uuid().isPresent()));
    }

    private Optional<String> source(String target) {
        return columns.stream()
                .filter(c ->
                        c.target().name().equals(target) && !c.value().takes().isEmpty())
                .map(c -> c.value().takes().get(0))
                .findFirst();
    }

    /** Rows of a target that share their values, spellings of one UUID counted as equal, with an earlier row of it. */
    private long held(List<String> sources, List<String> unique, boolean guarded, String rows) {
        if (guarded && !spelledTwice(unique)) {
            return 0;
        }
        var counted = entity.profile(sources.get(0)).facts().containsKey("uuid-otherwise");
        if (guarded
                && counted
                && !entity.split()
                && sources.size() == 1
                && new UuidSpellings(graph, entity).folds(sources.get(0))) {
            return graph.source().spelledTwice(entity.table(), sources.get(0));
        }
        var uuids = columns.stream()
                .filter(c -> unique.contains(c.target().name()) && uuid(c))
                .map(c -> c.value().takes().get(0))
                .filter(s -> entity.profile(s).fact("uuid") > 0)
                .toList();
        return graph.source().duplicates(entity.table(), sources, uuids, rows);
    }
}
