package io.transfuse.sample;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Inserts faulty rows and counts them. */
final class Planting {
    private final Rows rows;
    private final Map<String, Long> counts = new TreeMap<>();
    private long next = Keys.EXTRA;

    Planting(Rows rows) {
        this.rows = rows;
    }

    /** Makes a good row without children, from a number that no other row has. */
    interface GoodRow {
        Row of(String table, long number);
    }

    /** A number that no other row has. */
    long number() {
        return next++;
    }

    void all(List<Fault> faults, GoodRow good) throws SQLException {
        for (var fault : faults) {
            for (var value : fault.values()) {
                var row = good.of(fault.table(), number()).with(fault.column(), value);
                add(fault.name(), fault.table(), row);
            }
        }
    }

    /** A row that is a fault as it is. */
    void add(String fault, String table, Row row) throws SQLException {
        rows.insert(table, row);
        counts.merge(fault, 1L, Long::sum);
    }

    /** A fault that shows beside another, in the same row. */
    void count(String fault, long rows) {
        counts.merge(fault, rows, Long::sum);
    }

    /** A good row that a fault needs beside it. */
    void beside(String table, Row row) throws SQLException {
        rows.insert(table, row);
    }

    /** Ids that are not UUIDs stand in good rows too, so they are counted where they are. */
    void countDerivedIds(Connection connection, Kind kind, List<String> tables) throws SQLException {
        rows.flush();
        try (var statement = connection.createStatement()) {
            for (var table : tables) {
                try (var answer = statement.executeQuery(
                        "SELECT count(*) FROM " + kind.quoted(table) + " WHERE " + kind.idIsNoUuid())) {
                    answer.next();
                    counts.put(table + ".id: uuid:derived", answer.getLong(1));
                }
            }
        }
    }

    Planted planted() {
        return new Planted(counts);
    }
}
