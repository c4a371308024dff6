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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** With the types of connected columns decided. */
    Graph with(Map<String, PgType> types) {
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
                        .anyMatch(k -> folded(k.targetColumns()).equals(folded(columns))));
    }

    /** The references of one entity, declared or configured, by source column. */
    Map<String, Edge> edges(Entity entity) {
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
                        .forEach((column, written) ->
                                configured(entity, rules, column, written).ifPresent(e -> edges.put(e.column(), e))));
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
        if (column.isPresent() && !unique(to.get().table(), List.of(column.get()))) {
            notes.warn(
                    entity.name(),
                    from,
                    "refers to " + key.table() + "." + column.get()
                            + ", which is not unique, as PostgreSQL wants it; the foreign key is left out");
            return Optional.empty();
        }
        return column.map(c -> new Edge(from, to.get(), c, key.onDelete(), key.onUpdate()));
    }

    /** Whether a key, or an index of whole columns, makes these columns unique, in whatever order. */
    static boolean unique(Table table, List<String> columns) {
        var wanted = folded(columns);
        return wanted.equals(folded(table.primaryKey()))
                || table.uniques().stream().anyMatch(u -> folded(u).equals(wanted))
                || table.indexes().stream()
                        .filter(i -> i.unique() && i.where().isEmpty() && i.method() == Table.Method.ORDER)
                        .filter(i -> i.parts().stream()
                                .allMatch(p -> p.prefix() == 0 && !p.column().isEmpty()))
                        .anyMatch(i -> folded(i.parts().stream()
                                        .map(Table.Part::column)
                                        .toList())
                                .equals(wanted));
    }

    private static Set<String> folded(List<String> columns) {
        return columns.stream().map(c -> c.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    private Optional<Edge> configured(Entity entity, TableRules rules, String target, String written) {
        var words = written.trim().split("\\s+", 2);
        var to = named(words[0]);
        var column = Stream.of(rules, entity.rules())
                .flatMap(r -> r.columns().stream())
                .filter(c -> c.target().equals(target))
                .findFirst()
                .flatMap(c -> Entity.source(entity.table(), c))
                .or(() -> entity.table().column(target).map(Table.Column::name));
        // A further row's way back to the row that it comes of is no reference of the source.
        if (to.isEmpty()
                || column.isEmpty()
                || (to.get().name().equals(entity.name()) && column.equals(entity.keyColumn()))) {
            return Optional.empty();
        }
        return to.get()
                .keyColumn()
                .map(k -> new Edge(
                        column.get(), to.get(), k, action(written, "ON DELETE"), action(written, "ON UPDATE")));
    }

    /** What a reference of the settings says after its table. */
    static String action(String written, String event) {
        var matcher = java.util.regex.Pattern.compile(event + " (CASCADE|SET NULL|SET DEFAULT|RESTRICT)")
                .matcher(written.toUpperCase(Locale.ROOT));
        return matcher.find() ? matcher.group(1) : "";
    }

    /** What the source is asked about one reference. */
    Lookup lookup(Entity from, Edge edge, String name, String onlyWhere) {
        var joined = from.table().column(edge.column()).flatMap(c -> c.nature().joined());
        var plain = new Lookup(
                name, edge.to().name(), edge.toColumn(), edge.column(), false, branchSql(edge.to()), 0, joined);
        if (from.given() || edge.to().given()) {
            return plain;
        }
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
                orphans,
                joined);
    }

    /** SQL over alias {@code p} that names the target a row of a split entity went to. */
    private static Optional<String> branchSql(Entity entity) {
        return entity.split() ? Optional.of(branchSql(entity, "p")) : Optional.empty();
    }

    /** The same over another alias. */
    static String branchSql(Entity entity, String alias) {
        var cases = new ArrayList<String>();
        var rest = "";
        for (var branch : entity.rules().split()) {
            var name = "'" + entity.target(entity.rules().overlaid(branch.rules())) + "'";
            if (branch.where().isPresent()) {
                cases.add("WHEN " + branch.where().get().replaceAll("\\bt\\.", alias + ".") + " THEN " + name);
            } else {
                rest = name;
            }
        }
        return "CASE " + String.join(" ", cases) + " ELSE " + rest + " END";
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
