package io.transfuse.config;

import java.util.Locale;

/** How tables and columns are spelt in PostgreSQL that the configuration does not name. */
public enum Naming {
    /** As in the source. */
    KEEP,
    /** In small letters. */
    LOWER,
    /** In small letters, with {@code _} between words. */
    SNAKE;

    private static final int LONGEST = 63;

    static Naming read(Node root) {
        return valueOf(root.choice("names", "keep", "keep", "lower", "snake").toUpperCase(Locale.ROOT));
    }

    /** The schema in PostgreSQL; {@code @source} is named after the source's database. */
    static String schema(Node target, String database) {
        var written = target.text("namespace").orElse("public");
        var name = written.equals("@source") ? database : written;
        if (name.isBlank() || name.startsWith("pg_") || name.length() > LONGEST) {
            throw target.wrong("namespace", name, "a name of 1 to 63 letters that does not start with pg_, or @source");
        }
        return name;
    }

    /** A name in this spelling. */
    public String of(String name) {
        return switch (this) {
            case KEEP -> name;
            case LOWER -> name.toLowerCase(Locale.ROOT);
            case SNAKE -> snake(name);
        };
    }

    /** {@code createdAt}, {@code HTTPServer}, {@code first name} become {@code created_at}, {@code http_server}, … */
    private static String snake(String name) {
        var words = name.replaceAll("(\\p{Ll}|\\d)(\\p{Lu})", "$1_$2")
                .replaceAll("(\\p{Lu})(\\p{Lu}\\p{Ll})", "$1_$2")
                .replaceAll("[^\\p{L}\\p{M}\\p{N}_]+", "_")
                .toLowerCase(Locale.ROOT);
        var trimmed = name.startsWith("_") ? words : words.replaceFirst("^_+(?=.)", "");
        return trimmed.isEmpty() ? name.toLowerCase(Locale.ROOT) : trimmed;
    }
}
