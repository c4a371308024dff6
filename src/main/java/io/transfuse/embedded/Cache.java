package io.transfuse.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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

    /** Whether it is made already. */
    static boolean has(String name) {
        return Files.exists(directory().resolve(name));
    }

    /** What is made once for each account: a directory of this name below the cache. */
    static Path made(String name, Making making) {
        var cache = directory();
        var place = cache.resolve(name);
        try {
            if (Files.notExists(place)) {
                makeOnce(cache, place, making);
            }
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Two processes may come here at once: one makes it, the other waits; half of it is never seen. */
    private static void makeOnce(Path cache, Path place, Making making) throws IOException {
        var lockFile = cache.resolve(place.getFileName().toString().replaceFirst("-.*", "") + ".lock");
        try (var channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (!lock.isValid() || Files.exists(place)) {
                return;
            }
            var half = Files.createTempDirectory(cache, "unpacking-");
            making.fill(half);
            Files.move(half, place);
        }
    }

    /** Copies a directory with the rights of its files; its parent must exist. */
    static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var place = to.resolve(from.relativize(file).toString());
                if (!Files.isDirectory(place)) {
                    Files.copy(file, place, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** Fills a new directory. */
    interface Making {
        void fill(Path directory) throws IOException;
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
