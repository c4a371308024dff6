package io.transfuse.verify;

import io.transfuse.model.TargetTable;
import io.transfuse.model.Validation.Difference;
import io.transfuse.model.Validation.Unequal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Names the first rows that differ, and in rows that both sides hold the columns. */
final class ColumnDifferences {

    /** How many differences of a table are listed; all are counted. */
    static final int LISTED = 100;

    private final TargetTable table;
    private final List<Row> rows;
    private final List<String> digests;
    private final boolean withValues;

    /**
     * Of these rows: {@code k, missing, extra, changed}.
     *
     * @param withValues whether the values that differ may be shown
     */
    ColumnDifferences(TargetTable table, List<Row> rows, boolean withValues) {
        this.table = table;
        this.rows = rows;
        this.withValues = withValues;
        this.digests = rows.stream()
                .map(r -> HexFormat.of().formatHex(r.<byte[]>getAs("k")))
                .toList();
    }

    /** With the digests that PostgreSQL computes. */
    List<Difference> named(Optional<Dataset<Row>> stage, Connect target) throws SQLException {
        var named = new NamedRows(table, digests, withValues);
        return named(stage.map(named::ofStage).orElseGet(Map::of), named.ofTarget(target));
    }

    /** With the bytes that PostgreSQL sends. */
    List<Difference> namedAsSent(Optional<Dataset<Row>> stage, Connect target) throws SQLException {
        var named = new NamedRows(table, digests, withValues);
        return named(stage.map(named::ofStageAsSent).orElseGet(Map::of), named.ofTargetAsSent(target));
    }

    private List<Difference> named(Map<String, NamedRows.Named> expected, Map<String, NamedRows.Named> actual) {
        var differences = new ArrayList<Difference>();
        for (var i = 0; i < rows.size(); i++) {
            var both = new Pair(expected.get(digests.get(i)), actual.get(digests.get(i)));
            var row = rows.get(i);
            Stream.of("changed", "missing", "extra")
                    .filter(kind -> row.<Long>getAs(kind) > 0)
                    .forEach(kind -> differences.add(both.difference(kind, table)));
        }
        return differences.stream().limit(LISTED).toList();
    }

    /** One key on both sides; a row that is written or deleted meanwhile may be gone from one. */
    private record Pair(NamedRows.@Nullable Named expected, NamedRows.@Nullable Named actual) {

        Difference difference(String kind, TargetTable table) {
            var first = kind.equals("extra") ? actual : expected;
            var shown = first != null ? first : kind.equals("extra") ? expected : actual;
            var places = kind.equals("changed") ? places() : List.<Integer>of();
            return new Difference(
                    shown == null ? "" : shown.key(),
                    kind,
                    places.stream().map(i -> table.columns().get(i).name()).toList(),
                    values(table, places));
        }

        /** The places of the columns that differ. */
        private List<Integer> places() {
            if (expected == null || actual == null) {
                return List.of();
            }
            var one = expected.digests();
            var other = actual.digests();
            return IntStream.range(0, one.size())
                    .filter(i -> !one.get(i).equals(other.get(i)))
                    .boxed()
                    .toList();
        }

        private List<Unequal> values(TargetTable table, List<Integer> places) {
            if (expected == null || actual == null || expected.values().isEmpty()) {
                return List.of();
            }
            var one = expected.values();
            var other = actual.values();
            return places.stream()
                    .map(i -> ShownValues.unequal(table.columns().get(i).name(), one.get(i), other.get(i)))
                    .toList();
        }
    }
}
