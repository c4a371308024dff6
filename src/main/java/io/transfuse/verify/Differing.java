package io.transfuse.verify;

import static org.apache.spark.sql.functions.col;

import io.transfuse.model.Endpoint;
import io.transfuse.stage.StagedTable;
import io.transfuse.transform.Reshape;
import java.sql.SQLException;
import java.util.ArrayList;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * The keys whose rows differ between stage and target, all of them, and the staged rows of these keys, as files.
 *
 * @param keys the folder of the keys, in the column {@link #KEY}
 * @param rows the folder of the rows: {@link #KEY}, {@link Reshape#CHECKSUM} and the target's columns as they are
 *     staged
 */
public record Differing(String keys, String rows) {

    /** The column of a row's {@link KeyDigest}; no column of a stage has such a name. */
    public static final String KEY = "_digest of key";

    /** Writes both. */
    public void write(SparkSession spark, StagedTable staged, Endpoint target, Connect connect, int connections)
            throws SQLException {
        spark.sparkContext().setJobDescription("compare " + staged.target().qualified());
        try (var differences = RowDifferences.of(spark, staged, new TargetRows(spark, target, connect, connections))) {
            var found = differences.keys().select(col("k").as(KEY));
            found.write().mode(SaveMode.Overwrite).parquet(keys);
            if (differences.stage().isPresent()) {
                differences
                        .stage()
                        .get()
                        .withColumn(KEY, KeyDigest.spark(staged.target()))
                        .join(found, new String[] {KEY}, "left_semi")
                        .select(columns(staged))
                        .write()
                        .mode(SaveMode.Overwrite)
                        .parquet(rows);
            }
        } finally {
            spark.sparkContext().setJobDescription(null);
        }
    }

    private static Column[] columns(StagedTable staged) {
        var columns = new ArrayList<Column>();
        columns.add(col("`" + KEY + "`"));
        columns.add(col(Reshape.CHECKSUM));
        staged.target().columns().stream().map(KeyDigest::column).forEach(columns::add);
        return columns.toArray(Column[]::new);
    }
}
