package io.transfuse.read;

import io.transfuse.model.Mapping;
import io.transfuse.source.Source;
import io.transfuse.source.Source.Query;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Whether the parts of a table hold each of its rows once; asked by plain JDBC, without Spark.
 *
 * @param whole the positions of all rows
 * @param parts the positions of each part's rows
 */
record Covering(List<String> whole, List<List<String>> parts) {

    static Covering of(Source source, Mapping mapping, long rows) {
        return of(source, mapping, rows, c -> c);
    }

    /** The same with conditions that somebody has spoilt. */
    static Covering of(Source source, Mapping mapping, long rows, UnaryOperator<String> spoilt) {
        var query = source.query(mapping, mapping.branches().get(0), rows);
        var parts = new ArrayList<List<String>>();
        for (var condition : query.parts()) {
            parts.add(positions(source, query, spoilt.apply(condition)));
        }
        return new Covering(positions(source, query, "TRUE"), parts);
    }

    private static List<String> positions(Source source, Query query, String condition) {
        var found = new ArrayList<String>();
        try (var connection = source.open();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT _position FROM " + query.sql().replace(Query.PART, "(" + condition + ")"))) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is wrong: rows in no part and rows in several; nothing is where there is one part. */
    List<String> faults() {
        var missing = new ArrayList<>(whole);
        var faults = new ArrayList<String>();
        for (var part : parts) {
            for (var position : part) {
                if (!missing.remove(position)) {
                    faults.add("twice: " + position);
                }
            }
        }
        if (!parts.isEmpty()) {
            missing.forEach(m -> faults.add("never: " + m));
        }
        return faults;
    }

    /** Rows of the largest part. */
    int largest() {
        return parts.stream().mapToInt(List::size).max().orElse(whole.size());
    }
}
