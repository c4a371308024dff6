package io.transfuse.load;

import io.transfuse.Sparks;
import io.transfuse.model.PgType;
import io.transfuse.model.Plan;
import io.transfuse.model.Progress;
import io.transfuse.model.Table;
import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.stage.StagedFile;
import io.transfuse.stage.StagedTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What the tests of this package start from. */
final class Given {
    private Given() {}

    static String run() {
        return UUID.randomUUID().toString();
    }

    static Plan.Identity identity() {
        return new Plan.Identity("general", "cut-1", "digest-1", Map.of("load.connections", "2", "name", "it's"));
    }

    /** A column written as {@code name type}, with {@code !} at its end for NOT NULL. */
    static TargetColumn column(String written) {
        var name = written.substring(0, written.indexOf(' '));
        var type = written.substring(written.indexOf(' ') + 1);
        return new TargetColumn(name, PgType.of(type.replace("!", "")), !type.endsWith("!"), Optional.empty(), false);
    }

    static TargetTable table(String name, String... columns) {
        return new TargetTable(
                "public",
                name,
                Arrays.stream(columns).map(Given::column).toList(),
                List.of(),
                List.of(),
                List.<Table.Check>of(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    static Ddl ddl(TargetTable... tables) {
        return new Ddl(List.of(tables), List.of(), Set.of());
    }

    /** Writes rows as Spark does, and stages the files it made. */
    static StagedTable staged(TargetTable target, String run, Dataset<Row> rows, Path folder) throws Exception {
        rows.write().mode("overwrite").parquet(folder.toString());
        try (var files = Files.list(folder)) {
            var staged = files.filter(f -> f.toString().endsWith(".parquet"))
                    .map(f -> new StagedFile(
                            f.toString(), f.getFileName().toString(), f.toFile().length()))
                    .toList();
            return new StagedTable(target, run, "cut-1", "digest-1", 0, staged);
        }
    }

    /** Rows (id, name) in so many files. */
    static Dataset<Row> numbered(long rows, int files) {
        return Sparks.session().range(0, rows, 1, files).selectExpr("id", "concat('row ', id) AS name");
    }

    /** Counts what it hears. */
    static final class Count implements Progress {
        final AtomicLong rows = new AtomicLong();
        final Map<String, Long> took = new ConcurrentHashMap<>();

        @Override
        public void begin(String step, long expected) {}

        @Override
        public void advance(long more) {
            rows.addAndGet(more);
        }

        @Override
        public void took(String table, long more, double seconds) {
            took.merge(table, more, Long::sum);
        }

        @Override
        public void end(String summary) {}

        @Override
        public void say(String line) {}
    }
}
