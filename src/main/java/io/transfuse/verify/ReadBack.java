package io.transfuse.verify;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.transfuse.model.TargetTable;
import io.transfuse.model.Validation.Difference;
import io.transfuse.stage.StageRows;
import io.transfuse.stage.StagedTable;
import io.transfuse.transform.Functions;
import io.transfuse.transform.Sent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Takes every row out of the target again and compares it with the stage outside of PostgreSQL: neither the way by
 * which rows came in nor the digests that PostgreSQL computes take part. Rows are compared as multisets of the bytes
 * that PostgreSQL sends, each row by 128 bits of them.
 *
 * @param fewRows up to how many rows a table is compared without a job of Spark
 */
record ReadBack(SparkSession spark, Connect target, int parts, long fewRows) {

    private static final long FEW_ROWS = 20_000;
    private static final StructType DIGESTS =
            new StructType().add("k", DataTypes.BinaryType, false).add("h", DataTypes.BinaryType, false);

    ReadBack(SparkSession spark, Connect target, int parts) {
        this(spark, target, parts, FEW_ROWS);
    }

    /** How many rows only the stage holds, and only the target. */
    record Unlike(long missing, long extra) {
        boolean none() {
            return missing == 0 && extra == 0;
        }
    }

    Unlike of(StagedTable staged, long rows) throws SQLException {
        return rows <= fewRows ? here(staged) : inSpark(staged);
    }

    private Unlike here(StagedTable staged) throws SQLException {
        var surplus = new HashMap<ByteBuffer, Long>();
        var table = staged.target();
        var sent = Sent.of(table.columns().stream().map(c -> c.type().kind()).toList());
        for (var file : staged.files()) {
            try (var rows = StageRows.open(
                    file.path(),
                    table.columns().stream()
                            .map(TargetTable.TargetColumn::staged)
                            .toList())) {
                while (rows.next()) {
                    surplus.merge(ByteBuffer.wrap(sent.digest(rows.row())), 1L, Long::sum);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        try (var rows = SentRows.open(target, SentRows.sql(table, "true"), "")) {
            while (rows.hasNext()) {
                surplus.merge(ByteBuffer.wrap(rows.next().digest()), -1L, Long::sum);
            }
        }
        return unlike(surplus);
    }

    private static Unlike unlike(Map<ByteBuffer, Long> surplus) {
        return new Unlike(
                surplus.values().stream().mapToLong(n -> Math.max(n, 0)).sum(),
                surplus.values().stream().mapToLong(n -> Math.max(-n, 0)).sum());
    }

    private Unlike inSpark(StagedTable staged) throws SQLException {
        return atOneMoment(staged, moment -> {
            if (ReadTotal.ofStage(context(), staged)
                    .equals(ReadTotal.ofTarget(context(), reading(staged, moment), statements(staged, moment)))) {
                return new Unlike(0, 0);
            }
            var surplus = staged(staged)
                    .select("h")
                    .withColumn("d", lit(1L))
                    .unionByName(actual(staged, moment).select("h").withColumn("d", lit(-1L)))
                    .groupBy("h")
                    .agg(sum("d").as("d"))
                    .where(col("d").notEqual(0))
                    .agg(
                            coalesce(sum(greatest(col("d"), lit(0L))), lit(0L)),
                            coalesce(sum(greatest(col("d").unary_$minus(), lit(0L))), lit(0L)))
                    .head();
            return new Unlike(surplus.getLong(0), surplus.getLong(1));
        });
    }

    /** How many rows differ, and the first of them with key and columns. */
    record Told(Compare.RowCounts counts, List<Difference> named) {}

    /** Reads all rows once more, to pair and to name those that differ. */
    Told told(StagedTable staged, boolean withValues) throws SQLException {
        return atOneMoment(staged, moment -> {
            var stage = RowDifferences.read(spark, staged);
            try (var rows = RowDifferences.of(stage, staged(staged), actual(staged, moment))) {
                var counts = rows.counts();
                var first = new ColumnDifferences(staged.target(), rows.first(ColumnDifferences.LISTED), withValues);
                return new Told(counts, first.namedAsSent(stage, target));
            }
        });
    }

    /** What is done while the target stands still. */
    @FunctionalInterface
    private interface Work<T> {
        T done(Moment moment) throws SQLException;
    }

    /** A moment of the target that tasks can join, and how many pages the table has. */
    private record Moment(String name, long pages) {}

    private <T> T atOneMoment(StagedTable staged, Work<T> work) throws SQLException {
        try (var sessions = Sessions.begin(target)) {
            var moment = sessions.exported();
            var pages = PageRanges.pages(sessions.first(), List.of(staged.target()))
                    .get(0)
                    .longest();
            spark.sparkContext()
                    .setJobDescription("verify: read back " + staged.target().qualified());
            return work.done(new Moment(moment, pages));
        } finally {
            spark.sparkContext().setJobDescription(null);
        }
    }

    private JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(spark.sparkContext());
    }

    private Dataset<Row> actual(StagedTable staged, Moment moment) {
        var statements = statements(staged, moment);
        return spark.createDataFrame(
                context().parallelize(statements, statements.size()).flatMap(reading(staged, moment)), DIGESTS);
    }

    private SentRows.Reading reading(StagedTable staged, Moment moment) {
        return new SentRows.Reading(target, moment.name(), KeyDigest.places(staged.target()));
    }

    private List<String> statements(StagedTable staged, Moment moment) {
        return PageRanges.of("ctid", moment.pages(), parts).stream()
                .map(range -> SentRows.sql(staged.target(), range))
                .toList();
    }

    private Dataset<Row> staged(StagedTable staged) {
        var table = staged.target();
        return RowDifferences.read(spark, staged)
                .map(rows -> rows.select(
                        Functions.sent(KeyDigest.columns(table)).as("k"),
                        Functions.sent(table.columns()).as("h")))
                .orElseGet(() -> spark.createDataFrame(List.of(), DIGESTS));
    }
}
