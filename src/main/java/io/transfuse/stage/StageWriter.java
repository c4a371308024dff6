package io.transfuse.stage;

import static org.apache.spark.sql.functions.col;

import io.transfuse.model.Profile;
import io.transfuse.model.TargetTable;
import io.transfuse.transform.Reshape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Writes reshaped rows to the stage, and refused ones to the rejects, in one pass over the source.
 *
 * @param stage where staged tables go
 * @param rejects where refused rows go
 * @param origin what the stage is a stage of
 * @param chunkRows rows of a data file at most
 * @param width how long values are
 */
public record StageWriter(Stage stage, Rejects rejects, Stage.Origin origin, long chunkRows, Width width) {

    private static final String[] ROW = {"table", "key"};

    private static final String DICTIONARY = "parquet.enable.dictionary";

    private static final String STATISTICS = "parquet.column.statistics.enabled";

    /**
     * What Parquet is told where rows are wide: it measures after each row, not after a hundred, and makes small
     * blocks, because a reader takes a whole block of a column into memory and several files are read side by side.
     */
    private static final Map<String, String> MEASURED = Map.of(
            "parquet.block.size", Integer.toString(32 << 20),
            "parquet.block.size.row.check.min", "1",
            "parquet.block.size.row.check.max", "1",
            "parquet.page.size.row.check.min", "1",
            "parquet.page.size.row.check.max", "1");

    /** Where single values are large it keeps no copies of them either. */
    private static final Map<String, String> LARGE =
            Map.of(DICTIONARY, "false", STATISTICS, "false", "compression", "none");

    /** From here on a hundred values would be too much for a small heap. */
    private static final long WIDE = 256L << 10;

    /** About how much a chunk may weigh in the source. */
    private static final long CHUNK_BYTES = 256L << 20;

    /** How much of a row counts. */
    public enum Width {
        /** Nothing in it is long. */
        USUAL,
        /** Some values are long. */
        WIDE,
        /** A single value is. */
        LARGE
    }

    /** A writer that knows only whether single values are large. */
    public StageWriter(Stage stage, Rejects rejects, Stage.Origin origin, long chunkRows, boolean large) {
        this(stage, rejects, origin, chunkRows, large ? Width.LARGE : Width.USUAL);
    }

    /** The same writer for a table like this one: a chunk is what one connection loads, and what is sent again. */
    public StageWriter sized(Profile profile) {
        var bytes = Math.max(profile.bytes(), 1);
        var rows = Math.max((long) ((double) CHUNK_BYTES / bytes * profile.rows()), 1);
        var longest = profile.longest();
        var own = longest >= Profile.LARGE ? Width.LARGE : longest >= WIDE ? Width.WIDE : Width.USUAL;
        return new StageWriter(
                stage, rejects, origin, Math.min(chunkRows, rows), width.compareTo(own) > 0 ? width : own);
    }

    /** Stages one table; called again after a stop it does the same again, and counts no reject twice. */
    public void write(SparkSession spark, TargetTable target, Dataset<Row> reshaped) {
        var rejected = parted(target, reshaped);
        if (stage.folders().exists(new Path(rejected))) {
            rejects.add("staged:" + target.qualified(), Rejects.of(DataFiles.folder(spark, rejected), target));
        }
        take(target);
    }

    /**
     * Stages a table again without the rows that {@code condemned} names; those that were rejected before are in the
     * rejects already.
     */
    public void rewrite(
            SparkSession spark, TargetTable target, Dataset<Row> reshaped, Dataset<Row> condemned, String id) {
        var rejected = parted(target, reshaped);
        // After a stop between two rounds, rows of the first are found again together with those of the second.
        var known = rejects.condemned(spark, target).select(names());
        var fresh = Rejects.of(DataFiles.folder(spark, rejected), target)
                .join(condemned.select(names()), ROW, "left_semi")
                .join(known, ROW, "left_anti");
        rejects.add(id + ":" + target.qualified(), fresh);
        take(target);
    }

    /** What tells a row from all others, as rejects call it. */
    private static Column[] names() {
        return new Column[] {col(Reshape.SOURCE).as("table"), col(Reshape.KEY).as("key")};
    }

    /** Writes staged and rejected rows to two folders and tells where the rejected ones are. */
    private String parted(TargetTable target, Dataset<Row> reshaped) {
        reshaped.write()
                .mode(SaveMode.Overwrite)
                .option("maxRecordsPerFile", chunkRows)
                .options(width == Width.USUAL ? Map.of() : MEASURED)
                .options(width == Width.LARGE ? LARGE : economies(target))
                .partitionBy(Reshape.FATE)
                .parquet(stage.incoming(target));
        return stage.incoming(target) + "/" + Reshape.FATE + "=" + Reshape.REJECTED;
    }

    /**
     * Looking for equal values costs more than it saves, except where there are only a few. Least and greatest values
     * help nobody to find a text.
     */
    private static Map<String, String> economies(TargetTable target) {
        var options = new HashMap<>(Map.of(DICTIONARY, "false", DICTIONARY + "#" + Reshape.SOURCE, "true"));
        List.of(Reshape.CHECKSUM, Reshape.ROW).forEach(c -> options.put(STATISTICS + "#" + c, "false"));
        for (var column : target.columns()) {
            switch (column.type().kind()) {
                case ENUM -> options.put(DICTIONARY + "#" + column.staged(), "true");
                case TEXT, JSONB, ARRAY, BYTEA -> options.put(STATISTICS + "#" + column.staged(), "false");
                case UUID -> {
                    if (!target.primaryKey().contains(column.name())) {
                        options.put(STATISTICS + "#" + column.staged(), "false");
                    }
                }
                default -> {
                    // Parquet's own way.
                }
            }
        }
        return options;
    }

    private void take(TargetTable target) {
        stage.takeIn(stage.incoming(target) + "/" + Reshape.FATE + "=" + Reshape.STAGED, target, origin);
    }
}
