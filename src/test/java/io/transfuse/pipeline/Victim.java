package io.transfuse.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** A process of its own that migrates until a step, says so with a file, and waits for what happens to it. */
final class Victim {
    private Victim() {}

    /** Settings file, step, the file that says that the step is reached, and the one that lets it go on. */
    public static void main(String[] args) throws Exception {
        var settings = new Properties();
        try (var in = Files.newBufferedReader(Path.of(args[0]))) {
            settings.load(in);
        }
        var map = new HashMap<String, String>();
        settings.forEach((key, value) -> map.put((String) key, (String) value));
        var config = Optional.ofNullable(map.remove("config")).map(Path::of);
        var halting = Halting.at(args[1], () -> waiting(Path.of(args[2]), Path.of(args[3])));
        new Migration().run(new Request(config, Map.copyOf(map), true), new Commands.Start(false, false), halting);
        System.exit(0);
    }

    static void waiting(Path reached, Path on) {
        try {
            Files.createFile(reached);
            while (!Files.exists(on)) {
                Thread.sleep(20);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
