package io.transfuse.verify;

import io.transfuse.model.Endpoint;
import io.transfuse.model.TargetTable;
import io.transfuse.types.Quote;
import io.transfuse.types.RowSql;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The target's rows as digests, read back by Spark in ranges of disk pages. */
final class TargetRows {
    private final SparkSession spark;
    private final Endpoint target;
    private final Connect connect;
    private final int parts;

    TargetRows(SparkSession spark, Endpoint target, Connect connect, int parts) {
        this.spark = spark;
        this.target = target;
        this.connect = connect;
        this.parts = parts;
    }

    /** One row each: {@code k}, the digest of the key, and {@code h}, the checksum of the row. */
    Dataset<Row> digests(TargetTable table) throws SQLException {
        var settings = new Properties();
        settings.setProperty("driver", "org.postgresql.Driver");
        settings.setProperty("fetchsize", "10000");
        if (!target.user().isEmpty()) {
            settings.setProperty("user", target.user());
        }
        if (!target.password().reveal().isEmpty()) {
            settings.setProperty("password", target.password().reveal());
        }
        // The page is offered as text's opposite, a tid, which PostgreSQL scans by range; Spark never reads it.
        var query = "(SELECT ctid AS place, %s AS k, %s AS h FROM %s) AS digests"
                .formatted(
                        KeyDigest.sql(table),
                        RowSql.checksum(table.columns()),
                        Quote.identifier(table.schema(), table.name()));
        return spark.read()
                .jdbc(target.jdbcUrl(), query, ranges(table), settings)
                .select("k", "h");
    }

    private String[] ranges(TargetTable table) throws SQLException {
        try (var connection = connect.open()) {
            var pages = PageRanges.pages(connection, List.of(table)).get(0).longest();
            return PageRanges.of("place", pages, parts).toArray(String[]::new);
        }
    }
}
