package io.transfuse.plan;

import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.PgType;
import io.transfuse.model.PgType.Kind;
import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.model.Value;
import io.transfuse.plan.Shared.Part;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The one target of rows of several source tables. The first table says what it is; columns that only others have
 * follow, and are NULL in the rows of the first.
 */
final class United {

    private static final Set<Kind> COUNTING = Set.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT);

    private final Graph graph;
    private final boolean existing;
    private final List<Part> parts;
    private final TargetTable first;

    United(Graph graph, boolean existing, List<Part> parts) {
        this.graph = graph;
        this.existing = existing;
        this.parts = parts;
        this.first = parts.get(0).branch().target();
    }

    /** The target. */
    TargetTable table() {
        var names = new LinkedHashSet<String>();
        parts.forEach(p -> p.branch().target().columns().forEach(c -> names.add(c.name())));
        var columns = names.stream().map(this::column).toList();
        parts.stream().skip(1).forEach(this::tell);
        var constraints = new UnitedConstraints(graph, existing, parts);
        return new TargetTable(
                first.schema(),
                first.name(),
                columns,
                first.primaryKey(),
                constraints.uniques(),
                constraints.checks(),
                constraints.links(),
                constraints.indexes(),
                touched(columns),
                constraints.guards(),
                first.comment(),
                first.layout());
    }

    /** Where the columns of one table's rows come from. */
    List<ColumnMapping> columns(Part part, TargetTable table) {
        return table.columns().stream().map(c -> column(part, c)).toList();
    }

    private static ColumnMapping column(Part part, TargetColumn target) {
        return own(part, target.name())
                .map(c -> new ColumnMapping(
                        target,
                        c.value(),
                        c.target().type().equals(target.type())
                                ? c.rule()
                                : c.rule() + "; " + c.target().type() + " becomes " + target.type()
                                        + ", as the other tables of this target need it"))
                .orElseGet(() -> new ColumnMapping(
                        target, new Value.Constant(Optional.empty()), part.table() + " has no such column"));
    }

    private static Optional<ColumnMapping> own(Part part, String name) {
        return part.branch().columns().stream()
                .filter(c -> c.target().name().equals(name))
                .findFirst();
    }

    /** A table that is there already says itself what takes NULL and has a default. */
    private Optional<TargetColumn> target(Part part, String name) {
        return existing ? part.branch().target().column(name) : own(part, name).map(ColumnMapping::target);
    }

    private TargetColumn column(String name) {
        var all = parts.stream().flatMap(p -> target(p, name).stream()).toList();
        var one = all.get(0);
        var everywhere = all.size() == parts.size();
        var type = type(name);
        var generated = everywhere && all.stream().allMatch(c -> c.generated().equals(one.generated()))
                ? one.generated()
                : Optional.<String>empty();
        if (one.generated().isPresent() && generated.isEmpty()) {
            graph.notes()
                    .warn(
                            parts.get(0).table(),
                            name,
                            "its values are carried, but PostgreSQL does not go on computing them: not all tables"
                                    + " whose rows go to " + first.name() + " compute it alike");
        }
        return new TargetColumn(
                name,
                type,
                nullable(name, all),
                all.stream().flatMap(c -> c.defaultSql().stream()).findFirst(),
                everywhere && one.identity() && COUNTING.contains(type.kind()),
                generated,
                all.stream().flatMap(c -> c.next().stream()).max(Long::compare),
                one.comment());
    }

    private PgType type(String name) {
        var type = Optional.<PgType>empty();
        for (var part : parts) {
            var own = own(part, name).map(c -> c.target().type());
            if (own.isPresent() && type.isPresent()) {
                var before = type.get();
                type = Wider.of(before, own.get());
                if (type.isEmpty()) {
                    graph.notes().block(part.table(), name, unlike(name, part, before, own.get()));
                    return before;
                }
            } else if (own.isPresent()) {
                type = own;
            }
        }
        return type.orElseThrow();
    }

    private String unlike(String name, Part part, PgType before, PgType own) {
        return "becomes " + own + ", but must be " + before + " as in the other rows of " + first.name()
                + "; set tables." + part.table() + ".columns." + name + ".type"
                + (before.kind() == Kind.UUID ? ", or tables." + part.table() + ".references." + name : "");
    }

    /** NULL where one of the tables may have none, and in rows of tables without the column. */
    private boolean nullable(String name, List<TargetColumn> all) {
        var lacking = parts.stream().filter(p -> own(p, name).isEmpty()).toList();
        var key = first.primaryKey().contains(name);
        if (key || (existing && !all.get(0).nullable())) {
            lacking.forEach(p -> graph.notes()
                    .block(
                            p.table(),
                            "",
                            "goes into " + first.name() + ", but has no column for " + name + ", which takes no NULL"
                                    + " there; set tables." + p.table() + ".columns." + name
                                    + " { from = … } or { value = … }"));
            return false;
        }
        var nullable = !lacking.isEmpty() || all.stream().anyMatch(TargetColumn::nullable);
        if (nullable && all.stream().anyMatch(c -> !c.nullable())) {
            graph.notes()
                    .warn(
                            parts.get(0).table(),
                            name,
                            "takes NULL in " + first.name()
                                    + ", because not all tables whose rows go there have a value"
                                    + lacking.stream()
                                            .findFirst()
                                            .map(p -> ", as " + p.table() + "; set tables." + p.table() + ".columns."
                                                    + name + ".value to give it one")
                                            .orElse(""));
        }
        return nullable;
    }

    private List<String> touched(List<TargetColumn> columns) {
        var times = columns.stream()
                .filter(c -> c.type().kind() == Kind.TIMESTAMPTZ || c.type().kind() == Kind.TIMESTAMP)
                .map(TargetColumn::name)
                .toList();
        return parts.stream()
                .flatMap(p -> p.branch().target().touched().stream())
                .distinct()
                .filter(times::contains)
                .toList();
    }

    private void tell(Part guest) {
        var lacking = Stream.of(first)
                .flatMap(t -> t.columns().stream())
                .map(TargetColumn::name)
                .filter(n -> own(guest, n).isEmpty())
                .toList();
        graph.notes()
                .info(
                        guest.table(),
                        "",
                        "its rows go to " + first.name() + ", beside those of "
                                + parts.get(0).table()
                                + (lacking.isEmpty()
                                        ? ""
                                        : "; it has no " + String.join(", ", lacking) + ", which are NULL there"));
    }
}
