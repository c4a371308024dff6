package io.transfuse.embedded;

import io.transfuse.model.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server that ends when this process does, however that ends. */
final class SourceProcess {
    private static final int PATIENCE_SECONDS = 60;

    /** A pipe from this process is open as long as it lives; its end is the sign to stop the server. */
    private static final String GUARD = """
            trap '' HUP INT
            scratch=$1
            shift
            exec 3<&0
            "$@" 3<&- </dev/null &
            server=$!
            { cat <&3 >/dev/null; kill "$server"; } 2>/dev/null &
            exec 3<&-
            wait "$server"
            rm -rf -- "$scratch"
            """;

    private final Process guard;

    private SourceProcess(Process guard) {
        this.guard = guard;
    }

    /**
     * Starts a server, which may need a while until it answers; a directory of its own is removed when it has ended.
     */
    static SourceProcess start(List<String> server, Path scratch, Path log) {
        var command = new ArrayList<>(List.of("sh", "-c", GUARD, "sh", scratch.toString()));
        command.addAll(server);
        try {
            return new SourceProcess(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean alive() {
        return guard.isAlive();
    }

    /** The processes that belong to it. */
    List<ProcessHandle> handles() {
        return Stream.concat(Stream.of(guard.toHandle()), guard.descendants()).toList();
    }

    /** Stops the server in order, and by force where it does not come to an end. */
    void stop() {
        var all = handles();
        try {
            guard.getOutputStream().close();
            if (!guard.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            all.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
            throw UserException.stopped("waiting for the end of a server was interrupted");
        }
    }
}
