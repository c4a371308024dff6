package io.transfuse.stage;

import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;

/** Hadoop's settings with those that Spark was given as {@code spark.hadoop.*}, on the driver and on executors. */
public final class HadoopSettings {

    private static volatile Optional<Known> known = Optional.empty();

    private HadoopSettings() {}

    /** Reading all of Hadoop's settings takes longer than a small file. */
    private record Known(SparkConf of, Configuration settings) {}

    /** A copy, to be changed at will. */
    public static Configuration ofSpark() {
        // A task finds the settings of its application there; before Spark starts, spark-submit's are system
        // properties.
        var running = Optional.ofNullable(SparkEnv.get()).map(SparkEnv::conf);
        if (running.isEmpty()) {
            return made(new SparkConf());
        }
        var conf = running.get();
        var settings = known.filter(k -> k.of() == conf).map(Known::settings).orElseGet(() -> made(conf));
        known = Optional.of(new Known(conf, settings));
        return new Configuration(settings);
    }

    private static Configuration made(SparkConf conf) {
        var settings = SparkHadoopUtil.get().newConfiguration(conf);
        // Threads that Spark did not start know only the classes of Spark's own folder.
        settings.setClassLoader(HadoopSettings.class.getClassLoader());
        return settings;
    }
}
