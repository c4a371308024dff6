package io.transfuse.stage;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What one small Delta table costs, written by Spark's own Delta writer and as the stage is; for {@code scripts/bench}.
 */
final class CommitCosts {
    private static final int ROWS = 100;

    private CommitCosts() {}

    /** Arguments: how many tables, an empty folder. */
    public static void main(String[] arguments) throws IOException {
        var tables = Integer.parseInt(arguments[0]);
        var root = new Path(arguments[1]);
        try (var spark = SparkSession.builder()
                .master("local[*]")
                .appName("commits")
                .config("spark.ui.enabled", false)
                .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                .getOrCreate()) {
            var rows = spark.range(0, ROWS, 1, 1)
                    .selectExpr("id", "uuid() AS external_id", "'a name' AS name", "current_timestamp() AS created_at");
            // Whoever comes first pays for Spark's start.
            rows.write().parquet(new Path(root, "warm").toString());
            var folders = new Folders(HadoopSettings.ofSpark());
            var own = new ArrayList<Cost>();
            var sparks = new ArrayList<Cost>();
            for (var i = 0; i < tables; i++) {
                var name = "t" + i;
                own.add(Cost.of(() -> staged(rows, new Path(root, "own/" + name), folders)));
                sparks.add(Cost.of(
                        () -> rows.write().format("delta").save(new Path(root, "spark/" + name).toString())));
            }
            print("Parquet by Spark, commit by Delta Kernel", own);
            print("Spark's own Delta writer", sparks);
        }
    }

    private static void staged(Dataset<Row> rows, Path path, Folders folders) {
        var incoming = path.suffix("-incoming");
        rows.write().parquet(incoming.toString());
        new DeltaTable(path, folders).create(rows.schema(), Map.of(), folders.moved(incoming, path));
    }

    private static void print(String what, List<Cost> costs) {
        var later = costs.subList(costs.size() / 2, costs.size());
        System.out.printf(
                "%-42s first %.2f s, %.2f CPU s; median of the second half %.3f s, %.3f CPU s%n",
                what,
                costs.get(0).seconds(),
                costs.get(0).cpu(),
                median(later.stream().map(Cost::seconds).sorted().toList()),
                median(later.stream().map(Cost::cpu).sorted().toList()));
    }

    private static double median(List<Double> sorted) {
        return sorted.get(sorted.size() / 2);
    }

    /** Seconds by the clock, and those of all processors together. */
    private record Cost(double seconds, double cpu) {
        private static final double NANOS = 1e9;
        private static final OperatingSystemMXBean PROCESS =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

        static Cost of(Runnable work) {
            var cpu = PROCESS.getProcessCpuTime();
            var start = System.nanoTime();
            work.run();
            return new Cost((System.nanoTime() - start) / NANOS, (PROCESS.getProcessCpuTime() - cpu) / NANOS);
        }
    }
}
