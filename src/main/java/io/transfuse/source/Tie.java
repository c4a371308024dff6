package io.transfuse.source;

import java.util.List;

/**
 * A reference between two source tables, for keeping parents with their children.
 *
 * @param child the referring table
 * @param columns its columns
 * @param parent the table referred to
 * @param keys its columns, in the same order
 * @param where a further condition over the child's alias {@code t}, {@code TRUE} for none
 */
public record Tie(String child, List<String> columns, String parent, List<String> keys, String where) {
    public Tie {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
    }
}
