package io.transfuse.pipeline;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.transfuse.model.Mapping.Crosswalk;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.stage.DataFiles;
import io.transfuse.stage.StageRows;
import io.transfuse.stage.StagedFile;
import io.transfuse.stage.StagedTable;
import io.transfuse.transform.Reshape;
import io.transfuse.transform.SparkTypes;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterators;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Old and new keys of one entity: whole numbers first, in the order of numbers, then all else in the order of its
 * bytes.
 *
 * @param memory bytes of keys up to which they are sorted here; Spark sorts more, but takes a second for each entity
 */
record KeysInOrder(Supplier<SparkSession> spark, List<Walk> walks, long memory) {

    /** What all entities together may take. */
    static final long MEMORY = Runtime.getRuntime().maxMemory() / 8;

    /** What the objects around the bytes of one key take. */
    private static final long AROUND = 250;

    /** Digits that a long holds, whatever they are. */
    private static final int SHORT = 18;

    private static final String NUMBER = "^-?[0-9]{1,38}$";
    private static final Predicate<String> IS_NUMBER = Pattern.compile(NUMBER).asMatchPredicate();

    /** The keys of one source table's rows in one target. */
    record Walk(StagedTable table, Crosswalk crosswalk) {
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

    /** An old key and the new one. */
    record Key(UTF8String old, UTF8String now, @Nullable BigInteger number) {
        static Key of(UTF8String old, UTF8String now) {
            var bytes = old.getBytes();
            if (bytes.length > 0 && bytes.length <= SHORT && digits(bytes)) {
                return new Key(old, now, BigInteger.valueOf(Long.parseLong(old.toString())));
            }
            var text = bytes.length > 0 && bytes[0] <= '9' ? old.toString() : "";
            return new Key(old, now, IS_NUMBER.test(text) ? new BigInteger(text) : null);
        }

        /** Most keys are, and need no pattern. */
        private static boolean digits(byte[] text) {
            for (var c : text) {
                if (c < '0' || c > '9') {
                    return false;
                }
            }
            return true;
        }

        long bytes() {
            return AROUND + old.numBytes() + now.numBytes();
        }
    }

    Iterator<Key> sorted() throws IOException {
        var here = here();
        return here.isPresent() ? here.get().iterator() : bySpark();
    }

    private Optional<List<Key>> here() throws IOException {
        var keys = new ArrayList<Key>();
        var left = memory;
        for (var walk : walks) {
            for (var file : walk.table().files()) {
                left = read(walk, file, keys, left);
                if (left < 0) {
                    return Optional.empty();
                }
            }
        }
        keys.sort(Comparator.comparing(Key::number, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Key::old));
        return Optional.of(keys);
    }

    /** Reads until there is no memory left. */
    private static long read(Walk walk, StagedFile file, List<Key> keys, long memory) throws IOException {
        var left = memory;
        var type = walk.type();
        var only = walk.crosswalk().only().map(UTF8String::fromString);
        try (var rows = StageRows.open(file.path(), List.of(Reshape.KEY, walk.newColumn(), Reshape.SOURCE))) {
            while (left >= 0 && rows.next()) {
                var row = rows.row();
                if (only.filter(s -> !s.equals(row.getUTF8String(2))).isEmpty()) {
                    var now = type instanceof StringType
                            ? row.getUTF8String(1).clone()
                            : UTF8String.fromString(String.valueOf(row.get(1, type)));
                    var key = Key.of(row.getUTF8String(0).clone(), now);
                    keys.add(key);
                    left -= key.bytes();
                }
            }
        }
        return left;
    }

    private Iterator<Key> bySpark() {
        spark.get().sparkContext().setJobDescription("crosswalks");
        var keys = walks.stream()
                .filter(w -> !w.table().files().isEmpty())
                .map(this::rows)
                .reduce(Dataset::union)
                .orElseThrow();
        var number = col("old").rlike(NUMBER);
        var sorted = keys.filter(number).isEmpty()
                ? keys.orderBy(col("old"))
                : keys.orderBy(
                        when(number, col("old").try_cast("decimal(38,0)")).asc_nulls_last(), col("old"));
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(sorted.toLocalIterator(), 0), false)
                .map(r -> new Key(UTF8String.fromString(r.getString(0)), UTF8String.fromString(r.getString(1)), null))
                .iterator();
    }

    private Dataset<Row> rows(Walk walk) {
        return DataFiles.read(spark.get(), walk.table().files())
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
}
