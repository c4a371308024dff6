package io.transfuse.pipeline;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.transfuse.model.Mapping.Crosswalk;
import io.transfuse.report.OutDirectory;
import io.transfuse.stage.StageRows;
import io.transfuse.stage.StagedFile;
import io.transfuse.stage.StagedTable;
import io.transfuse.transform.Reshape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Writes old and new keys side by side, one sorted CSV file (RFC 4180) for each entity. */
record Crosswalks(SparkSession spark, OutDirectory out, Map<String, Crosswalk> wanted, long rows) {

    /** So many keys are sorted without Spark, which takes a second to begin. */
    private static final long IN_MEMORY = 100_000;

    private static final String END = "\r\n";

    void write(List<StagedTable> tables) throws IOException {
        var kept = tables.stream()
                .filter(t -> wanted.containsKey(t.target().qualified()))
                .toList();
        for (var table : kept) {
            finish(table, begin(table));
        }
        write(kept, rows <= IN_MEMORY ? sortedHere(kept) : sortedBySpark(kept));
    }

    /** Numbers in the order of numbers, all else in the order of text, as Spark sorts them too. */
    private Iterator<Key> sortedHere(List<StagedTable> tables) throws IOException {
        var keys = new ArrayList<Key>();
        for (var table : tables) {
            for (var file : table.files()) {
                try (var rows = StageRows.open(file.path(), List.of(Reshape.KEY, newColumn(table)))) {
                    while (rows.next()) {
                        var row = rows.row();
                        keys.add(new Key(
                                table.target().qualified(),
                                row.getUTF8String(0).toString(),
                                row.getUTF8String(1).toString()));
                    }
                }
            }
        }
        keys.sort(Comparator.comparing(Key::entity)
                .thenComparing(Key::number, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(k -> UTF8String.fromString(k.old())));
        return keys.iterator();
    }

    private Iterator<Key> sortedBySpark(List<StagedTable> tables) {
        spark.sparkContext().setJobDescription("crosswalks");
        var rows = tables.stream()
                .filter(t -> !t.files().isEmpty())
                .map(this::keys)
                .reduce(Dataset::union);
        return rows.map(Crosswalks::sorted).orElseGet(Collections::emptyIterator);
    }

    private static Iterator<Key> sorted(Dataset<Row> rows) {
        var sorted = rows.orderBy(col("entity"), col("old").try_cast("decimal(38,0)"), col("old"))
                .toLocalIterator();
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(sorted, 0), false)
                .map(r -> new Key(r.getString(0), r.getString(1), r.getString(2)))
                .iterator();
    }

    /** An old key and the new one. */
    private record Key(String entity, String old, String now) {
        @Nullable BigInteger number() {
            return old.matches("-?\\d{1,38}") ? new BigInteger(old) : null;
        }
    }

    private Dataset<Row> keys(StagedTable table) {
        return spark.read()
                .parquet(table.files().stream().map(StagedFile::path).toArray(String[]::new))
                .select(
                        lit(table.target().qualified()).as("entity"),
                        col(Reshape.KEY).as("old"),
                        col("`" + newColumn(table).replace("`", "``") + "`").as("new"));
    }

    private String newColumn(StagedTable table) {
        return table.target().column(walk(table).newColumn()).orElseThrow().staged();
    }

    private Crosswalk walk(StagedTable table) {
        return Optional.ofNullable(wanted.get(table.target().qualified())).orElseThrow();
    }

    private void write(List<StagedTable> tables, Iterator<Key> rows) throws IOException {
        Optional<StagedTable> now = Optional.empty();
        Optional<Writer> file = Optional.empty();
        while (rows.hasNext()) {
            var row = rows.next();
            if (now.isEmpty() || !now.get().target().qualified().equals(row.entity())) {
                if (now.isPresent() && file.isPresent()) {
                    finish(now.get(), file.get());
                }
                now = tables.stream()
                        .filter(t -> t.target().qualified().equals(row.entity()))
                        .findFirst();
                file = Optional.of(begin(now.orElseThrow()));
            }
            file.orElseThrow().write(quoted(row.old()) + "," + quoted(row.now()) + END);
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
