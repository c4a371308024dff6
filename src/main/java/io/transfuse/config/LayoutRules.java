package io.transfuse.config;

import io.transfuse.model.Layout.Every;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a target table shall lie on disk.
 *
 * @param partition how it is cut into partitions
 * @param storage storage parameters by name
 */
public record LayoutRules(Optional<PartitionRule> partition, Map<String, String> storage) {

    /** What PostgreSQL decides itself. */
    public static final LayoutRules NONE = new LayoutRules(Optional.empty(), Map.of());

    private static final Pattern PARAMETER = Pattern.compile("(toast\\.)?[a-z_]+");
    private static final Pattern VALUE = Pattern.compile("-?[0-9]+(\\.[0-9]+)?|[a-z_]+");

    public LayoutRules {
        storage = Map.copyOf(storage);
    }

    /**
     * A partition for each period of time.
     *
     * @param key the full name of the setting, for messages
     * @param column the target column that decides
     * @param every how long each partition lasts
     */
    public record PartitionRule(String key, String column, Every every) {}

    static LayoutRules read(Node table) {
        return new LayoutRules(partition(table.child("partition"), table), storage(table.child("storage")));
    }

    private static Optional<PartitionRule> partition(Node node, Node table) {
        if (node.keys().isEmpty()) {
            return Optional.empty();
        }
        var by = node.choice("by", "range", "range", "none");
        var every = node.choice("every", "month", "year", "month", "day");
        var column = node.text("column");
        node.done();
        if (by.equals("none")) {
            return Optional.empty();
        }
        return Optional.of(new PartitionRule(
                table.name("partition"),
                column.orElseThrow(() -> node.wrong("column", "missing", "the target column that rows are divided by")),
                Every.valueOf(every.toUpperCase(Locale.ROOT))));
    }

    private static Map<String, String> storage(Node node) {
        var storage = new LinkedHashMap<String, String>();
        for (var name : node.keys()) {
            if (!PARAMETER.matcher(name).matches()) {
                throw node.wrong(name, "set", "the name of a storage parameter, for example fillfactor");
            }
            var value = node.text(name).orElse("");
            if (!VALUE.matcher(value).matches()) {
                throw node.wrong(name, value, "a number or a word in lower case");
            }
            storage.put(name, value);
        }
        return storage;
    }

    /** The same without partitions. */
    public LayoutRules whole() {
        return new LayoutRules(Optional.empty(), storage);
    }

    /** These over those of the whole table. */
    LayoutRules over(LayoutRules below) {
        var all = new LinkedHashMap<>(below.storage);
        all.putAll(storage);
        return new LayoutRules(partition.or(below::partition), all);
    }
}
