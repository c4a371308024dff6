package io.transfuse.pipeline;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.transfuse.model.Plan;
import io.transfuse.pipeline.Work.Part;
import io.transfuse.report.CorrectionLines;
import io.transfuse.source.HandedOut;
import io.transfuse.stage.Condemned;
import io.transfuse.stage.DataFiles;
import io.transfuse.stage.StagedFile;
import io.transfuse.stage.StagedTable;
import io.transfuse.transform.Findings;
import io.transfuse.transform.Reshape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Decides which corrected rows can be staged: they go through the transformations of their table like rows of the
 * source, and then must fit to the rows that are staged. Whole families are taken together, so that a child and its
 * parent, or rows that refer to each other, need no order.
 */
final class CorrectedBatch {

    private static final StructType CHOSEN =
            StructType.fromDDL(Reshape.SOURCE + " string, " + Reshape.KEY + " string, _rule string");

    private final Workplace place;
    private final Reading reading;
    private final Plan plan;
    private final List<StagedTable> tables;
    private final Path file;
    private final SparkSession spark;
    private final Map<Id, String> left = new HashMap<>();
    private final Map<String, Reshaped> reshaped = new LinkedHashMap<>();

    CorrectedBatch(Workplace place, Reading reading, Plan plan, List<StagedTable> tables, Path file) {
        this.place = place;
        this.reading = reading;
        this.plan = plan;
        this.tables = tables;
        this.file = file;
        this.spark = Sessions.interpreting(place.spark());
    }

    /** A row as stage and rejects name it. */
    record Id(String source, String key) {}

    /** The rows of one target after their transformation. */
    private record Reshaped(Work work, List<Candidate> candidates, Dataset<Row> rows) {}

    /** Why a row stays refused; empty where it is staged. */
    Optional<String> left(Candidate candidate) {
        return Optional.ofNullable(left.get(id(candidate)));
    }

    private static Id id(Candidate candidate) {
        return new Id(candidate.refused().table(), candidate.refused().key());
    }

    /** The data files of those that can be staged, a table each, in folders of their own. */
    List<StagedTable> judged(List<Candidate> candidates) {
        var seen = new HashSet<Id>();
        for (var candidate : candidates) {
            // Rows that nothing tells apart, as those whose keys are NULL, stay where they are.
            if (!seen.add(id(candidate))) {
                left.put(id(candidate), candidate.refused().rule());
            }
        }
        for (var work : Work.of(plan)) {
            var own = candidates.stream()
                    .filter(c -> c.refused().target().equals(work.target().qualified()))
                    .toList();
            if (!own.isEmpty()) {
                var name = work.target().qualified();
                spark.sparkContext().setJobDescription("corrected rows of " + name);
                reshaped.put(name, reshaped(Careful.of(work), own));
            }
        }
        var fresh = written(0);
        for (var round = 1; condemned(fresh); round++) {
            fresh = written(round);
        }
        spark.sparkContext().setJobDescription(null);
        return fresh;
    }

    private Reshaped reshaped(Work work, List<Candidate> candidates) {
        var raw = work.each(p -> handedOut(p, candidates));
        var folder = place.stage().scratch(Correction.SCRATCH + "/rows-" + reshaped.size());
        reading.reshaped(work).apply(raw).write().mode(SaveMode.Overwrite).parquet(folder);
        var rows = DataFiles.folder(spark, folder);
        var serious = filter(col(Findings.COLUMN), f -> f.getField("action").equalTo(lit("reject")));
        leave(rows.where(col(Reshape.FATE).equalTo(lit(Reshape.REJECTED)))
                .select(
                        col(Reshape.SOURCE),
                        col(Reshape.KEY),
                        element_at(serious, 1).getField("rule").as(Reshape.CONDEMNED)));
        var there = table(work).filter(t -> !t.files().isEmpty()).map(this::read);
        there.flatMap(t -> reading.reshaped(work).taken(staged(rows), t)).ifPresent(this::leave);
        return new Reshaped(work, candidates, rows);
    }

    private static Dataset<Row> staged(Dataset<Row> rows) {
        return rows.where(col(Reshape.FATE).equalTo(lit(Reshape.STAGED)));
    }

    private Optional<StagedTable> table(Work work) {
        return tables.stream()
                .filter(t -> t.target().qualified().equals(work.target().qualified()))
                .findFirst();
    }

    private Dataset<Row> read(StagedTable table) {
        return DataFiles.read(spark, table.files());
    }

    /** Notes rows that stay refused; whether there are any. */
    private boolean leave(Dataset<Row> rows) {
        var found = rows.groupBy(Reshape.SOURCE, Reshape.KEY)
                .agg(min(Reshape.CONDEMNED))
                .collectAsList();
        found.forEach(r -> left.put(new Id(r.getString(0), r.getString(1)), r.getString(2)));
        return !found.isEmpty();
    }

    /** Asks the source what a reader would hand out; a row that would go elsewhere is refused. */
    private Dataset<Row> handedOut(Part part, List<Candidate> candidates) {
        var own = candidates.stream()
                .filter(c -> c.refused().table().equals(part.mapping().label()))
                .toList();
        var handed = reading.source()
                .handedOut(
                        part.mapping(),
                        part.branch(),
                        own.stream().map(c -> c.row(part.mapping().forms())).toList());
        if (handed.rows().size() != own.size()) {
            elsewhere(part, own, handed);
        }
        var rows =
                handed.rows().stream().map(r -> RowFactory.create(r.toArray())).toList();
        return spark.createDataFrame(rows, StructType.fromDDL(handed.schema()));
    }

    private void elsewhere(Part part, List<Candidate> own, HandedOut handed) {
        var there =
                handed.rows().stream().map(r -> HandedOut.position(r.get(0))).toList();
        own.stream().filter(c -> !there.contains(c.refused().position())).forEach(c -> {
            if (c.line() > 0) {
                throw CorrectionLines.wrong(
                        file,
                        c.line(),
                        "has values by which its row does not go to "
                                + part.branch().target().qualified() + ", but must go there; mend it in the source");
            }
            left.put(id(c), c.refused().rule());
        });
    }

    /** The rows that are not left, in the form of the stage. */
    private List<StagedTable> written(int round) {
        var written = new ArrayList<StagedTable>();
        for (var one : reshaped.values()) {
            var chosen = one.candidates().stream()
                    .filter(c -> left(c).isEmpty())
                    .map(c -> RowFactory.create(c.refused().table(), c.refused().key(), c.rule()))
                    .toList();
            var table = table(one.work()).orElseThrow();
            var folder = place.stage().scratch(Correction.SCRATCH + "/" + round + "-" + written.size());
            if (!chosen.isEmpty()) {
                var rows = staged(one.rows())
                        .join(
                                broadcast(spark.createDataFrame(chosen, CHOSEN)),
                                new String[] {Reshape.SOURCE, Reshape.KEY})
                        .withColumn(Findings.COLUMN, Findings.noted(col("_rule")));
                rows.select(columns(table))
                        .coalesce(1)
                        .write()
                        .mode(SaveMode.Overwrite)
                        .parquet(folder);
            }
            written.add(table.with(place.stage().scratched(folder).stream()
                    .map(f -> new StagedFile(f, f.substring(f.lastIndexOf('/') + 1), 0))
                    .toList()));
        }
        return written;
    }

    private static Column[] columns(StagedTable table) {
        var columns = new ArrayList<Column>();
        table.target().columns().forEach(c -> columns.add(col("`" + c.staged().replace("`", "``") + "`")));
        List.of(Reshape.SOURCE, Reshape.KEY, Reshape.CHECKSUM, Findings.COLUMN).forEach(c -> columns.add(col(c)));
        return columns.toArray(Column[]::new);
    }

    /** Leaves the rows that refer to one which is neither staged nor among these; whether there were any. */
    private boolean condemned(List<StagedTable> fresh) {
        var all = new ArrayList<StagedTable>();
        for (var table : tables) {
            var files = new ArrayList<>(table.files());
            fresh.stream().filter(f -> same(f, table)).forEach(f -> files.addAll(f.files()));
            all.add(table.with(files));
        }
        var names = plan.targets().stream().map(t -> t.name()).toList();
        var shared = Kin.shared(Work.of(plan));
        var any = false;
        for (var table : fresh) {
            var work = reshaped.get(table.target().qualified());
            if (work == null || table.files().isEmpty()) {
                continue;
            }
            for (var part : work.work().parts()) {
                var kept = Proof.keptOrphans(part.mapping(), part.branch());
                var found = new Condemned(spark, all, plan.polymorphic(), new Kin(part, shared))
                        .of(
                                table,
                                names,
                                l -> names.contains(l.table()) && !kept.contains(l.name()),
                                Kin.firsts(plan, part));
                any |= found.map(this::leave).orElse(false);
                any |= mistaken(part, work, table, all);
            }
        }
        return any;
    }

    /** Leaves rows that mean a refused one whose key is another row's; whether there were any. */
    private boolean mistaken(Part part, Reshaped work, StagedTable table, List<StagedTable> all) {
        var any = false;
        var lost = new LostKeys(spark, plan, place.rejects(reading.mark().run())).rows(all);
        for (var suspects : new Mistakable(plan, reading.source(), lost, true).of(part)) {
            var own = work.candidates().stream()
                    .filter(c -> left(c).isEmpty()
                            && c.refused().table().equals(part.mapping().label()))
                    .toList();
            var there = reading
                    .source()
                    .handedOut(
                            suspects.part().mapping(),
                            part.branch(),
                            own.stream().map(c -> c.row(part.mapping().forms())).toList())
                    .rows()
                    .stream()
                    .map(r -> HandedOut.position(r.get(0)))
                    .toList();
            var counting =
                    read(table).where(suspects.among()).select(Reshape.SOURCE, Reshape.KEY).collectAsList().stream()
                            .map(r -> new Id(r.getString(0), r.getString(1)))
                            .toList();
            for (var candidate : own) {
                if (there.contains(candidate.refused().position()) && counting.contains(id(candidate))) {
                    left.put(id(candidate), suspects.rule());
                    any = true;
                }
            }
        }
        return any;
    }

    private static boolean same(StagedTable one, StagedTable other) {
        return one.target().qualified().equals(other.target().qualified());
    }
}
