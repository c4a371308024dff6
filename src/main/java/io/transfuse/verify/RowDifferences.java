package io.transfuse.verify;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.transfuse.stage.DataFiles;
import io.transfuse.stage.StagedTable;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * The keys whose rows differ between stage and target, counted exactly.
 *
 * <p>Rows are compared as multisets, so that a key that the target holds twice, where its constraint is lost, is
 * counted as an extra row, and so that a table without a key can be compared too.
 */
final class RowDifferences implements AutoCloseable {
    private final Optional<Dataset<Row>> stage;
    private final Dataset<Row> differences;

    private RowDifferences(Optional<Dataset<Row>> stage, Dataset<Row> differences) {
        this.stage = stage;
        this.differences = differences;
    }

    static RowDifferences of(SparkSession spark, StagedTable staged, TargetRows target) throws SQLException {
        var actual = target.digests(staged.target());
        var stage = read(spark, staged);
        var expected = stage.map(rows -> rows.select(
                        KeyDigest.spark(staged.target()).as("k"),
                        col("_checksum").as("h")))
                .orElseGet(() -> actual.limit(0));
        return of(stage, expected, actual);
    }

    /**
     * Between rows of both sides, each as {@code k}, the digest of its key, and {@code h}, its own.
     *
     * @param stage the staged rows, all columns
     */
    static RowDifferences of(Optional<Dataset<Row>> stage, Dataset<Row> expected, Dataset<Row> actual) {
        var difference = expected.withColumn("d", lit(1L))
                .unionByName(actual.withColumn("d", lit(-1L)))
                .groupBy("k", "h")
                .agg(sum("d").as("d"))
                .where(col("d").notEqual(0))
                .groupBy("k")
                .agg(
                        sum(greatest(col("d"), lit(0L))).as("expected"),
                        sum(greatest(col("d").unary_$minus(), lit(0L))).as("actual"))
                .select(col("k"), missing(), extra(), changed())
                .persist(StorageLevel.MEMORY_AND_DISK());
        return new RowDifferences(stage, difference);
    }

    Compare.RowCounts counts() {
        var sums = differences
                .agg(total("missing"), total("extra"), total("changed"))
                .head();
        return new Compare.RowCounts(sums.getLong(0), sums.getLong(1), sums.getLong(2));
    }

    /** The first keys in the order of their digests: {@code k, missing, extra, changed}. */
    List<Row> first(int count) {
        return differences.orderBy("k").limit(count).collectAsList();
    }

    /** All keys that differ: {@code k, missing, extra, changed}. */
    Dataset<Row> keys() {
        return differences;
    }

    /** The staged rows, all columns; empty where nothing is staged. */
    Optional<Dataset<Row>> stage() {
        return stage;
    }

    @Override
    public void close() {
        differences.unpersist();
    }

    /** The rows of the stage; nothing where nothing is staged. */
    static Optional<Dataset<Row>> read(SparkSession spark, StagedTable staged) {
        return staged.files().isEmpty() ? Optional.empty() : Optional.of(DataFiles.read(spark, staged.files()));
    }

    private static Column changed() {
        return least(col("expected"), col("actual")).as("changed");
    }

    private static Column missing() {
        return greatest(col("expected").minus(col("actual")), lit(0L)).as("missing");
    }

    private static Column extra() {
        return greatest(col("actual").minus(col("expected")), lit(0L)).as("extra");
    }

    private static Column total(String column) {
        return coalesce(sum(column), lit(0L));
    }
}
