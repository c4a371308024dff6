package io.transfuse.plan;

import io.transfuse.config.TableRules;
import io.transfuse.model.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Columns that {@code either} passes over because an earlier one is there: a system leaves out all of its names, but
 * what nothing takes may hold values that no other column has, so it stays.
 *
 * @param table the table as the installation has it
 * @param shipped the system's own rules for it; what the user leaves out is left out
 * @param notes where each of them is told
 */
record PassedOver(Table table, Optional<TableRules> shipped, Notes notes) {

    TableRules kept(TableRules rules) {
        if (shipped.filter(s -> s.drop().equals(rules.drop())).isEmpty()) {
            return rules;
        }
        var kept = rules.joined().either().values().stream()
                .flatMap(this::later)
                .filter(c -> rules.drop().contains(c) && !taken(rules, c))
                .distinct()
                .sorted()
                .toList();
        kept.forEach(c -> notes.warn(
                table.name(),
                c,
                "is carried beside the column that either takes in its place, which is there too; where that one is"
                        + " NULL, put this one's values into it in the source; to leave this one out, write all names into"
                        + " tables." + rules.source() + ".drop"));
        return rules.dropping(
                rules.drop().stream().filter(c -> !kept.contains(c)).toList());
    }

    /** The columns of the table behind the first choice that is there. */
    private Stream<String> later(List<String> choices) {
        return choices.stream()
                .dropWhile(c -> !c.startsWith("'") && column(c).isEmpty())
                .skip(1)
                .flatMap(c -> column(c).stream())
                .filter(c -> c.nature().joined().isEmpty())
                .map(Table.Column::name);
    }

    private Optional<Table.Column> column(String choice) {
        return table.column(choice.startsWith("t.") ? choice.substring(2) : choice);
    }

    private boolean taken(TableRules rules, String column) {
        return rules.whole()
                .flatMap(r -> r.columns().stream())
                .anyMatch(r ->
                        r.takes().contains(column) || Entity.source(table, r).equals(Optional.of(column)));
    }
}
