package io.transfuse.read;

import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.Branch;
import io.transfuse.source.MysqlSource;
import io.transfuse.source.Source;
import java.util.Properties;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads the rows of one branch through Spark's JDBC source, in disjoint parts of one cut.
 *
 * @param spark the session
 * @param source the database, at its cut
 * @param partitionRows rows aimed at in one part
 * @param throttle how much of the source is taken at most
 */
public record Reader(SparkSession spark, Source source, long partitionRows, Throttle throttle) {

    /** One that takes as much as there is. */
    public Reader(SparkSession spark, Source source, long partitionRows) {
        this(spark, source, partitionRows, Throttle.NONE);
    }

    /** The rows as the source's query names them; nothing is read yet. */
    public Dataset<Row> rows(Mapping mapping, Branch branch) {
        var query = source.query(mapping, branch, partitionRows);
        var properties = new Properties();
        properties.putAll(source.jdbcProperties());
        properties.put("fetchsize", Integer.toString(source.fetchRows()));
        properties.put("customSchema", query.schema());
        if (throttle.any()) {
            properties.put("connectionProvider", MysqlSource.PROVIDER);
            properties.put(SnapshotConnections.GATE, gate());
        }
        if (query.parts().isEmpty()) {
            return spark.read().jdbc(source.jdbcUrl(), query.sql(), properties);
        }
        var sealed = Sealed.fresh();
        properties.put("connectionProvider", MysqlSource.PROVIDER);
        properties.put(SnapshotConnections.SECRET, sealed.written());
        var predicates = query.parts().stream().map(sealed::predicate).toArray(String[]::new);
        return spark.read().jdbc(source.jdbcUrl(), query.sql(), predicates, properties);
    }

    /** Readers in several processes do not know of each other: each of them has its part of the pace. */
    String gate() {
        var context = spark.sparkContext();
        var rate = (double) throttle.rowsPerSecond().orElse(0);
        return Gate.written(
                context.applicationId() + "-" + source.cut().hashCode(),
                throttle.connections().orElse(0),
                context.isLocal() ? rate : rate / context.defaultParallelism(),
                context.isLocal());
    }
}
