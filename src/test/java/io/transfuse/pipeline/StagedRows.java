package io.transfuse.pipeline;

import io.transfuse.Sparks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Damages a staged table: as if the run had staged other rows: its one data file gets them. */
record StagedRows(Trial trial, String table) {

    void become(UnaryOperator<Dataset<Row>> damage) throws IOException {
        var file = file();
        var other = Files.createTempDirectory(trial.out, "damage");
        damage.apply(Sparks.session().read().parquet(file.toString()))
                .coalesce(1)
                .write()
                .mode("overwrite")
                .parquet(other.toString());
        try (var parts = Files.list(other)) {
            var part = parts.filter(p -> p.getFileName().toString().startsWith("part-"))
                    .findFirst()
                    .orElseThrow();
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
        Files.delete(trial.out.resolve("stage/_seal.json"));
    }

    private Path file() throws IOException {
        try (var files = Files.list(trial.out.resolve("stage").resolve(table))) {
            return files.filter(f -> f.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
