package io.transfuse.pipeline;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a command was asked to do, before it is checked.
 *
 * @param config the user's file
 * @param settings settings given beside it, by their full key, for example {@code source.url}
 * @param verbose whether a failure may show where it happened
 * @param environment where passwords and {@code ${?NAME}} come from
 */
public record Request(
        Optional<Path> config, Map<String, String> settings, boolean verbose, Map<String, String> environment) {

    public Request {
        settings = Map.copyOf(settings);
        environment = Map.copyOf(environment);
    }

    /** With the environment of the process. */
    public Request(Optional<Path> config, Map<String, String> settings, boolean verbose) {
        this(config, settings, verbose, System.getenv());
    }
}
