package io.transfuse.plan;

import io.transfuse.model.Storage;
import io.transfuse.model.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Pairs of columns that look like references to rows of several tables, {@code owner_type} and {@code owner_id}, and
 * that no rule names: they are carried as they are, which is wrong where these rows get other keys or targets.
 */
record UnnamedPairs(Graph graph, Unsaid unsaid) {

    UnnamedPairs(Graph graph) {
        this(graph, new Unsaid(graph));
    }

    /** A column with more texts than this names no tables. */
    private static final int MOST = 200;

    private static final Pattern TYPE = Pattern.compile("(?<base>\\w*[^_\\W])(?:(?<snake>_type)|(?<camel>Type))");

    /** Two columns and the name that a rule about them would have. */
    private record Pair(Entity entity, String name, Table.Column type, Table.Column id) {}

    /** Warns of each pair whose types name tables with other keys or targets. */
    void warn() {
        var changed = graph.entities().values().stream().anyMatch(Unsaid::changes);
        if (changed) {
            graph.entities().values().stream()
                    .filter(e -> !e.given())
                    .forEach(e ->
                            e.table().own().columns().forEach(c -> pair(e, c).ifPresent(this::warn)));
        }
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
                .filter(id -> unsaid.open(entity, id.name()) && !unsaid.paired(entity, type.name()))
                .map(id -> new Pair(entity, base, type, id));
    }

    private void warn(Pair pair) {
        var source = graph.source();
        var texts = source.texts(
                pair.entity().table(),
                pair.type().name(),
                "t." + source.quoted(pair.id().name()) + " IS NOT NULL",
                MOST + 1);
        var meant = new LinkedHashMap<String, Entity>();
        texts.keySet().forEach(t -> unsaid.meant(t).ifPresent(e -> meant.put(t, e)));
        if (texts.size() <= MOST && meant.values().stream().anyMatch(Unsaid::changes)) {
            var setting = setting(pair, meant);
            graph.notes().propose(pair.entity().name(), pair.id().name(), text(pair, texts, meant, setting), setting);
        }
    }

    private static String setting(Pair pair, Map<String, Entity> meant) {
        var to = meant.keySet().stream()
                .map(t -> Unsaid.quoted(t) + " = "
                        + Unsaid.quoted(Objects.requireNonNull(meant.get(t)).name()))
                .collect(Collectors.joining(", "));
        return "tables." + Unsaid.quoted(pair.entity().rules().source()) + ".polymorphic." + pair.name() + " { type = "
                + Unsaid.quoted(pair.type().name()) + ", id = "
                + Unsaid.quoted(pair.id().name()) + ", to { " + to
                + " } }";
    }

    private static String text(Pair pair, Map<String, Long> texts, Map<String, Entity> meant, String setting) {
        var changed = new LinkedHashMap<String, Long>();
        meant.forEach((text, to) -> {
            if (Unsaid.changes(to)) {
                changed.merge(to.name(), Objects.requireNonNull(texts.get(text)), Long::sum);
            }
        });
        var rows = changed.entrySet().stream()
                .map(c -> Notes.count(c.getValue(), "row", "rows") + " of " + c.getKey())
                .collect(Collectors.joining(", "));
        var others = texts.keySet().stream()
                .filter(t -> !meant.containsKey(t))
                .mapToLong(t -> Objects.requireNonNull(texts.get(t)))
                .sum();
        return "is carried as it is, but " + pair.type().name() + " names with it " + rows
                + ", which get other keys or targets; let it follow by " + setting
                + (others == 0
                        ? ""
                        : "; " + Notes.count(others, "row", "rows")
                                + " with other types would be rejected, unless they are in that list too");
    }
}
