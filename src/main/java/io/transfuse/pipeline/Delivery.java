package io.transfuse.pipeline;

import io.transfuse.config.Comparison.When;
import io.transfuse.load.Ddl;
import io.transfuse.load.Finisher;
import io.transfuse.load.Ledger;
import io.transfuse.load.Loader;
import io.transfuse.load.Target;
import io.transfuse.model.Validation;
import io.transfuse.stage.Scanned;
import io.transfuse.stage.StagedTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.api.java.JavaSparkContext;

/** From the stage to the verdict: it needs no source, because the stage says what the target must hold. */
record Delivery(Workplace place, Target target, Ledger ledger, RunMark mark, Evidence evidence, Instant begun) {

    /** Loads, makes keys and indexes, compares; files of old and new keys are written while PostgreSQL is busy. */
    Validation delivered(Ddl ddl, List<StagedTable> tables, Map<String, Scanned> scanned) {
        var made = load(ddl, tables, scanned);
        var files = new Begun<>(() -> crosswalks(tables));
        try {
            finish(made);
            new Printed(place.notes(), target, tables).noted();
            var validation = verified(tables, scanned);
            files.get();
            return validation;
        } finally {
            files.end(done -> {});
        }
    }

    private Validation verified(List<StagedTable> tables, Map<String, Scanned> scanned) {
        place.progress.begin("verify", 0);
        var level = place.settings.level();
        var stock = Stock.of(place, mark, tables, scanned, level);
        var compared = new Judge(place.settings, mark, evidence, stock)
                .validation(
                        place.spark(),
                        place.endpoint(),
                        target,
                        begun,
                        Judge.held(place.settings, level, target, tables));
        var validation = new ApplicationQueries(place, mark, evidence).asked(compared, tables, When.ALWAYS);
        place.progress.advance(Outcomes.compared(validation));
        place.progress.end(Outcomes.equal(validation));
        return validation;
    }

    private boolean crosswalks(List<StagedTable> tables) {
        new Crosswalks(place, mark.run(), evidence.crosswalks()).write(tables);
        return true;
    }

    /** The files come first: once the target knows the verdict, the next run does nothing but read them. */
    Outcome finished(Validation validation) {
        var outcome = new Outcomes(place).judged(validation);
        new Audit(place).judged("run ended", mark.identity(), validation);
        ledger.finish(validation.run(), validation.verdict());
        place.log.append(
                "verdict",
                Map.of("run", validation.run(), "verdict", validation.verdict().name()));
        return outcome;
    }

    /** All tables that it has filled, with what follows their rows. */
    private List<Ddl> load(Ddl ddl, List<StagedTable> tables, Map<String, Scanned> scanned) {
        var keys = CrosswalkTables.of(evidence, place.settings.engine().crosswalkTables());
        var keysDdl = keys.ddl(tables.stream().map(StagedTable::target).toList());
        ledger.create(mark.run(), keysDdl);
        if (place.settings.existing()) {
            ledger.adopt(mark.run(), tables.stream().map(StagedTable::target).toList());
        } else {
            ledger.create(mark.run(), ddl);
        }
        var spark = JavaSparkContext.fromSparkContext(place.spark().sparkContext());
        var engine = place.settings.engine();
        var loader = new Loader(spark, target, engine.loadConnections(), place.settings.existing());
        var crossed = keys.crossed(tables);
        var expected = rows(scanned)
                + crossed.stream().mapToLong(c -> rows(scanned, c.staged())).sum();
        var rows = loader.load(tables, crossed, expected, place.progress);
        place.log.append("load", Map.of("run", mark.run(), "rows", rows));
        return List.of(ddl, keysDdl);
    }

    private void finish(List<Ddl> made) {
        var engine = place.settings.engine();
        new Finisher(target, engine.loadConnections(), engine.memory()).finish(made, place.progress);
        place.log.append("finish", Map.of("run", mark.run()));
    }

    private static long rows(Map<String, Scanned> scanned, StagedTable table) {
        return Objects.requireNonNull(scanned.get(table.target().qualified())).rows();
    }

    private static long rows(Map<String, Scanned> scanned) {
        return scanned.values().stream().mapToLong(Scanned::rows).sum();
    }
}
