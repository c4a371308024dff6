package io.transfuse.verify;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.md5;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.transfuse.model.TargetTable;
import io.transfuse.model.Validation.Check;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.stage.StagedTable;
import io.transfuse.transform.Functions;
import io.transfuse.transform.Reshape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/**
 * Compares a staged table with what the source gives when it is read once more: rows as multisets, both ways, refused
 * ones too. The stage's checksums are computed anew from the values that it holds. Rows are paired by the MD5 of their
 * key in the source.
 *
 * @param again all rows that the source gives for the table, staged and refused, as {@link Reshape} leaves them
 * @param refused the keys of those that the rejects hold
 * @param shown how rows are named
 */
public record SourceDifferences(
        SparkSession spark, StagedTable staged, Dataset<Row> again, Dataset<Row> refused, ShownKey shown) {

    private static final int NAMED = 20;
    private static final String KEY = "k";

    /** What both sides have in place of a checksum for a row that is refused. */
    private static final Column REFUSED = lit(new byte[0]);

    /** The check {@code source:<table>}. */
    public Check check() {
        spark.sparkContext()
                .setJobDescription("compare with the source: " + staged.target().qualified());
        var differences = differences().persist(StorageLevel.MEMORY_AND_DISK());
        try {
            var sums = differences
                    .agg(total("rows"), total("missing"), total("extra"), total("changed"))
                    .head();
            var wrong = sums.getLong(1) + sums.getLong(2) + sums.getLong(3);
            return new Check(
                    "source:" + staged.target().name(),
                    wrong == 0 ? Verdict.PASS : Verdict.FAIL,
                    wrong,
                    wrong == 0 ? same(sums.getLong(0)) : other(sums),
                    wrong == 0 ? List.of() : named(differences));
        } finally {
            differences.unpersist();
            spark.sparkContext().setJobDescription(null);
        }
    }

    private static String same(long rows) {
        return String.format(
                Locale.ROOT, "%,d rows read from the source once more, in other parts, are as they were staged", rows);
    }

    private static String other(Row sums) {
        return String.format(
                Locale.ROOT,
                "read from the source once more, %,d rows are missing in the stage, %,d are extra there, %,d are changed",
                sums.getLong(1),
                sums.getLong(2),
                sums.getLong(3));
    }

    /** One row for each key: its rows in the source, and those that differ. */
    private Dataset<Row> differences() {
        var source = again.select(
                        key(),
                        when(isStaged(), col(Reshape.CHECKSUM))
                                .otherwise(REFUSED)
                                .as("h"))
                .withColumn("d", lit(1L));
        var rejects = refused.select(key(), REFUSED.as("h"));
        var here = RowDifferences.read(spark, staged)
                .map(rows -> rows.select(
                                key(),
                                Functions.checksum(staged.target().columns()).as("h"))
                        .unionByName(rejects))
                .orElse(rejects)
                .withColumn("d", lit(-1L));
        return source.unionByName(here)
                .groupBy(KEY, "h")
                .agg(sum(greatest(col("d"), lit(0L))).as("n"), sum("d").as("d"))
                .groupBy(KEY)
                .agg(
                        sum("n").as("rows"),
                        sum(greatest(col("d"), lit(0L))).as("there"),
                        sum(greatest(col("d").unary_$minus(), lit(0L))).as("here"))
                .select(
                        col(KEY),
                        col("rows"),
                        greatest(col("there").minus(col("here")), lit(0L)).as("missing"),
                        greatest(col("here").minus(col("there")), lit(0L)).as("extra"),
                        least(col("there"), col("here")).as("changed"));
    }

    private static Column isStaged() {
        return col(Reshape.FATE).equalTo(lit(Reshape.STAGED));
    }

    private static Column key() {
        return md5(coalesce(col(Reshape.KEY), lit("")).cast("binary")).as(KEY);
    }

    private static Column total(String column) {
        return coalesce(sum(column), lit(0L));
    }

    private List<String> named(Dataset<Row> differences) {
        var first = differences
                .where(col("missing").plus(col("extra")).plus(col("changed")).gt(0))
                .orderBy(KEY)
                .limit(NAMED)
                .collectAsList();
        var wanted = spark.createDataset(first.stream().map(r -> r.getString(0)).toList(), Encoders.STRING())
                .toDF("wanted");
        var there = found(again, isStaged(), wanted);
        var here = RowDifferences.read(spark, staged)
                .map(rows -> found(rows, lit(true), wanted))
                .orElse(Map.of());
        var before = found(refused, lit(false), wanted);
        var names = new ArrayList<String>();
        for (var row : first) {
            var digest = row.getString(0);
            var key = Stream.of(there, here, before)
                    .flatMap(m -> Optional.ofNullable(m.get(digest)).stream())
                    .map(Found::key)
                    .findFirst()
                    .orElse("");
            Stream.of("missing", "extra", "changed")
                    .filter(kind -> row.<Long>getAs(kind) > 0)
                    .forEach(kind -> names.add((key.isEmpty() ? "without a key" : shown.of(staged.target(), key)) + " "
                            + kind
                            + (kind.equals("changed") ? ": " + changed(there.get(digest), here.get(digest)) : "")));
        }
        return names;
    }

    /** A row's key, and the digests of its columns where it is staged. */
    private record Found(String key, List<String> columns) {}

    /** A few rows by the digests of their keys. */
    private Map<String, Found> found(Dataset<Row> rows, Column isStaged, Dataset<Row> wanted) {
        var digests = rows == refused
                ? new Column[0]
                : staged.target().columns().stream()
                        .map(c -> hex(Functions.checksum(List.of(c))))
                        .toArray(Column[]::new);
        var found = new HashMap<String, Found>();
        rows.select(
                        key(),
                        coalesce(col(Reshape.KEY), lit("")).as("key"),
                        when(isStaged, array(digests)).as("digests"))
                .join(broadcast(wanted), col(KEY).equalTo(col("wanted")), "left_semi")
                .collectAsList()
                .forEach(r -> found.merge(
                        r.getString(0),
                        new Found(r.getString(1), r.isNullAt(2) ? List.of() : r.getList(2)),
                        (one, other) -> other.columns().isEmpty() ? one : other));
        return found;
    }

    private String changed(@Nullable Found source, @Nullable Found stage) {
        var there = source == null ? List.<String>of() : source.columns();
        var here = stage == null ? List.<String>of() : stage.columns();
        if (there.isEmpty() || here.isEmpty()) {
            return there.isEmpty() && here.isEmpty() ? "twice" : there.isEmpty() ? "refused by now" : "refused before";
        }
        return String.join(
                ", ",
                IntStream.range(0, there.size())
                        .filter(i -> !there.get(i).equals(here.get(i)))
                        .mapToObj(i -> staged.target().columns().get(i))
                        .map(TargetTable.TargetColumn::name)
                        .toList());
    }
}
