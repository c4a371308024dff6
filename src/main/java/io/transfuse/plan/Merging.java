package io.transfuse.plan;

import io.transfuse.config.ColumnRules;
import io.transfuse.config.TableRules;
import io.transfuse.model.Table;
import io.transfuse.model.Value;
import java.util.List;
import java.util.Optional;

/** Columns that become one; what is merged counts as one column wherever a rule takes the first of it. */
record Merging(Table table, TableRules rules) {

    /** Whether a column goes into another one. */
    boolean takes(String column) {
        return rules.columns().stream().anyMatch(r -> r.merge() && sources(r).contains(column));
    }

    /** The value of a column that takes several; rows in which they differ count for the rule that merges them. */
    Optional<Value> value(ColumnRules rule) {
        if (rule.merge()) {
            return Optional.of(sources(rule)).filter(s -> s.size() > 1).map(s -> new Value.Merged(s, true));
        }
        return rules.columns().stream()
                .filter(ColumnRules::merge)
                .map(this::sources)
                .filter(s -> s.size() > 1 && Entity.source(table, rule).equals(Optional.of(s.get(0))))
                .filter(s -> rule.from().containsAll(s))
                .findFirst()
                .map(s -> new Value.Merged(s, false));
    }

    private List<String> sources(ColumnRules rule) {
        return rule.from().stream()
                .flatMap(f -> table.column(f).stream())
                .map(Table.Column::name)
                .distinct()
                .toList();
    }
}
