package io.transfuse.pipeline;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.transfuse.model.Plan;
import io.transfuse.stage.DataFiles;
import io.transfuse.stage.Rejects;
import io.transfuse.stage.Rejects.Reject;
import io.transfuse.stage.StagedTable;
import io.transfuse.transform.Reshape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Refused rows that are not staged under their own keys, of the targets in which keys of two rows may become one: a
 * corrected row may have got what the key of another one becomes.
 */
record LostKeys(SparkSession spark, Plan plan, Rejects rejects) {

    private static final StructType SCHEMA =
            StructType.fromDDL(Reshape.SOURCE + " string, " + Reshape.KEY + " string, target string, position string");

    /** Those rows, where these tables are staged. */
    List<Reject> rows(List<StagedTable> tables) {
        var targets = plan.mappings().stream()
                .flatMap(m -> m.branches().stream())
                .filter(b -> !b.duplicates().isEmpty())
                .map(b -> b.target().qualified())
                .collect(Collectors.toSet());
        var refused = new ArrayList<Row>();
        if (!targets.isEmpty()) {
            rejects.each(r -> {
                if (targets.contains(r.target())) {
                    refused.add(RowFactory.create(r.table(), r.key(), r.target(), r.position()));
                }
            });
        }
        if (refused.isEmpty()) {
            return List.of();
        }
        var lost = spark.createDataFrame(refused, SCHEMA);
        for (var table : tables) {
            if (targets.contains(table.target().qualified()) && !table.files().isEmpty()) {
                lost = lost.join(staged(table), new String[] {Reshape.SOURCE, Reshape.KEY, "target"}, "left_anti");
            }
        }
        return lost.select(Reshape.SOURCE, "target", "position").collectAsList().stream()
                .map(r -> new Reject(r.getString(0), "", r.getString(1), r.getString(2), List.of()))
                .toList();
    }

    private Dataset<Row> staged(StagedTable table) {
        return DataFiles.read(spark, table.files())
                .select(
                        col(Reshape.SOURCE),
                        col(Reshape.KEY),
                        lit(table.target().qualified()).as("target"));
    }
}
