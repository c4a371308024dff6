package io.transfuse.model;

/** How the UUID of a key is found; always a function of the key, so that references follow without a map. */
public enum UuidStrategy {
    /** Computed from table and old key in the installation's namespace (RFC 9562, version 5). */
    NAME_BASED,
    /** Computed from table and old key with a secret (version 8): nobody without it can tell which key it was. */
    KEYED,
    /** A text that is a UUID stays the same, any other key is computed as by {@link #NAME_BASED}. */
    KEEP;

    /** What the plan says of it. */
    public String words() {
        return switch (this) {
            case NAME_BASED -> "computed from table and key";
            case KEYED -> "computed from table and key with the secret";
            case KEEP -> "a value that is a UUID already is kept, another is computed from table and key";
        };
    }
}
