package io.transfuse.plan;

import io.transfuse.config.ColumnRules;
import io.transfuse.config.Settings;
import io.transfuse.config.TableRules;
import io.transfuse.config.Uuids;
import io.transfuse.model.Alias;
import io.transfuse.model.PgType;
import io.transfuse.model.Profile;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Storage;
import io.transfuse.model.Table;
import io.transfuse.model.UuidStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A source table with its rules and profile, and what its key becomes.
 *
 * @param table the table
 * @param rules what is special about it
 * @param profile what its rows hold
 * @param spelling its names in PostgreSQL where the rules give none
 * @param uuid how its single-column key becomes a UUID, empty where it becomes none
 */
record Entity(Table table, TableRules rules, Profile profile, Spelling spelling, Optional<UuidStrategy> uuid) {

    static Entity of(Table table, TableRules rules, Profile profile, Spelling spelling, Settings settings) {
        var uuids = rules.uuid().over(settings.uuids());
        var free = table.primaryKey().size() == 1
                && rules.whole().allMatch(r -> text(table, r, t -> ExistingTypes.open(settings, rules.source(), t)))
                && rules.whole()
                        .anyMatch(r -> type(table, r, table.primaryKey().get(0)).isPresent());
        if (free) {
            var open = uuid(table, TableRules.none(rules.source()), profile, uuids)
                    .filter(u -> !isReference(table, rules))
                    // A text that is kept needs no other column.
                    .filter(u -> u != UuidStrategy.KEEP
                            || integers(
                                    table,
                                    Objects.requireNonNull(profile.columns()
                                            .get(table.primaryKey().get(0)))));
            return new Entity(
                    table,
                    open.isEmpty()
                            ? rules
                            : ExistingTypes.keyed(
                                    table, rules, table.primaryKey().get(0)),
                    profile,
                    spelling,
                    open);
        }
        return new Entity(table, rules, profile, spelling, uuid(table, rules, profile, uuids));
    }

    /** Whether the key has an existing text column, or none here, about which nobody said anything. */
    private static boolean text(Table table, TableRules rules, Predicate<String> open) {
        var key = table.primaryKey().get(0);
        return rules.columns().stream()
                .filter(c ->
                        source(table, c).equals(Optional.of(key)) && c.type().isPresent())
                .allMatch(c -> ExistingTypes.fits(c.type().orElseThrow()) && open.test(c.target()));
    }

    private static Optional<UuidStrategy> uuid(Table table, TableRules rules, Profile profile, Uuids uuids) {
        if (table.primaryKey().size() != 1 || isReference(table, rules)) {
            return Optional.empty();
        }
        var column = table.primaryKey().get(0);
        var inside = rules.split().stream()
                .flatMap(s -> type(table, s.rules(), column).stream())
                .anyMatch(t -> t.kind() == PgType.Kind.UUID);
        var prescribed = inside ? Optional.of(PgType.of("uuid")) : type(table, rules, column);
        var key = Objects.requireNonNull(profile.columns().get(column), column);
        var becomes = prescribed.map(t -> t.kind() == PgType.Kind.UUID).orElseGet(() -> switch (uuids.keys()) {
            case NONE -> false;
            case INTEGER -> integers(table, key);
            case TEXT -> mostlyUuids(key);
            case ALL -> integers(table, key) || mostlyUuids(key);
        });
        return becomes ? Optional.of(uuids.strategy(!integers(table, key))) : Optional.empty();
    }

    /** The type that rules prescribe for what a source column becomes. */
    private static Optional<PgType> type(Table table, TableRules rules, String column) {
        return rules.columns().stream()
                .filter(c -> source(table, c).equals(Optional.of(column)))
                .findFirst()
                .flatMap(ColumnRules::type);
    }

    /** A key that is itself a reference follows the key that it refers to. */
    private static boolean isReference(Table table, TableRules rules) {
        var column = table.primaryKey().get(0);
        return table.foreignKeys().stream().anyMatch(f -> f.columns().equals(List.of(column)))
                || rules.references().containsKey(column);
    }

    private static boolean integers(Table table, OfColumn key) {
        return key.values() > 0
                ? key.only(Storage.INTEGER)
                : table.column(table.primaryKey().get(0)).orElseThrow().type().contains("int");
    }

    /** Real installations keep a few literals like {@code system} among their UUIDs. */
    private static boolean mostlyUuids(OfColumn key) {
        return key.count(Storage.TEXT) > 0 && key.fact("uuid") * 2 >= key.values();
    }

    /** The source column that a rule takes: the first of its names that the table has. */
    static Optional<String> source(Table table, ColumnRules rule) {
        return rule.value().isPresent() || rule.expression().isPresent()
                ? Optional.empty()
                : rule.from().stream()
                        .flatMap(f -> table.column(f).stream())
                        .map(Table.Column::name)
                        .findFirst();
    }

    /** The same with further rules for columns. */
    Entity with(List<ColumnRules> further) {
        return new Entity(table, rules.withColumns(further), profile, spelling, uuid);
    }

    /** The same of a table that is declared otherwise. */
    Entity with(Table other) {
        return new Entity(other, rules, profile, spelling, uuid);
    }

    String name() {
        return table.name();
    }

    /** Whether a column that refers to a table is the key of that table itself: the way back of a further row. */
    boolean back(Entity to, String column) {
        return to.name().equals(name()) && keyColumn().equals(Optional.of(column));
    }

    /** Whether only the target has it. */
    boolean given() {
        return table.position().isEmpty();
    }

    /** Whether its single-column key becomes a UUID. */
    boolean uuidKey() {
        return uuid.isPresent();
    }

    /** The same in one target: a branch of a split may keep the keys that it has. */
    boolean uuidKey(TableRules branch) {
        return uuidKey()
                && keyColumn()
                        .flatMap(k -> type(table, branch, k))
                        .filter(t -> t.kind() != PgType.Kind.UUID)
                        .isEmpty();
    }

    /** The targets whose keys become UUIDs, empty where all do. */
    List<String> uuidTargets() {
        var those = branches().stream().filter(this::uuidKey).map(this::target).toList();
        return those.size() == branches().size() ? List.of() : those;
    }

    boolean split() {
        return !rules.split().isEmpty();
    }

    /** The rules of each target: one, or the branches of the split. */
    List<TableRules> branches() {
        return split()
                ? rules.split().stream().map(b -> rules.overlaid(b.rules())).toList()
                : List.of(rules);
    }

    /** What the rows of one branch of the split become. */
    Optional<String> branchTarget(String branch) {
        return rules.split().stream()
                .filter(b -> b.name().equals(branch))
                .map(b -> target(rules.overlaid(b.rules())))
                .findFirst();
    }

    /**
     * A target that rows give further rows to.
     *
     * @param name what the rules call it
     * @param among the branch of a split whose rows alone give further rows
     * @param where the condition of those that do
     * @param rules what is special about the target
     */
    record Also(String name, Optional<TableRules> among, Optional<String> where, TableRules rules) {}

    /** The targets of further rows: of all rows, and of those of one branch. */
    List<Also> also() {
        var all = rules.also().stream().map(a -> also(Optional.empty(), a));
        var inner = rules.split().stream()
                .flatMap(b -> b.rules().also().stream().map(a -> also(Optional.of(rules.overlaid(b.rules())), a)));
        return Stream.concat(all, inner).toList();
    }

    private Also also(Optional<TableRules> among, TableRules.SplitRule rule) {
        return new Also(
                rule.name(),
                among,
                rule.where(),
                TableRules.none(rules.source()).overlaid(rule.rules()));
    }

    /** The same without what the table declares about all of its rows, for a target that takes some of them again. */
    Entity bare() {
        var plain = new Table(
                table.name(),
                table.columns(),
                table.primaryKey(),
                List.of(),
                table.foreignKeys().stream()
                        .filter(f -> f.columns().size() == 1)
                        .toList(),
                List.of(),
                List.of(),
                table.position(),
                "",
                Optional.empty());
        return new Entity(plain, rules, profile, spelling, uuid);
    }

    /** The name of a target table. */
    String target(TableRules branch) {
        return branch.target().orElse(rules.target().orElse(alias() ? rules.source() : spelling.table()));
    }

    /** Whether the configuration knows this table by another name, which it then gets. */
    private boolean alias() {
        return rules.names().contains(table.name()) && !rules.source().equals(table.name());
    }

    /** The single-column key, as the target of references. */
    Optional<String> keyColumn() {
        return table.primaryKey().size() == 1 ? Optional.of(table.primaryKey().get(0)) : Optional.empty();
    }

    /** The target column that the key becomes in a branch. */
    String targetColumn(TableRules branch, String column) {
        var ruled = ruled(branch, column);
        return ruled.stream()
                .filter(c -> c.to().isEmpty() || ruled.size() == 1)
                .map(ColumnRules::target)
                .findFirst()
                .orElseGet(() -> spelling.column(column));
    }

    /** Whether a source column is one column in each target. */
    boolean becomesOne(String column) {
        var name = table.column(column).map(Table.Column::name).orElse(column);
        return branches().stream().allMatch(b -> {
            var ruled = ruled(b, name).size();
            return ruled == 1 || (ruled == 0 && !b.drops(name));
        });
    }

    private List<ColumnRules> ruled(TableRules branch, String column) {
        return branch.columns().stream()
                .filter(c -> source(table, c).equals(Optional.of(column)))
                .toList();
    }

    OfColumn profile(String column) {
        return Objects.requireNonNull(profile.columns().get(column), column);
    }

    /** The condition of the rows of one of its targets in the source's SQL over alias {@code t}. */
    String rowsOf(String target) {
        return split() ? "(" + branchSql("t") + ") = " + text(target) : "TRUE";
    }

    private static String text(String name) {
        return "'" + name.replace("'", "''") + "'";
    }

    /** SQL over an alias that names the target a row of this split entity went to. */
    String branchSql(String alias) {
        var cases = new ArrayList<String>();
        var rest = "";
        for (var branch : rules().split()) {
            var name = text(target(rules().overlaid(branch.rules())));
            if (branch.where().isPresent()) {
                cases.add("WHEN " + Alias.moved(branch.where().get(), alias) + " THEN " + name);
            } else {
                rest = name;
            }
        }
        return "CASE " + String.join(" ", cases) + " ELSE " + rest + " END";
    }
}
