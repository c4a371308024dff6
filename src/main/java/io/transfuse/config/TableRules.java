package io.transfuse.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What is special about one source table; a table without rules is carried as it is.
 *
 * @param source the source table's name in the document that the rules follow
 * @param aliases its other names
 * @param required whether a source without it is refused
 * @param target its new name
 * @param entity what one row is called in crosswalk files
 * @param columns rules for target columns
 * @param drop source columns left out
 * @param dropRows rows left out: rule name to condition
 * @param references references that the source does not declare: target column to {@code table [on delete …]}
 * @param polymorphic (type, id) pairs
 * @param unique further unique column lists
 * @param checks named conditions
 * @param indexes index name to definition
 * @param split the targets that rows are divided among
 * @param types what its source types become
 * @param transform class names of the user's own transformations
 * @param rows what is special about its rows and references to them
 * @param uuid whether and how its key becomes a UUID, where that differs from the other tables
 */
public record TableRules(
        String source,
        List<String> aliases,
        boolean required,
        Optional<String> target,
        Optional<String> entity,
        List<ColumnRules> columns,
        List<String> drop,
        Map<String, String> dropRows,
        Map<String, String> references,
        List<PolymorphicRule> polymorphic,
        List<List<String>> unique,
        Map<String, String> checks,
        Map<String, String> indexes,
        List<SplitRule> split,
        Types types,
        List<String> transform,
        Uuids uuid,
        RowRules rows) {

    /** The rules of a table that nobody named. */
    public static TableRules none(String source) {
        return read(new Node(source, com.typesafe.config.ConfigFactory.empty().root()), source);
    }

    /** One target of a split; without a condition it takes what no other branch takes. */
    public record SplitRule(String name, Optional<String> where, TableRules rules) {}

    /** A pair of columns that refers to rows of several tables: type value to table, target to new type value. */
    public record PolymorphicRule(
            String name, String typeColumn, String idColumn, Map<String, String> to, Map<String, String> labels) {}

    static TableRules read(Node node, String source) {
        var columns = node.child("columns");
        var rules = new TableRules(
                source,
                node.texts("aliases"),
                node.flag("required"),
                node.text("target"),
                node.text("entity"),
                columns.keys().stream().map(k -> ColumnRules.read(columns, k)).toList(),
                node.texts("drop"),
                node.map("drop-rows"),
                node.map("references"),
                node.children("polymorphic", TableRules::polymorphic),
                node.lists("unique"),
                node.map("checks"),
                node.map("indexes"),
                node.children("split", TableRules::branch),
                Types.read(node),
                node.texts("transform"),
                Uuids.ofTable(node),
                RowRules.read(node));
        node.done();
        rules.checkSplit(node);
        return rules;
    }

    private void checkSplit(Node node) {
        var rest = split.stream().filter(b -> b.where().isEmpty()).count();
        if (!split.isEmpty() && rest != 1) {
            throw node.wrong(
                    "split",
                    rest + " branches with 'otherwise = true'",
                    "a set of branches of which exactly one has 'otherwise = true', so that every row has a target");
        }
    }

    private static PolymorphicRule polymorphic(Node node) {
        var rule = new PolymorphicRule(
                node.key(),
                node.text("type").orElseThrow(() -> node.wrong("type", "missing", "the column that names the entity")),
                node.text("id").orElseThrow(() -> node.wrong("id", "missing", "the column that holds the id")),
                node.map("to"),
                node.map("labels"));
        node.done();
        return rule;
    }

    private static SplitRule branch(Node node) {
        var where = node.text("where");
        if (node.flag("otherwise") == where.isPresent()) {
            throw node.wrong(
                    "where", where.isPresent() ? "set beside otherwise" : "missing", "set, or otherwise = true");
        }
        return new SplitRule(node.key(), where, read(node, node.key()));
    }

    /** The same with other columns and what is built on them. */
    public TableRules with(
            List<ColumnRules> otherColumns,
            List<List<String>> otherUnique,
            Map<String, String> otherChecks,
            Map<String, String> otherIndexes) {
        return new TableRules(
                source,
                aliases,
                required,
                target,
                entity,
                otherColumns,
                drop,
                dropRows,
                references,
                polymorphic,
                otherUnique,
                otherChecks,
                otherIndexes,
                split,
                types,
                transform,
                uuid,
                rows);
    }

    /** The same with its conditions in the source's SQL written anew. */
    public TableRules conditioned(UnaryOperator<String> change) {
        var drops = new LinkedHashMap<>(dropRows);
        drops.replaceAll((rule, sql) -> change.apply(sql));
        return new TableRules(
                source,
                aliases,
                required,
                target,
                entity,
                columns,
                drop,
                drops,
                references,
                polymorphic,
                unique,
                checks,
                indexes,
                split.stream()
                        .map(s -> new SplitRule(s.name(), s.where().map(change), s.rules()))
                        .toList(),
                types,
                transform,
                uuid,
                rows.conditioned(change));
    }

    /** The same with further columns. */
    public TableRules withColumns(List<ColumnRules> further) {
        return with(joined(columns, further), unique, checks, indexes);
    }

    /** The same with these branches. */
    public TableRules withSplit(List<SplitRule> branches) {
        return new TableRules(
                source,
                aliases,
                required,
                target,
                entity,
                columns,
                drop,
                dropRows,
                references,
                polymorphic,
                unique,
                checks,
                indexes,
                branches,
                types,
                transform,
                uuid,
                rows);
    }

    /** The same for a table that exists already: its columns, and references that it guards. */
    public TableRules toExisting(String table, List<ColumnRules> existing, Map<String, String> guarded) {
        return new TableRules(
                source,
                aliases,
                required,
                Optional.of(table),
                entity,
                existing,
                drop,
                dropRows,
                merged(guarded, references),
                polymorphic,
                List.of(),
                Map.of(),
                Map.of(),
                split,
                types,
                transform,
                uuid,
                rows);
    }

    /** The rules of one branch with those of the whole table below them. */
    public TableRules overlaid(TableRules branch) {
        return new TableRules(
                source,
                aliases,
                required,
                Optional.of(branch.target.orElse(branch.source)),
                branch.entity,
                joined(
                        branch.columns,
                        columns.stream()
                                .filter(c -> branch.columns.stream()
                                        .noneMatch(b -> b.target().equals(c.target())))
                                .toList()),
                joined(branch.drop, drop),
                dropRows,
                merged(references, branch.references),
                joined(branch.polymorphic, polymorphic),
                joined(branch.unique, unique),
                merged(checks, branch.checks),
                merged(indexes, branch.indexes),
                List.of(),
                types,
                transform,
                uuid,
                rows);
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static Map<String, String> merged(Map<String, String> below, Map<String, String> above) {
        var all = new LinkedHashMap<>(below);
        all.putAll(above);
        return all;
    }

    /** What is done with the values of columns that have policies of their own, by source column in lower case. */
    Map<String, Policy> policies(Policy general) {
        var all = new HashMap<String, Policy>();
        columns.stream()
                .filter(c -> !c.policy().isEmpty())
                .forEach(c ->
                        c.from().forEach(f -> all.putIfAbsent(f.toLowerCase(Locale.ROOT), general.with(c.policy()))));
        split.forEach(b -> b.rules().policies(general).forEach(all::putIfAbsent));
        return all;
    }

    /** All names that the table may have in a source. */
    public List<String> names() {
        var names = new ArrayList<>(List.of(source));
        names.addAll(aliases);
        return names;
    }
}
