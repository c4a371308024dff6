package io.transfuse.pipeline;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.transfuse.model.Mapping.Crosswalk;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.stage.KeyTable;
import io.transfuse.stage.StageRows;
import io.transfuse.stage.StagedFile;
import io.transfuse.stage.StagedTable;
import io.transfuse.transform.Reshape;
import io.transfuse.transform.SparkTypes;
import java.io.IOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterators;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Writes old and new keys side by side: for each entity a sorted CSV file (RFC 4180), and a Delta table. */
record Crosswalks(Workplace place, String run, Map<String, List<Crosswalk>> wanted, long rows) {

    /** So many keys are sorted without Spark, which takes a second to begin. */
    private static final long IN_MEMORY = 100_000;

    private static final String END = "\r\n";
    private static final String NUMBER = "^-?[0-9]{1,38}$";
    private static final Predicate<String> IS_NUMBER = Pattern.compile(NUMBER).asMatchPredicate();

    void write(List<StagedTable> tables) throws IOException {
        var kept = tables.stream()
                .flatMap(t -> wanted.getOrDefault(t.target().qualified(), List.of()).stream()
                        .map(c -> new Walk(t, c)))
                .toList();
        write(kept, rows <= IN_MEMORY ? sortedHere(kept) : sortedBySpark(kept));
    }

    /** The keys of one source table's rows in one target. */
    private record Walk(StagedTable table, Crosswalk crosswalk) {
        String newColumn() {
            return column().staged();
        }

        DataType type() {
            return SparkTypes.of(column().type());
        }

        private TargetColumn column() {
            return table.target().column(crosswalk.newColumn()).orElseThrow();
        }
    }

    /** Numbers in the order of numbers, all else in the order of text, as Spark sorts them too. */
    private Iterator<Key> sortedHere(List<Walk> walks) throws IOException {
        var keys = new ArrayList<Key>();
        for (var walk : walks) {
            for (var file : walk.table().files()) {
                read(walk, file, keys);
            }
        }
        keys.sort(Comparator.comparing(Key::entity)
                .thenComparing(Key::number, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(k -> UTF8String.fromString(k.old())));
        return keys.iterator();
    }

    private static void read(Walk walk, StagedFile file, List<Key> keys) throws IOException {
        var type = walk.type();
        var only = walk.crosswalk().only().map(UTF8String::fromString);
        try (var rows = StageRows.open(file.path(), List.of(Reshape.KEY, walk.newColumn(), Reshape.SOURCE))) {
            while (rows.next()) {
                var row = rows.row();
                if (only.filter(s -> !s.equals(row.getUTF8String(2))).isEmpty()) {
                    keys.add(new Key(
                            walk.crosswalk().name(),
                            row.getUTF8String(0).toString(),
                            String.valueOf(row.get(1, type))));
                }
            }
        }
    }

    private Iterator<Key> sortedBySpark(List<Walk> walks) {
        place.spark().sparkContext().setJobDescription("crosswalks");
        return walks.stream()
                .filter(w -> !w.table().files().isEmpty())
                .sorted(Comparator.comparing(w -> w.crosswalk().name()))
                .flatMap(this::sorted)
                .iterator();
    }

    /** One table after the other; where no key is a number, the bytes of the texts alone are compared. */
    private Stream<Key> sorted(Walk walk) {
        var keys = keys(walk);
        var number = col("old").rlike(NUMBER);
        var sorted = keys.filter(number).isEmpty()
                ? keys.orderBy(col("old"))
                : keys.orderBy(when(number, col("old").try_cast("decimal(38,0)")), col("old"));
        var rows = Spliterators.spliteratorUnknownSize(sorted.toLocalIterator(), 0);
        return StreamSupport.stream(rows, false)
                .map(r -> new Key(walk.crosswalk().name(), r.getString(0), r.getString(1)));
    }

    /** An old key and the new one. */
    private record Key(String entity, String old, String now) {
        @Nullable BigInteger number() {
            return IS_NUMBER.test(old) ? new BigInteger(old) : null;
        }
    }

    private Dataset<Row> keys(Walk walk) {
        return place.spark()
                .read()
                .parquet(walk.table().files().stream().map(StagedFile::path).toArray(String[]::new))
                .where(walk.crosswalk()
                        .only()
                        .map(s -> col(Reshape.SOURCE).equalTo(lit(s)))
                        .orElse(lit(true)))
                .select(
                        col(Reshape.KEY).as("old"),
                        col("`" + walk.newColumn().replace("`", "``") + "`")
                                .cast("string")
                                .as("new"));
    }

    private void write(List<Walk> walks, Iterator<Key> rows) throws IOException {
        var empty = new ArrayList<>(walks);
        Optional<Walk> now = Optional.empty();
        Optional<Pair> file = Optional.empty();
        while (rows.hasNext()) {
            var row = rows.next();
            if (now.isEmpty() || !now.get().crosswalk().name().equals(row.entity())) {
                if (file.isPresent()) {
                    file.get().finish();
                }
                now = walks.stream()
                        .filter(w -> w.crosswalk().name().equals(row.entity()))
                        .findFirst();
                empty.remove(now.orElseThrow());
                file = Optional.of(begin(now.get()));
            }
            file.orElseThrow().add(row);
        }
        if (file.isPresent()) {
            file.get().finish();
        }
        for (var walk : empty) {
            begin(walk).finish();
        }
    }

    private Pair begin(Walk walk) throws IOException {
        var crosswalk = walk.crosswalk();
        return new Pair(place.out.crosswalk(crosswalk), place.keys(crosswalk.name(), run));
    }

    /** The two files of one table, each there once it is whole. */
    private static final class Pair {
        private final Path csv;
        private final Path part;
        private final Writer writer;
        private final KeyTable keys;

        Pair(Path csv, KeyTable keys) throws IOException {
            this.csv = csv;
            this.part = csv.resolveSibling(csv.getFileName() + ".part");
            this.keys = keys;
            Files.createDirectories(csv.getParent());
            this.writer = Files.newBufferedWriter(part);
            writer.write("old_id,new_id" + END);
        }

        void add(Key key) throws IOException {
            writer.write(quoted(key.old()) + "," + quoted(key.now()) + END);
            keys.add(key.old(), key.now());
        }

        void finish() throws IOException {
            writer.close();
            Files.move(part, csv, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            keys.commit();
        }
    }

    private static String quoted(String text) {
        return text.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n')
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }
}
