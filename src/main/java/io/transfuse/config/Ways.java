package io.transfuse.config;

import java.util.Map;
import java.util.Optional;

/** Which setting decides about the rows that a rule refuses. */
public final class Ways {

    private static final Map<String, String> SETTINGS = Map.of(
            "orphan", "policy.orphan",
            "zero-date", "policy.zero-date",
            "nul-byte", "policy.nul-byte",
            "bad-json", "policy.bad-json",
            "empty-enum", "policy.empty-enum",
            "not-a-uuid", "policy.uuid-text",
            "too-long", "policy.narrow",
            "too-fine", "policy.narrow",
            "blank-end", "policy.narrow",
            "dst-gap", "policy.datetime");

    private Ways() {}

    /** The setting that leaves a column a text whose type another one prescribes. */
    public static String text(String key) {
        return key + (key.startsWith("tables.") ? ".type" : "") + " = text";
    }

    /** The setting for a rule such as {@code orphan:case_id}; empty where only the source can be mended. */
    public static Optional<String> around(String rule) {
        return Optional.ofNullable(SETTINGS.get(rule.replaceFirst(":.*", "")));
    }
}
