package io.transfuse;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** One SparkSession for the whole test run, started when a test first asks for it. */
public final class Sparks {
    private Sparks() {}

    /** The session. */
    public static SparkSession session() {
        return Session.SPARK;
    }

    /** Its context. */
    public static JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(session().sparkContext());
    }

    private static final class Session {
        static final SparkSession SPARK = SparkSession.builder()
                .master("local[2]")
                .appName("tests")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 2)
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.caseSensitive", true)
                .config("spark.sql.readSideCharPadding", false)
                .config("spark.databricks.delta.snapshotPartitions", 2)
                .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                .config("spark.sql.catalog.transfuse", "io.transfuse.transform.Functions")
                .getOrCreate();
    }
}
