package io.transfuse.cli;

import java.util.List;
import java.util.stream.Collectors;

/** The systems that this build carries an overlay for. */
final class Systems {
    private static final List<Described> KNOWN = List.of(
            new Described("radcase", "SQLite", "radiology teaching cases", "TEXT keys to uuid, annotations to jsonb"),
            new Described("genascope", "MySQL 8", "genetics clinic", "char keys to uuid, enum types, jsonb"),
            new Described("emrsim", "SQLite", "simulated patient chats", "uuid keys, messages by month"),
            new Described("healthapp", "MySQL", "care adherence", "integer keys to uuid, providers and plans split"),
            new Described("medcenter", "MySQL or PostgreSQL", "medical centre", "users split into users and patients"));

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

    private static List<Described> shipped() {
        return KNOWN.stream()
                .filter(s -> Systems.class.getResource("/systems/" + s.name + ".conf") != null)
                .toList();
    }

    private record Described(String name, String needs, String what, String change) {}
}
