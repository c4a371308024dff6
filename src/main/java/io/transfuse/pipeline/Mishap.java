package io.transfuse.pipeline;

import io.transfuse.model.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FSError;

/**
 * What goes wrong around a run and is nobody's bug: a full disk, an executor that is gone. It ends with exit code 4.
 */
final class Mishap {
    private static final List<String> FULL =
            List.of("no space left on device", "disk quota exceeded", "database or disk is full", "file too large");
    private static final List<String> GONE = List.of(
            "executorlostfailure",
            "lost executor",
            "executor heartbeat timed out",
            "worker lost",
            "fetchfailed",
            "all masters are unresponsive",
            "master removed our application",
            "checkpoint block",
            "checkpoint_rdd_block_id_not_found",
            "stopped sparkcontext",
            "could not find coarsegrainedscheduler",
            "sparkcontext was shut down",
            "sparkcontext was shutdown");

    private Mishap() {}

    /** The outcome of a command; a mishap is one line for the user. */
    static Outcome told(Workplace place, Supplier<Outcome> command) {
        try {
            return command.get();
        } catch (RuntimeException e) {
            throw line(e, place.out.root()).map(l -> stopped(l, e)).orElse(e);
        } catch (FSError e) {
            // Hadoop's local files tell of every failure to write as an Error.
            throw line(e, place.out.root()).map(l -> stopped(l, e)).orElseThrow(() -> e);
        }
    }

    private static RuntimeException stopped(String line, Throwable cause) {
        var stopped = UserException.stopped(line);
        stopped.initCause(cause);
        return stopped;
    }

    /** The line for a failure, by what any of its causes says; empty where a user is told already or it is a bug. */
    static Optional<String> line(Throwable failure, Path out) {
        var chain = Stream.<Throwable>iterate(failure, t -> t != null, Throwable::getCause)
                .toList();
        if (chain.stream().anyMatch(UserException.class::isInstance)) {
            return Optional.empty();
        }
        if (says(chain, FULL)) {
            return Optional.of("writing stopped: the disk of " + fullest(out) + " is full; free space there");
        }
        return says(chain, GONE)
                ? Optional.of("the step stopped: Spark lost an executor or its master; see Spark's own log")
                : Optional.empty();
    }

    private static boolean says(List<Throwable> chain, List<String> words) {
        return chain.stream()
                .map(t -> String.valueOf(t.getMessage()).toLowerCase(Locale.ROOT))
                .anyMatch(message -> words.stream().anyMatch(message::contains));
    }

    /** Spark keeps what it sorts in another place than the stage; the one with the least space is meant. */
    private static Path fullest(Path out) {
        return Stream.of(out, Path.of(System.getProperty("java.io.tmpdir")))
                .min(Comparator.comparingLong(Mishap::space))
                .orElse(out);
    }

    private static long space(Path path) {
        try {
            return Files.getFileStore(path).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
