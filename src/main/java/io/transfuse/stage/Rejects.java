package io.transfuse.stage;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.transform;

import io.transfuse.model.Finding;
import io.transfuse.model.TargetTable;
import io.transfuse.model.Written;
import io.transfuse.transform.Findings;
import io.transfuse.transform.Reshape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/** The Delta table of rows that were refused, each with the reason and the whole source row. */
public final class Rejects {

    private static final StructType SCHEMA =
            StructType.fromDDL("`table` string, rule string, reason string, `key` string,"
                    + " `row` string, target string, position string, noticed string");

    /** What names rows that were corrected. */
    public static final StructType MARKS = StructType.fromDDL("`table` string, position string, digest string");

    private static final List<String> REFUSED = List.of("table", "rule", "reason", "key", "row", "target", "position");

    private final Path path;
    private final Folders folders;
    private final String run;

    /** The rejects of a run, in the folder {@code path} beside its stage. */
    public Rejects(String path, Stage stage, String run) {
        this.path = new Path(path);
        this.folders = stage.folders();
        this.run = run;
    }

    /**
     * A refused row, without its values.
     *
     * @param rule the first rule that refused it
     * @param noticed everything that was noticed about it
     */
    public record Reject(String table, String rule, String target, String position, List<Finding> noticed) {
        public Reject {
            noticed = List.copyOf(noticed);
        }
    }

    /**
     * A refused row with its values.
     *
     * @param rule the first rule that refused it
     * @param reason all rules that refused it
     * @param row the whole source row, as {@link #values} reads it
     * @param target the table that it should have gone to
     * @param position names it inside its source table
     */
    public record Refused(
            String table, String rule, String reason, String key, String row, String target, String position) {

        /** The values of the row by column; those that are NULL are left out. */
        public Map<String, Written> values() {
            return RowText.values(row);
        }

        /** What names it. */
        public Mark mark() {
            return new Mark(table, position);
        }

        /** Whether it was refused for nothing but other rows. */
        public boolean follows() {
            return Arrays.stream(reason.split(", ")).allMatch(r -> r.startsWith(Reshape.PARENT));
        }
    }

    /** What tells a refused row from all others: where it lies in which table. */
    public record Mark(String table, String position) {}

    private static final String BETWEEN_FINDINGS = "\u001e";
    private static final String IN_A_FINDING = "\u001f";

    /** The columns of this table, out of rejected rows as {@link Reshape} leaves them. */
    static Dataset<Row> of(Dataset<Row> rejected, TargetTable target) {
        var serious = filter(col(Findings.COLUMN), f -> f.getField("action").equalTo(lit("reject")));
        return rejected.select(
                col(Reshape.SOURCE).as("table"),
                element_at(serious, 1).getField("rule").as("rule"),
                array_join(array_distinct(transform(serious, f -> f.getField("rule"))), ", ")
                        .as("reason"),
                col(Reshape.KEY).as("key"),
                col(Reshape.ROW).as("row"),
                lit(target.qualified()).as("target"),
                col(Reshape.POSITION).as("position"),
                array_join(
                                transform(
                                        col(Findings.COLUMN),
                                        f -> concat_ws(
                                                IN_A_FINDING,
                                                f.getField("rule"),
                                                f.getField("column"),
                                                f.getField("action"))),
                                BETWEEN_FINDINGS)
                        .as("noticed"));
    }

    /** Adds rows once for each id, however often it is called. */
    public synchronized void add(String id, Dataset<Row> rows) {
        table();
        var name = run + ":" + id;
        if (!delta().appended(name)) {
            var incoming = new Path(path, "_incoming");
            folders.delete(incoming);
            rows.coalesce(1).write().parquet(incoming.toString());
            delta().append(name, folders.moved(incoming, path));
            folders.delete(incoming);
        }
    }

    /** The rows of a target that were refused because of another row: whose, key and rule, for {@link Reshape}. */
    public Dataset<Row> condemned(SparkSession spark, TargetTable target) {
        var files = delta().latest().map(DeltaTable.Version::files).orElse(List.of());
        return DataFiles.read(spark, files, SCHEMA)
                .where(col("target")
                        .equalTo(lit(target.qualified()))
                        .and(col("rule").startsWith(Reshape.PARENT)))
                .select(
                        col("table").as(Reshape.SOURCE),
                        col("key").as(Reshape.KEY),
                        col("rule").as(Reshape.CONDEMNED));
    }

    /** The keys of a target's refused rows, in the column {@link Reshape#KEY}. */
    public Dataset<Row> keys(SparkSession spark, TargetTable target) {
        var files = delta().latest().map(DeltaTable.Version::files).orElse(List.of());
        var rows = files.isEmpty() ? spark.createDataFrame(List.of(), SCHEMA) : DataFiles.read(spark, files, SCHEMA);
        return rows.where(col("target").equalTo(lit(target.qualified())))
                .select(col("key").as(Reshape.KEY));
    }

    /** Makes the table, empty, where it is missing. */
    public synchronized void table() {
        if (delta().latest().isEmpty()) {
            delta().create(SCHEMA, Map.of("transfuse.run", run), List.of());
        }
    }

    /** Moves files with {@link Mark}s to where they belong; they count once they are added. */
    public List<String> beside(String folder) {
        return folders.moved(new Path(folder), marks().path()).stream()
                .map(f -> new Path(f.getPath()).getName())
                .toList();
    }

    /** Takes such files in, once for each id. */
    public synchronized void mark(String id, List<String> files) {
        var marks = marks();
        if (marks.latest().isEmpty()) {
            marks.create(MARKS, Map.of("transfuse.run", run), List.of());
        }
        if (!marks.appended(id)) {
            marks.append(id, folders.described(marks.path(), files));
        }
    }

    /** Refused rows that were corrected and staged since, with a digest of what they became. */
    public Map<Mark, String> corrected() {
        var corrected = new HashMap<Mark, String>();
        for (var file : marks().latest().map(DeltaTable.Version::files).orElse(List.of())) {
            try (var rows = StageRows.open(file.path(), List.of(MARKS.fieldNames()))) {
                while (rows.next()) {
                    var row = rows.row();
                    corrected.put(new Mark(text(row, 0), text(row, 1)), text(row, 2));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return corrected;
    }

    /** Beside the rejects, in a folder that readers of Delta do not look at. */
    private DeltaTable marks() {
        return new DeltaTable(new Path(path, "_corrected"), folders);
    }

    private DeltaTable delta() {
        return new DeltaTable(path, folders);
    }

    /** Refused rows that nobody has corrected yet. */
    public List<Reject> left() {
        var corrected = corrected();
        return all().stream()
                .filter(r -> !corrected.containsKey(new Mark(r.table(), r.position())))
                .toList();
    }

    /** All rows that the run refused. */
    public List<Reject> all() {
        var all = new ArrayList<Reject>();
        for (var file : delta().latest().map(DeltaTable.Version::files).orElse(List.of())) {
            try (var rows = StageRows.open(file.path(), List.of("table", "rule", "target", "position", "noticed"))) {
                while (rows.next()) {
                    var row = rows.row();
                    all.add(new Reject(text(row, 0), text(row, 1), text(row, 2), text(row, 3), findings(text(row, 4))));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    private static List<Finding> findings(String noticed) {
        return Arrays.stream(noticed.split(BETWEEN_FINDINGS, -1))
                .filter(f -> !f.isEmpty())
                .map(l -> l.split(IN_A_FINDING, 3))
                .map(f -> new Finding(f[0], f[1], Finding.Action.valueOf(f[2].toUpperCase(Locale.ROOT))))
                .toList();
    }

    /** Hands out every refused row that nobody has corrected yet, with its values, one at a time. */
    public void left(Consumer<Refused> reader) {
        var corrected = corrected();
        each(r -> {
            if (!corrected.containsKey(r.mark())) {
                reader.accept(r);
            }
        });
    }

    /** Hands out every row that the run refused, with its values, one at a time. */
    public void each(Consumer<Refused> reader) {
        for (var file : delta().latest().map(DeltaTable.Version::files).orElse(List.of())) {
            try (var rows = StageRows.open(file.path(), REFUSED)) {
                while (rows.next()) {
                    var row = rows.row();
                    reader.accept(new Refused(
                            text(row, 0),
                            text(row, 1),
                            text(row, 2),
                            text(row, 3),
                            text(row, 4),
                            text(row, 5),
                            text(row, 6)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String text(InternalRow row, int i) {
        return row.isNullAt(i) ? "" : row.getUTF8String(i).toString();
    }

    /** Removes everything. */
    public void clear() {
        folders.delete(path);
    }
}
