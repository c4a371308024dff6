package io.transfuse.plan;

import io.transfuse.config.Nearest;
import io.transfuse.config.Settings;
import io.transfuse.config.TableRules;
import io.transfuse.model.Catalogue;
import io.transfuse.model.Form;
import io.transfuse.model.Lookup;
import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.Branch;
import io.transfuse.model.Plan;
import io.transfuse.model.Storage;
import io.transfuse.model.Table;
import io.transfuse.model.UserException;
import io.transfuse.model.Value;
import io.transfuse.source.PostgresCatalogue.Found;
import io.transfuse.source.Source;
import io.transfuse.source.SourceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Decides everything, from catalogue, profile and settings; touches nothing. */
public final class Planner {

    private final Settings settings;
    private final Source source;
    private final Notes notes = new Notes();
    private final Optional<Found> existing;
    private final Predictions predictions;
    /** Names of crosswalks that are taken: two tables may have one word for their rows. */
    private final Set<String> walks = new HashSet<>();

    private Planner(Settings settings, Source source, Optional<Found> existing) {
        this.settings = settings;
        this.source = source;
        this.existing = existing;
        this.predictions = new Predictions(settings);
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
        var chosen = chosen(catalogue);
        var ruled = rules(chosen);
        var rules = new HashMap<String, TableRules>();
        var sources = chosen.stream().map(Table::name).toList();
        var prescribed = existing.map(e -> new Prescribed(e, sources, notes));
        chosen.forEach(t -> {
            var own = ruled.getOrDefault(t.name(), TableRules.none(t.name()));
            rules.put(t.name(), prescribed.map(p -> p.rules(t, own)).orElse(own));
        });
        var graph = new Survey(settings, source, notes).graph(catalogue, chosen, rules);
        var entities = graph.entities();
        entities.values().forEach(this::conditions);
        var misspelt = new Misspelt(graph, catalogue);
        var lookups = new Lookups(graph, new Questions(source, settings.engine().connections())).all();
        var mappings = new ArrayList<Mapping>();
        for (var entity : entities.values()) {
            var mapping = mapping(graph, entity, Objects.requireNonNull(lookups.get(entity.name())));
            misspelt.refuse(entity, mapping.branches());
            mappings.add(mapping);
        }
        new Clashes(notes).refuse(mappings);
        mappings.forEach(this::caseTwins);
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

    private List<Table> chosen(Catalogue catalogue) {
        var all = catalogue.tables().stream().map(Table::name).toList();
        for (var name : concat(settings.only(), settings.skip())) {
            if (!all.contains(name)) {
                notes.block(
                        name,
                        "",
                        "--only or --skip names " + name + ", but must name a table of the source; nearest: "
                                + Nearest.of(name, all));
            }
        }
        return catalogue.tables().stream()
                .filter(t -> settings.only().isEmpty() || settings.only().contains(t.name()))
                .filter(t -> !settings.skip().contains(t.name()))
                .toList();
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
    }

    /** Which rules serve which table: the first of their names that the source has. */
    private Map<String, TableRules> rules(List<Table> tables) {
        var found = new HashMap<String, TableRules>();
        var names = tables.stream().map(Table::name).toList();
        var named = new NamedConditions(settings, source.catalogue(), notes);
        for (var rules : settings.tables()) {
            var table = rules.names().stream()
                    .flatMap(n -> names.stream().filter(n::equalsIgnoreCase))
                    .findFirst();
            if (table.isPresent()) {
                var there = tables.stream()
                        .filter(t -> t.name().equals(table.get()))
                        .findFirst()
                        .orElseThrow();
                found.put(
                        table.get(),
                        named.rules(new Fitted(there, settings.shipped(rules.source()), notes).rules(rules)));
            } else if (settings.only().isEmpty() && !settings.skip().contains(rules.source())) {
                absent(rules, names);
            }
        }
        return found;
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

    /** Conditions are the user's SQL; a fault in one is told before anything is counted. */
    private void conditions(Entity entity) {
        entity.rules().dropRows().forEach((rule, sql) -> condition(entity, "drop-rows." + rule, sql));
        entity.rules().rows().reject().forEach((rule, sql) -> condition(entity, "reject-rows." + rule, sql));
        for (var split : entity.rules().split()) {
            split.where().ifPresent(sql -> condition(entity, "split." + split.name() + ".where", sql));
        }
    }

    private void condition(Entity entity, String key, String sql) {
        try {
            source.count(entity.name(), "FALSE AND (" + sql + ")");
        } catch (SourceException e) {
            throw UserException.usage("tables.%s.%s is %s, but must be a condition in the source's SQL over alias t: %s"
                    .formatted(entity.rules().source(), key, sql, e.reason()));
        }
    }

    private Mapping mapping(Graph graph, Entity entity, Map<String, Lookup> lookups) {
        orphans(entity, lookups);
        var forms = new HashMap<String, Form>();
        entity.table().columns().forEach(c -> forms.put(c.name(), source.types().form(c, entity.profile(c.name()))));
        var branches = entity.branches().stream()
                .map(b -> branch(graph, entity, b, lookups))
                .toList();
        var drops = counted(entity, entity.rules().dropRows());
        var mapping = new Mapping(
                entity.table(),
                entity.profile(),
                forms,
                List.copyOf(lookups.values()),
                branches,
                drops,
                entity.rules().transform(),
                new Cutting(settings, source, notes).of(entity),
                new Composites(graph, entity, lookups).of(branches),
                counted(entity, entity.rules().rows().reject()));
        return new Mapping(
                mapping.source(),
                mapping.profile(),
                mapping.forms(),
                mapping.lookups(),
                branches.stream().map(b -> counted(mapping, b)).toList(),
                drops,
                mapping.transformations(),
                mapping.parts(),
                mapping.composites(),
                mapping.refused());
    }

    private List<Mapping.Drop> counted(Entity entity, Map<String, String> rules) {
        return rules.entrySet().stream()
                .map(d -> new Mapping.Drop(
                        d.getKey(), d.getValue(), source.count(entity.name(), "(" + d.getValue() + ")")))
                .toList();
    }

    private Branch counted(Mapping mapping, Branch branch) {
        return new Branch(
                branch.target(),
                branch.where(),
                mapping.split() || !mapping.drops().isEmpty()
                        ? source.count(mapping, branch)
                        : mapping.profile().rows(),
                branch.columns(),
                branch.crosswalk(),
                branch.duplicates());
    }

    private void orphans(Entity entity, Map<String, Lookup> lookups) {
        lookups.forEach((key, lookup) -> {
            if (lookup.orphans() > 0) {
                notes.warn(
                        entity.name(),
                        lookup.columns(),
                        Notes.count(lookup.orphans(), "row refers", "rows refer") + " to a row of " + lookup.entity()
                                + " that does not exist (policy.orphan decides)");
            }
        });
    }

    /** The lookup of one owner of a polymorphic reference. */
    static Lookup ownerLookup(Map<String, Lookup> lookups, TableRules.PolymorphicRule rule, String type) {
        return java.util.Objects.requireNonNull(lookups.get(rule.name() + ":" + type));
    }

    private Branch branch(Graph graph, Entity entity, TableRules rules, Map<String, Lookup> lookups) {
        var columns = new Columns(graph, entity, rules, lookups).all();
        var targets = new Targets(graph, entity, rules, columns);
        var table = existing.map(e -> new Prescribed(e, List.of(), notes).target(targets.table()))
                .orElseGet(targets::table);
        var where = entity.rules().split().stream()
                .filter(s -> entity.target(entity.rules().overlaid(s.rules())).equals(table.name()))
                .findFirst()
                .flatMap(TableRules.SplitRule::where);
        var crosswalk = columns.stream()
                .filter(c -> c.value() instanceof Value.Key)
                .findFirst()
                .map(c -> new Mapping.Crosswalk(
                        entity.rules().entity().orElseGet(() -> Names.singular(entity.target(entity.rules()))),
                        rules.entity().orElseGet(() -> Names.singular(table.name())),
                        c.value().takes().get(0),
                        c.target().name()))
                .map(c -> walks.add(c.file())
                        ? c
                        : new Mapping.Crosswalk(entity.name(), table.name(), c.oldColumn(), c.newColumn()));
        var duplicates = targets.duplicates(table);
        duplicates.forEach((unique, rows) -> {
            notes.warn(
                    entity.name(),
                    String.join(", ", unique),
                    "holds duplicates of what must be unique in PostgreSQL: of rows that share it the first is kept, "
                            + rows + " are rejected");
            predictions.duplicates(entity, unique, rows);
        });
        return new Branch(table, where, 0, columns, crosswalk, List.copyOf(duplicates.keySet()));
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
