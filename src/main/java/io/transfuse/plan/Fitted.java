package io.transfuse.plan;

import io.transfuse.config.ColumnRules;
import io.transfuse.config.LayoutRules;
import io.transfuse.config.TableRules;
import io.transfuse.model.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules of a system, fitted to an installation: a column of its document that the installation does not have is
 * left out and listed, and so is what is built on it. The user's own rules stay as they are, because they may be
 * misspelt.
 *
 * @param table the table as the installation has it
 * @param shipped the system's own rules for it
 * @param notes where everything left out is listed
 */
record Fitted(Table table, Optional<TableRules> shipped, Notes notes) {

    TableRules rules(TableRules rules) {
        return fitted(new PassedOver(table, shipped, notes).kept(rules).inside(this::rules));
    }

    private TableRules fitted(TableRules written) {
        var rules = written.with(
                written.columns().stream().map(c -> carried(written, c)).toList(),
                written.unique(),
                written.checks(),
                written.indexes());
        var gone = rules.columns().stream()
                .filter(this::absent)
                .map(ColumnRules::target)
                .toList();
        if (gone.isEmpty()) {
            return rules;
        }
        gone.forEach(
                c -> notes.info(table.name(), c, "the document has this column, this source has not; it is left out"));
        return rules.with(
                        rules.columns().stream()
                                .filter(c -> !gone.contains(c.target()))
                                .toList(),
                        rules.unique().stream()
                                .filter(u -> u.stream().noneMatch(gone::contains))
                                .toList(),
                        without(gone, rules.checks(), "check"),
                        without(gone, rules.indexes(), "index"))
                .laidOut(layout(gone, rules.layout()));
    }

    /** What the document gives a constant because no source has it, may be there: then it says more. */
    private ColumnRules carried(TableRules rules, ColumnRules rule) {
        var there = table.column(rule.target())
                .filter(c -> rule.isNew() && rule.value().isPresent() && !rules.drops(c.name()))
                .filter(c -> known(rule).anyMatch(k -> k.value().equals(rule.value())))
                .filter(c -> rules.columns().stream()
                        .noneMatch(r -> Entity.source(table, r).equals(Optional.of(c.name()))));
        if (there.isEmpty()) {
            return rule;
        }
        notes.info(
                table.name(),
                there.get().name(),
                "the document gives this column " + rule.value().orElseThrow()
                        + " in every row, this source has values of its own; they are carried");
        return rule.carrying(there.get().name(), rule.notNull() && !there.get().nullable());
    }

    private Stream<ColumnRules> known(ColumnRules rule) {
        return shipped.stream()
                .flatMap(TableRules::whole)
                .flatMap(s -> s.columns().stream())
                .filter(c -> c.target().equals(rule.target()));
    }

    private boolean absent(ColumnRules rule) {
        var known = known(rule).findAny().isPresent();
        var made = rule.isNew() || rule.value().isPresent() || rule.expression().isPresent();
        return known && !made && Entity.source(table, rule).isEmpty();
    }

    private LayoutRules layout(List<String> gone, LayoutRules layout) {
        if (layout.partition().filter(p -> gone.contains(p.column())).isEmpty()) {
            return layout;
        }
        notes.info(table.name(), "", "the partitions are left out with the column that they are made by");
        return layout.whole();
    }

    private Map<String, String> without(List<String> gone, Map<String, String> named, String what) {
        var left = new LinkedHashMap<String, String>();
        named.forEach((name, sql) -> {
            if (gone.stream()
                    .anyMatch(c -> Pattern.compile("\\b" + Pattern.quote(c) + "\\b")
                            .matcher(sql)
                            .find())) {
                notes.info(table.name(), "", what + " " + name + " is left out with the column it is about");
            } else {
                left.put(name, sql);
            }
        });
        return left;
    }
}
