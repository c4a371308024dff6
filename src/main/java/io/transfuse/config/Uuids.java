package io.transfuse.config;

import io.transfuse.model.Secret;
import io.transfuse.model.UuidStrategy;
import java.util.Locale;
import java.util.Optional;

/**
 * Which primary keys become UUIDs, and how these are found.
 *
 * @param from which keys; empty where nothing is said
 * @param strategy how; empty where the kind of key decides
 * @param key the secret of keyed ones
 */
public record Uuids(Optional<Keys> from, Optional<UuidStrategy> strategy, Optional<Secret> key) {

    /** The environment variable that holds the secret. */
    static final String VARIABLE = "TRANSFUSE_UUID_KEY";

    private static final int SHORTEST = 16;

    /** Which primary keys become UUIDs; references follow their key. */
    public enum Keys {
        NONE,
        INTEGER,
        TEXT,
        ALL
    }

    /** What a table says; the secret is one for all. */
    static Uuids ofTable(Node node) {
        var uuid = node.child("uuid");
        var read = read(uuid, Optional.empty());
        uuid.done();
        return read;
    }

    /** What holds for all tables; the environment knows the secret best. */
    static Uuids ofAll(Node root, Optional<String> secret) {
        var uuid = root.child("uuid");
        var written = uuid.text("key");
        var key = secret.or(() -> written);
        key.filter(k -> k.length() < SHORTEST).ifPresent(k -> {
            throw uuid.wrong("key", "too short", "a secret of " + SHORTEST + " characters or more");
        });
        var read = read(uuid, key.map(Secret::new));
        uuid.done();
        return read;
    }

    private static Uuids read(Node uuid, Optional<Secret> key) {
        var keys = uuid.text("keys").map(k -> uuid.choice("keys", k, "none", "integer", "text", "all"));
        var from = uuid.text("from").map(k -> uuid.choice("from", k, "none", "integer", "text", "all"));
        if (keys.isPresent() && from.isPresent() && !keys.equals(from)) {
            throw uuid.wrong("from", from.get(), "what uuid.keys says too, or left out: both mean the same");
        }
        var strategy = uuid.text("strategy")
                .map(s -> uuid.choice("strategy", s, "name-based", "keyed", "keep"))
                .map(s -> UuidStrategy.valueOf(s.replace('-', '_').toUpperCase(Locale.ROOT)));
        return new Uuids(from.or(() -> keys).map(k -> Keys.valueOf(k.toUpperCase(Locale.ROOT))), strategy, key);
    }

    /** The same with what {@code below} says where this says nothing. */
    public Uuids over(Uuids below) {
        return new Uuids(from.or(below::from), strategy.or(below::strategy), key.or(below::key));
    }

    /** Which keys become UUIDs. */
    public Keys keys() {
        return from.orElse(Keys.NONE);
    }

    /** How a key becomes one: where nothing is said, a text that is a UUID stays the same. */
    public UuidStrategy strategy(boolean text) {
        return strategy.orElse(text ? UuidStrategy.KEEP : UuidStrategy.NAME_BASED);
    }

    boolean keyed() {
        return strategy.equals(Optional.of(UuidStrategy.KEYED));
    }
}
