package io.transfuse.chaos;

import java.io.IOException;
import java.nio.file.Path;

/** A disk in memory that is too small at first. */
final class SmallDisk implements AutoCloseable {
    private final Path path;

    SmallDisk(Path path, long bytes) throws IOException {
        this.path = path;
        execute("mount", "-t", "tmpfs", "-o", "size=" + bytes, "transfuse-chaos", path.toString());
    }

    /** Whether this account may mount one. */
    static boolean possible() {
        return System.getProperty("user.name").equals("root");
    }

    Path path() {
        return path;
    }

    /** Gives it space enough. */
    void grow() throws IOException {
        execute("mount", "-o", "remount,size=1g", path.toString());
    }

    private static void execute(String... command) throws IOException {
        var code =
                new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue();
        if (code != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + code);
        }
    }

    @Override
    public void close() throws IOException {
        execute("umount", "--lazy", path.toString());
    }
}
