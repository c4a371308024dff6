package io.transfuse.plan;

import io.transfuse.model.Alias;
import io.transfuse.model.Joined;
import io.transfuse.model.Lookup;
import io.transfuse.model.Table;
import io.transfuse.plan.Graph.Edge;
import io.transfuse.source.Parted;
import io.transfuse.source.Referred;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the source is asked about all references, each counted once, side by side. */
record Lookups(Graph graph, Questions questions) {

    private static final String EVERY_ROW = "TRUE";
    private static final Parted<Referred> NOTHING = new Parted<>(List.of(), answers -> Referred.UNASKED);

    /** A lookup to come: whose it is, what it is called, and what it becomes by the answer. */
    private record Wanted(String entity, String key, Parted<Referred> question, Function<Referred, Lookup> lookup) {}

    /** By table, and by the referring column or the name of the polymorphic reference and its owner. */
    Map<String, Map<String, Lookup>> all() {
        var wanted = new ArrayList<Wanted>();
        var all = new LinkedHashMap<String, Map<String, Lookup>>();
        for (var entity : graph.entities().values()) {
            wanted.addAll(wanted(entity));
            all.put(entity.name(), new LinkedHashMap<>());
        }
        var found = questions.together(wanted.stream().map(Wanted::question).toList());
        for (int i = 0; i < wanted.size(); i++) {
            var key = wanted.get(i).key();
            var lookup = wanted.get(i).lookup().apply(found.get(i));
            all.computeIfPresent(wanted.get(i).entity(), (e, lookups) -> {
                lookups.put(key, lookup);
                return lookups;
            });
        }
        return all;
    }

    private List<Wanted> wanted(Entity entity) {
        var wanted = new ArrayList<Wanted>();
        graph.edges(entity).forEach((column, edge) -> {
            var name = "r" + wanted.size();
            wanted.add(single(entity, column, edge, name, EVERY_ROW));
        });
        for (var key : composites(entity)) {
            var name = "r" + wanted.size();
            var to = graph.named(key.table()).orElseThrow();
            wanted.add(whole(entity, key, to, name));
        }
        for (var rule : graph.polymorphic(entity)) {
            graph.owners(rule).forEach((type, edge) -> {
                var name = "r" + wanted.size();
                wanted.add(single(entity, rule.name() + ":" + type, edge, name, exactly(rule.typeColumn(), type)));
            });
        }
        return wanted;
    }

    /** The rows with this type, told from others as a run tells them: byte by byte, whatever the collation says. */
    private String exactly(String column, String type) {
        var own = "t." + graph.source().quoted(column);
        var text = graph.source().literal(type);
        return graph.dialect().mysql()
                ? "CAST(CONVERT(" + own + " USING utf8mb4) AS BINARY) = CAST(CONVERT(" + text
                        + " USING utf8mb4) AS BINARY)"
                : own + " COLLATE BINARY = " + text;
    }

    /** The references of several columns that become foreign keys. */
    List<Table.ForeignKey> composites(Entity entity) {
        return entity.table().foreignKeys().stream()
                .filter(k -> k.columns().size() > 1)
                .filter(k -> graph.named(k.table())
                        .filter(to -> !to.split())
                        .map(to -> keys(k, to))
                        .filter(keys -> keys.size() == k.columns().size())
                        .isPresent())
                .toList();
    }

    private static List<String> keys(Table.ForeignKey key, Entity to) {
        return key.targetColumns().isEmpty() ? to.table().primaryKey() : key.targetColumns();
    }

    /** The name of the lookup of a reference of several columns. */
    static String name(Table.ForeignKey key) {
        return "key:" + String.join(",", key.columns());
    }

    /** What the source is asked about a reference of several columns. */
    private Wanted whole(Entity from, Table.ForeignKey key, Entity to, String name) {
        var wanted = keys(key, to);
        var further = new ArrayList<Lookup.Pair>();
        for (int i = 1; i < wanted.size(); i++) {
            further.add(new Lookup.Pair(key.columns().get(i), wanted.get(i)));
        }
        var plain = new Lookup(
                name,
                to.name(),
                wanted.get(0),
                key.columns().get(0),
                false,
                kept(to),
                0,
                Optional.empty(),
                further,
                Optional.empty(),
                List.of());
        return new Wanted(
                from.name(),
                name(key),
                asked(from, plain, EVERY_ROW, false),
                found -> plain.answered(found.orphans() > 0 || plain.branchSql().isPresent(), found.orphans()));
    }

    /** What the source is asked about one reference of the rows that fulfil a condition. */
    private Wanted single(Entity from, String key, Edge edge, String name, String condition) {
        var joined = from.table().column(edge.column()).flatMap(c -> c.nature().joined());
        var plain = plain(edge, name, joined, condition.equals(EVERY_ROW));
        if (from.given() || edge.to().given()) {
            return new Wanted(from.name(), key, NOTHING, found -> plain);
        }
        var spelling = edge.via().isEmpty() && new KeySpellings(graph).several(edge);
        var question = edge.watched() && !spelling ? NOTHING : asked(from, plain, condition, spelling);
        return new Wanted(from.name(), key, question, found -> {
            var orphans = edge.watched() ? 0 : found.orphans();
            return plain.answered(
                    orphans > 0
                            || plain.branchSql().isPresent()
                            || found.misspelt() > 0
                            || edge.via().isPresent(),
                    orphans);
        });
    }

    private Parted<Referred> asked(Entity from, Lookup lookup, String condition, boolean spelling) {
        return graph.source()
                .referred(
                        from.table(),
                        lookup,
                        condition,
                        spelling,
                        graph.settings().engine().partitionRows());
    }

    private Lookup plain(Edge edge, String name, Optional<Joined> joined, boolean own) {
        return new Lookup(
                name,
                edge.to().name(),
                edge.toColumn(),
                edge.column(),
                false,
                branchSql(edge.to()).or(() -> own ? kept(edge.to()) : Optional.empty()),
                0,
                joined,
                List.of(),
                edge.via(),
                new KeySpellings(graph).onwards(edge));
    }

    /** The same of a table that stays whole, where settings leave rows of it out. */
    private static Optional<String> kept(Entity entity) {
        var dropped = List.copyOf(entity.rules().dropRows().values());
        return dropped.isEmpty() ? Optional.empty() : Optional.of(unless(dropped, "''"));
    }

    /** SQL over alias {@code p} that names the target a row of a split entity went to, if it went to any. */
    static Optional<String> branchSql(Entity entity) {
        if (!entity.split()) {
            return Optional.empty();
        }
        var branch = entity.branchSql("p");
        return Optional.of(unless(entity.rules().leaving(), branch));
    }

    /** What SQL over alias {@code p} says of a row, unless one of the conditions takes the row away. */
    private static String unless(List<String> refused, String branch) {
        var any = refused.stream().map(sql -> "(" + Alias.moved(sql, "p") + ")").collect(Collectors.joining(" OR "));
        return refused.isEmpty()
                ? branch
                : "CASE WHEN " + any + " THEN '" + Lookup.REFUSED + "' ELSE " + branch + " END";
    }
}
