package io.transfuse.plan;

import io.transfuse.config.NewTable;
import io.transfuse.config.Settings;
import io.transfuse.config.TableRules;
import io.transfuse.model.Profile;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Storage;
import io.transfuse.model.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tables of the target alone, as if the source had them: their columns hold the texts of the settings. */
final class NewTables {

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
        return rules.whole()
                .flatMap(r -> r.references().values().stream())
                .anyMatch(w -> w.trim().split("\\s+", 2)[0].equals(to.name()));
    }

    /** Those whose place in the target no table of the source takes. */
    static List<NewTable> of(List<NewTable> wanted, Map<String, List<String>> targets, Notes notes) {
        return wanted.stream()
                .filter(n -> {
                    var own = n.rules().target().orElse(n.name());
                    var there = targets.entrySet().stream()
                            .filter(t -> t.getKey().equalsIgnoreCase(n.name())
                                    || t.getValue().contains(own))
                            .map(Map.Entry::getKey)
                            .findFirst();
                    there.ifPresent(t -> notes.warn(
                            t,
                            "",
                            "is carried from the source, so new-tables." + n.name() + " is not made, nor its "
                                    + Notes.count(n.rows().size(), "row", "rows")));
                    return there.isEmpty();
                })
                .toList();
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
