package io.transfuse.read;

import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.Branch;
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
 */
public record Reader(SparkSession spark, Source source, long partitionRows) {

    /** The rows as the source's query names them; nothing is read yet. */
    public Dataset<Row> rows(Mapping mapping, Branch branch) {
        var query = source.query(mapping, branch, partitionRows);
        var properties = new Properties();
        properties.putAll(source.jdbcProperties());
        properties.put("fetchsize", Integer.toString(source.fetchRows()));
        properties.put("customSchema", query.schema());
        return query.predicates().isEmpty()
                ? spark.read().jdbc(source.jdbcUrl(), query.sql(), properties)
                : spark.read()
                        .jdbc(source.jdbcUrl(), query.sql(), query.predicates().toArray(String[]::new), properties);
    }
}
