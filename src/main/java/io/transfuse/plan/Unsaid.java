package io.transfuse.plan;

import io.transfuse.config.ColumnRules;
import io.transfuse.model.UuidStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Columns that seem to mean rows of other tables, of which neither the source nor the settings say so. */
record Unsaid(Graph graph) {

    private static final Pattern WORD = Pattern.compile("[A-Za-z]\\w*");

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
        return Entity.source(entity.table(), rule).equals(Optional.of(column))
                || rule.takes().contains(column);
    }

    /** Whether the column belongs to a pair that the settings name. */
    boolean paired(Entity entity, String column) {
        return graph.polymorphic(entity).stream()
                .anyMatch(p ->
                        p.typeColumn().equalsIgnoreCase(column) || p.idColumn().equalsIgnoreCase(column));
    }

    /** The table that a type names: as it is called, by the word for one row, or by a class. */
    Optional<Entity> meant(String type) {
        var word = word(type);
        return graph.entities().values().stream()
                .filter(e -> !e.given() && e.keyColumn().isPresent())
                .filter(e -> words(e).anyMatch(word::equals))
                .findFirst();
    }

    /** The words for one row of a table. */
    static Stream<String> words(Entity entity) {
        return names(entity).stream().map(Unsaid::word);
    }

    private static List<String> names(Entity entity) {
        var names = new ArrayList<>(entity.rules().names());
        names.add(entity.name());
        entity.rules().entity().ifPresent(names::add);
        entity.branches().forEach(b -> names.add(entity.target(b)));
        return names;
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
