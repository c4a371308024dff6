package io.transfuse.plan;

import io.transfuse.config.Policy;
import io.transfuse.config.Settings;
import io.transfuse.config.TableRules;
import io.transfuse.model.Lookup;
import io.transfuse.model.Orphans;
import io.transfuse.model.Table;
import io.transfuse.source.Source;
import io.transfuse.types.Decision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All source tables that are carried, and which column of which refers to which. */
record Graph(Settings settings, Source source, Map<String, Entity> entities, Notes notes) {

    /** A single-column reference: the referring column, the entity and its column, and the actions to keep. */
    record Edge(String column, Entity to, String toColumn, String onDelete, String onUpdate) {}

    /** The entity that a configuration means by a name: the source's name or any alias. */
    Optional<Entity> named(String name) {
        return Optional.ofNullable(entities.get(name))
                .or(() -> entities.values().stream()
                        .filter(e ->
                                e.rules().names().contains(name) || e.name().equalsIgnoreCase(name))
                        .findFirst());
    }

    /** What the rules of the source's types make of a column. */
    Decision decided(Entity entity, Table.Column column) {
        return source.types().decide(column, entity.profile(column.name()), policy(entity, column.name()));
    }

    /** What is done with the values of a column. */
    Policy policy(Entity entity, String column) {
        return settings.policies(entity.rules()).column(column);
    }

    /** The references of one entity, declared or configured, by source column. */
    Map<String, Edge> edges(Entity entity) {
        var edges = new LinkedHashMap<String, Edge>();
        for (var key : entity.table().foreignKeys()) {
            declared(entity, key).ifPresent(e -> edges.putIfAbsent(e.column(), e));
        }
        entity.rules()
                .references()
                .forEach((column, written) ->
                        configured(entity, column, written).ifPresent(e -> edges.put(e.column(), e)));
        return edges;
    }

    private Optional<Edge> declared(Entity entity, Table.ForeignKey key) {
        if (key.columns().size() != 1) {
            return Optional.empty();
        }
        var to = named(key.table());
        if (to.isEmpty()) {
            notes.warn(
                    entity.name(),
                    key.columns().get(0),
                    "refers to " + key.table() + ", which is not carried; the foreign key is left out");
            return Optional.empty();
        }
        var column = key.targetColumns().isEmpty()
                ? to.get().keyColumn()
                : to.get().table().column(key.targetColumns().get(0)).map(Table.Column::name);
        var from = entity.table().column(key.columns().get(0)).orElseThrow().name();
        return column.map(c -> new Edge(from, to.get(), c, key.onDelete(), key.onUpdate()));
    }

    private Optional<Edge> configured(Entity entity, String target, String written) {
        var words = written.trim().split("\\s+", 2);
        var to = named(words[0]);
        var column = entity.rules().columns().stream()
                .filter(c -> c.target().equals(target))
                .findFirst()
                .flatMap(c -> Entity.source(entity.table(), c))
                .or(() -> entity.table().column(target).map(Table.Column::name));
        if (to.isEmpty() || column.isEmpty()) {
            return Optional.empty();
        }
        var actions = words.length > 1 ? words[1].toUpperCase(Locale.ROOT) : "";
        return to.get()
                .keyColumn()
                .map(k -> new Edge(
                        column.get(), to.get(), k, action(actions, "ON DELETE"), action(actions, "ON UPDATE")));
    }

    private static String action(String written, String event) {
        var matcher = java.util.regex.Pattern.compile(event + " (CASCADE|SET NULL|SET DEFAULT|RESTRICT)")
                .matcher(written);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** What the source is asked about one reference. */
    Lookup lookup(Entity from, Edge edge, String name, String onlyWhere) {
        var plain = new Lookup(name, edge.to().name(), edge.toColumn(), edge.column(), false, branchSql(edge.to()), 0);
        var orphans = source.count(from.name(), source.orphanCondition(plain) + onlyWhere);
        var text = edge.to().table().column(edge.toColumn()).orElseThrow();
        var spelling = !text.collation().equals("BINARY") && source.misspelt(from.table(), plain) > 0;
        return new Lookup(
                name,
                plain.entity(),
                plain.targetColumn(),
                plain.column(),
                orphans > 0 || edge.to().split() || spelling,
                plain.branchSql(),
                orphans);
    }

    /** SQL over alias {@code p} that names the target a row of a split entity went to. */
    private static Optional<String> branchSql(Entity entity) {
        if (!entity.split()) {
            return Optional.empty();
        }
        var cases = new ArrayList<String>();
        var rest = "";
        for (var branch : entity.rules().split()) {
            var name = "'" + entity.target(entity.rules().overlaid(branch.rules())) + "'";
            if (branch.where().isPresent()) {
                cases.add("WHEN " + branch.where().get().replaceAll("\\bt\\.", "p.") + " THEN " + name);
            } else {
                rest = name;
            }
        }
        return Optional.of("CASE " + String.join(" ", cases) + " ELSE " + rest + " END");
    }

    /** The policy for references of this column. */
    Orphans orphans(Entity entity, String column) {
        return policy(entity, column).orphan();
    }

    /** The polymorphic references of an entity whose columns the source has. */
    List<TableRules.PolymorphicRule> polymorphic(Entity entity) {
        return entity.rules().polymorphic().stream()
                .filter(p -> entity.table().column(p.typeColumn()).isPresent()
                        && entity.table().column(p.idColumn()).isPresent())
                .toList();
    }

    /** The entities that the values of a polymorphic type column stand for. */
    Map<String, Edge> owners(TableRules.PolymorphicRule rule) {
        return rule.to().entrySet().stream()
                .filter(e -> named(e.getValue()).flatMap(Entity::keyColumn).isPresent())
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        e -> {
                            var to = named(e.getValue()).orElseThrow();
                            return new Edge(rule.idColumn(), to, to.keyColumn().orElseThrow(), "", "");
                        },
                        (a, b) -> a,
                        LinkedHashMap::new));
    }
}
