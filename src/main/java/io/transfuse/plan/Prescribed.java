package io.transfuse.plan;

import io.transfuse.config.ColumnRules;
import io.transfuse.config.LayoutRules;
import io.transfuse.config.Nearest;
import io.transfuse.config.TableRules;
import io.transfuse.config.TableRules.SplitRule;
import io.transfuse.model.PgType;
import io.transfuse.model.Table;
import io.transfuse.source.PostgresCatalogue.Found;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A schema that another tool made, as rules for the tables that are loaded into it: every column is compared, what has
 * no place on the other side is named.
 *
 * @param found the schema
 * @param references whose rows its columns refer to
 * @param notes where differences are told
 */
record Prescribed(Found found, ExistingReferences references, Notes notes) {

    private static final String KEY = "the existing column";

    /** The rules for one source table with the columns of its existing table under them. */
    TableRules rules(Table source, TableRules asked) {
        var rules = asked.laidOut(LayoutRules.NONE);
        if (!asked.layout().equals(LayoutRules.NONE)) {
            notes.info(
                    source.name(), "", "partitions and storage are those of the existing table, not of the settings");
        }
        var fitted = rules.split().isEmpty()
                ? part(source, rules, rules.drop(), rules.target().orElse(source.name()))
                : rules.with(parts(source, rules.split(), rules.drop()), rules.also());
        var all = fitted.with(
                fitted.split().stream()
                        .map(s -> new SplitRule(
                                s.name(),
                                s.where(),
                                s.rules()
                                        .with(List.of(), parts(source, s.rules().also(), List.of()))))
                        .toList(),
                parts(source, rules.also(), List.of()));
        nowhere(source, all);
        return all;
    }

    /** Parts of a table; what the whole table drops, each part of its split drops too. */
    private List<SplitRule> parts(Table source, List<SplitRule> parts, List<String> drop) {
        return parts.stream()
                .map(s -> new SplitRule(
                        s.name(),
                        s.where(),
                        part(
                                source,
                                s.rules(),
                                Stream.concat(s.rules().drop().stream(), drop.stream())
                                        .toList(),
                                s.rules().target().orElse(s.name()))))
                .toList();
    }

    private TableRules part(Table source, TableRules rules, List<String> drop, String wanted) {
        var table = table(wanted);
        if (table.isEmpty()) {
            var names = found.catalogue().tables().stream().map(Table::name).toList();
            notes.block(
                    source.name(),
                    "",
                    "has no table " + wanted + " in the existing schema (nearest: " + Nearest.of(wanted, names)
                            + "); set tables." + source.name() + ".target, or leave it out with --skip "
                            + source.name());
            return rules;
        }
        var columns = new ArrayList<ColumnRules>();
        for (var column : table.get().columns()) {
            rule(source, rules, drop, table.get(), column).ifPresent(columns::add);
        }
        var others = rules.columns().stream()
                .filter(r ->
                        table.get().columns().stream().noneMatch(c -> c.name().equals(r.target())))
                .toList();
        for (var r : others) {
            var text = r.key() + " names " + r.target();
            if (r.isNew()) {
                notes.info(source.name(), r.target(), text + ", which the existing table " + wanted + " does not have");
            } else {
                notes.block(
                        source.name(), r.target(), text + ", but must name a column of the existing table " + wanted);
            }
        }
        return rules.toExisting(
                table.get().name(),
                columns,
                computed(source, table.get()),
                references.guarded(source, table.get(), columns));
    }

    /** Columns that are computed on both sides: PostgreSQL does it itself. */
    private static List<String> computed(Table source, Table table) {
        return table.columns().stream()
                .filter(Table.Column::generated)
                .flatMap(c -> named(source, c))
                .filter(c -> source.column(c).filter(Table.Column::generated).isPresent())
                .toList();
    }

    /** The columns of the source that an existing column may stand for by its name. */
    private static Stream<String> named(Table source, Table.Column column) {
        return source.columns().stream()
                .map(Table.Column::name)
                .filter(n -> ExistingReferences.spellings(n).anyMatch(column.name()::equals));
    }

    /** The existing table that a name means: as it is written, or as tools of PostgreSQL like to write it. */
    private Optional<Table> table(String wanted) {
        return ExistingReferences.spellings(wanted)
                .flatMap(n -> found.catalogue().table(n).stream())
                .findFirst();
    }

    private Optional<ColumnRules> rule(
            Table source, TableRules rules, List<String> drop, Table table, Table.Column column) {
        var asked = rules.columns().stream()
                .filter(r -> r.target().equals(column.name()))
                .findFirst();
        var from = named(source, column).filter(n -> !drop.contains(n)).toList();
        var dropped = named(source, column).anyMatch(drop::contains);
        var to = references.branch(table, column.name());
        if (asked.isEmpty() && from.isEmpty() && !dropped && to.isPresent()) {
            from = references.referring(source, table, column.name(), to.get());
        }
        var origin = from;
        var left = asked.map(r -> defaulted(source, r, column)).orElse(origin.isEmpty());
        if (left || column.generated()) {
            left(source, table, column, dropped);
            return Optional.empty();
        }
        var labels = found.labels().getOrDefault(column.type(), List.of());
        var known = type(column, labels);
        if (known.isEmpty()) {
            notes.block(
                    source.name(),
                    column.name(),
                    "goes to " + table.name() + "." + column.name() + ", which is " + column.type()
                            + ", but must be a type that Transfuse writes; leave the column out with drop");
        }
        // Refused is enough: the column is there, and takes what is to go to it.
        var type = known.orElse(PgType.of("text"));
        asked.filter(r -> makesUuids(source, r) && known.isPresent() && type.kind() != PgType.Kind.UUID)
                .ifPresent(
                        r -> notes.block(
                                source.name(),
                                column.name(),
                                table.name() + "." + column.name() + " is " + column.type() + ", but must be uuid, as "
                                        + r.key()
                                        + " makes UUIDs of numbers; change its type, and that of the columns that refer to it"));
        return Optional.of(asked.map(r -> new ExistingMembers(r, type, labels))
                .map(m -> m.known(source, column, notes).referring(to))
                .orElseGet(() -> same(column, Optional.of(type), origin, to, labels)));
    }

    private static boolean makesUuids(Table source, ColumnRules rule) {
        return rule.type().filter(t -> t.kind() == PgType.Kind.UUID).isPresent()
                && Entity.source(source, rule)
                        .flatMap(source::column)
                        .filter(c -> c.type().contains("int"))
                        .isPresent();
    }

    /** The rule for a column of which the settings say nothing. */
    private static ColumnRules same(
            Table.Column column, Optional<PgType> type, List<String> from, Optional<String> to, List<String> labels) {
        return new ColumnRules(
                KEY,
                column.name(),
                type,
                Optional.empty(),
                !column.nullable(),
                false,
                Optional.empty(),
                from,
                to,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                labels.stream().collect(Collectors.toMap(Function.identity(), Function.identity())),
                List.of(),
                false,
                Map.of());
    }

    /**
     * Whether the settings would leave the column empty, because this source lacks theirs, and the target has a
     * default.
     */
    private static boolean defaulted(Table source, ColumnRules rule, Table.Column column) {
        return column.defaultSql().isPresent()
                && !rule.from().isEmpty()
                && rule.expression().isEmpty()
                && rule.value().isEmpty()
                && Entity.source(source, rule).isEmpty();
    }

    private static Optional<PgType> type(Table.Column column, List<String> labels) {
        if (!labels.isEmpty()) {
            return Optional.of(PgType.enumeration(column.type()));
        }
        try {
            return Optional.of(PgType.of(column.type()));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /** A column that nothing of the source goes to. */
    private void left(Table source, Table table, Table.Column column, boolean dropped) {
        var name = table.name() + "." + column.name();
        if (column.generated()) {
            notes.info(source.name(), column.name(), name + " is computed by PostgreSQL and not loaded");
        } else if (column.nullable()
                || column.defaultSql().isPresent()
                || column.nature().counts()) {
            notes.info(
                    source.name(),
                    column.name(),
                    name + " (" + column.type() + ") is "
                            + (dropped ? "left out by drop" : "only in the existing schema") + "; it stays "
                            + column.defaultSql()
                                    .map(d -> "at its default " + d)
                                    .orElse("empty"));
        } else {
            notes.block(
                    source.name(),
                    column.name(),
                    name + " is NOT NULL without a default, and "
                            + (dropped ? "drop leaves it out" : "the source has no such column") + "; set tables."
                            + source.name() + ".columns." + column.name() + " { from = … } or { value = … }");
        }
    }

    /** Columns that only the source has, or that one of several targets does not have. */
    private void nowhere(Table source, TableRules rules) {
        var parts = new LinkedHashMap<String, TableRules>();
        if (rules.split().isEmpty()) {
            parts.put("tables." + rules.source(), rules);
        }
        rules.split()
                .forEach(s -> parts.put("tables." + rules.source() + ".split." + s.name(), rules.overlaid(s.rules())));
        // That a table is missing is told already.
        parts.values().removeIf(p -> p.target().flatMap(this::table).isEmpty());
        for (var column : source.own().columns()) {
            var places = new ArrayList<>(parts.keySet());
            places.removeIf(p -> takes(Objects.requireNonNull(parts.get(p)), column.name()));
            var one = places.size() == parts.size() ? List.of("tables." + rules.source()) : places;
            if (!places.isEmpty()) {
                one.forEach(place -> notes.block(
                        source.name(),
                        column.name(),
                        (computed(parts, places, column.name())
                                        ? "has only a column that PostgreSQL computes in the existing schema; set "
                                        : "has no column in the existing schema; set ")
                                + place + ".columns.<name> { from = "
                                + column.name() + " }, or leave it out: " + place + ".drop = [" + column.name()
                                + "]"));
            }
        }
    }

    /** Whether one of these targets computes what the source holds as a value. */
    private boolean computed(Map<String, TableRules> parts, List<String> places, String column) {
        return places.stream()
                .flatMap(p -> Objects.requireNonNull(parts.get(p)).target().flatMap(this::table).stream())
                .flatMap(t -> t.columns().stream())
                .anyMatch(c ->
                        c.generated() && ExistingReferences.spellings(column).anyMatch(c.name()::equals));
    }

    private static boolean takes(TableRules rules, String column) {
        return rules.drops(column)
                || rules.columns().stream()
                        .anyMatch(c -> c.from().stream().anyMatch(column::equalsIgnoreCase)
                                || c.takes().contains(column));
    }
}
