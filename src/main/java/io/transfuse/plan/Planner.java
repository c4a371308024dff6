package io.transfuse.plan;

import io.transfuse.config.Nearest;
import io.transfuse.config.NewTable;
import io.transfuse.config.Settings;
import io.transfuse.config.TableRules;
import io.transfuse.model.Catalogue;
import io.transfuse.model.Lookup;
import io.transfuse.model.Mapping;
import io.transfuse.model.Plan;
import io.transfuse.model.Storage;
import io.transfuse.model.Table;
import io.transfuse.model.Value;
import io.transfuse.source.PostgresCatalogue.Found;
import io.transfuse.source.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides everything, from catalogue, profile and settings; touches nothing. */
public final class Planner {

    private final Settings settings;
    private final Source source;
    private final Notes notes = new Notes();
    private final Optional<Found> existing;

    private Planner(Settings settings, Source source, Optional<Found> existing) {
        this.settings = settings;
        this.source = source;
        this.existing = existing;
    }

    /** The plan for what the settings ask of this source. */
    public static Plan plan(Settings settings, Source source) {
        return new Planner(settings, source, Optional.empty()).plan();
    }

    /** The plan for loading into tables that are there already; what does not fit them is a blocker, not widened. */
    public static Plan into(Found existing, Settings settings, Source source) {
        return new Planner(settings.unwidened(), source, Optional.of(existing)).plan();
    }

    private Plan plan() {
        var catalogue = source.catalogue();
        var graph = graph(catalogue);
        graph.entities().values().forEach(e -> Clashes.refuse(e, settings.namespace()));
        return new RowConditions(graph).during(() -> plan(catalogue, graph));
    }

    private Plan plan(Catalogue catalogue, Graph graph) {
        var entities = graph.entities();
        var misspelt = new Misspelt(graph, catalogue);
        new UnnamedPairs(graph).warn();
        new NamedPairs(graph).warn();
        var questions = new Questions(source, settings.engine().questions());
        new UnnamedReferences(graph, questions).warn();
        var lookups = new Lookups(graph, questions).all();
        var alone = new ArrayList<Mapping>();
        var predictions = new Predictions(settings, graph.dialect());
        var mapped = new Mapped(graph, existing, predictions, new HashSet<>());
        for (var entity : entities.values()) {
            var made = mapped.of(entity, Objects.requireNonNull(lookups.get(entity.name())));
            var branches = made.stream().flatMap(m -> m.branches().stream()).toList();
            misspelt.refuse(entity, branches);
            new AskedTypes(graph, entity).warn(branches);
            alone.addAll(made);
        }
        var mappings = new Shared(graph, existing.isPresent()).of(alone);
        new DroppedKeys(graph).refuse(mappings);
        new Idle(graph, catalogue).warn(mappings);
        refuse(mappings);
        mappings.stream().filter(m -> m.first()).forEach(this::caseTwins);
        var foretold = predictions.told(mappings, notes);
        return new Plan(
                Identities.of(settings, catalogue, source.cut()),
                mappings,
                Polymorphics.of(graph),
                new Views(graph, catalogue, mappings).proposed(),
                notes.all(),
                notes.foreseen(),
                graph.enumerations().all(),
                foretold);
    }

    private void refuse(List<Mapping> mappings) {
        new Clashes(notes).refuse(mappings);
        new Breadth(notes).refuse(mappings);
        if (mappings.isEmpty()) {
            notes.block("tables", "", "there are none to be carried, but there must be one that only and skip leave");
        }
    }

    /** All tables with what stands beside their rows, and their rules, fitted to this source and this target. */
    private Graph graph(Catalogue catalogue) {
        var found = chosen(catalogue);
        var named = new HashMap<>(rules(found));
        var conditions = new NamedConditions(settings, catalogue, notes);
        named.replaceAll((table, rules) -> conditions.rules(rules));
        var plain = found.stream()
                .map(t -> new Joins.Widened(t, named.getOrDefault(t.name(), TableRules.none(t.name()))))
                .toList();
        var around = new Around(source, catalogue, settings, notes, plain);
        var widened = plain.stream().map(w -> Joins.of(around, w)).toList();
        // A constant that the source's own column takes the place of names no row.
        var fitted = widened.stream()
                .map(w -> new Joins.Widened(
                        w.table(),
                        new Fitted(w.table(), settings.shipped(w.rules().source()), notes).rules(w.rules())))
                .toList();
        var branches = named.values().stream().flatMap(r -> r.split().stream()).toList();
        var targets = targets(widened);
        var created = NewTables.of(
                NewTables.chosen(
                        settings, widened.stream().map(Joins.Widened::rules).toList()),
                targets,
                fitted,
                source,
                notes);
        var sources = new LinkedHashMap<>(targets);
        created.forEach(n -> sources.put(n.name(), List.of(n.rules().target().orElse(n.name()))));
        var prescribed = existing.map(e -> new Prescribed(e, new ExistingReferences(sources, branches), notes));
        var rules = new HashMap<String, TableRules>();
        fitted.forEach(f -> rules.put(
                f.table().name(),
                prescribed.map(p -> p.rules(f.table(), f.rules())).orElse(f.rules())));
        created.forEach(n -> rules.put(
                n.name(),
                prescribed.map(p -> p.rules(NewTables.table(n), n.rules())).orElse(n.rules())));
        var tables = widened.stream().map(Joins.Widened::table).toList();
        return new Survey(settings, source, notes).graph(catalogue, tables, created, rules);
    }

    /** What the tables of the source become, as far as the rules say. */
    private static Map<String, List<String>> targets(List<Joins.Widened> tables) {
        return tables.stream()
                .collect(Collectors.toMap(
                        w -> w.table().name(),
                        w -> w.rules().split().isEmpty()
                                ? List.of(w.rules().target().orElse(w.table().name()))
                                : w.rules().split().stream()
                                        .map(s -> s.rules().target().orElse(s.name()))
                                        .toList(),
                        (a, b) -> a,
                        LinkedHashMap::new));
    }

    private List<Table> chosen(Catalogue catalogue) {
        var all = Stream.concat(
                        catalogue.tables().stream().map(Table::name),
                        settings.newTables().stream().map(NewTable::name))
                .toList();
        for (var name : concat(settings.only(), settings.skip())) {
            if (!all.contains(name)) {
                notes.block(
                        name,
                        "",
                        "--only or --skip names " + name + ", but must name a table of the source"
                                + (settings.newTables().isEmpty() ? "" : " or of new-tables") + "; nearest: "
                                + Nearest.of(name, all));
            }
        }
        return catalogue.tables().stream()
                .filter(t -> settings.only().isEmpty() || settings.only().contains(t.name()))
                .filter(t -> !settings.skip().contains(t.name()))
                .toList();
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** Which rules serve which table: the first of their names that the source has. */
    private Map<String, TableRules> rules(List<Table> tables) {
        var found = new HashMap<String, TableRules>();
        var names = tables.stream().map(Table::name).toList();
        for (var rules : settings.tables()) {
            var table = rules.names().stream()
                    .flatMap(n -> names.stream().filter(n::equalsIgnoreCase))
                    .findFirst();
            if (table.isPresent()) {
                Optional.ofNullable(found.put(table.get(), rules)).ifPresent(other -> twice(table.get(), rules, other));
            } else if (settings.only().isEmpty() && !settings.skip().contains(rules.source())) {
                absent(rules, names);
            }
        }
        return found;
    }

    private void twice(String table, TableRules one, TableRules other) {
        var section = one.source().equalsIgnoreCase(table) ? other.source() : one.source();
        notes.block(
                table,
                "",
                "tables." + table + " and tables." + section
                        + " both speak of this table, but one must: write all of it" + " under tables." + section);
    }

    private void absent(TableRules rules, List<String> names) {
        var text = "tables." + rules.source() + " names " + String.join(" or ", rules.names())
                + ", but must name a table of the source (nearest: " + Nearest.of(rules.source(), names) + ")";
        if (rules.required()) {
            notes.block(rules.source(), "", text + ", because " + settings.system() + " requires it");
        } else if (settings.shipped(rules.source()).isEmpty()) {
            notes.block(rules.source(), "", text);
        } else {
            notes.info(rules.source(), "", "not in this source; " + settings.system() + " goes on without it");
        }
    }

    /** The lookup of one owner of a polymorphic reference. */
    static Lookup ownerLookup(Map<String, Lookup> lookups, TableRules.PolymorphicRule rule, String type) {
        return Objects.requireNonNull(lookups.get(rule.name() + ":" + type));
    }

    /** Values of unique columns that differ only in case: legal on both sides, and rarely meant. */
    private void caseTwins(Mapping mapping) {
        for (var branch : mapping.branches()) {
            branch.target().uniques().stream()
                    .filter(u -> u.size() == 1)
                    .flatMap(u -> branch.columns().stream()
                            .filter(c -> c.target().name().equals(u.get(0)) && c.value() instanceof Value.Carry))
                    .forEach(c -> caseTwins(mapping, c.value().takes().get(0)));
        }
    }

    private void caseTwins(Mapping mapping, String column) {
        var text =
                Objects.requireNonNull(mapping.profile().columns().get(column)).count(Storage.TEXT) > 0;
        var folds = mapping.source()
                .column(column)
                .filter(c -> Dialect.folds(c.collation()))
                .isPresent();
        if (!text || folds) {
            return;
        }
        var twins = source.caseTwins(mapping.source(), column);
        if (twins > 0) {
            notes.foresee(
                    "case-twins:" + mapping.source().name() + "." + column,
                    twins,
                    "values that differ only in case from another; PostgreSQL keeps them apart as the source did, the"
                            + " application may not");
        }
    }
}
