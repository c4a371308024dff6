package io.transfuse.pipeline;

import io.transfuse.config.Settings;
import io.transfuse.config.Ways;
import io.transfuse.load.Attempts;
import io.transfuse.load.Ledger;
import io.transfuse.load.Target;
import io.transfuse.model.Endpoint;
import io.transfuse.model.Finding.Action;
import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Check;
import io.transfuse.model.Validation.Compared;
import io.transfuse.model.Validation.Fate;
import io.transfuse.model.Validation.Level;
import io.transfuse.model.Validation.Loss;
import io.transfuse.model.Validation.Reject;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.stage.Rejects;
import io.transfuse.stage.Scanned;
import io.transfuse.stage.StagedTable;
import io.transfuse.types.Digest;
import io.transfuse.verify.Compare;
import io.transfuse.verify.Expected;
import io.transfuse.verify.LossLedger;
import io.transfuse.verify.ShownKey;
import io.transfuse.verify.TargetChecks;
import io.transfuse.verify.TargetDigest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** Reaches the verdict from stage, target and what the source said; it needs no source any more. */
final class Judge {

    private static final int REASONS = 4;

    private final Settings settings;
    private final RunMark mark;
    private final Evidence evidence;
    private final List<StagedTable> tables;
    private final Map<String, Scanned> scanned;
    private final List<Rejects.Reject> rejects;
    private final Level level;
    private final Stock stock;

    Judge(Settings settings, RunMark mark, Evidence evidence, Stock stock) {
        this.stock = stock;
        this.settings = settings;
        this.mark = mark;
        this.evidence = evidence;
        this.tables = stock.tables();
        this.scanned = stock.scanned();
        this.rejects = stock.rejects();
        this.level = stock.level();
    }

    /** What the target holds, by table; the rest of a verdict can be prepared beside it. */
    static Map<String, Optional<Digest>> held(Settings settings, Level level, Target target, List<StagedTable> tables) {
        var targets = tables.stream().map(StagedTable::target).toList();
        var connections = settings.engine().loadConnections();
        try {
            return Attempts.of(target, "verify", () -> TargetDigest.of(target::connect, targets, connections, level));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Validation validation(
            SparkSession spark, Endpoint endpoint, Target target, Instant begun, Map<String, Optional<Digest>> held) {
        try {
            return Attempts.of(target, "verify", () -> reached(spark, endpoint, target, begun, held));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Validation reached(
            SparkSession spark, Endpoint endpoint, Target target, Instant begun, Map<String, Optional<Digest>> held)
            throws SQLException, InterruptedException {
        var connections = settings.engine().loadConnections();
        var compared = compared(new Compare(spark, endpoint, target::connect, connections, shown()), held);
        var fates = fates();
        var checks = checks(spark, target, fates);
        var failed = compared.stream().anyMatch(c -> c.verdict() == Verdict.FAIL)
                || checks.stream().anyMatch(c -> c.verdict() == Verdict.FAIL);
        var took = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
        return new Validation(
                mark.run(),
                mark.identity().system(),
                mark.identity().cut(),
                mark.identity().digest(),
                failed ? Verdict.FAIL : Verdict.PASS,
                mark.startedAt(),
                took,
                fates,
                compared,
                losses(),
                rejected(),
                checks,
                level,
                List.of());
    }

    private ShownKey shown() {
        return mark.shown(settings);
    }

    private List<Compared> compared(Compare compare, Map<String, Optional<Digest>> held) throws SQLException {
        var all = new ArrayList<Compared>();
        for (var table : tables) {
            var name = table.target().qualified();
            var actual = held.getOrDefault(name, Optional.empty());
            var expected = scan(name).checksum();
            all.add(
                    switch (level) {
                        case COUNTS -> compare.counts(table, origins(name), expected.rows(), actual);
                        case DIGESTS -> compare.table(table, origins(name), expected, actual);
                        case ROWS -> compare.rows(table, origins(name), expected, actual);
                    });
        }
        return all;
    }

    private List<String> origins(String target) {
        return evidence.origins().getOrDefault(target, List.of());
    }

    private Scanned scan(String target) {
        return Objects.requireNonNull(scanned.get(target), target);
    }

    private List<Fate> fates() {
        return evidence.sources().stream()
                .map(s -> new Fate(
                        s.table(),
                        s.read(),
                        staged(s.table()),
                        refused(s.table()),
                        s.dropped(),
                        derived(s.table()),
                        s.consulted(),
                        stock.corrected(s.table())))
                .toList();
    }

    private long staged(String source) {
        return tables.stream()
                .mapToLong(t -> rows(t.target().qualified(), source))
                .sum();
    }

    /** Further rows that rows of a table gave to other targets. */
    private long derived(String source) {
        return evidence.further().stream()
                .filter(f -> f.table().equals(source))
                .mapToLong(f -> rows(f.target(), f.label()))
                .sum();
    }

    private long rows(String target, String source) {
        return scan(target).share(source).rows();
    }

    private long refused(String source) {
        return rejects.stream().filter(r -> r.table().equals(source)).count();
    }

    private List<Check> checks(SparkSession spark, Target target, List<Fate> fates)
            throws SQLException, InterruptedException {
        var checks = new ArrayList<Check>();
        for (var fate : fates) {
            var gap = fate.read() - fate.staged() - fate.rejected() - fate.dropped();
            checks.add(new Check(
                    "fates:" + fate.table(),
                    fate.closed() ? Verdict.PASS : Verdict.FAIL,
                    Math.abs(gap),
                    fate.closed() ? "every row has one fate" : "read is not staged + rejected + dropped"));
        }
        var conservation = new Conservation(scanned, rejects);
        evidence.further().forEach(f -> checks.add(conservation.further(f)));
        evidence.splits().forEach(s -> checks.add(conservation.split(s)));
        checks.add(LossLedger.closed(scanned.values(), losses()));
        checks.add(limit());
        evidence.checks().forEach(c -> checks.add(accepted(c)));
        checks.addAll(new Foretold(evidence.predictions(), stock.before(), stock.refused()).checks());
        var targets = tables.stream().map(StagedTable::target).toList();
        var expected = Expected.of(scanned, evidence.shared());
        var questions = TargetChecks.of(targets, evidence.polymorphic(), expected, evidence.keptOrphans());
        var kept = !new Ledger(target).crosswalks(mark.run()).isEmpty();
        var asked = kept ? questions.with(targets, evidence.crosswalks(), expected) : questions;
        checks.addAll(asked.ask(target::connect, settings.engine().loadConnections(), shown()));
        if (!kept) {
            checks.addAll(new CrosswalkChecks(spark, tables, evidence.crosswalks()).all());
        }
        return checks;
    }

    /** A source that moved is forgiven where the user says so, but never hidden. */
    private Check accepted(Check check) {
        if (!check.name().equals(Proof.MOMENT) || check.verdict() == Verdict.PASS) {
            return check;
        }
        return settings.engine().oneMoment()
                ? new Check(
                        check.name(),
                        Verdict.FAIL,
                        check.count(),
                        check.detail() + "; or accept it with --set read.one-moment=preferred")
                : new Check(
                        check.name(),
                        Verdict.WARN,
                        check.count(),
                        check.detail() + "; read.one-moment = preferred accepts it");
    }

    private Check limit() {
        var over = rejects.size() > settings.rejectLimit();
        return new Check(
                "limits.rejects",
                over ? Verdict.FAIL : Verdict.PASS,
                rejects.size(),
                over
                        ? "more rows were rejected than limits.rejects = " + settings.rejectLimit() + " allows: "
                                + reasons()
                                + "; mend the rows ('report --rejects --as FILE') or the source, choose another policy, or accept them"
                                + " with --set limits.rejects=" + rejects.size()
                        : "limits.rejects = " + settings.rejectLimit() + " allows that");
    }

    /** The rules that refused most rows, and the settings that decide about them. */
    private String reasons() {
        var most = rejected().stream()
                .sorted(Comparator.comparingLong(Reject::count).reversed())
                .toList();
        var named = most.stream()
                .limit(REASONS)
                .map(r -> r.table() + " " + r.rule() + " " + r.count()
                        + Ways.around(r.rule()).map(w -> " (" + w + ")").orElse(""))
                .collect(Collectors.joining(", "));
        return most.size() > REASONS ? named + " and " + (most.size() - REASONS) + " more" : named;
    }

    private List<Loss> losses() {
        var losses = new ArrayList<Loss>();
        scanned.values()
                .forEach(scan -> scan.shares()
                        .forEach((source, share) -> share.findings().forEach((finding, count) -> {
                            if (finding.action() != Action.REJECT) {
                                losses.add(new Loss(source, finding.column(), finding.rule(), count));
                            }
                        })));
        return merged(losses);
    }

    /** Branches of one source table add up. */
    private static List<Loss> merged(List<Loss> losses) {
        var sums = new HashMap<Loss, Long>();
        losses.forEach(l -> sums.merge(new Loss(l.table(), l.column(), l.rule(), 0), l.count(), Long::sum));
        return sums.entrySet().stream()
                .map(e -> new Loss(
                        e.getKey().table(), e.getKey().column(), e.getKey().rule(), e.getValue()))
                .sorted(Comparator.comparing(Loss::table)
                        .thenComparing(Loss::column)
                        .thenComparing(Loss::rule))
                .toList();
    }

    private List<Reject> rejected() {
        var sums = new HashMap<Reject, Long>();
        rejects.forEach(r -> sums.merge(new Reject(r.table(), r.rule(), 0), 1L, Long::sum));
        return sums.entrySet().stream()
                .map(e -> new Reject(e.getKey().table(), e.getKey().rule(), e.getValue()))
                .sorted(Comparator.comparing(Reject::table).thenComparing(Reject::rule))
                .toList();
    }
}
