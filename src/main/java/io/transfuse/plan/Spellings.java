package io.transfuse.plan;

import io.transfuse.config.ColumnRules;
import io.transfuse.config.Naming;
import io.transfuse.config.TableRules;
import io.transfuse.model.Table;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Spells the names of all tables and columns by one rule, so that PostgreSQL takes each and no two are the same. */
record Spellings(Naming naming, Notes notes) {

    /** Columns that PostgreSQL gives every table. */
    static final Set<String> OF_POSTGRESQL = Set.of("tableoid", "ctid", "xmin", "xmax", "cmin", "cmax");

    private static final int LONGEST = 63;

    /** Of each table, by its name in the source; {@code rules} are those of the tables that have any. */
    Map<String, Spelling> of(List<Table> tables, Map<String, TableRules> rules) {
        var free = tables.stream()
                .filter(t -> prescribed(t, rules.get(t.name())).findAny().isEmpty())
                .map(Table::name)
                .toList();
        var names = spelt(free, n -> n, "");
        var all = new HashMap<String, Spelling>();
        for (var table : tables) {
            all.put(
                    table.name(),
                    new Spelling(
                            names.getOrDefault(table.name(), table.name()), columns(table, rules.get(table.name()))));
        }
        return all;
    }

    private static Stream<String> prescribed(Table table, @org.jspecify.annotations.Nullable TableRules rules) {
        if (rules == null) {
            return Stream.empty();
        }
        var alias = !rules.source().equals(table.name()) && rules.names().contains(table.name())
                ? Stream.of(rules.source())
                : Stream.<String>empty();
        return rules.split().isEmpty()
                ? Stream.concat(rules.target().stream(), alias)
                : rules.split().stream()
                        .map(s -> rules.overlaid(s.rules()).target().orElseThrow());
    }

    private Map<String, String> columns(Table table, @org.jspecify.annotations.Nullable TableRules rules) {
        var ruled = rules == null
                ? List.<ColumnRules>of()
                : Stream.concat(
                                rules.columns().stream(),
                                rules.split().stream().flatMap(s -> s.rules().columns().stream()))
                        .toList();
        var free = table.own().columns().stream()
                .map(Table.Column::name)
                .filter(c ->
                        ruled.stream().noneMatch(r -> Entity.source(table, r).equals(Optional.of(c))))
                .toList();
        return spelt(free, n -> n.toLowerCase(Locale.ROOT), table.name());
    }

    /**
     * Names that keep theirs come first, so that another does not take it.
     *
     * @param fold what makes two names the same
     * @param table the table whose columns these are, empty for tables
     */
    private Map<String, String> spelt(List<String> names, UnaryOperator<String> fold, String table) {
        var taken = new HashSet<String>();
        var spelt = new HashMap<String, String>();
        for (var kept : List.of(true, false)) {
            for (var name : names) {
                var wanted = wanted(name, !table.isEmpty());
                if (wanted.equals(name) == kept) {
                    spelt.put(name, free(name, wanted, taken, fold, table));
                }
            }
        }
        return spelt;
    }

    private String free(String name, String wanted, Set<String> taken, UnaryOperator<String> fold, String table) {
        var found = wanted;
        for (int i = 2; !taken.add(fold.apply(found)); i++) {
            found = Names.shortened(wanted, LONGEST - ("_" + i).length()) + "_" + i;
        }
        var styled = naming.of(name);
        if (!found.equals(styled)) {
            var reason = Names.bytes(styled) > LONGEST
                    ? "PostgreSQL's names have at most 63 bytes"
                    : styled.isEmpty()
                            ? "PostgreSQL has no empty names"
                            : OF_POSTGRESQL.contains(styled)
                                    ? "PostgreSQL gives every table a column " + styled + " itself"
                                    : "another is named " + wanted + " already";
            notes.info(
                    table.isEmpty() ? name : table, table.isEmpty() ? "" : name, "is named " + found + ": " + reason);
        }
        return found;
    }

    private String wanted(String name, boolean column) {
        var styled = naming.of(name);
        var own = styled.isEmpty() || (column && OF_POSTGRESQL.contains(styled)) ? styled + "_" : styled;
        return Names.shortened(own, LONGEST);
    }
}
