package io.transfuse.plan;

import io.transfuse.config.ColumnRules;
import io.transfuse.config.TableRules;
import io.transfuse.model.Mapping.Branch;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.PgType;
import io.transfuse.model.Value;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Types that the settings name for references. A reference has its key's type, or no foreign key can join the two, so
 * that another one is told and not taken.
 */
record AskedTypes(Graph graph, Entity entity) {

    void warn(List<Branch> branches) {
        if (graph.settings().existing()) {
            return;
        }
        branches.stream()
                .flatMap(b -> b.columns().stream())
                .filter(c -> c.value() instanceof Value.Reference)
                .forEach(c -> asked(c).forEach(r -> told(c, r)));
    }

    private Stream<ColumnRules> asked(ColumnMapping column) {
        var source = Optional.of(column.value().takes().get(0));
        return entity.rules()
                .whole()
                .flatMap(r -> r.columns().stream())
                .filter(r -> r.target().equals(column.target().name())
                        && Entity.source(entity.table(), r).equals(source))
                .filter(r -> r.type()
                        .map(t -> !t.equals(column.target().type()))
                        .orElse(r.enumeration().isPresent()))
                .filter(this::own);
    }

    /** Whether it is the user's own: a system names the types that its references have in most installations. */
    private boolean own(ColumnRules rule) {
        var all = graph.settings().tables().stream();
        return named(all, rule) && !named(graph.settings().shipped().stream(), rule);
    }

    private static boolean named(Stream<TableRules> tables, ColumnRules rule) {
        return tables.flatMap(TableRules::whole)
                .flatMap(r -> r.columns().stream())
                .anyMatch(c -> c.key().equals(rule.key())
                        && c.type().equals(rule.type())
                        && c.enumeration().equals(rule.enumeration()));
    }

    private void told(ColumnMapping column, ColumnRules rule) {
        var source = column.value().takes().get(0);
        var edge = Objects.requireNonNull(graph.edges(entity).get(source));
        var to = edge.to();
        var named = entity.rules().whole().anyMatch(r -> r.references().containsKey(rule.target()));
        graph.notes()
                .warn(
                        entity.name(),
                        source,
                        rule.key() + " asks for "
                                + rule.type().map(PgType::toString).orElse("an enum")
                                + ", but the column refers to " + to.name() + " and becomes "
                                + column.target().type() + ", as the key there; name the type in tables."
                                + to.rules().source() + ".columns." + to.targetColumn(to.rules(), edge.toColumn())
                                + " instead"
                                + (named
                                        ? ", or leave the reference out of tables."
                                                + entity.rules().source() + ".references"
                                        : ""));
    }
}
