package io.transfuse.plan;

import io.transfuse.model.Storage;
import io.transfuse.model.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Primary keys that hold NULL, which SQLite allows and PostgreSQL does not. They become unique lists, which take as
 * many NULLs as SQLite's keys do, so that no row is lost.
 */
record LooseKeys(Notes notes) {

    /** All tables; a key whose columns the rules name, or that becomes a UUID, stays what it is. */
    Map<String, Entity> of(Map<String, Entity> entities) {
        var loose = entities.values().stream().filter(LooseKeys::isLoose).toList();
        if (loose.isEmpty()) {
            return entities;
        }
        loose.forEach(e -> notes.warn(
                e.name(),
                "",
                "the primary key (" + String.join(", ", e.table().primaryKey())
                        + ") holds NULL, which PostgreSQL's keys cannot, so it becomes unique only; name its columns"
                        + " 'not null' in the configuration to reject those rows"));
        UnaryOperator<Entity> changed = e -> e.with(explicit(loose.contains(e) ? unique(e.table()) : e.table(), loose));
        entities.replaceAll((name, entity) -> changed.apply(entity));
        return entities;
    }

    private static boolean isLoose(Entity entity) {
        return !entity.given()
                && !entity.split()
                && !entity.uuidKey()
                && entity.table().primaryKey().stream()
                        .anyMatch(c -> entity.profile(c).count(Storage.NULL) > 0)
                && entity.rules().columns().stream()
                        .flatMap(r -> Entity.source(entity.table(), r).stream())
                        .noneMatch(entity.table().primaryKey()::contains);
    }

    private static Table unique(Table table) {
        return new Table(
                table.name(),
                table.columns(),
                List.of(),
                Stream.concat(Stream.of(table.primaryKey()), table.uniques().stream())
                        .toList(),
                table.foreignKeys(),
                table.indexes(),
                table.checks(),
                table.position(),
                table.comment(),
                table.next());
    }

    /** References that named no columns meant the primary key. */
    private static Table explicit(Table table, List<Entity> loose) {
        var keys = table.foreignKeys().stream()
                .map(k -> key(k, loose)
                        .map(columns ->
                                new Table.ForeignKey(k.columns(), k.table(), columns, k.onDelete(), k.onUpdate()))
                        .orElse(k))
                .toList();
        return new Table(
                table.name(),
                table.columns(),
                table.primaryKey(),
                table.uniques(),
                keys,
                table.indexes(),
                table.checks(),
                table.position(),
                table.comment(),
                table.next());
    }

    private static Optional<List<String>> key(Table.ForeignKey key, List<Entity> loose) {
        return key.targetColumns().isEmpty()
                ? loose.stream()
                        .filter(e -> e.name().equalsIgnoreCase(key.table()))
                        .map(e -> e.table().primaryKey())
                        .findFirst()
                : Optional.empty();
    }
}
