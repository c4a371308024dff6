package io.transfuse.plan;

import io.transfuse.config.NewTable;
import io.transfuse.config.Settings;
import io.transfuse.config.TableRules;
import io.transfuse.model.Profile;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Storage;
import io.transfuse.model.Table;
import io.transfuse.source.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tables of the target alone, as if the source had them: their columns hold the texts of the settings. */
final class NewTables {

    /** Keys that every source's SQL spells alike. */
    private static final Pattern PLAIN = Pattern.compile("[\\w .:-]+");

    private NewTables() {}

    /** Those that are wanted: with {@code only} those that it names, and those that carried tables refer to. */
    static List<NewTable> chosen(Settings settings, List<TableRules> carried) {
        var wanted = settings.newTables().stream()
                .filter(n -> !settings.skip().contains(n.name()))
                .toList();
        if (settings.only().isEmpty()) {
            return wanted;
        }
        var referring = new ArrayList<>(carried);
        var taken = new LinkedHashSet<NewTable>();
        for (boolean more = true; more; ) {
            var next = wanted.stream()
                    .filter(n -> settings.only().contains(n.name())
                            || referring.stream().anyMatch(r -> refers(r, n)))
                    .toList();
            more = taken.addAll(next);
            next.forEach(n -> referring.add(n.rules()));
        }
        return wanted.stream().filter(taken::contains).toList();
    }

    private static boolean refers(TableRules rules, NewTable to) {
        return rules.whole().flatMap(r -> r.references().values().stream()).anyMatch(w -> refers(w, to));
    }

    private static boolean refers(@Nullable String reference, NewTable to) {
        return reference != null && new NamedReference(reference).table().equals(to.name());
    }

    /** Those whose place in the target no table of the source takes. */
    static List<NewTable> of(
            List<NewTable> wanted,
            Map<String, List<String>> targets,
            List<Joins.Widened> carried,
            Source source,
            Notes notes) {
        return wanted.stream()
                .filter(n -> {
                    var own = n.rules().target().orElse(n.name());
                    var there = carried.stream()
                            .filter(c -> c.table().name().equalsIgnoreCase(n.name())
                                    || targets.getOrDefault(c.table().name(), List.of())
                                            .contains(own))
                            .findFirst();
                    there.ifPresent(t -> {
                        var table = t.table().name();
                        notes.warn(
                                table,
                                "",
                                "is carried from the source, so new-tables." + n.name() + " is not made, nor its "
                                        + Notes.count(n.rows().size(), "row", "rows"));
                        missed(n, t.table(), carried, source)
                                .forEach((value, columns) -> notes.block(
                                        table,
                                        "",
                                        "has no row with the key " + value + ", but would need it for "
                                                + String.join(", ", columns)
                                                + "; set that value to the key of a row of "
                                                + table));
                    });
                    return there.isEmpty();
                })
                .toList();
    }

    /** Values that columns of all rows shall have, which are keys of rows that are not made and not there either. */
    private static Map<String, List<String>> missed(
            NewTable unmade, Table there, List<Joins.Widened> carried, Source source) {
        var missed = new TreeMap<String, List<String>>();
        for (var one : carried) {
            one.rules()
                    .whole()
                    .forEach(r -> r.columns().stream()
                            .filter(c -> c.value().isPresent()
                                    && refers(r.references().get(c.target()), unmade))
                            .forEach(c -> missed.computeIfAbsent(c.value().orElseThrow(), v -> new ArrayList<>())
                                    .add(c.key() + ".value")));
        }
        var key = there.primaryKey();
        missed.keySet()
                .removeIf(value -> key.size() != 1
                        || !PLAIN.matcher(value).matches()
                        || source.count(there.name(), source.quoted(key.get(0)) + " = '" + value + "'") > 0);
        return missed;
    }

    /** The table; it has no position, because nothing reads it. */
    static Table table(NewTable wanted) {
        return new Table(
                wanted.name(),
                wanted.rules().columns().stream()
                        .filter(r -> r.value().isEmpty() && r.expression().isEmpty())
                        .map(r -> new Table.Column(r.target(), "text", true, Optional.empty(), "BINARY", false))
                        .toList(),
                wanted.key(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "",
                "",
                Optional.empty());
    }

    static Profile profile(NewTable wanted, Table table) {
        var columns = new HashMap<String, OfColumn>();
        for (var column : table.columns()) {
            var values = wanted.rows().stream()
                    .flatMap(r -> Optional.ofNullable(r.get(column.name())).stream())
                    .toList();
            var longest = values.stream().mapToLong(String::length).max().orElse(0);
            var nul = values.stream().filter(v -> v.indexOf(0) >= 0).count();
            columns.put(
                    column.name(),
                    new OfColumn(
                            Map.of(
                                    Storage.TEXT,
                                    (long) values.size(),
                                    Storage.NULL,
                                    (long) wanted.rows().size() - values.size()),
                            Optional.empty(),
                            Optional.empty(),
                            longest,
                            Map.of("nul", nul)));
        }
        return new Profile(wanted.name(), wanted.rows().size(), columns, 0);
    }
}
