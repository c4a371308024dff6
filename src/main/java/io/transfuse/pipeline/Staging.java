package io.transfuse.pipeline;

import static org.apache.spark.sql.functions.min;

import io.transfuse.config.Settings;
import io.transfuse.model.Mapping;
import io.transfuse.model.PgType;
import io.transfuse.model.Plan;
import io.transfuse.model.Progress;
import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.Link;
import io.transfuse.model.UserException;
import io.transfuse.model.Value;
import io.transfuse.pipeline.Work.Part;
import io.transfuse.source.Source;
import io.transfuse.stage.Condemned;
import io.transfuse.stage.Rejects;
import io.transfuse.stage.Stage;
import io.transfuse.stage.StageWriter;
import io.transfuse.stage.StagedTable;
import io.transfuse.transform.Reshape;
import io.transfuse.transform.Transformation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        var rounds = cascade(works);
        progress.end(works.size() + " tables staged" + (rounds > 0 ? ", children of rejected rows followed" : ""));
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
            if (work.large()) {
                synchronized (alone) {
                    stage(work, spark);
                }
            } else {
                stage(work, work.few() ? interpreting : spark);
            }
            progress.advance(work.expected());
            return null;
        };
    }

    private void stage(Work work, SparkSession session) {
        spark.sparkContext().setJobDescription("stage " + work.target().qualified());
        var rows = reading.rows(session, work, settings.engine().partitionRows());
        writer(work).write(session, work.target(), reading.reshaped(work).apply(rows));
    }

    private StageWriter writer(Work work) {
        var sized = writer;
        for (var part : work.parts()) {
            sized = sized.sized(part.mapping().profile());
        }
        return sized;
    }

    /** A child of a rejected row is rejected too, and so are its children, to a fixed point. */
    private int cascade(List<Work> works) {
        int rounds = 0;
        Set<String> changed = rejects.all().stream()
                .map(r -> r.target().substring(r.target().indexOf('.') + 1))
                .collect(Collectors.toCollection(HashSet::new));
        works.forEach(w -> unasked(w).forEach(l -> changed.add(l.table())));
        // Of references of several texts the source may find a row that is spelled otherwise, which PostgreSQL does
        // not.
        plan.targets().stream()
                .flatMap(t -> t.foreignKeys().stream()
                        .filter(l ->
                                l.columns().size() > 1 && l.columns().stream().anyMatch(c -> isText(t, c))))
                .forEach(l -> changed.add(l.table()));
        while (!changed.isEmpty()) {
            var parents = List.copyOf(changed);
            changed.clear();
            var children = Condemned.children(plan.targets(), plan.polymorphic(), parents);
            for (var work : works) {
                if ((children.contains(work.target()) || follows(work, parents)) && condemn(work, parents)) {
                    changed.add(work.target().name());
                    rounds++;
                }
            }
        }
        return rounds;
    }

    /** References that the source's query does not ask: their orphans are found in the stage. */
    private Stream<Link> unasked(Work work) {
        return work.target().foreignKeys().stream()
                .filter(l -> work.parts().stream().anyMatch(p -> unasked(p, l)));
    }

    private boolean unasked(Part part, Link link) {
        return part.mapping().kind() == Mapping.Kind.GIVEN
                || part.branch().columns().stream()
                        .filter(c -> c.target().name().equals(link.columns().get(0)))
                        .map(Mapping.ColumnMapping::value)
                        .anyMatch(v -> v instanceof Value.Expression
                                // The reference is that of another table with rows in the same target.
                                || (part.branch().shared() && v instanceof Value.Carry)
                                || (v instanceof Value.Reference && given(link.table())));
    }

    private boolean given(String target) {
        return plan.mappings().stream()
                .filter(m -> m.kind() == Mapping.Kind.GIVEN)
                .flatMap(m -> m.branches().stream())
                .anyMatch(b -> b.target().name().equals(target));
    }

    private static boolean isText(TargetTable table, String column) {
        return table.column(column)
                .filter(c -> c.type().kind() == PgType.Kind.TEXT)
                .isPresent();
    }

    private boolean follows(Work work, List<String> parents) {
        return work.parts().stream()
                .flatMap(p -> Kin.firsts(plan, p).stream())
                .anyMatch(f -> f.targets().stream().anyMatch(parents::contains));
    }

    private Optional<Dataset<Row>> condemned(Part part, StagedTable child, List<String> parents) {
        var kept = Proof.keptOrphans(part.mapping(), part.branch());
        return new Condemned(spark, staged(), plan.polymorphic(), new Kin(part, Kin.shared(works())))
                .of(child, parents, l -> !kept.contains(l.name()), Kin.firsts(plan, part));
    }

    private boolean condemn(Work work, List<String> parents) {
        var child = stage.table(work.target(), mark.run()).orElseThrow();
        var found = work.parts().stream()
                .flatMap(p -> condemned(p, child, parents).stream())
                .reduce(Dataset::union);
        if (found.isEmpty()) {
            return false;
        }
        var fresh = found.get()
                .groupBy(Reshape.SOURCE, Reshape.KEY)
                .agg(min(Reshape.CONDEMNED).as(Reshape.CONDEMNED))
                .localCheckpoint();
        if (fresh.isEmpty()) {
            return false;
        }
        // The same rows have the same name, so that a round that was cut off is not counted twice.
        var name = "condemned-"
                + fresh.selectExpr("sum(cast(xxhash64(`_source`, `_key`) as decimal(20, 0)))")
                        .first()
                        .get(0);
        var rows = reading.rows(spark, work, settings.engine().partitionRows());
        var all = fresh.unionByName(rejects.condemned(spark, work.target()));
        writer(work).rewrite(spark, work.target(), reading.reshaped(work).without(rows, all), fresh, name);
        return true;
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
