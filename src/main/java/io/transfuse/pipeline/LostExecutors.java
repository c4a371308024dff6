package io.transfuse.pipeline;

import io.transfuse.model.UserException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells a job that ended because the cluster lost a part of itself, which the same command mends, from all others. */
final class LostExecutors {

    /** Spark has no types for these failures: what happened stands in the text alone. */
    private static final Pattern SIGNS = Pattern.compile("ExecutorLostFailure|FetchFailed|MetadataFetchFailed"
            + "|Checkpoint block \\S+ not found|CHECKPOINT_RDD_BLOCK_ID_NOT_FOUND|Master removed our application"
            + "|All masters are unresponsive|because SparkContext was shut ?down|stopped SparkContext"
            + "|Could not find CoarseGrainedScheduler");

    private LostExecutors() {}

    /** The line for the user, or the failure as it is. */
    static RuntimeException told(RuntimeException failure) {
        if (causes(failure).anyMatch(UserException.class::isInstance)
                || causes(failure).noneMatch(LostExecutors::lost)) {
            return failure;
        }
        var stopped = UserException.stopped("Spark lost an executor, or its master, and with it the work of a job");
        stopped.addSuppressed(failure);
        return stopped;
    }

    private static boolean lost(Throwable failure) {
        return Optional.ofNullable(failure.getMessage())
                .filter(m -> SIGNS.matcher(m).find())
                .isPresent();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, t -> t != null, Throwable::getCause);
    }
}
