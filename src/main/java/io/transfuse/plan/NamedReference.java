package io.transfuse.plan;

import io.transfuse.model.Table;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A reference as the settings write it: a table, and what happens when its row is deleted or gets another key. */
record NamedReference(String written) {

    private static final String ACTIONS = "CASCADE|SET NULL|SET DEFAULT|RESTRICT|NO ACTION";
    private static final Pattern WHOLE = Pattern.compile(
            "\\S+(?: ON (DELETE|UPDATE) (?:" + ACTIONS + ")(?: ON (?!\\1)(?:DELETE|UPDATE) (?:" + ACTIONS + "))?)?");

    /** The name of the table. */
    String table() {
        return written.trim().split("\\s+", 2)[0];
    }

    String onDelete() {
        return action("DELETE");
    }

    String onUpdate() {
        return action("UPDATE");
    }

    private String action(String event) {
        var matcher = Pattern.compile(" ON " + event + " (CASCADE|SET NULL|SET DEFAULT|RESTRICT)")
                .matcher(words());
        return matcher.find() ? matcher.group(1) : "";
    }

    /** Whether all of it is understood. */
    boolean clear() {
        return WHOLE.matcher(words()).matches();
    }

    private String words() {
        return written.trim().toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
    }

    /** The column that it means: the key, else the only column that is unique and never NULL. */
    static Optional<String> key(Table to) {
        if (to.primaryKey().size() == 1) {
            return Optional.of(to.primaryKey().get(0));
        }
        var unique = to.columns().stream()
                .filter(c -> !c.nullable())
                .map(Table.Column::name)
                .filter(c -> new UniqueColumns(to).hold(List.of(c)))
                .toList();
        return unique.size() == 1 ? Optional.of(unique.get(0)) : Optional.empty();
    }
}
