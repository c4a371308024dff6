package io.transfuse.pipeline;

import static org.apache.spark.sql.functions.lit;

import io.transfuse.config.Settings;
import io.transfuse.model.Plan;
import io.transfuse.model.Progress;
import io.transfuse.model.UserException;
import io.transfuse.source.Source;
import io.transfuse.stage.DataFiles;
import io.transfuse.stage.Rejects;
import io.transfuse.stage.Stage;
import io.transfuse.stage.StageWriter;
import io.transfuse.stage.StagedTable;
import io.transfuse.transform.Reshape;
import io.transfuse.transform.Transformation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Read → transform → stage for every table, then rejects the children of rejected parents until none is left. */
final class Staging {

    private final SparkSession spark;
    private final Settings settings;
    private final Plan plan;
    private final RunMark mark;
    private final Stage stage;
    private final Rejects rejects;
    private final SparkSession interpreting;
    private final Reading reading;
    private final StageWriter writer;
    private final Object alone = new Object();

    Staging(SparkSession spark, Settings settings, Plan plan, Source source, Staged staged) {
        this.spark = spark;
        this.settings = settings;
        this.plan = plan;
        this.mark = staged.mark();
        this.stage = staged.stage();
        this.rejects = staged.rejects();
        this.interpreting = Sessions.interpreting(spark);
        this.reading = new Reading(settings, source, mark);
        this.writer = new StageWriter(
                stage,
                rejects,
                new Stage.Origin(
                        mark.run(), plan.identity().cut(), plan.identity().digest()),
                settings.engine().chunkRows(),
                false);
    }

    /** A stage, its rejects and whose they are. */
    record Staged(RunMark mark, Stage stage, Rejects rejects) {}

    /** All tables staged; what is staged already stays as it is. */
    List<StagedTable> stageAll(Progress progress) {
        rejects.table();
        var works = works();
        var open = works.stream()
                .filter(w -> stage.table(w.target(), mark.run()).isEmpty())
                .toList();
        progress.begin("stage", open.stream().mapToLong(Work::expected).sum());
        SideBySide.run(
                settings.engine().connections(),
                open.stream().map(w -> staging(w, progress)).toList());
        var followed = cascade(progress);
        progress.end(works.size() + " tables staged" + (followed ? ", children of rejected rows followed" : ""));
        return staged();
    }

    private List<Work> works() {
        return Work.of(plan);
    }

    private List<StagedTable> staged() {
        return works().stream()
                .flatMap(w -> stage.table(w.target(), mark.run()).stream())
                .toList();
    }

    private Callable<Void> staging(Work work, Progress progress) {
        return () -> {
            var seconds = 0.0;
            if (work.large()) {
                synchronized (alone) {
                    seconds = stage(work, spark);
                }
            } else {
                seconds = stage(work, work.few() ? interpreting : spark);
            }
            progress.took(work.target().qualified(), work.expected(), seconds);
            progress.advance(work.expected());
            return null;
        };
    }

    private double stage(Work work, SparkSession session) {
        var began = System.nanoTime();
        spark.sparkContext().setJobDescription("stage " + work.target().qualified());
        var rows = reading.rows(session, work, settings.engine().partitionRows());
        writer(work).write(session, work.target(), reading.reshaped(work).apply(rows));
        return (System.nanoTime() - began) / 1e9;
    }

    private StageWriter writer(Work work) {
        var sized = writer;
        for (var part : work.parts()) {
            sized = sized.sized(part.mapping().profile());
        }
        return sized;
    }

    private boolean cascade(Progress progress) {
        var all = rejects.all();
        var rejected = all.stream()
                .map(r -> r.target().substring(r.target().indexOf('.') + 1))
                .collect(Collectors.toSet());
        var session = works().stream().allMatch(Work::few) ? interpreting : spark;
        var mistakable = Mistakable.staged(plan, reading.source(), all);
        return new Cascade(session, plan, staged(), again(session, mistakable), progress).followed(rejected);
    }

    private Cascade.Again again(SparkSession session, Mistakable mistakable) {
        return new Cascade.Again() {
            @Override
            public Optional<Dataset<Row>> mistaken(Work.Part part, StagedTable table) {
                return mistakable.of(part).stream()
                        .filter(s -> !table.files().isEmpty())
                        .map(s -> Staging.this.mistaken(session, s, table))
                        .reduce(Dataset::union);
            }

            @Override
            public void without(Work work, Dataset<Row> rows) {
                Staging.this.without(session, work, rows);
            }
        };
    }

    /** Reads such rows once more, to learn what the stage calls them. */
    private Dataset<Row> mistaken(SparkSession session, Mistakable.Suspects suspects, StagedTable table) {
        var only = new Work(List.of(suspects.part()));
        var rows = reading.rows(session, only, settings.engine().partitionRows());
        var staged = DataFiles.read(session, table.files()).where(suspects.among());
        return reading.reshaped(only)
                .apply(rows)
                .select(Reshape.SOURCE, Reshape.KEY)
                .join(staged, new String[] {Reshape.SOURCE, Reshape.KEY}, "left_semi")
                .withColumn(Reshape.CONDEMNED, lit(suspects.rule()));
    }

    private void without(SparkSession session, Work work, Dataset<Row> fresh) {
        // The same rows have the same name, so that a round that was cut off is not counted twice.
        var name = "condemned-"
                + fresh.selectExpr("sum(cast(xxhash64(`_source`, `_key`) as decimal(20, 0)))")
                        .first()
                        .get(0);
        var rows = reading.rows(session, work, settings.engine().partitionRows());
        var all = fresh.unionByName(rejects.condemned(session, work.target()));
        writer(work).rewrite(session, work.target(), reading.reshaped(work).without(rows, all), fresh, name);
    }

    /** Refuses what no row could fit, before anything is read. */
    static void checkTransformations(Plan plan) {
        for (var mapping : plan.mappings()) {
            var columns = new ArrayList<>(
                    mapping.source().columns().stream().map(c -> c.name()).toList());
            for (Transformation transformation : Transformations.of(mapping)) {
                for (var taken : transformation.takes()) {
                    if (!columns.contains(taken)) {
                        throw UserException.usage("tables.%s.transform takes the column %s, but must take columns of %s"
                                .formatted(
                                        mapping.source().name(),
                                        taken,
                                        mapping.source().name()));
                    }
                }
                columns.addAll(transformation.gives());
            }
        }
    }
}
