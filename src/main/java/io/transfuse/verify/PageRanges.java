package io.transfuse.verify;

import io.transfuse.model.TargetTable;
import io.transfuse.types.Quote;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Parts of a table by its disk pages. */
final class PageRanges {

    private PageRanges() {}

    /**
     * The disk pages of a table.
     *
     * @param all those of all its partitions
     * @param longest those of its largest partition, or all of a table in one piece
     */
    record Pages(long all, long longest) {}

    /** How many pages each table has; none where it is missing or no table of PostgreSQL's own. */
    static List<Pages> pages(Connection connection, List<TargetTable> tables) throws SQLException {
        var names =
                tables.stream().map(t -> Quote.identifier(t.schema(), t.name())).toArray(String[]::new);
        var pages = new ArrayList<Pages>();
        try (var query = connection.prepareStatement("""
                SELECT (coalesce(sum(size), 0) / current_setting('block_size')::bigint)::bigint,
                       (coalesce(max(size), 0) / current_setting('block_size')::bigint)::bigint
                FROM unnest(?::text[]) WITH ORDINALITY AS t(name, place)
                LEFT JOIN LATERAL (
                  SELECT pg_relation_size(relid) AS size FROM pg_partition_tree(to_regclass(name)) WHERE isleaf
                  UNION ALL SELECT pg_relation_size(to_regclass(name))) AS parts ON true
                GROUP BY place ORDER BY place
                """)) {
            query.setArray(1, connection.createArrayOf("text", names));
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    pages.add(new Pages(rows.getLong(1), rows.getLong(2)));
                }
            }
        }
        return pages;
    }

    /**
     * Conditions on a row's place that are disjoint and complete, whatever is written meanwhile; those of a partitioned
     * table are about the pages of each partition.
     *
     * @param place the column that holds it
     */
    static List<String> of(String place, long pages, long parts) {
        var count = (int) Math.max(1, Math.min(parts, pages));
        return count == 1
                ? List.of("true")
                : IntStream.range(0, count)
                        .mapToObj(i -> range(
                                place, i == 0 ? 0 : pages * i / count, i + 1 < count ? pages * (i + 1) / count : -1))
                        .toList();
    }

    /** The last range has no end: pages may have been added. */
    private static String range(String place, long from, long to) {
        var begin = place + " >= '(" + from + ",0)'::tid";
        return to < 0 ? begin : begin + " AND " + place + " < '(" + to + ",0)'::tid";
    }
}
