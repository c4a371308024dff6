package io.transfuse.plan;

import io.transfuse.config.ColumnRules;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.PgType;
import io.transfuse.model.Table;
import io.transfuse.model.TargetTable.Link;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.model.UuidStrategy;
import io.transfuse.model.Value;
import java.util.List;
import java.util.Optional;

/**
 * What a further row has of the key of the row that it comes of: a key of its own, which is always another UUID, and
 * the way back.
 *
 * @param graph all tables
 * @param entity the table whose rows give further rows
 * @param also the target of these
 */
record Further(Graph graph, Entity entity, Entity.Also also) {

    private static final PgType UUID = PgType.of("uuid");

    /** Whether a source column is the key. */
    boolean key(Table.Column column) {
        return entity.keyColumn().equals(Optional.of(column.name()));
    }

    /** Whether a column refers back to the row itself. */
    boolean back(ColumnRules rule) {
        return reference(rule.target()).isPresent();
    }

    private Optional<String> reference(String target) {
        return Optional.ofNullable(also.rules().references().get(target))
                .filter(w -> graph.named(new NamedReference(w).table())
                        .filter(e -> e.name().equals(entity.name()))
                        .isPresent())
                .filter(w -> also.rules().columns().stream()
                        .anyMatch(r -> r.target().equals(target)
                                && Entity.source(entity.table(), r).equals(entity.keyColumn())));
    }

    ColumnMapping key(String target, Optional<String> given) {
        return new ColumnMapping(
                new TargetColumn(target, UUID, false, given.or(() -> Optional.of("gen_random_uuid()")), false),
                new Value.Key(
                        new Value.Derived(entity.name() + "/" + also.name(), always()),
                        entity.keyColumn().orElseThrow(),
                        true),
                "key of the further row");
    }

    /** A further row never has the UUID of the row that it comes of. */
    private UuidStrategy always() {
        return entity.uuid().filter(s -> s == UuidStrategy.KEYED).orElse(UuidStrategy.NAME_BASED);
    }

    ColumnMapping back(String target) {
        return new ColumnMapping(
                new TargetColumn(target, UUID, false, Optional.empty(), false),
                new Value.Key(
                        new Value.Derived(entity.name(), entity.uuid().orElseThrow()),
                        entity.keyColumn().orElseThrow()),
                "the row that this further row comes of");
    }

    /** The foreign key of the way back, where the columns have one. */
    Optional<Link> link(String table, ColumnMapping column) {
        var name = column.target().name();
        return reference(name)
                .flatMap(written -> first().map(rules -> new Link(
                        graph.enumerations().names().unique(table + "_" + name + "_fkey", table),
                        List.of(name),
                        entity.target(rules),
                        List.of(entity.targetColumn(rules, entity.keyColumn().orElseThrow())),
                        new NamedReference(written).onDelete(),
                        new NamedReference(written).onUpdate())));
    }

    /** The target that the row itself went to; further rows of all branches of a split have several. */
    private Optional<io.transfuse.config.TableRules> first() {
        if (also.among().isPresent() || !entity.split()) {
            return Optional.of(also.among().orElse(entity.rules()));
        }
        graph.notes()
                .block(
                        entity.name(),
                        "",
                        "also." + also.name() + " refers back to " + entity.name()
                                + ", which is split; write it into the branch whose rows it takes");
        return Optional.empty();
    }

    /** The source's condition of the rows that give further rows. */
    Optional<String> where() {
        var branch = also.among().map(b -> entity.rowsOf(entity.target(b)));
        var own = also.where().map(w -> "(" + w + ")");
        return branch.isPresent() && own.isPresent()
                ? Optional.of(branch.get() + " AND " + own.get())
                : branch.or(() -> also.where());
    }

    /** The primary key of the target: the column that stands in the place of the old key. */
    Optional<List<String>> primaryKey(List<ColumnMapping> columns) {
        if (entity.keyColumn().isEmpty()) {
            return Optional.empty();
        }
        var named = entity.spelling().column(entity.keyColumn().get());
        return columns.stream()
                .filter(c -> c.value() instanceof Value.Key k ? k.further() : own(c, named))
                .map(c -> List.of(c.target().name()))
                .findFirst();
    }

    private boolean own(ColumnMapping column, String named) {
        return column.target().name().equals(named)
                || (column.value() instanceof Value.Carry carry
                        && entity.keyColumn().equals(Optional.of(carry.column()))
                        && reference(column.target().name()).isEmpty());
    }
}
