package io.transfuse.read;

import io.transfuse.model.Mapping;
import java.util.ArrayList;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Rows of the settings, under the names under which readers hand out those of a source. */
public final class Given {

    private Given() {}

    /** All of them; they are named by their number. */
    public static Dataset<Row> rows(SparkSession spark, Mapping mapping) {
        var columns = mapping.source().columns();
        var schema = new StructType().add("_position", "string");
        for (int i = 0; i < columns.size(); i++) {
            schema = schema.add("c" + i, "string");
        }
        var rows = new ArrayList<Row>();
        for (var given : mapping.given()) {
            var values = new @Nullable Object[columns.size() + 1];
            values[0] = String.valueOf(rows.size() + 1);
            for (int i = 0; i < columns.size(); i++) {
                values[i + 1] = given.get(columns.get(i).name());
            }
            rows.add(RowFactory.create(values));
        }
        return spark.createDataFrame(rows, schema);
    }
}
