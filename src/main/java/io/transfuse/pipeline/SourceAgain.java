package io.transfuse.pipeline;

import io.transfuse.model.Mapping;
import io.transfuse.model.Plan;
import io.transfuse.model.UserException;
import io.transfuse.model.Validation.Check;
import io.transfuse.source.MeasuredSum;
import io.transfuse.source.Source;
import io.transfuse.source.Source.Measured;
import io.transfuse.stage.Corrected;
import io.transfuse.stage.Rejects;
import io.transfuse.stage.Scanned;
import io.transfuse.stage.StageScan;
import io.transfuse.stage.StagedTable;
import io.transfuse.transform.Reshape;
import io.transfuse.verify.ColumnAggregates;
import io.transfuse.verify.SourceDifferences;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Reads the source once more and compares it with the stage, while it still stands where the run read it: by the same
 * plan and transformations, but in other parts.
 */
record SourceAgain(Workplace place, RunMark mark, List<StagedTable> tables) {

    List<Check> checks() {
        place.progress.begin("source", 0);
        try (var source = place.source()) {
            refuseAnother(source);
            var plan = new PlanCommand(place).plan(source);
            var checks = new ArrayList<>(compared(plan, source));
            var read = checks.size();
            checks.addAll(aggregates(plan, source));
            source.moved().ifPresent(why -> {
                throw UserException.usage(why + "; its rows cannot be compared with the stage");
            });
            place.log.append("source", Map.of("run", mark.run(), "tables", read));
            place.progress.end(read + " tables read from the source once more");
            return checks;
        }
    }

    /** Rows of another moment would be called wrong where they are only new. */
    private void refuseAnother(Source source) {
        Resume.atTheCut(
                place,
                mark,
                source,
                "to be compared with the stage; 'verify' without --source compares stage and target, 'run --fresh' migrates"
                        + " it again");
    }

    private List<Check> compared(Plan plan, Source source) {
        var again = new Again(new Reading(place.settings, source, mark), place.rejects(mark.run()));
        var checks = Collections.synchronizedList(new ArrayList<Check>());
        var order = plan.targets().stream().map(t -> "source:" + t.name()).toList();
        SideBySide.run(
                place.settings.engine().connections(),
                Work.of(plan).stream()
                        .<Callable<Void>>map(work -> () -> {
                            checks.add(again.of(work));
                            return null;
                        })
                        .toList());
        return checks.stream()
                .sorted((a, b) -> Integer.compare(order.indexOf(a.name()), order.indexOf(b.name())))
                .toList();
    }

    /** Source and target, each by its own SQL. */
    private List<Check> aggregates(Plan plan, Source source) {
        var rejects = place.rejects(mark.run()).all();
        var corrected = added(place.notes().corrected().alone(tables));
        var scanned = added(tables);
        var answers = SourceAnswers.of(plan, place.settings, source, rejects);
        var proof = new Proof(plan, place.settings, answers, scanned, Map.of());
        var target = place.target();
        var aggregates = new ColumnAggregates(target::open);
        var checks = new ArrayList<Check>();
        for (var work : Work.of(plan)) {
            var name = work.target().qualified();
            var scan = scanned.get(name);
            if (work.parts().get(0).mapping().kind() == Mapping.Kind.GIVEN || scan == null) {
                continue;
            }
            var refused = rejects.stream().filter(r -> r.target().equals(name)).count();
            try {
                checks.addAll(aggregates.checks(
                        work.target(),
                        work.each(p -> source.count(p.mapping(), p.branch())).stream()
                                        .mapToLong(Long::longValue)
                                        .sum()
                                - refused
                                + (corrected.containsKey(name)
                                        ? Objects.requireNonNull(corrected.get(name))
                                                .rows()
                                        : 0),
                        with(work, sums(work, source, rejects, answers), corrected.get(name)),
                        corrected.containsKey(name) ? Map.of() : distinct(work, source, rejects),
                        proof.changed(work, scan)));
            } catch (SQLException e) {
                throw target.failed("adding up " + name, e);
            }
        }
        return checks;
    }

    /** What the run adds up, and references beside it. */
    private static Map<String, Measured> sums(
            Work work, Source source, List<Rejects.Reject> rejects, SourceAnswers answers) {
        var sums = new HashMap<>(answers.sums().getOrDefault(work.target().qualified(), Map.of()));
        if (work.parts().size() == 1) {
            work.each(p -> source.measures(
                            m -> m.references(p.mapping(), p.branch(), SourceAnswers.positions(p, rejects))))
                    .forEach(sums::putAll);
        }
        return sums;
    }

    /** Numbers of different values of several tables say nothing of all of them together. */
    private static Map<String, Long> distinct(Work work, Source source, List<Rejects.Reject> rejects) {
        return work.parts().size() == 1
                ? work.each(p -> source.measures(
                                m -> m.distinct(p.mapping(), p.branch(), SourceAnswers.positions(p, rejects))))
                        .get(0)
                : Map.of();
    }

    private Map<String, Scanned> added(List<StagedTable> some) {
        return StageScan.of(JavaSparkContext.fromSparkContext(place.spark().sparkContext()), some);
    }

    /** The source's sums with those of rows that it does not hold as they were corrected. */
    private static Map<String, Measured> with(Work work, Map<String, Measured> sums, @Nullable Scanned corrected) {
        return corrected == null
                ? sums
                : new MeasuredSum(work.parts().get(0).branch()).with(sums, corrected.measured());
    }

    /** What one target's rows are when they are read once more. */
    private final class Again {
        private final Reading reading;
        private final Rejects rejects;
        private final Set<String> followed;
        private final SparkSession interpreting = Sessions.interpreting(place.spark());

        Again(Reading reading, Rejects rejects) {
            this.reading = reading;
            this.rejects = rejects;
            this.followed = rejects.all().stream()
                    .filter(r -> r.rule().startsWith(Reshape.PARENT))
                    .map(Rejects.Reject::target)
                    .collect(Collectors.toSet());
        }

        Check of(Work work) {
            var target = work.target();
            var spark = session(work);
            var staged = tables.stream()
                    .filter(t -> t.target().qualified().equals(target.qualified()))
                    .findFirst()
                    .orElseThrow();
            var corrected = place.notes().corrected();
            var before = staged.with(f -> !corrected.holds(target.qualified(), f));
            var check = new SourceDifferences(
                            spark, before, rows(work), rejects.keys(spark, target), mark.shown(place.settings))
                    .check();
            return aside(check, before.files().size() == staged.files().size() ? 0 : scan(staged, corrected));
        }

        /** The source holds them as they were. */
        private static Check aside(Check check, long corrected) {
            return corrected == 0
                    ? check
                    : new Check(
                            check.name(),
                            check.verdict(),
                            check.count(),
                            check.detail() + "; " + corrected + " corrected rows are left aside",
                            check.examples());
        }

        private long scan(StagedTable staged, Corrected corrected) {
            return Objects.requireNonNull(added(corrected.alone(List.of(staged)))
                            .get(staged.target().qualified()))
                    .rows();
        }

        private SparkSession session(Work work) {
            return work.few() ? interpreting : place.spark();
        }

        /** Rows that were refused because of others are known by the rejects. */
        private Dataset<Row> rows(Work work) {
            var spark = session(work);
            var rows = reading.rows(spark, work, otherParts(work));
            return followed.contains(work.target().qualified())
                    ? reading.reshaped(work).without(rows, rejects.condemned(spark, work.target()))
                    : reading.reshaped(work).apply(rows);
        }

        /** One part more than the run had, so that no bound between two parts is the same. */
        private long otherParts(Work work) {
            var rows = work.each(p -> p.mapping().profile().rows()).stream()
                    .mapToLong(Long::longValue)
                    .max()
                    .orElse(0);
            var parts = divided(rows, reading.settings().engine().partitionRows());
            return Math.max(1, divided(rows, Math.max(1, parts) + 1));
        }

        private static long divided(long rows, long by) {
            // Rounded up; a part may have as many rows as there are numbers.
            return rows / by + (rows % by == 0 ? 0 : 1);
        }
    }
}
