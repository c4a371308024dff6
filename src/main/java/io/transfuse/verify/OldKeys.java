package io.transfuse.verify;

import io.transfuse.model.Mapping.Crosswalk;
import io.transfuse.stage.StageRows;
import io.transfuse.stage.StagedTable;
import io.transfuse.transform.Reshape;
import io.transfuse.transform.SparkTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The new keys of old ones, as the stage holds them side by side.
 *
 * @param crosswalks what keys are called, by {@code schema.table}
 */
public record OldKeys(List<StagedTable> tables, Map<String, List<Crosswalk>> crosswalks) {

    public OldKeys {
        tables = List.copyOf(tables);
        crosswalks = Map.copyOf(crosswalks);
    }

    /** Whether rows of this name have old and new keys. */
    boolean knows(String entity) {
        return !named(entity).isEmpty();
    }

    /** The new keys of those that the entity has, by the old ones. */
    Map<String, String> of(String entity, Set<String> wanted) {
        var keys = new HashMap<String, String>();
        if (!wanted.isEmpty()) {
            var named = named(entity);
            for (var table : tables) {
                named.getOrDefault(table.target().qualified(), List.of()).forEach(c -> add(keys, table, c, wanted));
            }
        }
        return keys;
    }

    /** By what rows are called in the source, all targets of it; else by what they are called in the target. */
    private Map<String, List<Crosswalk>> named(String entity) {
        var old = named(c -> !c.further() && c.oldEntity().equals(entity));
        return old.isEmpty() ? named(c -> c.newEntity().equals(entity)) : old;
    }

    private Map<String, List<Crosswalk>> named(Predicate<Crosswalk> condition) {
        var named = new HashMap<>(crosswalks);
        named.replaceAll((table, all) -> all.stream().filter(condition).toList());
        named.values().removeIf(List::isEmpty);
        return named;
    }

    /** Files side by side: answers are looked up part by part, each time in all keys of the entity. */
    private static void add(Map<String, String> keys, StagedTable table, Crosswalk crosswalk, Set<String> wanted) {
        table.files().parallelStream()
                .map(file -> in(file.path(), table, crosswalk, wanted))
                .forEachOrdered(keys::putAll);
    }

    private static Map<String, String> in(String file, StagedTable table, Crosswalk crosswalk, Set<String> wanted) {
        var column = table.target().column(crosswalk.newColumn()).orElseThrow();
        var type = SparkTypes.of(column.type());
        var only = crosswalk.only().map(UTF8String::fromString);
        var keys = new HashMap<String, String>();
        try (var rows = StageRows.open(file, List.of(Reshape.KEY, column.staged(), Reshape.SOURCE))) {
            while (rows.next()) {
                var row = rows.row();
                var old = row.getUTF8String(0).toString();
                if (wanted.contains(old)
                        && only.filter(s -> !s.equals(row.getUTF8String(2))).isEmpty()) {
                    keys.put(old, String.valueOf(row.get(1, type)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return keys;
    }
}
