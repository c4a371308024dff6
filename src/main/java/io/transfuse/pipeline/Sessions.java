package io.transfuse.pipeline;

import io.transfuse.stage.LocalDisk;
import io.transfuse.transform.Functions;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Starts Spark as a migration needs it; what {@code spark-submit} says comes first. */
public final class Sessions {

    private static final String NO_PADDING = "spark.sql.readSideCharPadding";

    private Sessions() {}

    /** The session of this process. */
    public static SparkSession start() {
        var given = new SparkConf();
        var builder = SparkSession.builder().appName("transfuse");
        if (!given.contains("spark.master")) {
            builder.master("local[*]")
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.ui.enabled", false)
                    // Heartbeats of a process to itself say nothing; without them Spark would give up its own executor.
                    .config("spark.storage.blockManagerHeartbeatTimeoutMs", "7d")
                    .config("spark.hadoop.fs.file.impl", LocalDisk.class.getName())
                    .config("spark.sql.shuffle.partitions", Runtime.getRuntime().availableProcessors());
        }
        return configured(builder).getOrCreate();
    }

    /** Ends the session of this process, if there is one. */
    public static void end() {
        if (SparkSession.getDefaultSession().isDefined()) {
            SparkSession.getDefaultSession().get().stop();
        }
    }

    private static SparkSession.Builder configured(SparkSession.Builder builder) {
        return builder.config(Functions.SETTING, Functions.class.getName())
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.caseSensitive", true)
                .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
                // Bytes that a driver calls CHAR are no letters that may be padded.
                .config(NO_PADDING, false)
                // Rows of two fates go to two files without being sorted first.
                .config("spark.sql.maxConcurrentOutputFileWriters", 4)
                // Memory that is used up in a task ends the job with a line, not the process with a stack trace.
                .config("spark.executor.killOnFatalError.depth", 0)
                .config("spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", false)
                // A plan is run once: to measure a running one and plan again costs more than it gives.
                .config("spark.sql.adaptive.enabled", false);
    }

    /**
     * A session of the same Spark for tables of few rows: to compile code for them takes longer than to interpret it.
     */
    static SparkSession interpreting(SparkSession spark) {
        var session = prepare(spark.newSession());
        session.conf().set("spark.sql.codegen.wholeStage", "false");
        session.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
        // The plan in words goes to listeners that nobody reads for so few rows.
        session.conf().set("spark.sql.ui.explainMode", "simple");
        return session;
    }

    /** The same settings for a session that is there already, for example in a notebook or a test. */
    public static SparkSession prepare(SparkSession spark) {
        spark.conf().set(Functions.SETTING, Functions.class.getName());
        spark.conf().set(NO_PADDING, "false");
        spark.conf().set("spark.sql.session.timeZone", "UTC");
        spark.conf().set("spark.sql.caseSensitive", "true");
        spark.conf().set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
        spark.conf().set("spark.sql.maxConcurrentOutputFileWriters", "4");
        return spark;
    }
}
