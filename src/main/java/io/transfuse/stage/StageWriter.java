package io.transfuse.stage;

import io.transfuse.model.TargetTable;
import io.transfuse.transform.Reshape;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Writes reshaped rows to the stage, and refused ones to the rejects, in one pass over the source.
 *
 * @param stage where staged tables go
 * @param rejects where refused rows go
 * @param origin what the stage is a stage of
 * @param chunkRows rows of a data file at most
 */
public record StageWriter(Stage stage, Rejects rejects, Stage.Origin origin, long chunkRows) {

    /** Stages one table; called again after a stop it does the same again, and counts no reject twice. */
    public void write(SparkSession spark, TargetTable target, Dataset<Row> reshaped, String id) {
        var incoming = stage.incoming(target);
        reshaped.write()
                .mode(SaveMode.Overwrite)
                .option("maxRecordsPerFile", chunkRows)
                .partitionBy(Reshape.FATE)
                .parquet(incoming);
        var rejected = incoming + "/" + Reshape.FATE + "=" + Reshape.REJECTED;
        if (stage.folders().exists(new Path(rejected))) {
            rejects.add(id + ":" + target.qualified(), Rejects.of(spark.read().parquet(rejected), target));
        }
        stage.takeIn(incoming + "/" + Reshape.FATE + "=" + Reshape.STAGED, target, origin);
    }
}
