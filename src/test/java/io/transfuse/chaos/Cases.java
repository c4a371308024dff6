package io.transfuse.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** The ways in which a migration is disturbed; after each the same command is called until it is done. */
final class Cases {
    private static final int INTERRUPTED = 130;
    /** The bit of SIGINT, the second signal. */
    private static final long INTERRUPT = 1 << 1;

    private static final int CLUSTER_MINUTES = 10;

    private final Ground ground;
    private final boolean full;
    private final Random random;

    private Cases(Ground ground, boolean full, long seed) {
        this.ground = ground;
        this.full = full;
        this.random = new Random(seed);
    }

    /** A case, whether it belongs to this size of matrix, and what it does; it returns what happened. */
    record Case(String name, boolean usual, Happening run) {}

    /** What happens; it throws where the migration did not survive it. */
    interface Happening {
        String happen() throws Exception;
    }

    static List<Case> of(Ground ground, boolean full, long seed) {
        var cases = new Cases(ground, full, seed);
        var target = new TargetCases(ground, full);
        var source = new SourceCases(ground);
        var server = ground.server.isPresent();
        return List.of(
                new Case("driver-killed", true, cases::driverKilled),
                new Case("signals", true, cases::signals),
                new Case("sessions-ended", true, target::sessionsEnded),
                new Case("target-stopped", true, target::stopped),
                new Case("target-gone", full && !server, target::gone),
                new Case("target-disk-full", full && !server, target::diskFull),
                new Case("stage-disk-full", true, cases::stageDiskFull),
                new Case("source-killed", server, source::killed),
                new Case("source-sessions", server, source::sessionsKilled),
                new Case("source-gone", server, source::gone),
                new Case("executor-killed", full && !server, cases::executorKilled));
    }

    /** kill -9 at random moments; a migration that is done makes room for a new one. */
    private String driverKilled() throws Exception {
        var told = new ArrayList<String>();
        var trial = ground.trial();
        for (var kills = 0; kills < (full ? 10 : 2); ) {
            var moment = (long) (random.nextDouble() * ground.calm().toMillis());
            try (var call = trial.call()) {
                if (call.until(() -> call.spent().toMillis() >= moment)) {
                    told.add(call.step() + " after " + moment + " ms");
                    call.kill();
                    kills++;
                } else {
                    trial.check();
                    trial = ground.trial();
                }
            }
        }
        return "killed at " + String.join(", ", told) + "; " + Ending.of(trial);
    }

    /** Ctrl-C and SIGTERM. */
    private String signals() throws Exception {
        var told = new ArrayList<String>();
        var trial = ground.trial();
        var ignoring = ignoringInterrupts();
        if (ignoring) {
            told.add("INT left out, because it is switched off here");
        }
        for (var signal : ignoring ? List.of("TERM") : List.of("INT", "TERM")) {
            try (var call = trial.call()) {
                call.until(() -> call.at(signal.equals("INT") ? "stage" : "load"));
                told.add(signal + " " + call.step());
                call.signal(signal);
                var code = call.ended();
                if (code != INTERRUPTED || call.complaints().size() != 1) {
                    throw new IllegalStateException(signal + " gave exit code " + code + ": " + call.complaints());
                }
            }
        }
        return String.join(", ", told) + ", each exit code 130; " + Ending.of(trial);
    }

    /**
     * Whether whoever started us has switched Ctrl-C off, as a shell does for what it runs in the background: the
     * commands that we start inherit that.
     */
    private static boolean ignoringInterrupts() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(l -> l.startsWith("SigIgn:"))
                .map(l -> Long.parseUnsignedLong(l.substring("SigIgn:".length()).strip(), 16))
                .anyMatch(ignored -> (ignored & INTERRUPT) != 0);
    }

    /** The files of a migration on a disk that is too small, which then grows. */
    private String stageDiskFull() throws Exception {
        if (!SmallDisk.possible()) {
            return "left out: only root may mount a disk";
        }
        try (var disk = new SmallDisk(ground.folder("small"), ground.outBytes() * 7 / 10)) {
            var trial = ground.trial(disk.path().resolve("out"), "");
            var told = Ending.stopped(trial, "disk of " + disk.path());
            disk.grow();
            return told + "; space freed; " + Ending.of(trial);
        }
    }

    /** An executor of a cluster, killed by the script that starts one. */
    private String executorKilled() throws Exception {
        var script = Path.of("scripts/cluster-demo");
        if (Files.notExists(script)) {
            return "left out: there is no scripts/cluster-demo";
        }
        for (var step : List.of("stage", "load", "verify")) {
            var said =
                    Files.createTempFile(ground.folder("cluster"), step, ".txt").toFile();
            var process = new ProcessBuilder(script.toString(), "--kill", step)
                    .redirectErrorStream(true)
                    .redirectOutput(said)
                    .start();
            if (!process.waitFor(CLUSTER_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroy();
                throw new IllegalStateException(
                        "scripts/cluster-demo --kill " + step + " went wrong: " + Files.readString(said.toPath()));
            }
        }
        return "killed during stage, load, verify by scripts/cluster-demo, each time went on";
    }
}
