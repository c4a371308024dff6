package io.transfuse.plan;

import io.transfuse.config.ColumnRules;
import io.transfuse.config.JoinRules.Join;
import io.transfuse.config.TableRules;
import io.transfuse.config.TableRules.SplitRule;
import io.transfuse.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All columns of a joined table that no rule names, on their way into one target, so that none is lost.
 *
 * @param beside puts a column beside the table's own, and tells its name there
 * @param join the join
 * @param other the joined table
 * @param rules the rules that have their say first
 */
record CarriedAlong(Beside beside, Join join, Table other, TableRules rules) {

    /** Puts a column beside those of the table that is joined to. */
    interface Beside {
        String add(Join join, Table other, Table.Column column);
    }

    /** The rules with those of all joins that carry their columns. */
    static TableRules all(Beside beside, Map<String, Table> others, Table table, TableRules rules) {
        var written = rules;
        for (var join : rules.joined().joins()) {
            var other = others.get(join.alias());
            if (other != null && join.carry().isPresent()) {
                written = new CarriedAlong(beside, join, other, written)
                        .into(join.carry().get(), table);
            }
        }
        return written;
    }

    /** The rules with one more for each of them, in the branch of that name or in the table that is not split. */
    TableRules into(String target, Table table) {
        if (rules.split().isEmpty()) {
            return rules.withColumns(columns(rules, table));
        }
        var split = rules.split().stream()
                .map(s -> s.name().equals(target)
                        ? new SplitRule(
                                s.name(), s.where(), s.rules().withColumns(columns(rules.overlaid(s.rules()), table)))
                        : s)
                .toList();
        return rules.with(split, rules.also());
    }

    private List<ColumnRules> columns(TableRules branch, Table table) {
        var further = new ArrayList<ColumnRules>();
        for (var column : other.columns()) {
            var name = join.alias() + "." + column.name();
            var said = branch.drop().contains(name)
                    || branch.columns().stream().anyMatch(c -> c.takes().contains(name) || taken(c, table, name));
            if (!said && !column.name().equalsIgnoreCase(join.key())) {
                beside.add(join, other, column);
                further.add(ColumnRules.renamed(
                        "tables." + rules.source() + ".join." + join.alias() + ".carry",
                        free(branch, table, column.name()),
                        name));
            }
        }
        return further;
    }

    /** A rule takes the first of its columns that is there, and others only where it merges them. */
    private boolean taken(ColumnRules rule, Table table, String name) {
        return rule.from().contains(name)
                && (rule.merge()
                        || rule.from().stream()
                                .takeWhile(f -> !f.equals(name))
                                .noneMatch(f -> table.column(f).isPresent() || besides(f)));
    }

    private boolean besides(String name) {
        var alias = join.alias() + ".";
        return name.startsWith(alias)
                && other.column(name.substring(alias.length())).isPresent();
    }

    /** Where the table itself has such a column, the name says whose this one is. */
    private String free(TableRules branch, Table table, String name) {
        var taken = table.column(name).isPresent()
                || branch.columns().stream().anyMatch(c -> c.target().equals(name));
        return taken ? Names.singular(other.name()) + "_" + name : name;
    }
}
