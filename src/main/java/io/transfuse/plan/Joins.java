package io.transfuse.plan;

import io.transfuse.config.JoinRules;
import io.transfuse.config.JoinRules.Join;
import io.transfuse.config.Nearest;
import io.transfuse.config.TableRules;
import io.transfuse.model.Joined;
import io.transfuse.model.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts columns of other tables beside those of one table, as its rules want them, and writes the rules anew: conditions
 * as SQL over alias {@code t} alone, expressions over columns that are named {@code alias.column}.
 */
final class Joins {

    private final Around around;
    private final Notes notes;
    private final Table table;
    private final TableRules rules;
    private final Map<String, Table> others = new HashMap<>();
    private final Map<String, Table.Column> columns = new LinkedHashMap<>();
    private final Set<String> told = new TreeSet<>();
    private final Pattern names;

    private Joins(Around around, Widened plain) {
        this.around = around;
        this.notes = around.notes();
        this.table = plain.table();
        this.rules = plain.rules();
        var aliases = new ArrayList<>(List.of(JoinRules.EITHER, JoinRules.BECAME));
        rules.joined().joins().forEach(j -> aliases.add(Pattern.quote(j.alias())));
        this.names = Pattern.compile("'(?:[^'\\\\]|''|\\\\.)*'|\"[^\"]*\"|`[^`]*`|(?<![\\w.])(?<alias>"
                + String.join("|", aliases) + ")\\.(?<column>\\w+)");
    }

    /** A table with columns of others, and the rules that speak of them by name. */
    record Widened(Table table, TableRules rules) {}

    /** The table and its rules as they are where nothing is joined. */
    static Widened of(Around around, Widened plain) {
        if (plain.rules().joined().isEmpty()) {
            return plain;
        }
        var joins = new Joins(around, plain);
        plain.rules().joined().joins().forEach(joins::find);
        return joins.widened();
    }

    private Widened widened() {
        var written = CarriedAlong.all(this::add, others, table, written(rules));
        var all = new ArrayList<>(table.columns());
        all.addAll(columns.values());
        return new Widened(declared(table.with(all), written), written);
    }

    /** What the other tables declare of their columns holds for those that become columns of this one. */
    private Table declared(Table wide, TableRules written) {
        var taken = written.whole()
                .flatMap(r -> r.columns().stream())
                .flatMap(c -> c.from().stream())
                .collect(Collectors.toSet());
        var made = wide;
        for (var join : rules.joined().joins()) {
            var other = others.get(join.alias());
            if (other != null) {
                made = new JoinedKeys(made, join, other, taken).declared(notes);
            }
        }
        return made;
    }

    private void find(Join join) {
        var tables = around.catalogue().tables();
        var other = around.names(join.table()).stream()
                .flatMap(n -> tables.stream().filter(t -> t.name().equalsIgnoreCase(n)))
                .findFirst();
        if (other.isEmpty()) {
            missing(
                    join,
                    "table",
                    join.table(),
                    tables.stream().map(Table::name).toList());
        } else if (table.column(join.own()).isEmpty()) {
            missing(join, "on", join.own(), names(table));
        } else if (other.get().column(join.key()).isEmpty()) {
            missing(join, "on", join.alias() + "." + join.key(), names(other.get()));
        } else if (!unique(other.get(), join)) {
            notes.block(
                    table.name(),
                    join.own(),
                    key(join) + ".on names " + join.table() + "." + join.key()
                            + ", but must name a column without duplicates: a row has one row beside it at most");
        } else {
            others.put(join.alias(), other.get());
            add(join, other.get(), other.get().column(join.key()).orElseThrow());
        }
    }

    /** By a key, or as far as the rows say: nothing is lost where no value occurs twice. */
    private boolean unique(Table other, Join join) {
        return new UniqueColumns(other).hold(List.of(join.key()))
                || around.source()
                                .duplicates(
                                        other,
                                        List.of(other.column(join.key())
                                                .orElseThrow()
                                                .name()),
                                        List.of())
                        == 0;
    }

    private static List<String> names(Table other) {
        return other.columns().stream().map(Table.Column::name).toList();
    }

    private String key(Join join) {
        return "tables." + rules.source() + ".join." + join.alias();
    }

    private void missing(Join join, String what, String name, List<String> near) {
        if (!told.add(join.alias() + "." + name)) {
            return;
        }
        var text = key(join) + "." + what + " names " + name + ", which this source does not have";
        if (join.optional()) {
            notes.info(table.name(), "", text + "; its columns count as NULL");
        } else {
            notes.block(
                    table.name(),
                    "",
                    text + " (nearest: " + Nearest.of(name, near) + "); or set " + key(join) + ".optional");
        }
    }

    /** A column of the other table, beside the table's own from now on. */
    private String add(Join join, Table other, Table.Column column) {
        var name = join.alias() + "." + column.name();
        var nature = column.nature();
        columns.putIfAbsent(
                name,
                new Table.Column(
                        name,
                        column.type(),
                        column.nullable() || !join.required(),
                        Optional.empty(),
                        column.collation(),
                        false,
                        new Table.Nature(
                                nature.charset(),
                                "",
                                false,
                                false,
                                nature.comment(),
                                Optional.of(new Joined(
                                        other.name(),
                                        other.column(join.key()).orElseThrow().name(),
                                        table.column(join.own()).orElseThrow().name(),
                                        column.name(),
                                        join.required(),
                                        Optional.empty())))));
        return name;
    }

    private Meaning meaning(String alias, String column) {
        if (alias.equals(JoinRules.EITHER)) {
            return either(column);
        }
        if (alias.equals(JoinRules.BECAME)) {
            var became = new Became(around, table, rules).column(column);
            became.ifPresent(c -> columns.put(c.name(), c));
            return became.map(c -> Meaning.of(c.name())).orElse(Meaning.constant("NULL"));
        }
        var join = rules.joined().joins().stream()
                .filter(j -> j.alias().equals(alias))
                .findFirst()
                .orElseThrow();
        var other = Optional.ofNullable(others.get(alias));
        var found = other.flatMap(o -> o.column(column));
        if (other.isPresent() && found.isEmpty()) {
            missing(join, "table", join.table() + "." + column, names(other.get()));
        }
        return found.map(c -> Meaning.of(add(join, other.orElseThrow(), c))).orElse(Meaning.constant("NULL"));
    }

    /** The first of several columns that is there; a text in quotes is always there. */
    private Meaning either(String name) {
        var choices = rules.joined().either().get(name);
        if (choices == null) {
            if (told.add(name)) {
                notes.block(
                        table.name(),
                        "",
                        "either." + name + " is no name of tables." + rules.source()
                                + ".either, but must be one; nearest: "
                                + Nearest.of(name, rules.joined().either().keySet()));
            }
            return Meaning.constant("NULL");
        }
        for (var choice : choices) {
            var found = choice.startsWith("'") ? Optional.of(Meaning.constant(choice)) : there(choice);
            if (found.isPresent()) {
                tell(name, choice, choices.get(0));
                return found.get();
            }
        }
        if (told.add(name)) {
            notes.warn(
                    table.name(),
                    "",
                    "none of " + String.join(", ", choices) + " is in this source: either." + name
                            + " is NULL in conditions and columns of tables." + rules.source());
        }
        return Meaning.constant("NULL");
    }

    private void tell(String name, String choice, String first) {
        if (!choice.equals(first) && told.add(name)) {
            notes.info(
                    table.name(),
                    "",
                    "either." + name + " is " + choice + " in this source, because " + first + " is not there");
        }
    }

    private Optional<Meaning> there(String choice) {
        var dot = choice.indexOf('.');
        if (dot < 0 || choice.startsWith("t.")) {
            return table.column(choice.substring(dot + 1)).map(c -> Meaning.of(c.name()));
        }
        var alias = choice.substring(0, dot);
        return rules.joined().joins().stream()
                .filter(j -> j.alias().equals(alias) && others.containsKey(alias))
                .findFirst()
                .flatMap(j -> {
                    var other = Objects.requireNonNull(others.get(alias));
                    return other.column(choice.substring(dot + 1)).map(c -> Meaning.of(add(j, other, c)));
                });
    }

    private TableRules written(TableRules plain) {
        return plain.inside(this::written)
                .conditioned(this::sql)
                .with(
                        plain.columns().stream()
                                .map(new Fed(this::named, this::replaced)::rule)
                                .toList(),
                        plain.unique(),
                        plain.checks(),
                        plain.indexes());
    }

    private String sql(String condition) {
        return replaced(
                condition,
                m -> m.column()
                        .map(c -> Optional.ofNullable(columns.get(c))
                                .flatMap(j -> j.nature().joined())
                                .map(j -> j.sql("t", around.source()::quoted))
                                .orElseGet(() -> "t." + around.source().quoted(c)))
                        .orElse(m.constant()));
    }

    private String replaced(String text, Function<Meaning, String> word) {
        return names.matcher(text).replaceAll(m -> {
            var found = (Matcher) m;
            return Matcher.quoteReplacement(
                    found.group("alias") == null
                            ? found.group()
                            : word.apply(meaning(found.group("alias"), found.group("column"))));
        });
    }

    private Meaning named(String name) {
        var matcher = names.matcher(name);
        return matcher.matches() && matcher.group("alias") != null
                ? meaning(matcher.group("alias"), matcher.group("column"))
                : Meaning.of(name);
    }
}
