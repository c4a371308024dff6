package io.transfuse.plan;

import io.transfuse.config.Policy;
import io.transfuse.config.Settings;
import io.transfuse.config.TableRules;
import io.transfuse.model.Lookup;
import io.transfuse.model.Orphans;
import io.transfuse.model.PgType;
import io.transfuse.model.Table;
import io.transfuse.source.Source;
import io.transfuse.types.Decision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All source tables that are carried, and which column of which refers to which.
 *
 * @param settings what the user asked for
 * @param source where rows come from
 * @param dialect how the source writes SQL
 * @param entities the tables by name
 * @param notes what the reader of the plan should know
 * @param enumerations the types that columns need
 * @param keyTypes the types of columns that references connect, see {@link KeyTypes}
 */
record Graph(
        Settings settings,
        Source source,
        Dialect dialect,
        Map<String, Entity> entities,
        Notes notes,
        Enumerations enumerations,
        Map<String, PgType> keyTypes) {

    /**
     * A single-column reference: the referring column, the entity and its column, and the actions to keep.
     *
     * @param implied whether it only follows from a reference of several columns, whose foreign key watches over it
     * @param via the table between, where its rows stand for those of the entity
     * @param branch the branch of the entity that these went to
     */
    record Edge(
            String column,
            Entity to,
            String toColumn,
            String onDelete,
            String onUpdate,
            boolean implied,
            Optional<Lookup.Via> via,
            Optional<String> branch) {
        Edge(String column, Entity to, String toColumn, String onDelete, String onUpdate) {
            this(column, to, toColumn, onDelete, onUpdate, false, Optional.empty(), Optional.empty());
        }

        /** Whether the other foreign key sees every orphan; a row in no target of a split leaves the column empty. */
        boolean watched() {
            return implied && !to.split();
        }
    }

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

    /** The same, with the type that it shares with the keys it is connected to. */
    Decision typed(Entity entity, Table.Column column) {
        var alone = decided(entity, column);
        return Optional.ofNullable(keyTypes.get(KeyTypes.key(entity, column.name())))
                .map(t -> new Decision(
                        t,
                        alone.form(),
                        alone.rule() + "; " + alone.type() + " becomes " + t + " with the key it belongs to",
                        alone.declared(),
                        alone.labels(),
                        alone.blocker()))
                .orElse(alone);
    }

    /** What is done with the values of a column. */
    Policy policy(Entity entity, String column) {
        return settings.policies(entity.rules()).column(column);
    }

    /** How keys that take no notice of case stay unique. */
    String collation() {
        return settings.policy().choices().collation();
    }

    /** With other rules for the tables. */
    Graph with(Map<String, Entity> ruled) {
        return new Graph(settings, source, dialect, ruled, notes, enumerations, keyTypes);
    }

    /** With the types of connected columns decided. */
    Graph typed(Map<String, PgType> types) {
        return new Graph(settings, source, dialect, entities, notes, enumerations, types);
    }

    /** A name of the source that is free in the schema; another that it gets instead is listed. */
    String named(Entity entity, String what, String wanted, String table) {
        var name = enumerations.names().unique(wanted, table);
        if (!name.equals(wanted)) {
            notes.info(
                    entity.name(),
                    "",
                    what + " " + wanted + " is named " + name + ": "
                            + (Names.bytes(wanted) > Names.LONGEST
                                    ? "PostgreSQL's names have at most 63 bytes"
                                    : "names are unique in a schema of PostgreSQL"));
        }
        return name;
    }

    /** Whether a reference points at these columns. */
    boolean referred(Entity to, List<String> columns) {
        return entities.values().stream()
                .anyMatch(e -> e.table().foreignKeys().stream()
                        .filter(k -> named(k.table()).equals(Optional.of(to)))
                        .anyMatch(k -> new UniqueColumns(to.table()).same(k.targetColumns(), columns)));
    }

    /** The references of one entity, declared, configured or implied, by source column. */
    Map<String, Edge> edges(Entity entity) {
        var edges = singles(entity);
        new Kinship(this).implied(entity).forEach(e -> edges.putIfAbsent(e.column(), e));
        return edges;
    }

    /** Those that are declared or configured. */
    Map<String, Edge> singles(Entity entity) {
        var edges = new LinkedHashMap<String, Edge>();
        for (var key : entity.table().foreignKeys()) {
            declared(entity, key).ifPresent(e -> {
                var first = edges.putIfAbsent(e.column(), e);
                if (first != null && !(first.to().name() + first.toColumn()).equals(e.to().name() + e.toColumn())) {
                    notes.warn(
                            entity.name(),
                            e.column(),
                            "refers to " + first.to().name() + " and to " + e.to().name()
                                    + "; the second foreign key is left out");
                }
            });
        }
        entity.rules()
                .whole()
                .forEach(rules -> rules.references()
                        .forEach((column, written) -> configured(entity, rules, column, written)
                                .ifPresent(e -> edges.merge(
                                        e.column(),
                                        e,
                                        (a, b) -> new Actions(entity, a, notes)
                                                .of(b, shipped(entity, column, written))))));
        edges.replaceAll((column, edge) -> meant(edge));
        return edges;
    }

    /** Whether the reference is one that the system brings, and not one that the user names. */
    private boolean shipped(Entity entity, String column, String written) {
        return settings.shipped(entity.rules().source()).stream()
                .flatMap(TableRules::whole)
                .anyMatch(r -> written.equals(r.references().get(column)));
    }

    /** A reference to rows that stand for others means those. */
    private Edge meant(Edge edge) {
        var between = edge.to();
        return between.rules()
                .rows()
                .standsFor()
                .filter(s -> between.table().column(s.by()).isPresent())
                .flatMap(s -> named(s.table())
                        .flatMap(to -> to.keyColumn()
                                .map(key -> new Edge(
                                        edge.column(),
                                        to,
                                        key,
                                        edge.onDelete(),
                                        edge.onUpdate(),
                                        edge.implied(),
                                        Optional.of(new Lookup.Via(
                                                between.name(),
                                                edge.toColumn(),
                                                s.by(),
                                                s.to().flatMap(to::branchTarget))),
                                        s.to()))))
                .orElse(edge);
    }

    private Optional<Edge> declared(Entity entity, Table.ForeignKey key) {
        if (key.columns().size() != 1) {
            return Optional.empty();
        }
        var from = entity.table().column(key.columns().get(0)).orElseThrow().name();
        var to = named(key.table());
        if (to.isEmpty()) {
            return leftOut(entity, from, key.table() + ", which is not carried");
        }
        var wanted = key.targetColumns().stream().findFirst();
        var column = wanted.isEmpty()
                ? to.get().keyColumn()
                : to.get().table().column(wanted.get()).map(Table.Column::name);
        if (column.isEmpty()) {
            var missing = wanted.map(w -> "." + w + ", a column that it does not have")
                    .orElse(", which has no key of one column");
            return leftOut(entity, from, key.table() + missing + ", so correct it in the source");
        }
        return new UniqueColumns(to.get().table()).referable(List.of(column.get()))
                ? Optional.of(new Edge(from, to.get(), column.get(), key.onDelete(), key.onUpdate()))
                : leftOut(
                        entity,
                        from,
                        key.table() + "." + column.get() + ", which is not unique, as PostgreSQL wants it");
    }

    private Optional<Edge> leftOut(Entity entity, String column, String to) {
        notes.warn(entity.name(), column, "refers to " + to + "; the foreign key is left out");
        return Optional.empty();
    }

    private Optional<Edge> configured(Entity entity, TableRules rules, String target, String written) {
        var reference = new NamedReference(written);
        var to = named(reference.table());
        var column = Stream.of(rules, entity.rules())
                .flatMap(r -> r.columns().stream())
                .filter(c -> c.target().equals(target))
                .findFirst()
                .flatMap(c -> Entity.source(entity.table(), c))
                .or(() -> entity.table().column(target).map(Table.Column::name));
        // A further row's way back to the row that it comes of is no reference of the source.
        if (to.isEmpty() || column.isEmpty() || entity.back(to.get(), column.get())) {
            return Optional.empty();
        }
        return NamedReference.key(to.get().table())
                .map(k -> new Edge(column.get(), to.get(), k, reference.onDelete(), reference.onUpdate()));
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
                            return meant(
                                    new Edge(rule.idColumn(), to, to.keyColumn().orElseThrow(), "", ""));
                        },
                        (a, b) -> a,
                        LinkedHashMap::new));
    }
}
