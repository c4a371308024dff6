package io.transfuse.plan;

import io.transfuse.config.ColumnRules;
import io.transfuse.config.TableRules;
import io.transfuse.model.Lookup;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.Orphans;
import io.transfuse.model.PgType;
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

    private static final PgType UUID = PgType.of("uuid");

    private final Graph graph;
    private final Entity entity;
    private final TableRules rules;
    private final Map<String, Edge> edges;
    private final Map<String, Lookup> lookups;
    private final Map<String, Value> polymorphic = new HashMap<>();

    Columns(Graph graph, Entity entity, TableRules rules, Map<String, Lookup> lookups) {
        this.graph = graph;
        this.entity = entity;
        this.rules = rules;
        this.edges = graph.edges(entity);
        this.lookups = lookups;
        graph.polymorphic(entity).forEach(this::owner);
    }

    private void owner(TableRules.PolymorphicRule rule) {
        var owners = new HashMap<String, Lookup>();
        var uuids = new ArrayList<String>();
        graph.owners(rule).forEach((type, edge) -> {
            owners.put(type, Planner.ownerLookup(lookups, rule, type));
            if (edge.to().uuidKey()) {
                uuids.add(type);
            }
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
            if (ruled.isEmpty() && rules.drop().contains(column.name())) {
                graph.notes().info(entity.name(), column.name(), "left out: the configuration drops it");
            } else if (ruled.isEmpty()) {
                all.add(general(column));
            } else {
                ruled.forEach(r -> all.add(prescribed(column, r)));
            }
        }
        rules.columns().stream()
                .filter(r -> Entity.source(entity.table(), r).isEmpty())
                .forEach(r -> added(r).ifPresent(all::add));
        return all;
    }

    private ColumnMapping general(Table.Column column) {
        var name = column.name();
        var nullable = column.nullable() && !entity.table().primaryKey().contains(name);
        if (polymorphic.get(name) instanceof Value.OwnerId owner) {
            var type = owner.uuidOwners().size() == owner.owners().size() ? UUID : PgType.of("text");
            return new ColumnMapping(
                    new TargetColumn(name, type, nullable, Optional.empty(), false),
                    owner,
                    "polymorphic reference of the configuration");
        }
        if (polymorphic.get(name) instanceof Value.OwnerLabel label) {
            return new ColumnMapping(
                    new TargetColumn(name, PgType.of("text"), nullable, Optional.empty(), false),
                    label,
                    "polymorphic reference of the configuration");
        }
        if (isUuidKey(name)) {
            return new ColumnMapping(
                    new TargetColumn(name, UUID, false, Optional.of("gen_random_uuid()"), false),
                    new Value.Key(entity.name(), name),
                    "key becomes a UUID");
        }
        if (edges.containsKey(name)) {
            return reference(column, name, Optional.empty(), nullable);
        }
        return carried(column, nullable);
    }

    private ColumnMapping carried(Table.Column column, boolean nullable) {
        var name = column.name();
        var decision = graph.decided(entity, column);
        decision.declared()
                .ifPresent(wanted -> graph.notes()
                        .warn(
                                entity.name(),
                                name,
                                "is declared " + column.type() + " (" + wanted
                                        + "), but holds other values too, so it becomes "
                                        + decision.type()
                                        + " (policy.mixed = widen; quarantine keeps the type and rejects those rows)"));
        var identity = identity(column);
        var given =
                identity ? Optional.<String>empty() : column.defaultSql().flatMap(d -> given(name, d, decision.type()));
        return new ColumnMapping(
                new TargetColumn(name, decision.type(), nullable, given, identity),
                new Value.Carry(name),
                decision.rule());
    }

    private Optional<String> given(String column, String written, PgType type) {
        var carried = Dialect.defaultFor(written, type);
        if (carried.isEmpty() && !written.trim().equalsIgnoreCase("null")) {
            graph.notes()
                    .warn(
                            entity.name(),
                            column,
                            "the default " + written + " is not carried; PostgreSQL has no equal for it");
        }
        return carried;
    }

    private boolean identity(Table.Column column) {
        return entity.table().primaryKey().equals(List.of(column.name()))
                && column.type().equals("integer")
                && !entity.table().position().startsWith("quote(");
    }

    private boolean isUuidKey(String column) {
        return entity.uuidKey() && entity.keyColumn().equals(Optional.of(column));
    }

    private ColumnMapping reference(Table.Column column, String target, Optional<String> branch, boolean nullable) {
        var edge = java.util.Objects.requireNonNull(edges.get(column.name()));
        var lookup = java.util.Objects.requireNonNull(lookups.get(column.name()));
        var uuid = edge.to().uuidKey() && edge.to().keyColumn().equals(Optional.of(edge.toColumn()));
        var type = uuid ? UUID : referredType(edge);
        if (edge.to().split() && branch.isEmpty()) {
            graph.notes()
                    .block(
                            entity.name(),
                            column.name(),
                            "refers to " + edge.to().name()
                                    + ", which is split; name one column for each target, for example tables."
                                    + entity.name() + ".columns."
                                    + edge.to().rules().split().get(0).name() + "_id { from = " + column.name()
                                    + ", to = "
                                    + edge.to().rules().split().get(0).name() + " }");
        }
        branch.filter(b -> edge.to().branches().stream()
                        .noneMatch(r -> edge.to().target(r).equals(b)))
                .ifPresent(b -> graph.notes()
                        .block(
                                entity.name(),
                                column.name(),
                                "'to' is " + b + ", but must be one of the targets of "
                                        + edge.to().name()));
        var open = nullable || branch.isPresent() || graph.orphans(entity, column.name()) == Orphans.NULL;
        return new ColumnMapping(
                new TargetColumn(target, type, open, Optional.empty(), false),
                new Value.Reference(
                        column.name(), lookup, edge.to().name(), uuid, branch, graph.orphans(entity, column.name())),
                "follows the key of " + edge.to().name()
                        + branch.map(b -> ", target " + b).orElse(""));
    }

    /** A reference must have the very type of the key, or no foreign key can join the two. */
    private PgType referredType(Edge edge) {
        var to = edge.to();
        var onwards = graph.edges(to).get(edge.toColumn());
        if (onwards != null && !onwards.to().name().equals(to.name())) {
            return onwards.to().uuidKey() ? UUID : referredType(onwards);
        }
        var prescribed = to.rules().columns().stream()
                .filter(r -> Entity.source(to.table(), r).equals(Optional.of(edge.toColumn())))
                .flatMap(r -> r.type().stream())
                .findFirst();
        return prescribed.orElseGet(
                () -> graph.decided(to, to.table().column(edge.toColumn()).orElseThrow())
                        .type());
    }

    private ColumnMapping prescribed(Table.Column column, ColumnRules rule) {
        var nullable = column.nullable()
                && !rule.notNull()
                && !entity.table().primaryKey().contains(column.name());
        if (edges.containsKey(column.name())) {
            return reference(column, rule.target(), rule.to().map(this::branchTarget), nullable);
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

    private ColumnMapping prescribedKey(Table.Column column, ColumnRules rule) {
        var given = rule.defaultSql().or(() -> Optional.of("gen_random_uuid()"));
        return new ColumnMapping(
                new TargetColumn(rule.target(), UUID, false, given, false),
                new Value.Key(entity.name(), column.name()),
                "prescribed by " + rule.key());
    }

    private ColumnMapping prescribedValue(Table.Column column, ColumnRules rule, boolean nullable) {
        var decided = graph.decided(entity, column).type();
        var type = new Narrowing(graph, entity, column).fit(rule.type().orElse(decided), rule);
        var identity = identity(column) && (type.kind() == PgType.Kind.BIGINT || type.kind() == PgType.Kind.INTEGER);
        var given = identity
                ? Optional.<String>empty()
                : rule.defaultSql().or(() -> column.defaultSql().flatMap(d -> given(column.name(), d, type)));
        return new ColumnMapping(
                new TargetColumn(rule.target(), type, nullable, given, identity),
                carried(column, rule),
                "prescribed by " + rule.key());
    }

    private static Value carried(Table.Column column, ColumnRules rule) {
        return rule.members().isEmpty()
                ? new Value.Carry(column.name())
                : new Value.EnumMap(column.name(), rule.members());
    }

    private String branchTarget(String branch) {
        return graph.entities().values().stream()
                .filter(Entity::split)
                .flatMap(e -> e.rules().split().stream()
                        .filter(b -> b.name().equals(branch))
                        .map(b -> e.target(e.rules().overlaid(b.rules()))))
                .findFirst()
                .orElse(branch);
    }

    private Optional<ColumnMapping> added(ColumnRules rule) {
        if (rule.value().isEmpty() && rule.expression().isEmpty() && !rule.isNew()) {
            var names =
                    entity.table().columns().stream().map(Table.Column::name).toList();
            graph.notes()
                    .block(
                            entity.name(),
                            rule.target(),
                            rule.key() + " names no column of " + entity.name()
                                    + ", but must be one of its columns (nearest: "
                                    + io.transfuse.config.Nearest.of(rule.target(), names)
                                    + ") or say 'new'");
            return Optional.empty();
        }
        var value = rule.expression()
                .<Value>map(e -> new Value.Expression(e, rule.takes()))
                .orElseGet(() -> new Value.Constant(rule.value()));
        return Optional.of(new ColumnMapping(
                new TargetColumn(
                        rule.target(),
                        rule.type().orElse(PgType.of("text")),
                        !rule.notNull(),
                        rule.defaultSql(),
                        false),
                value,
                "only in the target, prescribed by " + rule.key()));
    }
}
