package io.transfuse.source;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Walks along a key and notes every so many rows where it is.
 *
 * @param from what is walked over, as it stands behind FROM
 * @param order the key
 * @param literals for each part of the key SQL that gives its value, or NULL
 * @param quoting for each part what makes a literal of that value
 */
record KeySteps(Connection connection, String from, KeyOrder order, List<String> literals, List<Quoting> quoting) {

    /** Makes a literal of the source's SQL. */
    interface Quoting {
        String literal(String value);
    }

    /**
     * Bounds that ascend, with as many rows between two of them; more where many rows share a key. A bound that the
     * source does not take as a literal, because its bytes are no text, ends the walk: the rest is one part.
     */
    List<List<String>> bounds(long rows) {
        var bounds = new ArrayList<List<String>>();
        var next = next("TRUE", rows);
        while (next.isPresent()) {
            bounds.add(next.get());
            try {
                next = next(order.after(next.get()), rows - 1);
            } catch (SourceException e) {
                if (e.ended()) {
                    throw e;
                }
                bounds.remove(bounds.size() - 1);
                return bounds;
            }
        }
        return bounds;
    }

    private Optional<List<String>> next(String where, long offset) {
        var select = IntStream.range(0, literals.size())
                .mapToObj(i -> literals.get(i) + " AS k" + i)
                .collect(Collectors.joining(", "));
        var sorted = order.parts().stream().map(KeyOrder.Part::sql).collect(Collectors.joining(", "));
        var lines = Sql.secret(
                connection,
                "SELECT " + select + " FROM " + from + " WHERE " + where + " ORDER BY " + sorted + " LIMIT 1 OFFSET "
                        + offset,
                "the bounds of the parts of " + from);
        return lines.stream()
                .findFirst()
                .map(l -> IntStream.range(0, literals.size())
                        .mapToObj(i -> l.isNull("k" + i)
                                ? KeyOrder.NULL
                                : quoting.get(i).literal(l.text("k" + i)))
                        .toList());
    }
}
