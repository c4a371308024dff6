package io.transfuse.stage;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.translate;

import io.transfuse.model.Contacts;
import io.transfuse.model.TargetTable.TargetColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * How many staged rows share an address or a number with a row before them: as many the target may hold, because the
 * source does.
 *
 * @param exact as the values are
 * @param folded where capitals of ASCII are taken for small letters
 */
public record Shared(long exact, long folded) {

    /** The letters that are folded, in every engine alike. */
    public static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /** What they become. */
    public static final String SMALL = "abcdefghijklmnopqrstuvwxyz";

    /** So many values are counted without Spark, which takes a second to begin. */
    private static final long IN_MEMORY = 100_000;

    /** Of all contact columns, by {@code schema.table.column}. */
    public static Map<String, Shared> of(SparkSession spark, List<StagedTable> tables, Map<String, Scanned> scanned) {
        var shared = new HashMap<String, Shared>();
        for (var table : tables) {
            var scan = scanned.get(table.target().qualified());
            var rows = scan == null ? 0 : scan.rows();
            for (var column : Contacts.of(table.target())) {
                shared.put(
                        table.target().qualified() + "." + column.name(),
                        rows <= IN_MEMORY ? here(table, column) : bySpark(spark, table, column));
            }
        }
        return shared;
    }

    static Shared here(StagedTable table, TargetColumn column) {
        var exact = new HashSet<UTF8String>();
        var folded = new HashSet<String>();
        long values = 0;
        for (var file : table.files()) {
            try (var rows = StageRows.open(file.path(), List.of(column.staged()))) {
                while (rows.next()) {
                    if (!rows.row().isNullAt(0)) {
                        var value = rows.row().getUTF8String(0).copy();
                        values++;
                        exact.add(value);
                        folded.add(small(value.toString()));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Shared(values - exact.size(), values - folded.size());
    }

    private static String small(String text) {
        var letters = new StringBuilder(text);
        for (int i = 0; i < letters.length(); i++) {
            var place = CAPITALS.indexOf(letters.charAt(i));
            if (place >= 0) {
                letters.setCharAt(i, SMALL.charAt(place));
            }
        }
        return letters.toString();
    }

    /** Equal values, then values that are equal when folded; sent to where they meet once for both. */
    static Shared bySpark(SparkSession spark, StagedTable table, TargetColumn column) {
        var value = col("`" + column.staged().replace("`", "``") + "`");
        var sums = DataFiles.read(spark, table.files(), Stage.schema(table.target()))
                .where(value.isNotNull())
                .select(value.as("value"), translate(value, CAPITALS, SMALL).as("small"))
                .repartition(col("small"))
                .groupBy("small", "value")
                .agg(count(lit(1)).as("rows"))
                .groupBy("small")
                .agg(sum("rows").as("rows"), sum(col("rows").minus(1)).as("exact"))
                .agg(coalesce(sum("exact"), lit(0L)), coalesce(sum(col("rows").minus(1)), lit(0L)))
                .head();
        return new Shared(sums.getLong(0), sums.getLong(1));
    }
}
