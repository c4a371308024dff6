package io.transfuse.plan;

import io.transfuse.config.TableRules.SplitRule;
import io.transfuse.model.Lookup;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.Orphans;
import io.transfuse.model.PgType;
import io.transfuse.model.Table;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.model.Value;
import io.transfuse.plan.Graph.Edge;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The columns of one branch that refer to another table's rows; their type is that of the key. */
record References(Graph graph, Entity entity, Map<String, Edge> edges, Map<String, Lookup> lookups) {

    private static final PgType UUID = PgType.of("uuid");
    private static final int WORTH_COUNTING = 10_000;

    ColumnMapping of(Table.Column column, String target, Optional<String> wanted, boolean nullable) {
        var edge = Objects.requireNonNull(edges.get(column.name()));
        var branch = wanted.filter(b -> !whole(edge.to(), b));
        var lookup = Objects.requireNonNull(lookups.get(column.name()));
        var uuid = new Kinship(graph)
                .derived(edge.to(), edge.toColumn())
                .filter(u ->
                        u.only().isEmpty() || branch.filter(u.only()::contains).isPresent());
        var type = uuid.isPresent() ? UUID : referredType(edge, branch);
        refuse(column, edge, branch);
        var orphans = orphans(column, edge);
        var renewed = uuid.isPresent() || branch.isPresent();
        return new ColumnMapping(
                new TargetColumn(
                        target,
                        type,
                        nullable || (orphans == Orphans.NULL && mayBeNull(edge, lookup, uuid.isPresent())),
                        renewed ? lost(column) : given(column, type),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        column.nature().comment()),
                new Value.Reference(column.name(), lookup, edge.to().name(), uuid, branch, orphans),
                "follows the key of " + edge.to().name()
                        + branch.map(b -> ", target " + b).orElse(""));
    }

    /** References that the source was asked about, and found all of, stay NOT NULL. */
    private boolean mayBeNull(Edge edge, Lookup lookup, boolean uuid) {
        return lookup.orphans() > 0
                || edge.via().isPresent()
                || (edge.implied() && uuid)
                || edge.to().given()
                || entity.given();
    }

    private Optional<String> lost(Table.Column column) {
        column.defaultSql()
                .filter(d -> !graph.settings().existing() && !d.trim().equalsIgnoreCase("null"))
                .ifPresent(d -> graph.notes()
                        .warn(entity.name(), column.name(), "the default " + d + " is not carried: it is an old key"));
        return Optional.empty();
    }

    /** The key of a row that only stands for another one means nothing without it. */
    private Orphans orphans(Table.Column column, Edge edge) {
        var orphans = graph.orphans(entity, column.name());
        return edge.via().isPresent() && orphans == Orphans.KEEP ? Orphans.NULL : orphans;
    }

    /** A branch that is needed, and one that is not there. */
    private void refuse(Table.Column column, Edge edge, Optional<String> branch) {
        if (edge.to().split() && branch.isEmpty()) {
            unnamed(column, edge);
        }
        branch.filter(b -> edge.to().branches().stream()
                        .noneMatch(r -> edge.to().target(r).equals(b)))
                .ifPresent(b -> graph.notes()
                        .block(
                                entity.name(),
                                column.name(),
                                "'to' is " + b + ", but must be one of the targets of "
                                        + edge.to().name()));
    }

    /** Whether a branch is no branch, but all that a table becomes: another table's rows may go there too. */
    private static boolean whole(Entity to, String branch) {
        return !to.split() && to.target(to.rules()).equals(branch);
    }

    /** A row of a split table is in one of several targets, and the column cannot refer to all. */
    private void unnamed(Table.Column column, Edge edge) {
        var example = likeliest(column, edge);
        graph.notes()
                .block(
                        entity.name(),
                        column.name(),
                        "refers to " + edge.to().name()
                                + ", which is split; name one column for each target, for example "
                                + place(column, example) + " { from = " + column.name() + ", to = " + example + " }");
    }

    /** A column that one target of a split table alone carries has its rule there. */
    private String place(Table.Column column, String example) {
        var table = "tables." + entity.rules().source();
        return entity.rules().split().stream()
                .flatMap(s -> s.rules().columns().stream()
                        .filter(r -> Entity.source(entity.table(), r).equals(Optional.of(column.name())))
                        .map(r -> table + ".split." + s.name() + ".columns." + r.target()))
                .findFirst()
                .orElseGet(() -> table + ".columns." + example + "_id");
    }

    /** The target to which most of the rows refer, as far as they are worth counting. */
    private String likeliest(Table.Column column, Edge edge) {
        var to = edge.to();
        var lookup = Objects.requireNonNull(lookups.get(column.name()));
        var names = to.rules().split().stream().map(SplitRule::name).toList();
        if (entity.given() || to.given() || lookup.branchSql().isEmpty()) {
            return names.get(0);
        }
        var rows = to.rules().split().stream()
                .map(s -> graph.source()
                        .referring(entity.table(), lookup, to.target(to.rules().overlaid(s.rules())), WORTH_COUNTING))
                .toList();
        return names.get(rows.indexOf(Collections.max(rows)));
    }

    private Optional<String> given(Table.Column column, PgType type) {
        return column.defaultSql().flatMap(d -> new Defaults(graph.dialect().mysql(), type, List.of()).of(d));
    }

    /** A reference must have the very type of the key, or no foreign key can join the two. */
    private PgType referredType(Edge edge, Optional<String> branch) {
        var to = edge.to();
        var onwards = graph.edges(to).get(edge.toColumn());
        if (onwards != null && !onwards.to().name().equals(to.name())) {
            return referredType(onwards, branch);
        }
        var rules = to.branches().stream()
                .filter(b -> branch.equals(Optional.of(to.target(b))))
                .findFirst()
                .orElse(to.rules());
        var prescribed = rules.columns().stream()
                .filter(r -> Entity.source(to.table(), r).equals(Optional.of(edge.toColumn())))
                .flatMap(r -> r.type().stream())
                .findFirst();
        return prescribed.orElseGet(
                () -> graph.typed(to, to.table().column(edge.toColumn()).orElseThrow())
                        .type());
    }

    /** The target table that a branch of a split becomes. */
    String branchTarget(String branch) {
        return graph.entities().values().stream()
                .flatMap(e -> e.branchTarget(branch).stream())
                .findFirst()
                .orElse(branch);
    }
}
