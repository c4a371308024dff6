package io.transfuse.verify;

import io.transfuse.model.TargetTable;
import io.transfuse.model.UserException;
import io.transfuse.model.Validation.Level;
import io.transfuse.types.Digest;
import io.transfuse.types.PgHash;
import io.transfuse.types.Quote;
import io.transfuse.types.RowSql;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts and adds up the target's rows inside PostgreSQL, all tables at one moment, large ones in parts. */
public final class TargetDigest {
    /** With PostgreSQL's usual pages 32 MB, a second's work or less. */
    private static final long PAGES_IN_PART = 4096;

    private static final long MOST_PARTS = 1000;

    private TargetDigest() {}

    /**
     * The digest of each table, by {@code schema.table}; empty where the table is missing or has other columns. At the
     * level of counts it has no checksum.
     *
     * @param connections how many parts are scanned side by side
     */
    public static Map<String, Optional<Digest>> of(
            Connect target, List<TargetTable> tables, int connections, Level level)
            throws SQLException, InterruptedException {
        return of(target, tables, connections, level, PAGES_IN_PART);
    }

    /** The same with parts of another size. */
    static Map<String, Optional<Digest>> of(
            Connect target, List<TargetTable> tables, int connections, Level level, long pagesInPart)
            throws SQLException, InterruptedException {
        try (var sessions = Sessions.begin(target)) {
            if (level != Level.COUNTS) {
                requireKnownHash(sessions.first());
            }
            var parts = parts(sessions.first(), tables, level, pagesInPart);
            sessions.atOneMoment(Math.min(connections, parts.size()));
            var fitting = sessions.answers(tables.stream()
                    .<Sessions.Question<Boolean>>map(
                            t -> c -> TargetShape.of(c, t).comparable())
                    .toList());
            var sums = new LinkedHashMap<String, Sums>();
            for (var i = 0; i < tables.size(); i++) {
                if (fitting.get(i)) {
                    sums.put(tables.get(i).qualified(), Sums.NONE);
                }
            }
            parts.removeIf(p -> !sums.containsKey(p.table().qualified()));
            var answers = sessions.answers(parts.stream()
                    .<Sessions.Question<Sums>>map(p -> c -> p.sums(c, level))
                    .toList());
            for (var i = 0; i < parts.size(); i++) {
                sums.merge(parts.get(i).table().qualified(), answers.get(i), Sums::plus);
            }
            var digests = new LinkedHashMap<String, Optional<Digest>>();
            tables.forEach(t -> digests.put(
                    t.qualified(), Optional.ofNullable(sums.get(t.qualified())).map(s -> s.digest(level))));
            return digests;
        }
    }

    /** A server that hashes otherwise would seem to differ in every row. */
    private static void requireKnownHash(Connection connection) throws SQLException {
        var known = "transfuse".getBytes(StandardCharsets.UTF_8);
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT hashtextextended('transfuse' COLLATE \"C\", 0)")) {
            rows.next();
            if (rows.getLong(1) != PgHash.bytes(known, 0, known.length, 0)) {
                throw UserException.usage(
                        "the target's hashtextextended is not that of PostgreSQL on a little-endian machine,"
                                + " so that its rows cannot be compared by digests; set verify.level = counts");
            }
        }
    }

    private static List<Part> parts(Connection connection, List<TargetTable> tables, Level level, long pagesInPart)
            throws SQLException {
        var pages = PageRanges.pages(connection, tables);
        var parts = new ArrayList<Part>();
        for (var i = 0; i < tables.size(); i++) {
            var table = tables.get(i);
            // An index may answer how many rows there are, but not for ranges of pages.
            var count = level == Level.COUNTS
                    ? 1
                    : Math.min(MOST_PARTS, pages.get(i).all() / pagesInPart);
            PageRanges.of("ctid", pages.get(i).longest(), count).forEach(range -> parts.add(new Part(table, range)));
        }
        return parts;
    }

    /** Some pages of a table. */
    private record Part(TargetTable table, String range) {

        Sums sums(Connection connection, Level level) throws SQLException {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(level == Level.COUNTS ? count() : sum())) {
                rows.next();
                return new Sums(
                        rows.getLong(1),
                        rows.getBigDecimal(2).toBigInteger(),
                        rows.getBigDecimal(3).toBigInteger());
            }
        }

        private String count() {
            return "SELECT count(*), 0, 0 FROM %s WHERE %s".formatted(name(), range);
        }

        private String sum() {
            var rows = "FROM %s WHERE %s".formatted(name(), range);
            return "SELECT count(*), coalesce(sum(first), 0), coalesce(sum(second), 0) FROM (%s) AS rows_hashed"
                    .formatted(RowSql.hashes(table.columns(), rows));
        }

        private String name() {
            return Quote.identifier(table.schema(), table.name());
        }
    }

    /** What rows add up to. */
    private record Sums(long rows, BigInteger first, BigInteger last) {
        static final Sums NONE = new Sums(0, BigInteger.ZERO, BigInteger.ZERO);

        Sums plus(Sums other) {
            return new Sums(rows + other.rows, first.add(other.first), last.add(other.last));
        }

        Digest digest(Level level) {
            return level == Level.COUNTS ? new Digest(rows, "") : Digest.of(rows, first, last);
        }
    }
}
