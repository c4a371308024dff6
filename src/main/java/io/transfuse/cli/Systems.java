package io.transfuse.cli;

import io.transfuse.config.Nearest;
import io.transfuse.model.UserException;
import java.util.List;
import java.util.stream.Collectors;

/** The systems that this build carries an overlay for. */
final class Systems {
    private static final List<Described> KNOWN = List.of(
            new Described("radcase", "SQLite", "radiology teaching cases", "TEXT keys to uuid, annotations to jsonb"),
            new Described("emrsim", "SQLite", "simulated patient chats", "uuid keys, messages by month"),
            new Described("healthapp", "MySQL", "care adherence", "integer keys to uuid, providers and plans split"),
            new Described("genascope", "MySQL or MariaDB", "genetics clinic", "char keys to uuid, enum types, jsonb"),
            new Described("medcenter", "MySQL, MariaDB", "medical centre", "users split into users and patients"));

    private Systems() {}

    static String text() {
        return shipped().stream()
                .map(s -> String.format("%-10s %-20s %-26s %s", s.name, s.needs, s.what, s.change))
                .collect(Collectors.joining("\n"));
    }

    static String json() {
        return shipped().stream()
                .map(s -> "{\"name\": \"%s\", \"source\": \"%s\", \"what\": \"%s\", \"change\": \"%s\"}"
                        .formatted(s.name, s.needs, s.what, s.change))
                .collect(Collectors.joining(", ", "{\"systems\": [", "]}"));
    }

    /** Refuses a system that this build does not carry. */
    static void check(String system) {
        var names = shipped().stream().map(Described::name).toList();
        if (!names.contains(system)) {
            var meant = Nearest.meant(system, names).map(n -> "; did you mean " + n + "?");
            throw UserException.usage(
                    "SYSTEM is " + system + ", but must be one of " + String.join(", ", names) + meant.orElse(""));
        }
    }

    private static List<Described> shipped() {
        return KNOWN.stream()
                .filter(s -> Systems.class.getResource("/systems/" + s.name + ".conf") != null)
                .toList();
    }

    private record Described(String name, String needs, String what, String change) {}
}
