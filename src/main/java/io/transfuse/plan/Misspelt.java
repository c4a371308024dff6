package io.transfuse.plan;

import io.transfuse.config.ColumnRules;
import io.transfuse.config.Nearest;
import io.transfuse.config.NewTable;
import io.transfuse.config.TableRules;
import io.transfuse.model.Catalogue;
import io.transfuse.model.Mapping.Branch;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.Table;
import io.transfuse.model.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Refuses settings that name what is not there; what only the system's own layer names may be missing. */
record Misspelt(Graph graph, Catalogue catalogue) {

    void refuse(Entity entity, List<Branch> branches) {
        var columns = entity.table().columns().stream().map(Table.Column::name).toList();
        var shipped = graph.settings()
                .shipped(entity.rules().source())
                .orElseGet(() -> TableRules.none(entity.rules().source()));
        drops(entity.rules())
                .filter(d -> !columns.contains(d) && !d.equals("*"))
                .forEach(d -> missing(
                        drops(shipped).anyMatch(d::equals), entity, d, "drop names " + d + ", which is", columns));
        entity.rules().whole().forEach(r -> dropped(entity, r));
        references(entity.rules()).forEach((column, written) -> {
            var known = references(shipped).containsKey(column);
            if (!carried(branches, column) && entity.table().column(column).isEmpty()) {
                missing(known, entity, column, "references names " + column + ", which is", columns);
                if (known) {
                    return;
                }
            }
            reference(entity, column, new NamedReference(written), known);
        });
        for (var rule : entity.rules().polymorphic()) {
            var known = shipped.polymorphic().stream().anyMatch(p -> p.name().equals(rule.name()));
            Stream.of(rule.typeColumn(), rule.idColumn())
                    .filter(c -> entity.table().column(c).isEmpty())
                    .forEach(c -> missing(
                            known, entity, c, "polymorphic." + rule.name() + " names " + c + ", which is", columns));
            rule.to().values().forEach(t -> table(entity, rule.idColumn(), t));
        }
        entity.rules()
                .whole()
                .flatMap(r -> r.columns().stream())
                .filter(c -> c.to().isPresent())
                .forEach(c -> branchOf(entity, c, shipped));
        new StandIns(this, entity, shipped.rows().standsFor()).refuse();
        branches.forEach(b -> branch(entity, b, columns));
    }

    void told(boolean shipped, Entity entity, String column, String text) {
        if (shipped) {
            graph.notes().info(entity.name(), column, text + "; the system goes on without it");
        } else {
            graph.notes().block(entity.name(), column, text);
        }
    }

    /** What the settings may call a table. */
    List<String> tables() {
        return Stream.concat(
                        catalogue.tables().stream().map(Table::name),
                        Stream.concat(
                                graph.settings().tables().stream().flatMap(t -> t.names().stream()),
                                graph.settings().newTables().stream().map(NewTable::name)))
                .distinct()
                .toList();
    }

    /** Which branch a column means can be said of a reference to a split table alone. */
    private void branchOf(Entity entity, ColumnRules rule, TableRules shipped) {
        var to = rule.to().orElseThrow();
        var column = Entity.source(entity.table(), rule).orElse("");
        if (column.isEmpty()
                || entity.rules().polymorphic().stream()
                        .anyMatch(p -> p.idColumn().equals(column))) {
            return;
        }
        var edge = graph.edges(entity).get(column);
        var branches = edge == null
                ? List.<String>of()
                : Stream.concat(
                                edge.to().rules().split().stream().map(TableRules.SplitRule::name),
                                edge.to().branches().stream().map(edge.to()::target))
                        .distinct()
                        .toList();
        if (branches.contains(to)) {
            return;
        }
        var text = rule.key() + ".to is " + to
                + (edge == null
                        ? ", but its column must be a reference for that: name its table in references"
                        : ", but must be a branch of " + edge.to().name() + ", to which it refers; nearest: "
                                + Nearest.of(to, branches));
        var known = shipped.whole()
                .flatMap(r -> r.columns().stream())
                .anyMatch(c -> c.key().equals(rule.key()) && c.to().equals(rule.to()));
        told(known, entity, column, text);
    }

    /** A column with a rule of its own stays, so that leaving it out by name would say the contrary. */
    private void dropped(Entity entity, TableRules rules) {
        rules.columns().stream()
                .filter(c -> rules.drop().contains(c.target())
                        && Entity.source(entity.table(), c)
                                .filter(c.target()::equals)
                                .isPresent())
                .forEach(c -> graph.notes()
                        .block(
                                entity.name(),
                                c.target(),
                                "stands in drop, but must not stand in " + c.key()
                                        + " beside it; leave out one of the two"));
    }

    private static Stream<String> drops(TableRules rules) {
        return rules.whole().flatMap(r -> r.drop().stream());
    }

    private static Map<String, String> references(TableRules rules) {
        var all = new LinkedHashMap<String, String>();
        rules.whole().forEach(r -> all.putAll(r.references()));
        return all;
    }

    private static boolean carried(List<Branch> branches, String column) {
        return branches.stream().anyMatch(b -> b.target().column(column).isPresent());
    }

    void missing(boolean shipped, Entity entity, String column, String what, Collection<String> names) {
        var text = "tables." + entity.rules().source() + "." + what + " no column of " + entity.name();
        if (shipped) {
            graph.notes().info(entity.name(), column, text + "; the system goes on without it");
        } else {
            graph.notes()
                    .block(entity.name(), column, text + ", but must be one; nearest: " + Nearest.of(column, names));
        }
    }

    private void reference(Entity entity, String column, NamedReference reference, boolean shipped) {
        var name = reference.table();
        table(entity, column, name);
        if (!reference.clear()) {
            graph.notes()
                    .block(
                            entity.name(),
                            column,
                            "refers by \"" + reference.written()
                                    + "\", but must name a table, then at most on delete and"
                                    + " on update, each with cascade, set null, set default, restrict or no action");
        }
        if (graph.named(name)
                .filter(to -> NamedReference.key(to.table()).isEmpty())
                .isPresent()) {
            var text = "refers to " + name + ", which has no primary key of one column";
            if (shipped || !asked(entity, column)) {
                graph.notes().info(entity.name(), column, text + "; the run goes on without the reference");
            } else {
                graph.notes()
                        .block(
                                entity.name(),
                                column,
                                text + " and not just one other column that is unique and NOT NULL, but must have one;"
                                        + " declare it in the source, or leave the reference out");
            }
        }
    }

    /** Whether the settings name the reference, and not a schema that exists. */
    private boolean asked(Entity entity, String column) {
        return entity.given()
                || graph.settings().tables().stream()
                        .filter(t -> t.source().equals(entity.rules().source()))
                        .anyMatch(t -> references(t).containsKey(column));
    }

    /** A table that a reference points to. */
    private void table(Entity entity, String column, String name) {
        var known = tables();
        if (known.stream().noneMatch(name::equalsIgnoreCase)) {
            graph.notes()
                    .block(
                            entity.name(),
                            column,
                            "refers to " + name + ", but must refer to a table of the source; nearest: "
                                    + Nearest.of(name, known));
        } else if (graph.named(name).isEmpty() && valued(entity, column, name)) {
            graph.notes()
                    .block(
                            entity.name(),
                            column,
                            "has the key of a row of new-tables." + name
                                    + ", which --skip leaves out, but must have one of a table that is made; give the"
                                    + " column a type where its value shall stand there as it is");
        } else if (graph.named(name).isEmpty()) {
            graph.notes()
                    .warn(
                            entity.name(),
                            column,
                            "refers to " + name + ", which is not carried; the foreign key is left out");
        }
    }

    /** Whether the column has the same value in all rows, which is the key of a row of this new table. */
    private boolean valued(Entity entity, String column, String name) {
        return graph.settings().newTables().stream().anyMatch(n -> n.name().equals(name))
                && entity.rules()
                        .whole()
                        .flatMap(r -> r.columns().stream())
                        .anyMatch(c -> c.target().equals(column)
                                && c.value().isPresent()
                                && c.type().isEmpty());
    }

    private void branch(Entity entity, Branch branch, List<String> columns) {
        var targets = branch.columns().stream().map(c -> c.target().name()).toList();
        branch.target().uniques().stream()
                .flatMap(List::stream)
                .filter(u -> !targets.contains(u))
                .forEach(u -> missing(false, entity, u, "unique names " + u + ", which becomes", targets));
        branch.columns().stream()
                .map(ColumnMapping::value)
                .filter(Value.EnumMap.class::isInstance)
                .flatMap(v -> v.takes().stream())
                .filter(t -> !columns.contains(t))
                .forEach(t -> missing(false, entity, t, "columns has an enum-by whose column is " + t + ",", columns));
        if (entity.rules().transform().isEmpty()) {
            branch.columns().stream()
                    .map(ColumnMapping::value)
                    .filter(Value.Expression.class::isInstance)
                    .flatMap(v -> v.takes().stream())
                    .filter(t -> !columns.contains(t))
                    .forEach(
                            t -> missing(false, entity, t, "columns has an expression that takes " + t + ",", columns));
        }
    }
}
