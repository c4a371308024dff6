package io.transfuse.source;

import java.math.BigInteger;
import java.sql.Connection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Bounds along an integer primary key from the server's own estimates, which read a few pages for each question where a
 * walk reads all of the table. A wrong estimate makes parts unequal, nothing else: every row lies on one side of each
 * bound.
 *
 * @param from the table and its alias
 * @param key the key, with the alias
 */
record KeyEstimates(Connection connection, String from, String key) {

    /** So many pieces of the key make a part, so that parts differ by about one of them. */
    private static final int PIECES = 8;

    /** Keys from the first to the last, the last one not included. */
    private record Span(BigInteger first, BigInteger end) {
        boolean single() {
            return end.subtract(first).compareTo(BigInteger.ONE) <= 0;
        }

        BigInteger middle() {
            return first.add(end.subtract(first).shiftRight(1));
        }
    }

    private record Piece(BigInteger first, long rows) {}

    /** As many parts as {@code parts}, about equally large; fewer where the key has fewer values. */
    List<List<String>> bounds(long parts) {
        var pieces = pieces(parts);
        var all = pieces.stream().mapToLong(Piece::rows).sum();
        var bounds = new ArrayList<List<String>>();
        long before = 0;
        for (var piece : pieces) {
            // Shares of the sum, because all estimates may be wrong by the same factor.
            if (before > 0 && before >= share(all, bounds.size() + 1, parts) && bounds.size() < parts - 1) {
                bounds.add(List.of(piece.first().toString()));
            }
            before += piece.rows();
        }
        return bounds;
    }

    private static double share(long all, long part, long parts) {
        return (double) all * part / parts;
    }

    /** The key in pieces of few rows, in ascending order: halved until the server expects no more of them. */
    private List<Piece> pieces(long parts) {
        var pieces = new ArrayList<Piece>();
        var open = new ArrayDeque<Span>();
        whole().forEach(open::push);
        var most = open.isEmpty() ? 0 : Math.max(1, expected(open.getFirst()) / (parts * PIECES));
        while (!open.isEmpty()) {
            var span = open.pop();
            var rows = expected(span);
            if (rows > most && !span.single()) {
                open.push(new Span(span.middle(), span.end()));
                open.push(new Span(span.first(), span.middle()));
            } else {
                pieces.add(new Piece(span.first(), rows));
            }
        }
        return pieces;
    }

    private List<Span> whole() {
        var ends = asked(
                "SELECT CAST(MIN(" + key + ") AS CHAR) AS least, CAST(MAX(" + key + ") AS CHAR) AS most FROM " + from);
        return ends.isNull("least")
                ? List.of()
                : List.of(new Span(
                        new BigInteger(ends.text("least")), new BigInteger(ends.text("most")).add(BigInteger.ONE)));
    }

    /** What the server expects; it reads nothing but the way to both ends and a few pages between them. */
    private long expected(Span span) {
        var line = asked("EXPLAIN FORMAT=TRADITIONAL SELECT 1 FROM " + from + " FORCE INDEX (PRIMARY) WHERE " + key
                + " >= " + span.first() + " AND " + key + " <= " + span.end().subtract(BigInteger.ONE));
        // A number in MySQL, and its digits in MariaDB; none where no row can be there.
        return line.isNull("rows") ? 0 : Long.parseLong(line.text("rows"));
    }

    private Sql.Line asked(String sql) {
        return Sql.secret(connection, sql, "the bounds of the parts of " + from).get(0);
    }
}
