package io.transfuse.config;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An enumeration type that the settings prescribe.
 *
 * @param name its name in PostgreSQL; empty where it is named after table and column
 * @param labels its members in their order
 */
public record EnumRule(Optional<String> name, List<String> labels) {
    /** Stands for all values of a column that no entry of its map names: they stay, or become small letters. */
    public static final String OTHERS = "*";

    private static final Pattern WRITTEN =
            Pattern.compile("(?is)enum(?:\\s+(?<name>[a-z_]\\w*))?\\s*\\((?<labels>.*)\\)");

    /** PostgreSQL's labels hold this many bytes. */
    private static final int LABEL_BYTES = 63;

    public EnumRule {
        labels = List.copyOf(labels);
    }

    /** Reads {@code enum(a, b)} or {@code enum name(a, b)}; empty where it is another type, or no good one. */
    static Optional<EnumRule> of(String written) {
        var match = WRITTEN.matcher(written.trim());
        if (!match.matches()) {
            return Optional.empty();
        }
        var labels = Stream.of(match.group("labels").split(",", -1))
                .map(l -> l.trim().replaceFirst("(?s)^'(.*)'$", "$1").replace("''", "'"))
                .toList();
        var good =
                labels.stream().noneMatch(l -> l.isEmpty() || l.getBytes(StandardCharsets.UTF_8).length > LABEL_BYTES)
                        && new HashSet<>(labels).size() == labels.size();
        return good ? Optional.of(new EnumRule(Optional.ofNullable(match.group("name")), labels)) : Optional.empty();
    }
}
