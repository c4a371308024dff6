package io.transfuse.plan;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which table the name of a column means.
 *
 * @param tables all tables that have a key of one column, by the words that name them
 * @param keys those whose key has a name that says more than that it is one, by this name; where it is the only one
 * @param prefix what the names of most tables begin with, up to its underscore; empty where there is none
 */
record SaidByName(Map<String, Entity> tables, Map<String, Optional<Entity>> keys, String prefix) {

    private static final Pattern NAME =
            Pattern.compile("(?<base>\\w*[^_\\W])(?:_(?i:id|uuid)|(?<=[a-z0-9])(?:Id|ID|Uuid))");

    private static final String PARENT = "parent";

    /** Names of keys that many tables have, or columns that are no reference. */
    private static final Set<String> GENERAL = Set.of(
            "id",
            "uid",
            "uuid",
            "guid",
            "oid",
            "pk",
            "rowid",
            "key",
            "code",
            "name",
            "no",
            "nr",
            "num",
            "number",
            "seq",
            "value",
            "type",
            "slug",
            "hash",
            "token",
            "date",
            "position");

    static SaidByName of(Graph graph) {
        var entities = graph.entities().values().stream()
                .filter(e -> !e.given() && e.keyColumn().isPresent())
                .toList();
        var keys = entities.stream()
                .collect(Collectors.toMap(SaidByName::key, Optional::of, (a, b) -> Optional.<Entity>empty()));
        keys.keySet().removeAll(GENERAL);
        var names = graph.entities().values().stream()
                .filter(e -> !e.given())
                .map(e -> prefix(e.name()))
                .toList();
        var prefix =
                names.stream()
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                        .entrySet()
                        .stream()
                        .filter(e -> e.getValue() > 1 && e.getValue() * 2 > names.size())
                        .map(Map.Entry::getKey)
                        .findFirst();
        return new SaidByName(new Unsaid(graph).tables(), keys, prefix.orElse(""));
    }

    private static String key(Entity entity) {
        return entity.keyColumn().orElseThrow().toLowerCase(Locale.ROOT);
    }

    private static String prefix(String table) {
        return table.substring(0, table.indexOf('_') + 1);
    }

    /** The table of a name, else the one whose key is called so. */
    Optional<Entity> meant(Entity entity, String column) {
        return named(entity, column)
                .filter(to ->
                        !to.name().equals(entity.name()) || !entity.keyColumn().equals(Optional.of(column)))
                .or(() -> keys.getOrDefault(column.toLowerCase(Locale.ROOT), Optional.empty())
                        .filter(to -> !to.name().equals(entity.name())));
    }

    /**
     * {@code attending_doctor_id} means doctors, unless there are attending doctors; a parent is a row of the table.
     */
    private Optional<Entity> named(Entity entity, String column) {
        var matcher = NAME.matcher(column);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var words =
                matcher.group("base").replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
        if (words.equals(PARENT)) {
            return Optional.of(entity).filter(e -> e.keyColumn().isPresent());
        }
        return Stream.iterate(words, w -> !w.isEmpty(), w -> w.contains("_") ? w.substring(w.indexOf('_') + 1) : "")
                .flatMap(w -> Stream.of("", prefix(entity.name()), prefix).map(p -> p + w))
                .flatMap(w -> Optional.ofNullable(tables.get(Unsaid.word(w))).stream())
                .findFirst();
    }
}
