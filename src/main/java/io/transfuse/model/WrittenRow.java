package io.transfuse.model;

import java.util.Map;

/**
 * A row of the source, or one as it should have been.
 *
 * @param position names it inside its table
 * @param values by column; those that are left out are NULL
 */
public record WrittenRow(String position, Map<String, Written> values) {
    public WrittenRow {
        values = Map.copyOf(values);
    }
}
