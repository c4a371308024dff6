package io.transfuse.embedded;

import io.transfuse.model.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The unpacked programs of a MySQL or MariaDB server.
 *
 * @param product what they are
 * @param home where they lie
 */
record SourceBinaries(SourceProduct product, Path home) {
    private static final Pattern MISSING =
            Pattern.compile("error while loading shared libraries: (?:[^:\\s]*/)?([^:/\\s]+)");
    private static final Map<String, String> DEBIAN = Map.of("libaio.so.1", "libaio1", "libnuma.so.1", "libnuma1");

    String daemon() {
        return home.resolve("bin").resolve(product.daemon()).toString();
    }

    /** Why they cannot run on this machine, in one line. */
    Optional<String> obstacle() {
        return reason().map(r -> product.title() + " did not run: " + r);
    }

    /** Makes a data directory that no server ever ran on, from a copy that is kept for each account. */
    void newData(Path place) throws IOException {
        var kept = Cache.made(home.getFileName() + "-data", this::initialise);
        Files.createDirectories(place.getParent());
        var half = Files.createTempDirectory(place.getParent(), "half-");
        Cache.copy(kept, half);
        Files.move(half, place);
    }

    private void initialise(Path data) throws IOException {
        var command = new ArrayList<>(product.initialising(home, data));
        command.addAll(common());
        var finished = Finished.run(product.daemon(), command);
        if (finished.failed()) {
            throw UserException.unreachable("the embedded " + product.title()
                    + " cannot make its data directory: it says '" + finished.lastWords() + "'");
        }
        // A server makes its own name and its own keys where it finds none.
        Files.deleteIfExists(data.resolve("auto.cnf"));
        try (var keys = Files.newDirectoryStream(data, "*.pem")) {
            for (var key : keys) {
                Files.delete(key);
            }
        }
    }

    /** The options of every call but {@code --no-defaults}, which must stand first. */
    List<String> common() {
        var options = new ArrayList<String>();
        options.add("--basedir=" + home);
        options.add("--character-set-server=utf8mb4");
        options.add("--innodb-buffer-pool-size=64M");
        if (Machine.root()) {
            options.add("--user=root");
        }
        return options;
    }

    /** The dynamic loader knows best what it misses, so it is asked instead of looking for files. */
    private Optional<String> reason() {
        try {
            var finished = Finished.run(product.daemon(), List.of(daemon(), "--no-defaults", "--version"));
            var missing = MISSING.matcher(finished.output());
            if (missing.find()) {
                var name = missing.group(1);
                var hint = Optional.ofNullable(DEBIAN.get(name)).map(p -> " (Debian: apt-get install " + p + ")");
                return Optional.of(name + " is missing" + hint.orElse(""));
            }
            return finished.failed() ? Optional.of("it says '" + finished.lastWords() + "'") : Optional.empty();
        } catch (IOException e) {
            return Optional.of("its programs are not made for this machine");
        }
    }
}
