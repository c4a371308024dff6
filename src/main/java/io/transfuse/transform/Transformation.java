package io.transfuse.transform;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One named change to a table's rows, made of Spark expressions so that the optimiser sees it. It never removes a row
 * and never nulls a value silently: it appends to {@link Findings#COLUMN}, and a later step routes the row.
 *
 * <p>A class of your own is named in {@code tables.<table>.transform}; it has a public constructor without arguments
 * and sees the source's columns under their own names.
 */
public interface Transformation extends Serializable {

    /** The source columns that it reads; the plan refuses a table that lacks one. */
    default List<String> takes() {
        return List.of();
    }

    /** Columns that it adds, for {@code expression} settings to use. */
    default List<String> gives() {
        return List.of();
    }

    /**
     * Source columns whose values it changes on purpose. All others must come out as they went in: the aggregates of
     * the source are compared with those of the stage.
     */
    default List<String> changes() {
        return List.of();
    }

    /** The rows, changed. */
    Dataset<Row> apply(Dataset<Row> rows);

    /** The line that the plan and the report print. */
    String describe();
}
