package io.transfuse.plan;

import io.transfuse.config.ColumnRules;
import io.transfuse.model.Storage;
import io.transfuse.model.Table;
import io.transfuse.model.UuidStrategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Pairs of columns that look like references to rows of several tables, {@code owner_type} and {@code owner_id}, and
 * that no rule names: they are carried as they are, which is wrong where these rows get other keys or targets.
 */
record UnnamedPairs(Graph graph) {

    /** A column with more texts than this names no tables. */
    private static final int MOST = 200;

    private static final Pattern TYPE = Pattern.compile("(?<base>\\w*[^_\\W])(?:(?<snake>_type)|(?<camel>Type))");

    private static final Pattern WORD = Pattern.compile("[A-Za-z]\\w*");

    /** Two columns and the name that a rule about them would have. */
    private record Pair(Entity entity, String name, Table.Column type, Table.Column id) {}

    /** Warns of each pair whose types name tables with other keys or targets. */
    void warn() {
        var changed = graph.entities().values().stream().anyMatch(UnnamedPairs::changes);
        if (changed) {
            graph.entities().values().stream()
                    .filter(e -> !e.given())
                    .forEach(e ->
                            e.table().own().columns().forEach(c -> pair(e, c).ifPresent(this::warn)));
        }
    }

    /** Whether what names a row of the table today may not name it in the target. */
    private static boolean changes(Entity entity) {
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

    private Optional<Pair> pair(Entity entity, Table.Column type) {
        var matcher = TYPE.matcher(type.name());
        if (!matcher.matches() || entity.profile(type.name()).count(Storage.TEXT) == 0) {
            return Optional.empty();
        }
        var base = matcher.group("base");
        return entity.table()
                .own()
                .column(base + (matcher.group("snake") == null ? "Id" : "_id"))
                .filter(id -> open(entity, id.name()) && !named(entity, type.name()))
                .map(id -> new Pair(entity, base, type, id));
    }

    /** Whether nothing says what the column means. */
    private boolean open(Entity entity, String id) {
        return !named(entity, id)
                && !graph.edges(entity).containsKey(id)
                && entity.branches().stream().noneMatch(r -> r.drops(id))
                && entity.rules().whole().flatMap(r -> r.columns().stream()).noneMatch(r -> says(entity, r, id));
    }

    private static boolean says(Entity entity, ColumnRules rule, String column) {
        return Entity.source(entity.table(), rule).equals(Optional.of(column))
                || rule.takes().contains(column);
    }

    private boolean named(Entity entity, String column) {
        return graph.polymorphic(entity).stream()
                .anyMatch(p ->
                        p.typeColumn().equalsIgnoreCase(column) || p.idColumn().equalsIgnoreCase(column));
    }

    private void warn(Pair pair) {
        var source = graph.source();
        var texts = source.texts(
                pair.entity().table(),
                pair.type().name(),
                "t." + source.quoted(pair.id().name()) + " IS NOT NULL",
                MOST + 1);
        var meant = new LinkedHashMap<String, Entity>();
        texts.keySet().forEach(t -> meant(t).ifPresent(e -> meant.put(t, e)));
        if (texts.size() <= MOST && meant.values().stream().anyMatch(UnnamedPairs::changes)) {
            graph.notes().warn(pair.entity().name(), pair.id().name(), text(pair, texts, meant));
        }
    }

    private static String text(Pair pair, Map<String, Long> texts, Map<String, Entity> meant) {
        var rows = meant.keySet().stream()
                .filter(t -> changes(Objects.requireNonNull(meant.get(t))))
                .map(t -> Notes.count(Objects.requireNonNull(texts.get(t)), "row", "rows") + " of "
                        + Objects.requireNonNull(meant.get(t)).name())
                .collect(Collectors.joining(", "));
        var others = texts.keySet().stream()
                .filter(t -> !meant.containsKey(t))
                .mapToLong(t -> Objects.requireNonNull(texts.get(t)))
                .sum();
        var to = meant.keySet().stream()
                .map(t -> quoted(t) + " = "
                        + quoted(Objects.requireNonNull(meant.get(t)).name()))
                .collect(Collectors.joining(", "));
        return "is carried as it is, but " + pair.type().name() + " names with it " + rows
                + ", which get other keys or targets; let it follow by tables."
                + quoted(pair.entity().rules().source())
                + ".polymorphic." + pair.name() + " { type = "
                + quoted(pair.type().name()) + ", id = "
                + quoted(pair.id().name()) + ", to { " + to + " } }"
                + (others == 0
                        ? ""
                        : "; " + Notes.count(others, "row", "rows")
                                + " with other types would be rejected, unless they are in that list too");
    }

    /** The table that a type names: as it is called, by the word for one row, or by a class. */
    private Optional<Entity> meant(String type) {
        var word = word(type);
        return graph.entities().values().stream()
                .filter(e -> !e.given() && e.keyColumn().isPresent())
                .filter(e -> names(e).stream().anyMatch(n -> word(n).equals(word)))
                .findFirst();
    }

    private static List<String> names(Entity entity) {
        var names = new ArrayList<>(entity.rules().names());
        names.add(entity.name());
        entity.rules().entity().ifPresent(names::add);
        entity.branches().forEach(b -> names.add(entity.target(b)));
        return names;
    }

    private static String word(String name) {
        var last = name.replaceFirst("(?s).*[\\\\.:/](?=.)", "");
        return Names.singular(last.toLowerCase(Locale.ROOT)).replace("_", "");
    }

    private static String quoted(String name) {
        return WORD.matcher(name).matches()
                ? name
                : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
