package io.transfuse.verify;

import io.transfuse.stage.Scanned;
import io.transfuse.stage.Shared;
import java.util.HashMap;
import java.util.Map;

/**
 * What the stage says that a table of the target must hold.
 *
 * @param rows how many rows
 * @param values how many values each column holds that are not NULL
 * @param shared how many rows share an address or number with another, by column
 */
public record Expected(long rows, Map<String, Long> values, Map<String, Shared> shared) {

    public Expected {
        values = Map.copyOf(values);
        shared = Map.copyOf(shared);
    }

    /** Only how many rows. */
    public Expected(long rows) {
        this(rows, Map.of(), Map.of());
    }

    /** What a scan of the stage found, by {@code schema.table}; shared values by {@code schema.table.column}. */
    public static Map<String, Expected> of(Map<String, Scanned> scanned, Map<String, Shared> shared) {
        var expected = new HashMap<String, Expected>();
        scanned.forEach((table, scan) -> {
            var values = new HashMap<String, Long>();
            scan.measured().forEach((column, measured) -> values.put(column, measured.count()));
            var contacts = new HashMap<String, Shared>();
            values.keySet().forEach(column -> {
                var found = shared.get(table + "." + column);
                if (found != null) {
                    contacts.put(column, found);
                }
            });
            expected.put(table, new Expected(scan.rows(), values, contacts));
        });
        return expected;
    }
}
