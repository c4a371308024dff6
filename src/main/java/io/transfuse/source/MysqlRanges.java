package io.transfuse.source;

import io.transfuse.model.Table;
import io.transfuse.source.Sql.Line;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** The parts of tables: walked out once, then used by all who count, read or add up the same snapshot. */
final class MysqlRanges {

    /** The condition of those who ask about all rows. */
    static final String WHOLE = "TRUE";

    private final MysqlTables tables;
    private final MysqlSnapshot snapshot;
    private final Map<Cut, List<String>> known = new ConcurrentHashMap<>();

    MysqlRanges(MysqlTables tables, MysqlSnapshot snapshot) {
        this.tables = tables;
        this.snapshot = snapshot;
    }

    private record Cut(String table, long rows) {}

    /** Conditions of which every row fulfils exactly one; none where the table is not cut. */
    List<String> parts(Table table, long rows) {
        var cut = new Cut(table.name(), rows);
        var before = known.get(cut);
        if (before != null) {
            return before;
        }
        // Nobody waits here for another who waits for a session: two at once walk twice and find the same.
        var parts = List.copyOf(snapshot.asked(c -> new MysqlParts(tables).conditions(c, table, rows)));
        known.put(cut, parts);
        return parts;
    }

    /**
     * One question for each part of a table, or one about the whole: along another index than the one by which rows lie
     * on the disk, each part would be a pass over the table.
     *
     * @param question about the rows that fulfil a condition
     */
    <T> Parted<T> parted(
            Table table, long rows, BiFunction<Connection, String, T> question, Function<List<T>, T> together) {
        var parts = clustered(table) ? parts(table, rows) : List.<String>of();
        return parts.isEmpty()
                ? Parted.whole(() -> snapshot.asked(c -> question.apply(c, WHOLE)))
                : new Parted<>(
                        parts.stream()
                                .<Supplier<T>>map(p -> () -> snapshot.asked(c -> question.apply(c, p)))
                                .toList(),
                        together);
    }

    /** The same where nobody has counted the rows yet. */
    <T> Parted<T> counted(
            Table table, long rows, BiFunction<Connection, String, T> question, Function<List<T>, T> together) {
        return estimate(table) > rows
                ? parted(table, rows, question, together)
                : Parted.whole(() -> snapshot.asked(c -> question.apply(c, WHOLE)));
    }

    private boolean clustered(Table table) {
        return !tables.kept().listed(table.name())
                && !table.primaryKey().isEmpty()
                && new MysqlParts(tables)
                        .key(table).stream()
                                .findFirst()
                                .filter(c -> c.name().equals(table.primaryKey().get(0)))
                                .isPresent();
    }

    private long estimate(Table table) {
        return snapshot.asked(c -> estimate(c, table));
    }

    /** About how many rows a table has, by the server's own statistics. */
    static long estimate(Connection connection, Table table) {
        return Sql.rows(
                        connection,
                        "SELECT table_rows AS n FROM information_schema.tables"
                                + " WHERE table_schema = database() AND table_name = ?",
                        table.name())
                .stream()
                .mapToLong(l -> l.number("n"))
                .sum();
    }

    /** One row about a range; its condition has values of keys in it, which no error repeats. */
    static Line row(Connection connection, String sql, Table table, String range, Object... bound) {
        return range.equals(WHOLE)
                ? Sql.row(connection, sql, bound)
                : Sql.secret(connection, sql, "what a part of " + MysqlReads.quoted(table.name()) + " holds", bound)
                        .get(0);
    }
}
