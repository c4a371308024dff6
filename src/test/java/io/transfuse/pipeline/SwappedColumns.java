package io.transfuse.pipeline;

import static org.apache.spark.sql.functions.col;

import io.transfuse.transform.Transformation;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Wrong on purpose: it swaps two columns and tells nobody. */
public class SwappedColumns implements Transformation {
    private static final long serialVersionUID = 1L;

    @Override
    public List<String> takes() {
        return List.of("findings", "diagnosis");
    }

    @Override
    public Dataset<Row> apply(Dataset<Row> rows) {
        return rows.withColumn("_kept", col("findings"))
                .withColumn("findings", col("diagnosis"))
                .withColumn("diagnosis", col("_kept"))
                .drop("_kept");
    }

    @Override
    public String describe() {
        return "findings and diagnosis change places";
    }

    /** The same, declared. */
    public static final class Declared extends SwappedColumns {
        private static final long serialVersionUID = 1L;

        @Override
        public List<String> changes() {
            return List.of("findings", "diagnosis");
        }
    }
}
