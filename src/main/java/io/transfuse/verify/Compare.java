package io.transfuse.verify;

import io.transfuse.model.Endpoint;
import io.transfuse.model.Validation.Compared;
import io.transfuse.model.Validation.Difference;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.stage.StagedTable;
import io.transfuse.types.Digest;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Compares stage and target both ways; where they differ it names the rows and columns. */
public final class Compare {

    private final SparkSession spark;
    private final Endpoint target;
    private final Connect connect;
    private final int connections;
    private final ShownKey shown;

    /**
     * Over one target.
     *
     * @param connections how many parts of a table are read side by side
     * @param shown how rows that differ are named
     */
    public Compare(SparkSession spark, Endpoint target, Connect connect, int connections, ShownKey shown) {
        this.spark = spark;
        this.target = target;
        this.connect = connect;
        this.connections = connections;
        this.shown = shown;
    }

    /** The same by its number of rows alone: at least so many are missing or extra, and none can be named. */
    public Compared counts(StagedTable stage, List<String> sources, long expected, Optional<Digest> actual)
            throws SQLException {
        var staged = new Digest(expected, "");
        if (actual.isEmpty() || actual.get().rows() == expected) {
            return table(stage, sources, staged, actual);
        }
        var gap = expected - actual.get().rows();
        return new Result(stage, sources, staged, actual.get())
                .failed(new RowCounts(Math.max(gap, 0), Math.max(-gap, 0), 0), List.of());
    }

    /**
     * One table.
     *
     * @param sources the source tables whose rows it holds, for the report
     * @param expected the stage's digest
     * @param actual the target's digest, as {@link TargetDigest} found it
     */
    public Compared table(StagedTable stage, List<String> sources, Digest expected, Optional<Digest> actual)
            throws SQLException {
        var result = new Result(stage, sources, expected, actual.orElse(new Digest(0, "")));
        if (actual.isEmpty()) {
            return result.failed(new RowCounts(expected.rows(), 0, 0), wrongShape(stage));
        }
        if (actual.get().equals(expected)) {
            return result.of(new RowCounts(0, 0, 0), List.of(), Verdict.PASS);
        }
        try (var rows = RowDifferences.of(spark, stage, new TargetRows(spark, target, connect, connections))) {
            var counts = rows.counts();
            var named = new ColumnDifferences(stage.target(), rows.first(ColumnDifferences.LISTED), shown.values())
                    .named(rows.stage(), connect);
            return result.failed(counts, shown(stage, named));
        }
    }

    /** The same, and where the digests agree every row is read back and compared outside of PostgreSQL. */
    public Compared rows(StagedTable stage, List<String> sources, Digest expected, Optional<Digest> actual)
            throws SQLException {
        var compared = table(stage, sources, expected, actual);
        if (compared.verdict() == Verdict.FAIL) {
            return compared;
        }
        var back = new ReadBack(spark, connect, connections);
        if (back.of(stage, expected.rows()).none()) {
            return compared;
        }
        var told = back.told(stage, shown.values());
        return new Result(stage, sources, expected, actual.orElseThrow())
                .failed(told.counts(), shown(stage, told.named()));
    }

    private List<Difference> shown(StagedTable stage, List<Difference> named) {
        return named.stream()
                .map(d -> new Difference(shown.of(stage.target(), d.key()), d.kind(), d.columns(), d.values()))
                .toList();
    }

    private List<Difference> wrongShape(StagedTable stage) throws SQLException {
        try (var connection = connect.open()) {
            var shape = TargetShape.of(connection, stage.target());
            return shape.faults().stream()
                    .limit(ColumnDifferences.LISTED)
                    .map(fault -> new Difference(fault, shape.exists() ? "changed" : "missing", shape.columns()))
                    .toList();
        }
    }

    /** How many rows only the stage has, only the target has, or both have with other values. */
    record RowCounts(long missing, long extra, long changed) {}

    private record Result(StagedTable stage, List<String> sources, Digest expected, Digest actual) {

        /** Unequal digests fail the table even where no row differs any more: somebody is writing to it. */
        Compared failed(RowCounts counts, List<Difference> differences) {
            return of(counts, differences, Verdict.FAIL);
        }

        Compared of(RowCounts counts, List<Difference> differences, Verdict verdict) {
            return new Compared(
                    stage.target().qualified(),
                    sources,
                    expected.rows(),
                    actual.rows(),
                    counts.missing(),
                    counts.extra(),
                    counts.changed(),
                    stage.version(),
                    expected.checksum(),
                    actual.checksum(),
                    verdict,
                    differences);
        }
    }
}
