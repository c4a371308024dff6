package io.transfuse.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
 * @param also the targets that rows give further rows to
 * @param joined what stands beside its own columns
 * @param types what its source types become
 * @param transform class names of the user's own transformations
 * @param layout how it shall lie on disk
 * @param uuid whether and how its key becomes a UUID, where that differs from the other tables
 * @param rows what is special about its rows and references to them
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
        List<SplitRule> also,
        JoinRules joined,
        Types types,
        List<String> transform,
        LayoutRules layout,
        Uuids uuid,
        RowRules rows) {

    /** The rules of a table that nobody named. */
    public static TableRules none(String source) {
        return read(new Node(source, com.typesafe.config.ConfigFactory.empty().root()), source);
    }

    /** One target of a split, or a further one; without a condition it takes what no other branch takes, or all. */
    public record SplitRule(String name, Optional<String> where, TableRules rules) {}

    /** A pair of columns that refers to rows of several tables: type value to table, target to new type value. */
    public record PolymorphicRule(
            String name, String typeColumn, String idColumn, Map<String, String> to, Map<String, String> labels) {}

    static TableRules read(Node node, String source) {
        var columns = node.names("columns");
        List.of("checks", "indexes", "split", "also").forEach(node::names);
        var rows = RowRules.read(node);
        var rules = new TableRules(
                source,
                node.texts("aliases"),
                node.flag("required"),
                rows.into().or(() -> node.named("target")),
                node.named("entity"),
                columns.keys().stream().map(k -> ColumnRules.read(columns, k)).toList(),
                node.texts("drop"),
                node.map("drop-rows"),
                node.map("references"),
                node.children("polymorphic", TableRules::polymorphic),
                node.lists("unique"),
                node.map("checks"),
                node.map("indexes"),
                node.children("split", TableRules::branch),
                node.children("also", TableRules::further),
                JoinRules.read(node),
                Types.read(node),
                node.texts("transform"),
                LayoutRules.read(node),
                Uuids.ofTable(node),
                rows);
        if (rows.into().isPresent() && node.text("target").isPresent()) {
            throw node.wrong("target", "set beside into", "left out: into names the target");
        }
        node.done();
        rules.checkSplit(node);
        return rules;
    }

    private void checkSplit(Node node) {
        if (!split.isEmpty() && rows.into().isPresent()) {
            throw node.wrong("into", "set beside split", "set in one of the branches");
        }
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

    /** A target of further rows is a table of its own: nothing of the row's first target counts for it. */
    private static SplitRule further(Node node) {
        var where = node.text("where");
        var rules = inner(node);
        if (!rules.split.isEmpty() || !rules.also.isEmpty()) {
            throw node.wrong(
                    rules.split.isEmpty() ? "also" : "split", "set", "left out: further rows are divided no more");
        }
        if (rules.rows.into().isPresent()) {
            throw node.wrong("into", "set", "left out: further rows have a target of their own");
        }
        return new SplitRule(node.key(), where, rules);
    }

    private static SplitRule branch(Node node) {
        var where = node.text("where");
        if (node.flag("otherwise") == where.isPresent()) {
            throw node.wrong(
                    "where", where.isPresent() ? "set beside otherwise" : "missing", "set, or otherwise = true");
        }
        return new SplitRule(node.key(), where, inner(node));
    }

    private static TableRules inner(Node node) {
        var rules = read(node, node.key());
        if (!rules.joined.isEmpty()) {
            throw node.wrong("join", "set", "set for the whole table, as are the names of either");
        }
        return rules;
    }

    /** The same with other columns and what is built on them. */
    public TableRules with(
            List<ColumnRules> otherColumns,
            List<List<String>> otherUnique,
            Map<String, String> otherChecks,
            Map<String, String> otherIndexes) {
        var draft = new TableRulesDraft(this);
        draft.columns = otherColumns;
        draft.unique = otherUnique;
        draft.checks = otherChecks;
        draft.indexes = otherIndexes;
        return draft.rules();
    }

    /** The same where other columns are left out. */
    public TableRules dropping(List<String> columns) {
        var draft = new TableRulesDraft(this);
        draft.drop = columns;
        return draft.rules();
    }

    /** The same in another layout. */
    public TableRules laidOut(LayoutRules other) {
        var draft = new TableRulesDraft(this);
        draft.layout = other;
        return draft.rules();
    }

    /** The same with further columns. */
    public TableRules withColumns(List<ColumnRules> further) {
        return with(concat(columns, further), unique, checks, indexes);
    }

    /** The same with these branches and further targets. */
    public TableRules with(List<SplitRule> branches, List<SplitRule> further) {
        var draft = new TableRulesDraft(this);
        draft.split = branches;
        draft.also = further;
        return draft.rules();
    }

    /** The same where each branch and each further target has what {@code change} makes of its rules. */
    public TableRules inside(UnaryOperator<TableRules> change) {
        UnaryOperator<SplitRule> changed = p -> new SplitRule(p.name(), p.where(), change.apply(p.rules()));
        return with(
                split.stream().map(changed).toList(), also.stream().map(changed).toList());
    }

    /** The same with its conditions in the source's SQL written anew. */
    public TableRules conditioned(UnaryOperator<String> change) {
        UnaryOperator<SplitRule> changed =
                p -> new SplitRule(p.name(), p.where().map(change), p.rules());
        var draft = new TableRulesDraft(this);
        draft.dropRows = new LinkedHashMap<>(dropRows);
        draft.dropRows.replaceAll((rule, sql) -> change.apply(sql));
        draft.split = split.stream().map(changed).toList();
        draft.also = also.stream().map(changed).toList();
        draft.rows = rows.conditioned(change);
        return draft.rules();
    }

    /**
     * The same for a table that exists already: its columns, what it computes itself, and references that it guards.
     */
    public TableRules toExisting(
            String table, List<ColumnRules> existing, List<String> computed, Map<String, String> guarded) {
        var draft = new TableRulesDraft(with(existing, List.of(), Map.of(), Map.of()));
        draft.target = Optional.of(table);
        draft.drop = concat(drop, computed);
        draft.references = merged(guarded, references);
        draft.layout = LayoutRules.NONE;
        return draft.rules();
    }

    /** The rules of one branch with those of the whole table below them. */
    public TableRules overlaid(TableRules branch) {
        return new TableRules(
                source,
                aliases,
                required,
                Optional.of(branch.target.orElse(branch.source)),
                branch.entity,
                concat(
                        branch.columns,
                        columns.stream()
                                .filter(c -> branch.columns.stream()
                                        .noneMatch(b -> b.target().equals(c.target())))
                                .toList()),
                concat(branch.drop, drop),
                dropRows,
                merged(references, branch.references),
                concat(branch.polymorphic, polymorphic),
                concat(branch.unique, unique),
                merged(checks, branch.checks),
                merged(indexes, branch.indexes),
                List.of(),
                List.of(),
                joined,
                types,
                transform,
                branch.layout.over(layout),
                uuid,
                rows.of(branch.rows));
    }

    /** These rules and those inside: of the branches of a split, and of further targets. */
    public Stream<TableRules> whole() {
        return Stream.concat(
                Stream.of(this),
                Stream.concat(split.stream(), also.stream())
                        .flatMap(r -> r.rules().whole()));
    }

    /** Whether a source column is left out; {@code *} leaves out all that no rule names. */
    public boolean drops(String column) {
        return drop.contains(column) || drop.contains("*");
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static Map<String, String> merged(Map<String, String> below, Map<String, String> above) {
        var all = new LinkedHashMap<>(below);
        all.putAll(above);
        return all;
    }

    /** The conditions of rows that become none: those left out, and those refused. */
    public List<String> leaving() {
        return Stream.concat(dropRows.values().stream(), rows.reject().values().stream())
                .toList();
    }

    /** All names that the table may have in a source. */
    public List<String> names() {
        var names = new ArrayList<>(List.of(source));
        names.addAll(aliases);
        return names;
    }
}
