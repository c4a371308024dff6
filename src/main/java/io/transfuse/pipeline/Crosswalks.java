package io.transfuse.pipeline;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.transfuse.model.Mapping.Crosswalk;
import io.transfuse.report.OutDirectory;
import io.transfuse.stage.StagedFile;
import io.transfuse.stage.StagedTable;
import io.transfuse.transform.Reshape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Writes old and new keys side by side, one sorted CSV file (RFC 4180) for each entity, all by one Spark job. */
record Crosswalks(SparkSession spark, OutDirectory out, Map<String, Crosswalk> wanted) {

    private static final String END = "\r\n";

    void write(List<StagedTable> tables) throws IOException {
        var kept = tables.stream()
                .filter(t -> wanted.containsKey(t.target().qualified()))
                .toList();
        for (var table : kept) {
            finish(table, begin(table));
        }
        var rows =
                kept.stream().filter(t -> !t.files().isEmpty()).map(this::keys).reduce(Dataset::union);
        if (rows.isPresent()) {
            spark.sparkContext().setJobDescription("crosswalks");
            // Numbers in the order of numbers, all else in the order of text.
            var sorted = rows.get().orderBy(col("entity"), col("old").try_cast("decimal(38,0)"), col("old"));
            write(kept, sorted.toLocalIterator());
        }
    }

    private Dataset<Row> keys(StagedTable table) {
        return spark.read()
                .parquet(table.files().stream().map(StagedFile::path).toArray(String[]::new))
                .select(
                        lit(table.target().qualified()).as("entity"),
                        col(Reshape.KEY).as("old"),
                        col("`" + walk(table).newColumn() + "`").as("new"));
    }

    private Crosswalk walk(StagedTable table) {
        return Optional.ofNullable(wanted.get(table.target().qualified())).orElseThrow();
    }

    private void write(List<StagedTable> tables, Iterator<Row> rows) throws IOException {
        Optional<StagedTable> now = Optional.empty();
        Optional<Writer> file = Optional.empty();
        while (rows.hasNext()) {
            var row = rows.next();
            if (now.isEmpty() || !now.get().target().qualified().equals(row.getString(0))) {
                if (now.isPresent() && file.isPresent()) {
                    finish(now.get(), file.get());
                }
                now = tables.stream()
                        .filter(t -> t.target().qualified().equals(row.getString(0)))
                        .findFirst();
                file = Optional.of(begin(now.orElseThrow()));
            }
            file.orElseThrow().write(quoted(row.getString(1)) + "," + quoted(row.getString(2)) + END);
        }
        if (now.isPresent() && file.isPresent()) {
            finish(now.get(), file.get());
        }
    }

    private Path path(StagedTable table) {
        return out.crosswalk(walk(table));
    }

    private Writer begin(StagedTable table) {
        try {
            Files.createDirectories(path(table).getParent());
            var writer = Files.newBufferedWriter(part(table));
            writer.write("old_id,new_id" + END);
            return writer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path part(StagedTable table) {
        return path(table).resolveSibling(path(table).getFileName() + ".part");
    }

    private void finish(StagedTable table, Writer writer) throws IOException {
        writer.close();
        Files.move(part(table), path(table), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String quoted(String text) {
        return text.matches("(?s).*[\",\r\n].*") ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }
}
