package io.transfuse.transform;

import io.transfuse.model.UserException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;
import org.apache.spark.TaskKilledException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.shuffle.FetchFailedException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Keeps what fails in a class of the user's own from quoting a value: Spark writes such a failure into its log and its
 * events, and sends it to the driver.
 *
 * @param table the source table, for the message
 */
record Discreet(String table) implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {

    /** The same rows; they pass one by one, as they lie in Spark's memory. */
    Dataset<Row> rows(Dataset<Row> rows) {
        var made = (org.apache.spark.sql.classic.Dataset<Row>) rows;
        JavaRDD<InternalRow> guarded = made.queryExecution().toRdd().toJavaRDD().mapPartitions(this, true);
        return made.sparkSession().internalCreateDataFrame(guarded.rdd(), rows.schema(), false);
    }

    @Override
    public Iterator<InternalRow> call(Iterator<InternalRow> rows) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                try {
                    return rows.hasNext();
                } catch (Exception e) {
                    throw told(e);
                }
            }

            @Override
            public InternalRow next() {
                try {
                    return rows.next();
                } catch (Exception e) {
                    throw told(e);
                }
            }
        };
    }

    /** Failures of the source, of disks and of Spark itself stay what they are: others know what to do with them. */
    private RuntimeException told(Exception e) {
        var foreign = Stream.<Throwable>iterate(e, t -> t != null, Throwable::getCause)
                .anyMatch(t -> t instanceof SQLException
                        || t instanceof IOException
                        || t instanceof TaskKilledException
                        || t instanceof FetchFailedException
                        || t instanceof UserException);
        if (foreign) {
            return Discreet.<RuntimeException>same(e);
        }
        var what = e instanceof SparkThrowable spark && spark.getCondition() != null
                ? spark.getCondition()
                : e.getClass().getSimpleName();
        var told = UserException.usage("tables." + table + ".transform stopped at a row with " + what
                + ", but must say of every row what becomes of it: use the try_ functions there");
        // Where it was, without what it said.
        told.setStackTrace(e.getStackTrace());
        return told;
    }

    /** Spark throws checked exceptions through iterators that declare none. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> RuntimeException same(Exception e) throws E {
        throw (E) e;
    }
}
