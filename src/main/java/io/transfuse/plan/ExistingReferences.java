package io.transfuse.plan;

import io.transfuse.config.ColumnRules;
import io.transfuse.config.Naming;
import io.transfuse.config.TableRules.SplitRule;
import io.transfuse.model.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whose rows the columns of an existing schema refer to.
 *
 * @param sources the source tables that are carried, and what they become
 * @param branches the branches of all tables that are split
 */
record ExistingReferences(Map<String, List<String>> sources, List<SplitRule> branches) {

    /** A name as the source writes it, or as tools of PostgreSQL like to. */
    static Stream<String> spellings(String name) {
        return Stream.of(Naming.values()).map(n -> n.of(name));
    }

    /** The branch of a split table whose rows an existing column refers to. */
    Optional<String> branch(Table table, String column) {
        return table.foreignKeys().stream()
                .filter(f -> f.columns().equals(List.of(column)))
                .flatMap(f -> branches.stream()
                        .filter(b ->
                                spellings(b.rules().target().orElse(b.name())).anyMatch(f.table()::equals)))
                .map(SplitRule::name)
                .findFirst();
    }

    /**
     * The only referring column of the source that has no column of its name in the existing table; else the one whose
     * rows went to several targets, and which the plan itself would call so for this one.
     */
    List<String> referring(Table source, Table table, String column, String to) {
        var all = source.foreignKeys().stream()
                .filter(f -> f.columns().size() == 1)
                .distinct()
                .toList();
        var open = all.stream()
                .map(f -> f.columns().get(0))
                .filter(c -> spellings(c).noneMatch(n -> table.column(n).isPresent()))
                .distinct()
                .toList();
        if (open.size() == 1) {
            return open;
        }
        var called = all.stream()
                .filter(f -> branches.stream()
                        .anyMatch(b -> b.name().equals(to) && called(f, b).anyMatch(column::equals)))
                .map(f -> f.columns().get(0))
                .distinct()
                .toList();
        return called.size() == 1 ? called : List.of();
    }

    private static Stream<String> called(Table.ForeignKey key, SplitRule branch) {
        var own = key.columns().get(0);
        var entity = branch.rules()
                .entity()
                .orElseGet(() -> Names.singular(branch.rules().target().orElse(branch.name())));
        return Stream.of(Following.renamed(own, key.table(), entity), own + "_" + entity)
                .filter(n -> !n.equals(own))
                .flatMap(ExistingReferences::spellings);
    }

    /** References that the existing table guards; what the source declares itself says more: whose rows are meant. */
    Map<String, String> guarded(Table source, Table table, List<ColumnRules> columns) {
        var references = new LinkedHashMap<String, String>();
        table.foreignKeys().stream()
                .filter(f -> f.columns().size() == 1)
                .filter(f -> columns.stream()
                        .filter(c -> c.target().equals(f.columns().get(0)))
                        .noneMatch(c -> declared(source, c, f.table())))
                .forEach(f -> sources.keySet().stream()
                        .filter(s -> spellings(s).anyMatch(f.table()::equals))
                        .findFirst()
                        .ifPresent(s -> references.put(f.columns().get(0), s)));
        return references;
    }

    /** Whether the source declares that the column refers to a table which becomes this one. */
    private boolean declared(Table source, ColumnRules rule, String target) {
        return source.foreignKeys().stream()
                .filter(k -> k.columns().size() == 1
                        && rule.from().stream().anyMatch(k.columns().get(0)::equalsIgnoreCase))
                .flatMap(k -> sources.getOrDefault(k.table(), List.of()).stream())
                .flatMap(ExistingReferences::spellings)
                .anyMatch(target::equals);
    }
}
