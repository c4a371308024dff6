package io.transfuse.chaos;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.io.FileUtils;

/** Disturbs migrations in every way that is known, for {@code scripts/chaos}, and tells a line for each. */
final class Chaos {
    private static final List<String> SOURCES = List.of("sqlite", "mariadb", "mysql");

    private Chaos() {}

    public static void main(String[] arguments) throws Exception {
        var given = new ArrayList<>(List.of(arguments));
        var full = given.remove("--full");
        given.remove("--short");
        var seed = Long.parseLong(option(given, "--seed").orElse("1"));
        var only = option(given, "--case");
        var source = option(given, "--source");
        if (!given.isEmpty() || !SOURCES.containsAll(source.stream().toList())) {
            System.err.println("'" + String.join(" ", given) + source.orElse("") + "' is not understood; see --help");
            System.exit(2);
        }
        var sources = source.map(List::of).orElse(full ? SOURCES : List.of("sqlite"));
        var failures = 0;
        for (var kind : sources) {
            failures += disturbed(kind, full, seed, only);
        }
        System.out.println(failures == 0 ? "all went on" : failures + " did not go on");
        System.exit(failures == 0 ? 0 : 1);
    }

    private static Optional<String> option(List<String> arguments, String name) {
        var place = arguments.indexOf(name);
        if (place < 0 || place + 1 >= arguments.size()) {
            return Optional.empty();
        }
        arguments.remove(place);
        return Optional.of(arguments.remove(place));
    }

    private static int disturbed(String kind, boolean full, long seed, Optional<String> only) throws Exception {
        var folder = Files.createTempDirectory("transfuse-chaos");
        var size = full ? new Ground.Size(20_000, 10_000) : new Ground.Size(4_000, 2_000);
        try (var ground = new Ground(folder, kind, size)) {
            System.out.printf(
                    "%s, %s, seed %d: undisturbed %d s%n",
                    kind, ground.rows(), seed, ground.calm().toSeconds());
            var failures = 0;
            for (var one : Cases.of(ground, full, seed)) {
                if (only.isEmpty() ? one.usual() : only.get().equals(one.name())) {
                    failures += told(kind, one) ? 0 : 1;
                }
            }
            return failures;
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
    }

    private static boolean told(String kind, Cases.Case one) {
        try {
            System.out.printf(
                    "ok    %-8s %-16s %s%n", kind, one.name(), one.run().happen());
            return true;
        } catch (Exception e) {
            System.out.printf("FAIL  %-8s %-16s %s%n", kind, one.name(), e.getMessage());
            return false;
        }
    }
}
