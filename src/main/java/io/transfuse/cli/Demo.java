package io.transfuse.cli;

import io.transfuse.embedded.SourceProduct;
import io.transfuse.model.Progress;
import io.transfuse.model.UserException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a demo does before its migration.
 *
 * @param folder its directory
 * @param wish the sample that it wants
 * @param progress hears what happens
 */
record Demo(DemoFolder folder, Sampling.Wish wish, Progress progress) {

    /** Makes the sample unless it is there; tells whether it is new. */
    boolean filled(DemoSource source, Sampling sampling) {
        var reused = folder.holds(wish, source);
        if (reused) {
            progress.say("the sample of the last call is used again: " + source.place());
        } else {
            progress.begin("sample", 0);
            var planted = folder.fill(sampling, wish, source);
            progress.end(source.place());
            planted.forEach((fault, count) -> progress.say("  planted  " + fault + "  " + count));
        }
        return !reused;
    }

    /** The settings of the migration. */
    Map<String, String> settings(DemoSource source, Path out) {
        var settings = new HashMap<>(source.settings());
        settings.put("name", "demo-" + wish.system());
        settings.put("system", wish.system());
        settings.put("target.url", "embedded");
        settings.put("out", out.toString());
        return settings;
    }

    /** The environment without passwords: those are for databases of one's own. */
    static Map<String, String> environment() {
        var environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.matches("TRANSFUSE_(SOURCE|TARGET)_PASSWORD"));
        return environment;
    }

    /** The server of that name. */
    static SourceProduct product(String name) {
        var names = Stream.of(SourceProduct.values()).map(SourceProduct::kind).toList();
        return Stream.of(SourceProduct.values())
                .filter(p -> p.kind().equals(name))
                .findFirst()
                .orElseThrow(() -> UserException.usage(
                        "--source-server is " + name + ", but must be one of " + String.join(", ", names)));
    }
}
