package io.transfuse.plan;

import io.transfuse.config.ColumnRules;
import io.transfuse.model.PgType;
import io.transfuse.model.UuidStrategy;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Columns that seem to mean rows of other tables, of which neither the source nor the settings say so. */
record Unsaid(Graph graph) {

    private static final Pattern WORD = Pattern.compile("[A-Za-z]\\w*");

    /** What tables are called, from the names that say most to those that say least. */
    private static final List<Function<Entity, Stream<String>>> NAMES = List.of(
            e -> Stream.of(e.name()),
            e -> Stream.concat(e.rules().names().stream(), e.rules().entity().stream()),
            e -> e.branches().stream().map(e::target));

    /** Whether what names a row of the table today may not name it in the target. */
    static boolean changes(Entity entity) {
        return entity.split()
                || entity.rules().rows().standsFor().isPresent()
                || entity.uuid()
                        .filter(s -> s != UuidStrategy.KEEP || !allUuids(entity))
                        .isPresent();
    }

    private static boolean allUuids(Entity entity) {
        var key = entity.profile(entity.keyColumn().orElseThrow());
        return key.fact("uuid") == key.values();
    }

    /** Whether nothing says what the column means. */
    boolean open(Entity entity, String id) {
        return !paired(entity, id)
                && !graph.edges(entity).containsKey(id)
                && entity.branches().stream().noneMatch(r -> r.drops(id))
                && entity.rules().whole().flatMap(r -> r.columns().stream()).noneMatch(r -> says(entity, r, id));
    }

    private static boolean says(Entity entity, ColumnRules rule, String column) {
        var own = Entity.source(entity.table(), rule).equals(Optional.of(column));
        return rule.takes().contains(column) || (own && !foreign(entity, rule, column));
    }

    /** The rule that wants UUIDs of a column that holds others: it says nothing of what the column means here. */
    static Optional<ColumnRules> foreign(Entity entity, String column) {
        return entity.rules()
                .whole()
                .flatMap(r -> r.columns().stream())
                .filter(r -> Entity.source(entity.table(), r).equals(Optional.of(column)))
                .filter(r -> foreign(entity, r, column))
                .findFirst();
    }

    private static boolean foreign(Entity entity, ColumnRules rule, String column) {
        var profile = entity.profile(column);
        return rule.to().isEmpty()
                && rule.type().filter(t -> t.kind() == PgType.Kind.UUID).isPresent()
                && profile.fact("uuid") < profile.values();
    }

    /** Whether the column belongs to a pair that the settings name. */
    boolean paired(Entity entity, String column) {
        return graph.polymorphic(entity).stream()
                .anyMatch(p ->
                        p.typeColumn().equalsIgnoreCase(column) || p.idColumn().equalsIgnoreCase(column));
    }

    /** The table that a type names: as it is called, by the word for one row, or by a class. */
    Optional<Entity> meant(String type) {
        return Optional.ofNullable(tables().get(word(type)));
    }

    /** All tables with a key of one column, by the words for one row of them. */
    Map<String, Entity> tables() {
        var tables = new HashMap<String, Entity>();
        // A table may be called as one becomes into which another is split: its own name says more.
        for (var names : NAMES) {
            graph.entities().values().stream()
                    .filter(e -> !e.given() && e.keyColumn().isPresent())
                    .forEach(e -> names.apply(e).forEach(n -> tables.putIfAbsent(word(n), e)));
        }
        return tables;
    }

    /** A name without a difference between one and many. */
    static String word(String name) {
        var last = name.replaceFirst("(?s).*[\\\\.:/](?=.)", "");
        return Names.singular(last.toLowerCase(Locale.ROOT)).replace("_", "");
    }

    /** A name as the settings write it. */
    static String quoted(String name) {
        return WORD.matcher(name).matches()
                ? name
                : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
