package io.transfuse.plan;

import io.transfuse.config.ColumnRules;
import io.transfuse.config.Policy;
import io.transfuse.config.TableRules;
import io.transfuse.model.PgType;
import io.transfuse.model.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A type that the settings name for a column and that rejects what does not fit holds for the rows of all tables that
 * go there: else the wider type of a table of which nothing is said would take its place.
 */
record HostTypes(Graph graph) {

    /** The graph with rules for the columns of tables that go into the target of another. */
    Graph taken() {
        var ruled = new LinkedHashMap<>(graph.entities());
        ruled.replaceAll((name, entity) -> entity.split() ? entity : entity.with(rules(entity)));
        return graph.with(ruled);
    }

    private List<ColumnRules> rules(Entity guest) {
        return guest.rules().rows().into().flatMap(t -> Shared.host(graph, t)).stream()
                .flatMap(h -> rules(guest, h.getKey(), h.getValue()))
                .toList();
    }

    private Stream<ColumnRules> rules(Entity guest, Entity host, TableRules rules) {
        return rules.columns().stream()
                .flatMap(r -> r
                        .type()
                        .filter(t -> !host.given()
                                && Entity.source(host.table(), r)
                                        .filter(c -> rejects(host, c))
                                        .isPresent())
                        .flatMap(t -> column(guest, r.target(), t)
                                .map(c -> ColumnRules.ofType(r.key(), r.target(), c.name(), t)))
                        .stream());
    }

    private boolean rejects(Entity entity, String column) {
        return graph.policy(entity, column).narrow() == Policy.Narrow.QUARANTINE;
    }

    /** The column that goes there; where the settings or a reference say what it becomes, that counts. */
    private Optional<Table.Column> column(Entity guest, String target, PgType type) {
        return guest.table().columns().stream()
                .filter(c -> guest.targetColumn(guest.rules(), c.name()).equals(target))
                .filter(c -> !guest.rules().drops(c.name()) && !ruled(guest, c.name()))
                .filter(c -> !new Merging(guest.table(), guest.rules()).takes(c.name()))
                .filter(c -> !graph.edges(guest).containsKey(c.name()))
                .filter(c -> !guest.uuidKey() || !guest.keyColumn().equals(Optional.of(c.name())))
                .filter(c -> rejects(guest, c.name())
                        && Wider.of(type, graph.decided(guest, c).type()).isPresent())
                .findFirst();
    }

    private static boolean ruled(Entity guest, String column) {
        return guest.rules()
                .whole()
                .flatMap(r -> r.columns().stream())
                .anyMatch(r -> Entity.source(guest.table(), r).equals(Optional.of(column)));
    }
}
