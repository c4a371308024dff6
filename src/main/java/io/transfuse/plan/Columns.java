package io.transfuse.plan;

import io.transfuse.config.ColumnRules;
import io.transfuse.config.Nearest;
import io.transfuse.config.TableRules;
import io.transfuse.model.Lookup;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.PgType;
import io.transfuse.model.Storage;
import io.transfuse.model.Table;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.model.Value;
import io.transfuse.plan.Graph.Edge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides every target column of one branch. */
final class Columns {

    /** What the plan says of a column whose rule names its type, before the key of this rule. */
    static final String PRESCRIBED = "prescribed by ";

    private static final PgType UUID = PgType.of("uuid");

    private final Graph graph;
    private final Entity entity;
    private final TableRules rules;
    private final Map<String, Edge> edges;
    private final Map<String, Lookup> lookups;
    private final References references;
    private final Carried carried;
    private final Optional<Further> further;
    private final Map<String, Value> polymorphic = new HashMap<>();

    Columns(Graph graph, Entity entity, TableRules rules, Map<String, Lookup> lookups) {
        this(graph, entity, rules, lookups, Optional.empty());
    }

    /** Those of a target that takes further rows. */
    Columns(Graph graph, Entity entity, TableRules rules, Map<String, Lookup> lookups, Optional<Further> further) {
        this.graph = graph;
        this.further = further;
        this.entity = entity;
        this.rules = rules;
        this.edges = graph.edges(entity);
        this.lookups = lookups;
        this.references = new References(graph, entity, edges, lookups);
        this.carried = new Carried(graph, entity, rules);
        graph.polymorphic(entity).forEach(this::owner);
    }

    private void owner(TableRules.PolymorphicRule rule) {
        var owners = new HashMap<String, Lookup>();
        var uuids = new HashMap<String, Value.Derived>();
        graph.owners(rule).forEach((type, edge) -> {
            owners.put(type, Planner.ownerLookup(lookups, rule, type));
            new Kinship(graph).derived(edge.to(), edge.toColumn()).ifPresent(u -> uuids.put(type, u));
        });
        polymorphic.put(rule.idColumn(), new Value.OwnerId(rule.idColumn(), rule.typeColumn(), owners, uuids));
        polymorphic.put(rule.typeColumn(), new Value.OwnerLabel(rule.typeColumn(), owners, rule.labels()));
    }

    /** All columns: the source's in their order, then those that only the target has. */
    List<ColumnMapping> all() {
        var all = new ArrayList<ColumnMapping>();
        for (var column : entity.table().columns()) {
            var ruled = rules.columns().stream()
                    .filter(r -> Entity.source(entity.table(), r).equals(Optional.of(column.name())))
                    .toList();
            if (further.filter(f -> f.key(column)).isPresent()) {
                all.addAll(keys(column, ruled));
            } else if (ruled.isEmpty() && new Merging(entity.table(), rules).takes(column.name())) {
                graph.notes().info(entity.name(), column.name(), "left out: it is merged into another column");
            } else if (ruled.isEmpty() && rules.drops(column.name())) {
                graph.notes().info(entity.name(), column.name(), ExistingTypes.left(graph.settings(), entity, column));
            } else if (ruled.isEmpty()) {
                if (column.nature().joined().isEmpty()) {
                    all.add(general(column));
                }
            } else {
                ruled.forEach(r -> all.add(prescribed(column, r)));
            }
        }
        rules.columns().stream()
                .filter(r -> Entity.source(entity.table(), r).isEmpty())
                .forEach(r -> added(r).ifPresent(all::add));
        all.replaceAll(c -> ExistingTypes.fitted(graph, entity, rules, c));
        return new Computed(graph, entity).of(all);
    }

    private ColumnMapping general(Table.Column column) {
        var name = column.name();
        var target = entity.targetColumn(rules, name);
        var nullable = column.nullable() && !entity.table().primaryKey().contains(name);
        if (polymorphic.get(name) instanceof Value.OwnerId owner) {
            var all = owner.uuids().size() == owner.owners().size()
                    && owner.uuids().values().stream().allMatch(u -> u.only().isEmpty());
            var type = all ? UUID : PgType.of("text");
            return new ColumnMapping(
                    new TargetColumn(target, type, nullable, Optional.empty(), false),
                    owner,
                    "polymorphic reference of the configuration");
        }
        if (polymorphic.get(name) instanceof Value.OwnerLabel label) {
            return new ColumnMapping(
                    new TargetColumn(target, PgType.of("text"), nullable, Optional.empty(), false),
                    label,
                    "polymorphic reference of the configuration");
        }
        if (isUuidKey(name)) {
            return new ColumnMapping(
                    new TargetColumn(target, UUID, false, Optional.of("gen_random_uuid()"), false),
                    key(name),
                    "key becomes a UUID");
        }
        if (edges.containsKey(name)) {
            return references.of(column, target, Optional.empty(), nullable);
        }
        return carried.of(column, target, nullable);
    }

    private Value.Key key(String column) {
        return new Value.Key(new Value.Derived(entity.name(), entity.uuid().orElseThrow()), column);
    }

    /** What the source row's key becomes in a target of further rows: a key of its own, and the way back. */
    private List<ColumnMapping> keys(Table.Column column, List<ColumnRules> ruled) {
        var all = new ArrayList<ColumnMapping>();
        var made = further.orElseThrow();
        var own = ruled.stream().filter(r -> !made.back(r)).toList();
        var named = entity.spelling().column(column.name());
        if (own.isEmpty() && rules.columns().stream().noneMatch(r -> r.target().equals(named))) {
            all.add(made.key(named, Optional.empty()));
        }
        for (var rule : own) {
            var kept = rule.type().filter(t -> t.kind() != PgType.Kind.UUID).isPresent();
            all.add(kept ? prescribedValue(column, rule, false) : made.key(rule.target(), rule.defaultSql()));
        }
        for (var rule : ruled) {
            if (made.back(rule)) {
                all.add(
                        edges.containsKey(column.name())
                                ? references.of(column, rule.target(), Optional.empty(), false)
                                : entity.uuidKey()
                                        ? made.back(rule.target())
                                        : prescribedValue(
                                                column,
                                                rule.typed(
                                                        graph.typed(entity, column)
                                                                .type(),
                                                        true),
                                                false));
            }
        }
        return all;
    }

    private boolean isUuidKey(String column) {
        return entity.uuidKey(rules) && entity.keyColumn().equals(Optional.of(column));
    }

    private ColumnMapping prescribed(Table.Column column, ColumnRules rule) {
        missing(column, rule);
        var nullable = column.nullable()
                && !rule.notNull()
                && !entity.table().primaryKey().contains(column.name());
        var edge = Optional.ofNullable(edges.get(column.name()));
        if (edge.isPresent()) {
            var sole = rules.columns().stream()
                            .filter(r -> Entity.source(entity.table(), r).equals(Optional.of(column.name())))
                            .count()
                    == 1;
            var to = rule.to().or(() -> edge.get().branch());
            var open = nullable || (to.isPresent() && !sole);
            return references.of(column, rule.target(), to.map(references::branchTarget), open);
        }
        if (polymorphic.containsKey(column.name())) {
            var made = general(column);
            return new ColumnMapping(
                    new TargetColumn(rule.target(), made.target().type(), nullable, Optional.empty(), false),
                    made.value(),
                    made.rule());
        }
        return isUuidKey(column.name()) ? prescribedKey(column, rule) : prescribedValue(column, rule, nullable);
    }

    /** What a key of partitions wants has a note of its own. */
    private void missing(Table.Column column, ColumnRules rule) {
        var asked = rule.notNull()
                && !rule.merge()
                && !entity.given()
                && column.nature().joined().isEmpty()
                && rules.layout()
                        .partition()
                        .filter(p -> p.column().equals(rule.target()))
                        .isEmpty();
        var nulls = asked ? entity.profile(column.name()).count(Storage.NULL) : 0;
        if (nulls > 0) {
            graph.notes()
                    .warn(
                            entity.name(),
                            column.name(),
                            Notes.count(nulls, "row has", "rows have") + " no value here, and will be rejected where "
                                    + rule.target() + " wants one (" + rule.key() + " says not null)");
        }
    }

    private ColumnMapping prescribedKey(Table.Column column, ColumnRules rule) {
        var given = rule.defaultSql().or(() -> Optional.of("gen_random_uuid()"));
        return new ColumnMapping(
                new TargetColumn(rule.target(), UUID, false, given, false),
                key(column.name()),
                PRESCRIBED + rule.key());
    }

    private ColumnMapping prescribedValue(Table.Column column, ColumnRules rule, boolean nullable) {
        var decided = graph.typed(entity, column);
        var members = new Members(rule, decided);
        var general = rule.type().isEmpty() && rule.enumeration().isEmpty();
        var value = new Merging(entity.table(), rules).value(rule).orElseGet(() -> members.value(column));
        var type = new Narrowing(graph, entity, column)
                .fit(
                        rule.type().orElseGet(() -> carried.type(decided, rule, members.labels())),
                        rule,
                        Optional.of(decided.type()).filter(d -> !(value instanceof Value.EnumMap)));
        if (general) {
            decided.blocker().ifPresent(b -> graph.notes().block(entity.name(), column.name(), b));
        }
        var defaults = new Defaults(graph.dialect().mysql(), type, members.labels());
        var made = carried.column(members.defaulted(column, defaults), rule.target(), type, nullable, members.labels());
        var target = new PrescribedDefault(graph, entity, rule).of(column, made);
        return new ColumnMapping(target, value, PRESCRIBED + rule.key());
    }

    /** The table whose row a constant names, where its key becomes a UUID; a row of the settings must be there. */
    private Optional<Value.Derived> key(ColumnRules rule) {
        var to = Optional.ofNullable(rules.references().get(rule.target()))
                .flatMap(w -> graph.named(new NamedReference(w).table()))
                .filter(e -> e.uuidKey() && !e.split());
        var value = rule.value();
        graph.settings().newTables().stream()
                .filter(n -> value.isPresent()
                        && to.filter(e -> e.given() && e.name().equals(n.name()))
                                .isPresent())
                .filter(n -> n.rows().stream()
                        .noneMatch(r ->
                                value.equals(Optional.ofNullable(r.get(n.key().get(0))))))
                .forEach(n -> graph.notes()
                        .block(
                                entity.name(),
                                rule.target(),
                                rule.key() + ".value is " + value.orElseThrow() + ", but must be the "
                                        + n.key().get(0) + " of a row of new-tables." + n.name()));
        return to.flatMap(e -> e.uuid().map(s -> new Value.Derived(e.name(), s, e.uuidTargets())));
    }

    private Optional<ColumnMapping> added(ColumnRules rule) {
        if (rule.value().isEmpty() && rule.expression().isEmpty() && !rule.isNew()) {
            var names =
                    entity.table().columns().stream().map(Table.Column::name).toList();
            graph.notes()
                    .block(
                            entity.name(),
                            rule.target(),
                            rule.key() + " names "
                                    + (rule.from().equals(List.of(rule.target()))
                                            ? ""
                                            : String.join(" or ", rule.from()) + ", ")
                                    + "no column of " + entity.name()
                                    + ", but must be one of its columns (nearest: "
                                    + Nearest.of(rule.from().get(0), names)
                                    + ") or say 'new'");
            return Optional.empty();
        }
        var value = rule.expression()
                .<Value>map(e -> new Value.Expression(e, rule.takes()))
                .orElseGet(() -> new Value.Constant(rule.value(), key(rule)));
        return Optional.of(new ColumnMapping(
                new TargetColumn(
                        rule.target(),
                        rule.type()
                                .or(() -> rule.enumeration().map(e -> carried.enumeration(rule, e.labels())))
                                .or(() -> key(rule).map(e -> UUID))
                                .orElse(PgType.of("text")),
                        !rule.notNull(),
                        rule.defaultSql(),
                        false),
                value,
                "only in the target, prescribed by " + rule.key()));
    }
}
