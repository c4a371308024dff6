package io.transfuse;

import org.apache.spark.sql.SparkSession;

/** The one Spark session of a test run. */
public final class Sparks {
    private Sparks() {}

    /** The session, started when first asked for. */
    public static SparkSession session() {
        return Session.SPARK;
    }

    private static final class Session {
        static final SparkSession SPARK = SparkSession.builder()
                .master("local[2]")
                .appName("transfuse tests")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 2)
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.caseSensitive", true)
                .config("spark.sql.catalog.transfuse", "io.transfuse.transform.Functions")
                .getOrCreate();
    }
}
