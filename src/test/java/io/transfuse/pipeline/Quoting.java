package io.transfuse.pipeline;

import static org.apache.spark.sql.functions.col;

import io.transfuse.transform.Transformation;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Fails at the first word, which Spark quotes. */
public final class Quoting implements Transformation {
    private static final long serialVersionUID = 1L;

    @Override
    public List<String> takes() {
        return List.of("note");
    }

    @Override
    public Dataset<Row> apply(Dataset<Row> rows) {
        return rows.withColumn("note", col("note").cast("int").cast("string"));
    }

    @Override
    public String describe() {
        return "note: a number";
    }
}
