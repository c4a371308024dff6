package io.transfuse.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What can happen to the target while rows are on their way. */
final class TargetCases {
    private static final int LOADS = 5;
    private static final long SHORT_MILLIS = 2_000;
    private static final String OURS =
            "pg_stat_activity WHERE datname = current_database() AND application_name = 'transfuse'";

    private static final String AT_WORK = """
            SELECT DISTINCT CASE
                WHEN query LIKE 'COPY %' THEN 'COPY'
                WHEN query LIKE '%PRIMARY KEY%' THEN 'primary key'
                WHEN query LIKE 'CREATE%INDEX%' THEN 'index'
                WHEN query LIKE '%VALIDATE CONSTRAINT%' THEN 'validation'
                WHEN query LIKE 'ANALYZE%' THEN 'ANALYZE'
                WHEN query LIKE '%OFFSET 0%' THEN 'verify'
                ELSE '' END
            FROM \
            """ + OURS + " AND state = 'active' AND query NOT LIKE '%transfuse.%'";

    private final Ground ground;
    private final boolean full;

    TargetCases(Ground ground, boolean full) {
        this.ground = ground;
        this.full = full;
    }

    /** All sessions ended five times during the load, and once at each other kind of work that is seen. */
    String sessionsEnded() throws Exception {
        var hits = new LinkedHashMap<String, Integer>();
        var trial = ground.trial();
        try (var call = trial.call()) {
            call.until(() -> {
                strike(trial, call.at("load"), hits);
                return false;
            });
            if (hits.getOrDefault("COPY", 0) < LOADS) {
                throw new IllegalStateException("the load was over after " + hits + " hits");
            }
            return "ended during " + told(hits) + "; " + Ending.of(trial, call);
        }
    }

    private static String told(Map<String, Integer> hits) {
        return hits.entrySet().stream()
                .map(h -> h.getKey() + (h.getValue() > 1 ? " (" + h.getValue() + " times)" : ""))
                .collect(Collectors.joining(", "));
    }

    private static void strike(Ground.Trial trial, boolean loading, Map<String, Integer> hits) {
        for (var seen : trial.ask(AT_WORK)) {
            // What is made before there are rows is made to see whether it can be.
            var what = loading || seen.isEmpty() ? seen : "the trial of the tables";
            if (!what.isEmpty() && hits.getOrDefault(what, 0) < (what.equals("COPY") ? LOADS : 1)) {
                trial.ask("SELECT pg_terminate_backend(pid) FROM " + OURS);
                hits.merge(what, 1, Integer::sum);
                return;
            }
        }
    }

    /** Stopped in order and crashed, and started again at once, at each step. */
    String stopped() throws Exception {
        var told = new ArrayList<String>();
        for (var mode : full ? List.of("fast", "immediate") : List.of("immediate")) {
            for (var step : full ? List.of("load", "keys and indexes", "verify") : List.of("load")) {
                var trial = ground.trial();
                try (var call = trial.call()) {
                    call.until(() -> call.at(step) && trial.chunks() > 0);
                    var at = call.step();
                    restart(mode, SHORT_MILLIS);
                    told.add(mode + " " + at + ", " + Ending.of(trial, call));
                }
            }
        }
        return "stopped " + String.join("; ", told);
    }

    private void restart(String mode, long millis) throws InterruptedException {
        ground.postgres.stop(mode);
        try {
            Thread.sleep(millis);
        } finally {
            ground.postgres.start();
        }
    }

    /** Stopped for longer than anybody waits. */
    String gone() throws Exception {
        var trial = ground.trial();
        try (var call = trial.call()) {
            call.until(() -> call.at("load") && trial.chunks() > 0);
            ground.postgres.stop("fast");
            try {
                return "away during the load, " + Ending.stopped(call, "connection was lost") + "; back; "
                        + back(trial);
            } finally {
                if (trial.ask("SELECT 1").isEmpty()) {
                    ground.postgres.start();
                }
            }
        }
    }

    private String back(Ground.Trial trial) throws Exception {
        ground.postgres.start();
        return Ending.of(trial);
    }

    /** The disk of the database, which then grows. */
    String diskFull() throws Exception {
        if (!SmallDisk.possible()) {
            return "left out: only root may mount a disk";
        }
        try (var disk = new SmallDisk(ground.folder("tablespace"), ground.targetBytes() * 8 / 10)) {
            Ground.run(ground.postgres.database("postgres"), "CREATE TABLESPACE small LOCATION '" + disk.path() + "'");
            try (var trial = ground.trial(ground.folder("disk").resolve("out"), "TABLESPACE small")) {
                var told = Ending.stopped(trial, "53100");
                disk.grow();
                var end = Ending.of(trial);
                Ground.run(
                        ground.postgres.database("postgres"),
                        "DROP DATABASE " + trial.target.name().replaceFirst(".*/", ""),
                        "DROP TABLESPACE small");
                return told + "; space freed; " + end;
            }
        }
    }
}
