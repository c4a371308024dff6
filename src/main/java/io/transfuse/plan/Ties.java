package io.transfuse.plan;

import io.transfuse.config.Settings;
import io.transfuse.config.TableRules;
import io.transfuse.model.Catalogue;
import io.transfuse.model.Table;
import io.transfuse.source.Source;
import io.transfuse.source.Tie;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The references of a source, declared by it or by the settings, before anything is planned. */
public record Ties(Source source, Catalogue catalogue, Settings settings) {

    /** All of them whose tables and columns the source has. */
    public List<Tie> all() {
        var ties = new ArrayList<Tie>();
        for (var table : catalogue.tables()) {
            table.foreignKeys().forEach(f -> declared(table, f).ifPresent(ties::add));
        }
        for (var rules : settings.tables()) {
            named(rules.source()).ifPresent(t -> configured(t, rules, ties));
        }
        return ties;
    }

    /** The table that a name of the settings means: its own or any alias. */
    private Optional<Table> named(String name) {
        var names = settings.tables().stream()
                .map(TableRules::names)
                .filter(n -> n.contains(name))
                .findFirst()
                .orElse(List.of(name));
        return names.stream()
                .flatMap(n -> catalogue.tables().stream().filter(t -> t.name().equalsIgnoreCase(n)))
                .findFirst();
    }

    private Optional<Tie> declared(Table table, Table.ForeignKey key) {
        return named(key.table())
                .filter(p ->
                        key.targetColumns().stream().allMatch(c -> p.column(c).isPresent()))
                .map(p -> new Tie(
                        table.name(),
                        key.columns(),
                        p.name(),
                        key.targetColumns().isEmpty() ? p.primaryKey() : key.targetColumns(),
                        "TRUE"))
                .filter(t -> t.keys().size() == t.columns().size());
    }

    private void configured(Table table, TableRules all, List<Tie> ties) {
        all.whole()
                .forEach(rules -> rules.references()
                        .forEach((target, written) -> column(table, rules, all, target)
                                .flatMap(c -> single(table, c, new NamedReference(written).table(), "TRUE"))
                                .ifPresent(ties::add)));
        all.whole()
                .flatMap(r -> r.polymorphic().stream())
                .forEach(pair -> pair.to()
                        .forEach((type, to) -> single(
                                        table,
                                        pair.idColumn(),
                                        to,
                                        "t." + source.quoted(pair.typeColumn()) + " = " + source.literal(type))
                                .ifPresent(ties::add)));
    }

    /** References are written with the target's columns, which may have other names in the source. */
    private static Optional<String> column(Table table, TableRules rules, TableRules all, String target) {
        return Stream.of(rules, all)
                .flatMap(r -> r.columns().stream())
                .filter(c -> c.target().equals(target))
                .findFirst()
                .flatMap(c -> Entity.source(table, c))
                .or(() -> table.column(target).map(Table.Column::name));
    }

    private Optional<Tie> single(Table table, String column, String to, String where) {
        return named(to)
                .filter(p -> table.column(column).isPresent())
                .flatMap(p -> NamedReference.key(p)
                        .map(k -> new Tie(table.name(), List.of(column), p.name(), List.of(k), where)));
    }
}
