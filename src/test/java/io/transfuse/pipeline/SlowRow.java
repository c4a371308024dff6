package io.transfuse.pipeline;

import static org.apache.spark.sql.functions.expr;

import io.transfuse.transform.Transformation;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Changes nothing, but takes seconds for the row with the least number, so that its task is worth a twin. */
public class SlowRow implements Transformation {
    private static final long serialVersionUID = 1L;

    @Override
    public List<String> takes() {
        return List.of("id");
    }

    @Override
    public Dataset<Row> apply(Dataset<Row> rows) {
        return rows.where(expr("case when cast(id as string) = '1' then"
                + " java_method('java.util.concurrent.locks.LockSupport', 'parkNanos', 3000000000L) end is null"));
    }

    @Override
    public String describe() {
        return "the first row takes its time";
    }
}
