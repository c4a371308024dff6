package io.transfuse.plan;

import io.transfuse.model.PgType;
import io.transfuse.model.PgType.Kind;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One type for all columns that references connect, or no foreign key could join them. */
final class KeyTypes {

    private static final List<Kind> WHOLE =
            List.of(Kind.BOOLEAN, Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT, Kind.NUMERIC);
    private static final Pattern LENGTH = Pattern.compile("(?:var)?char\\((\\d+)\\).*");

    private final Graph graph;
    private final Map<String, String> parents = new HashMap<>();
    private final Map<String, Member> members = new TreeMap<>();

    /** The columns that references of several columns refer to. */
    private final Set<String> together = new HashSet<>();

    private record Member(Entity entity, Table.Column column, PgType type) {
        OfColumn profile() {
            return entity.profile(column.name());
        }
    }

    private KeyTypes(Graph graph) {
        this.graph = graph;
    }

    /** The types that differ from what the columns would be alone, by {@link #key}. */
    static Map<String, PgType> of(Graph graph) {
        var types = new KeyTypes(graph);
        graph.entities().values().forEach(types::connect);
        return types.decided();
    }

    static String key(Entity entity, String column) {
        return entity.name() + "\0" + column;
    }

    private void connect(Entity entity) {
        for (var edge : graph.edges(entity).values()) {
            join(entity, edge.column(), edge.to(), edge.toColumn());
        }
        for (var key : entity.table().foreignKeys()) {
            var to = graph.named(key.table());
            if (key.columns().size() > 1 && to.isPresent()) {
                var wanted = key.targetColumns().isEmpty() ? to.get().table().primaryKey() : key.targetColumns();
                for (int i = 0; i < Math.min(wanted.size(), key.columns().size()); i++) {
                    join(entity, key.columns().get(i), to.get(), wanted.get(i));
                    to.get().table().column(wanted.get(i)).ifPresent(c -> together.add(key(to.get(), c.name())));
                }
            }
        }
        Shared.keys(graph, entity).forEach(k -> join(entity, k.column(), k.host(), k.hostColumn()));
        entity.table().columns().stream()
                .filter(c -> c.nature().counts() || citext(entity, c))
                .forEach(c -> root(member(entity, c)));
    }

    private void join(Entity from, String column, Entity to, String key) {
        var child = from.table().column(column);
        var parent = to.table().column(key);
        if (child.isPresent() && parent.isPresent()) {
            parents.put(root(member(from, child.get())), root(member(to, parent.get())));
        }
    }

    private String member(Entity entity, Table.Column column) {
        var key = key(entity, column.name());
        members.computeIfAbsent(
                key,
                k -> new Member(entity, column, graph.decided(entity, column).type()));
        return key;
    }

    private String root(String key) {
        var above = parents.getOrDefault(key, key);
        return above.equals(key) ? key : root(above);
    }

    private Map<String, PgType> decided() {
        var groups = new LinkedHashMap<String, List<Member>>();
        members.forEach((key, member) ->
                groups.computeIfAbsent(root(key), r -> new ArrayList<>()).add(member));
        var types = new HashMap<String, PgType>();
        for (var group : groups.values()) {
            common(group)
                    .ifPresent(type -> group.stream()
                            .filter(m -> !m.type().equals(type))
                            .forEach(m -> types.put(key(m.entity(), m.column().name()), type)));
        }
        return types;
    }

    private Optional<PgType> common(List<Member> group) {
        if (group.stream()
                .anyMatch(m -> m.entity().uuidKey()
                        && m.entity().keyColumn().equals(Optional.of(m.column().name())))) {
            return Optional.empty();
        }
        var kinds = group.stream().map(m -> m.type().kind()).collect(Collectors.toSet());
        if (WHOLE.containsAll(kinds)) {
            return Optional.of(whole(group));
        }
        if (kinds.contains(Kind.ENUM) && group.size() > 1) {
            return Optional.of(PgType.of("text"));
        }
        return lettered(group, kinds);
    }

    private Optional<PgType> lettered(List<Member> group, Set<Kind> kinds) {
        if (Set.of(Kind.UUID, Kind.TEXT).containsAll(kinds)) {
            return Optional.of(kinds.contains(Kind.UUID) && allUuids(group) ? PgType.of("uuid") : text(group));
        }
        return kinds.equals(Set.of(Kind.UUID, Kind.BYTEA)) ? Optional.of(PgType.of("bytea")) : referred(group);
    }

    /**
     * SQLite lets columns of any types refer to each other. A single one follows its key anyway; several follow theirs
     * here, and text where one of these keys is text.
     */
    private Optional<PgType> referred(List<Member> group) {
        var keys = group.stream()
                .filter(m -> together.contains(key(m.entity(), m.column().name())))
                .map(Member::type)
                .distinct()
                .toList();
        return keys.stream()
                .filter(t -> t.kind() == Kind.TEXT)
                .findFirst()
                .map(t -> PgType.of("text"))
                .or(() -> keys.size() == 1 ? Optional.of(keys.get(0)) : Optional.empty());
    }

    /** The widest; a column that numbers its rows is no boolean, however few it has. */
    private static PgType whole(List<Member> group) {
        var widest = group.stream()
                .map(Member::type)
                .reduce((a, b) -> WHOLE.indexOf(b.kind()) > WHOLE.indexOf(a.kind()) ? b : a)
                .orElseThrow();
        var counts = group.stream().anyMatch(m -> m.column().nature().counts());
        return widest.kind() == Kind.BOOLEAN && counts ? PgType.of("smallint") : widest;
    }

    private static boolean allUuids(List<Member> group) {
        return group.stream()
                .allMatch(m -> m.type().kind() == Kind.UUID
                        || m.profile().values() == m.profile().fact("uuid"));
    }

    private PgType text(List<Member> group) {
        if (group.stream().anyMatch(m -> citext(m.entity(), m.column()))) {
            return new PgType(Kind.TEXT, "citext");
        }
        var lengths = group.stream()
                .map(m -> m.type().kind() == Kind.TEXT ? m.type().maxLength() : length(m.column()))
                .toList();
        var longest = lengths.stream().mapToLong(Long::longValue).max().orElse(Long.MAX_VALUE);
        return PgType.of(longest == Long.MAX_VALUE ? "text" : "varchar(" + longest + ")");
    }

    private static long length(Table.Column column) {
        var matcher = LENGTH.matcher(column.type());
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : Long.MAX_VALUE;
    }

    /** Whether a column is part of a key that takes no notice of case, and the policy wants citext for these. */
    private boolean citext(Entity entity, Table.Column column) {
        var table = entity.table();
        var keyed = table.primaryKey().contains(column.name())
                || table.uniques().stream().anyMatch(u -> u.contains(column.name()))
                || table.indexes().stream()
                        .filter(Table.Index::unique)
                        .anyMatch(
                                i -> i.parts().stream().anyMatch(p -> p.column().equals(column.name())));
        return graph.collation().equals("citext")
                && keyed
                && Dialect.folds(column.collation())
                && graph.decided(entity, column).type().kind() == Kind.TEXT;
    }
}
