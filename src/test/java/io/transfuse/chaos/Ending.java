package io.transfuse.chaos;

import java.util.ArrayList;
import java.util.List;

/** Calls the same command until the migration is done, and looks whether nothing is lost and nothing is double. */
final class Ending {
    private static final int STOPPED = 4;
    private static final int CALLS = 6;

    private Ending() {}

    /** Calls until the exit code is 0. */
    static String of(Ground.Trial trial) throws Exception {
        return of(trial, new ArrayList<>());
    }

    /** The same for a migration whose first call is alive. */
    static String of(Ground.Trial trial, Call call) throws Exception {
        return of(trial, new ArrayList<>(List.of(code(call))));
    }

    private static String of(Ground.Trial trial, List<Integer> codes) throws Exception {
        while (!codes.contains(0)) {
            if (codes.size() == CALLS) {
                throw new IllegalStateException("exit codes " + codes + ", never 0");
            }
            try (var call = trial.call()) {
                codes.add(code(call));
            }
        }
        trial.check();
        trial.close();
        return "exit codes " + codes + ", rows and checksums as undisturbed";
    }

    /** A call that must stop, and say so in one line with these words. */
    static String stopped(Ground.Trial trial, String words) throws Exception {
        try (var call = trial.call()) {
            return stopped(call, words);
        }
    }

    /** The same for a call that is alive. */
    static String stopped(Call call, String words) throws Exception {
        var code = code(call);
        if (code != STOPPED || !call.complaints().get(0).contains(words)) {
            throw new IllegalStateException("exit code " + code + " without '" + words + "': " + call.complaints());
        }
        return "exit code 4";
    }

    /** The exit code: done without a word, or stopped with one line that says how to go on. */
    private static int code(Call call) throws Exception {
        var code = call.ended();
        var complaints = call.complaints();
        var told = complaints.size() == 1 && complaints.get(0).endsWith("run the same command again");
        if (code == 0 ? !complaints.isEmpty() : code != STOPPED || !told) {
            throw new IllegalStateException("exit code " + code + " with " + complaints.size() + " lines: "
                    + String.join(" / ", complaints.subList(0, Math.min(8, complaints.size()))));
        }
        return code;
    }
}
