package io.transfuse.pipeline;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;

import io.transfuse.model.Mapping.Crosswalk;
import io.transfuse.model.Validation.Check;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.stage.DataFiles;
import io.transfuse.stage.StagedTable;
import io.transfuse.transform.Reshape;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Whether old and new keys stand for each other one by one, asked of the stage where the target keeps none. */
record CrosswalkChecks(SparkSession spark, List<StagedTable> tables, Map<String, List<Crosswalk>> crosswalks) {

    List<Check> all() {
        spark.sparkContext().setJobDescription("crosswalks");
        return tables.stream()
                .filter(t -> !t.files().isEmpty())
                .flatMap(t -> crosswalks.getOrDefault(t.target().qualified(), List.of()).stream()
                        .map(c -> keys(t, c)))
                .reduce(Dataset::union)
                .map(keys -> checks(keys).stream().map(CrosswalkChecks::check).toList())
                .orElse(List.of());
    }

    private Dataset<Row> keys(StagedTable table, Crosswalk crosswalk) {
        var key = table.target().column(crosswalk.newColumn()).orElseThrow().staged();
        return DataFiles.read(spark, table.files())
                .where(crosswalk
                        .only()
                        .map(s -> col(Reshape.SOURCE).equalTo(lit(s)))
                        .orElse(lit(true)))
                .select(
                        lit(crosswalk.once()).as("entity"),
                        col(Reshape.KEY).as("old"),
                        col("`" + key.replace("`", "``") + "`").cast("string").as("new"));
    }

    private static List<Row> checks(Dataset<Row> keys) {
        return keys.groupBy("entity")
                .agg(count(lit(1)), countDistinct(col("old")), countDistinct(col("new")))
                .orderBy("entity")
                .collectAsList();
    }

    private static Check check(Row row) {
        var keys = row.getLong(1);
        var twice = 2 * keys - row.getLong(2) - row.getLong(3);
        return new Check(
                "crosswalk:" + row.getString(0),
                twice == 0 ? Verdict.PASS : Verdict.FAIL,
                twice,
                "each old key has one new key, and each new key one old key: " + keys + " in the stage");
    }
}
