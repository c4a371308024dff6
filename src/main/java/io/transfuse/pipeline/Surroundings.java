package io.transfuse.pipeline;

import io.transfuse.model.Circumstances;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Collects how a verdict came about: what took how long, on what it ran, and what was set. */
record Surroundings(Workplace place) {

    Circumstances circumstances() {
        return new Circumstances(place.steps(), environment(), place.settings.flat());
    }

    private Map<String, String> environment() {
        var facts = new TreeMap<String, String>();
        facts.put(
                "transfuse",
                Optional.ofNullable(Surroundings.class.getPackage().getImplementationVersion())
                        .orElse("from source"));
        facts.put("java", System.getProperty("java.version") + ", " + System.getProperty("java.vm.name"));
        facts.put("machine", System.getProperty("os.name") + " on " + System.getProperty("os.arch"));
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("heap", (Runtime.getRuntime().maxMemory() >> 20) + " MB");
        facts.put(
                "spark",
                place.spark().version() + ", " + place.spark().sparkContext().master());
        place.notes()
                .mark()
                .ifPresent(m -> facts.put(
                        "source", name(m.product(), place.settings.source().name())));
        facts.put("target", name(place.target().product(), place.endpoint().name()));
        return facts;
    }

    private static String name(String product, String database) {
        return product + ", " + database;
    }
}
