package io.transfuse.pipeline;

import io.delta.kernel.Meta;
import io.transfuse.load.AuditEntry;
import io.transfuse.load.AuditTable;
import io.transfuse.model.Plan.Identity;
import io.transfuse.model.Validation;
import io.transfuse.plan.Identities;
import io.transfuse.repair.Repaired;
import io.transfuse.report.AuditFile;
import io.transfuse.stage.Corrected.Batch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes down who did what, in the target and under {@code --out}, without any value of a row. */
record Audit(Workplace place) {

    /** A run begins or goes on. */
    void began(RunMark mark, String source) {
        write(
                mark.run(),
                facts(
                        "run began",
                        mark.identity(),
                        Map.of("cut", mark.identity().cut(), "source", source)));
    }

    /** What earlier runs made is gone. */
    void fresh(String run) {
        write(run, facts("fresh", Optional.empty(), Map.of()));
    }

    /** A verdict. */
    void judged(String what, Identity identity, Validation validation) {
        var more = new TreeMap<String, Object>();
        more.put("cut", validation.cut());
        more.put("level", validation.level().name());
        more.put("verdict", validation.verdict().name());
        var sources = new TreeMap<String, Object>();
        validation
                .sources()
                .forEach(s -> sources.put(
                        s.table(),
                        Map.of(
                                "read", s.read(),
                                "staged", s.staged(),
                                "rejected", s.rejected(),
                                "dropped", s.dropped())));
        more.put("sources", sources);
        var tables = new TreeMap<String, Object>();
        validation
                .tables()
                .forEach(t -> tables.put(
                        t.table(),
                        Map.of(
                                "staged", t.stagedRows(),
                                "target", t.targetRows(),
                                "missing", t.missing(),
                                "extra", t.extra(),
                                "changed", t.changed(),
                                "stageChecksum", t.stageChecksum(),
                                "targetChecksum", t.targetChecksum())));
        more.put("tables", tables);
        write(validation.run(), facts(what, identity, more));
    }

    /** A repair, in its own transaction; the file follows when that is committed. */
    AuditEntry repaired(Connection connection, RunMark mark, List<Repaired> repaired) throws SQLException {
        var tables = new TreeMap<String, Object>();
        repaired.forEach(r -> tables.put(
                r.table(), Map.of("inserted", r.inserted(), "updated", r.updated(), "deleted", r.deleted())));
        return AuditTable.add(
                connection, mark.run(), last(), facts("repair", mark.identity(), Map.of("tables", tables)));
    }

    /** Refused rows were corrected and staged. */
    void corrected(RunMark mark, Batch batch) {
        var rows = new TreeMap<String, Object>(batch.rows());
        write(mark.run(), facts("corrected", mark.identity(), Map.of("batch", batch.id(), "rows", rows)));
    }

    /** Takes an entry of the target into the file. */
    void follow(AuditEntry entry) {
        new AuditFile(place.out).append(entry.text());
    }

    private void write(String run, Map<String, Object> facts) {
        follow(new AuditTable(place.target().inTheMiddle()).add(run, last(), facts));
    }

    /** The last entry of the file, as far as it can be read. */
    private Optional<AuditEntry> last() {
        return new AuditFile(place.out)
                .lines().stream().flatMap(l -> AuditEntry.of(l).stream()).reduce((one, two) -> two);
    }

    private Map<String, Object> facts(String what, Identity identity, Map<String, ?> more) {
        return facts(what, Optional.of(identity), more);
    }

    private Map<String, Object> facts(String what, Optional<Identity> identity, Map<String, ?> more) {
        var facts = new TreeMap<String, Object>(more);
        facts.put("what", what);
        facts.put("at", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        facts.put("systemUser", System.getProperty("user.name", ""));
        facts.put("target", place.target().name());
        identity.ifPresent(i -> facts.put("plan", i.digest()));
        facts.put("settings", AuditEntry.digest(Identities.relevant(place.settings)));
        facts.put(
                "transfuse",
                Optional.ofNullable(Audit.class.getPackage().getImplementationVersion())
                        .orElse("from source"));
        facts.put("java", System.getProperty("java.version", ""));
        facts.put("spark", org.apache.spark.package$.MODULE$.SPARK_VERSION());
        facts.put("delta", Meta.KERNEL_VERSION);
        return facts;
    }
}
