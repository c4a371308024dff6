package io.transfuse.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The ways in which a migration is disturbed; after each the same command is called until it is done. */
final class Cases {
    private static final int CALLS = 8;
    private static final List<Integer> STOPPED = List.of(3, 4);

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
        return List.of(new Case("driver-killed", true, cases::driverKilled));
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
        return "killed at " + String.join(", ", told) + "; " + finished(trial);
    }

    /** Calls until the migration is done; what stops it must be told in one line. */
    private static String finished(Ground.Trial trial) throws Exception {
        var codes = new ArrayList<Integer>();
        do {
            try (var call = trial.call()) {
                codes.add(call.ended());
                refuseUnlessTold(codes.get(codes.size() - 1), call.complaints());
            }
        } while (codes.get(codes.size() - 1) != 0 && codes.size() < CALLS);
        if (codes.get(codes.size() - 1) != 0) {
            throw new IllegalStateException("exit codes " + codes + ", never 0");
        }
        trial.check();
        return "exit codes of the calls after it " + codes + ", rows and checksums as undisturbed";
    }

    private static void refuseUnlessTold(int code, List<String> complaints) {
        if (code != 0 && (!STOPPED.contains(code) || complaints.size() != 1)) {
            throw new IllegalStateException("exit code " + code + " with " + complaints.size() + " lines: "
                    + String.join(" / ", complaints.subList(0, Math.min(8, complaints.size()))));
        }
    }
}
