package io.transfuse.report;

import java.util.Map;
import java.util.Optional;

/** The setting by which a rule acted, with its value. */
record RulePolicy(Map<String, String> settings) {
    /** The policy of each rule that has one. */
    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("orphan", "orphan"),
            Map.entry("too-long", "narrow"),
            Map.entry("too-fine", "narrow"),
            Map.entry("blank-end", "narrow"),
            Map.entry("nul-byte", "nul-byte"),
            Map.entry("bad-json", "bad-json"),
            Map.entry("dst-gap", "datetime"),
            Map.entry("dst-overlap", "datetime"),
            Map.entry("zero-date", "zero-date"),
            Map.entry("uuid-spelling", "uuid-text"),
            Map.entry("empty-enum", "empty-enum"),
            Map.entry("not-a-point", "spatial"));

    /** What a policy is where nobody says otherwise, as docs/configuration.md has it. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "orphan", "quarantine",
            "narrow", "widen",
            "nul-byte", "quarantine",
            "bad-json", "quarantine",
            "datetime", "timestamp",
            "zero-date", "null",
            "uuid-text", "auto",
            "empty-enum", "null",
            "spatial", "wkb");

    /** Rules that follow from something else that the configuration or the source says. */
    private static final Map<String, String> OTHERS = Map.of(
            "parent-rejected", "goes with its parent",
            "unmapped", "enum-map",
            "letter-case", "enum-map",
            "duplicate", "a unique key",
            "check", "a check of the target",
            "expression", "the column's expression",
            "json-repeats", "the type jsonb",
            "null", "NOT NULL");

    /** The setting behind a rule that found something in a column, empty where there is none. */
    String of(String table, String column, String rule) {
        var colon = rule.indexOf(':');
        var family = colon < 0 ? rule : rule.substring(0, colon);
        var about = column.isEmpty() && colon >= 0 ? rule.substring(colon + 1) : column;
        var key = KEYS.get(family);
        if (key != null) {
            return special(table, about, key)
                    .or(() -> set("policy." + key))
                    .orElseGet(() -> "policy." + key + " = " + DEFAULTS.get(key) + " (default)");
        }
        var named = "tables." + table + ".reject-rows." + rule;
        return settings.containsKey(named) ? named : OTHERS.getOrDefault(family, "");
    }

    private Optional<String> special(String table, String column, String key) {
        return set("tables." + table + ".columns." + column + ".policy." + key);
    }

    private Optional<String> set(String key) {
        return Optional.ofNullable(settings.get(key)).map(v -> key + " = " + v);
    }
}
