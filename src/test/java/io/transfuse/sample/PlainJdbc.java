package io.transfuse.sample;

import java.io.IOException;
import java.util.Properties;
import org.apache.spark.sql.SparkSession;

/**
 * The usual way with Spark alone, for {@code scripts/bench}: JDBC in, JDBC out, with the options that everybody sets.
 */
final class PlainJdbc {
    /** Connector/J keeps the whole result in memory unless it is told to stream. */
    private static final int STREAM = Integer.MIN_VALUE;

    private PlainJdbc() {}

    /** Arguments: JDBC URL of the source, of the target, rows, parts. */
    public static void main(String[] arguments) throws IOException {
        var parts = Integer.parseInt(arguments[3]);
        try (var spark = SparkSession.builder()
                .master("local[*]")
                .appName("plain")
                .config("spark.ui.enabled", false)
                .config("spark.sql.session.timeZone", "UTC")
                .getOrCreate()) {
            var read = properties("root", "fetchsize", String.valueOf(STREAM));
            var write = properties("postgres", "batchsize", "10000");
            write.setProperty("reWriteBatchedInserts", "true");
            spark.read()
                    .jdbc(arguments[0], "patients", "id", 1, Long.parseLong(arguments[2]), parts, read)
                    .write()
                    .jdbc(arguments[1], "patients", write);
        }
    }

    private static Properties properties(String user, String key, String value) {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty(key, value);
        return properties;
    }
}
