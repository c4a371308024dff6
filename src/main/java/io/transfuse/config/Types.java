package io.transfuse.config;

import io.transfuse.model.PgType;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the user wants source types to become: {@code "tinyint(1)"}, {@code "decimal unsigned"} or {@code datetime} to a
 * type of PostgreSQL.
 *
 * @param wishes by declared type, in lower case
 */
public record Types(Map<String, Wish> wishes) {

    public Types {
        wishes = Map.copyOf(wishes);
    }

    /** One wish and the full name of its setting. */
    public record Wish(String key, PgType type) {}

    static Types read(Node parent) {
        var node = parent.child("types");
        var wishes = new HashMap<String, Wish>();
        node.keys()
                .forEach(k -> wishes.put(
                        k.toLowerCase(Locale.ROOT),
                        new Wish(
                                node.name(k),
                                ColumnRules.type(node, k, node.text(k).orElseThrow()))));
        return new Types(wishes);
    }

    /** These wishes over more general ones. */
    public Types over(Types general) {
        var all = new HashMap<>(general.wishes);
        all.putAll(wishes);
        return new Types(all);
    }

    /** The wish for a declared type: as it is written, without its length, by its first word. */
    public Optional<Wish> of(String declared) {
        var written = declared.toLowerCase(Locale.ROOT);
        return Stream.of(written, written.replaceFirst("\\(.*\\)", ""), written.replaceFirst("[ (].*", ""))
                .flatMap(t -> Optional.ofNullable(wishes.get(t)).stream())
                .findFirst();
    }
}
