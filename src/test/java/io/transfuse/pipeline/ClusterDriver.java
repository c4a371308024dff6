package io.transfuse.pipeline;

import io.transfuse.model.Progress;
import io.transfuse.model.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** The driver of a migration on a cluster: a process of its own that waits at some steps until it is let go on. */
final class ClusterDriver {
    private ClusterDriver() {}

    /**
     * Settings file, the folder for {@code <step>.reached} and {@code <step>.on}, the steps; the command's exit code.
     */
    public static void main(String[] args) throws Exception {
        var settings = new Properties();
        try (var in = Files.newBufferedReader(Path.of(args[0]))) {
            settings.load(in);
        }
        var map = new HashMap<String, String>();
        settings.forEach((key, value) -> map.put((String) key, (String) value));
        var config = Optional.ofNullable(map.remove("config")).map(Path::of);
        var marks = Path.of(args[1]);
        var steps = Arrays.stream(args).skip(2).map(s -> halting(s, marks)).toList();
        var code = 70;
        try {
            code = new Migration()
                    .run(new Request(config, map, true), new Commands.Start(false, false), all(steps))
                    .exitCode();
        } catch (UserException e) {
            System.out.println(e.getMessage());
            code = e.exitCode();
        } catch (RuntimeException e) {
            e.printStackTrace(System.out);
        }
        Runtime.getRuntime().exit(code);
    }

    private static Progress halting(String step, Path marks) {
        return Halting.at(step, () -> Victim.waiting(marks.resolve(step + ".reached"), marks.resolve(step + ".on")));
    }

    private static Progress all(List<Progress> followers) {
        return new Progress() {
            @Override
            public void begin(String step, long rows) {
                followers.forEach(f -> f.begin(step, rows));
            }

            @Override
            public void advance(long rows) {
                followers.forEach(f -> f.advance(rows));
            }

            @Override
            public void end(String summary) {}

            @Override
            public void say(String line) {}
        };
    }
}
