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
                .map(p -> new Tie(
                        table.name(),
                        key.columns(),
                        p.name(),
                        key.targetColumns().isEmpty() ? p.primaryKey() : key.targetColumns(),
                        "TRUE"))
                .filter(t -> t.keys().size() == t.columns().size());
    }

    private void configured(Table table, TableRules rules, List<Tie> ties) {
        rules.references()
                .forEach((column, written) -> single(
                                table, column, written.trim().split(" ", 2)[0], "TRUE")
                        .ifPresent(ties::add));
        for (var pair : rules.polymorphic()) {
            pair.to()
                    .forEach((type, to) -> single(
                                    table,
                                    pair.idColumn(),
                                    to,
                                    "t." + source.quoted(pair.typeColumn()) + " = " + source.literal(type))
                            .ifPresent(ties::add));
        }
    }

    private Optional<Tie> single(Table table, String column, String to, String where) {
        return named(to)
                .filter(p -> p.primaryKey().size() == 1 && table.column(column).isPresent())
                .map(p -> new Tie(table.name(), List.of(column), p.name(), p.primaryKey(), where));
    }
}
