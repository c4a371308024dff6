package io.transfuse.verify;

import io.transfuse.model.TargetTable;
import io.transfuse.types.Quote;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/** Parts of a table by its disk pages. */
final class PageRanges {

    private PageRanges() {}

    /** How many pages each table has; none where it is missing, partitioned or no table of PostgreSQL's own. */
    static List<Long> pages(Connection connection, List<TargetTable> tables) throws SQLException {
        var names =
                tables.stream().map(t -> Quote.identifier(t.schema(), t.name())).toArray(String[]::new);
        try (var query = connection.prepareStatement("""
                SELECT array_agg(coalesce(pg_relation_size(to_regclass(name)), 0) / current_setting('block_size')::bigint
                  ORDER BY place)
                FROM unnest(?::text[]) WITH ORDINALITY AS t(name, place)
                """)) {
            query.setArray(1, connection.createArrayOf("text", names));
            try (var rows = query.executeQuery()) {
                rows.next();
                var pages = rows.getArray(1);
                return pages == null ? List.of() : List.of((Long[]) pages.getArray());
            }
        }
    }

    /**
     * Conditions on a row's place that are disjoint and complete, whatever is written meanwhile.
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
