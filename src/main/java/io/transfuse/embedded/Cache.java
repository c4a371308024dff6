package io.transfuse.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The directory of this account where things are kept that can be made again. */
final class Cache {

    private Cache() {}

    /** The launcher's choice, else the usual place below the home directory, else one below the temporary directory. */
    static Path directory() {
        var usual = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".cache"));
        var last = Path.of(System.getProperty("java.io.tmpdir"), "transfuse-" + System.getProperty("user.name"));
        var chosen = Stream.of(System.getProperty("transfuse.cache", ""))
                .filter(c -> !c.isEmpty())
                .map(Path::of);
        return Stream.concat(chosen, List.of(usual.resolve("transfuse"), last).stream())
                .filter(Cache::usable)
                .findFirst()
                .orElseThrow(
                        () -> new UncheckedIOException(new IOException("no directory can be written for a cache")));
    }

    /** Programs are started from here, so it must belong to this account. */
    private static boolean usable(Path directory) {
        try {
            Files.createDirectories(directory);
            var probe = Files.createTempFile(directory, "probe", "");
            var ours = Files.getOwner(probe).equals(Files.getOwner(directory));
            Files.delete(probe);
            return ours;
        } catch (IOException e) {
            return false;
        }
    }
}
