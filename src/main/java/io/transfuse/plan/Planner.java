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
import io.transfuse.model.Table;
import io.transfuse.model.Validation;
import io.transfuse.model.Value;
import io.transfuse.source.Source;
import io.transfuse.types.SqliteTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides everything, from catalogue, profile and settings; touches nothing. */
public final class Planner {

    private final Settings settings;
    private final Source source;
    private final Notes notes = new Notes();
    private final Names names = new Names();

    private Planner(Settings settings, Source source) {
        this.settings = settings;
        this.source = source;
    }

    /** The plan for what the settings ask of this source. */
    public static Plan plan(Settings settings, Source source) {
        return new Planner(settings, source).plan();
    }

    private Plan plan() {
        var catalogue = source.catalogue();
        var chosen = chosen(catalogue);
        var entities = new LinkedHashMap<String, Entity>();
        var rules = rules(chosen);
        for (var table : chosen) {
            entities.put(
                    table.name(),
                    Entity.of(
                            table,
                            rules.getOrDefault(table.name(), TableRules.none(table.name())),
                            source.profile(table),
                            settings));
        }
        var graph = new Graph(settings, source, entities, notes);
        var mappings = entities.values().stream().map(e -> mapping(graph, e)).toList();
        clashes(mappings);
        return new Plan(
                Identities.of(settings, catalogue, source.cut()),
                mappings,
                Polymorphics.of(graph),
                catalogue.notCarried(),
                notes.all(),
                foreseen(mappings));
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
        for (var rules : settings.tables()) {
            var table = rules.names().stream()
                    .flatMap(n -> names.stream().filter(n::equalsIgnoreCase))
                    .findFirst();
            if (table.isPresent()) {
                found.put(table.get(), rules);
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
        } else if (settings.system().equals("general")) {
            notes.block(rules.source(), "", text);
        } else {
            notes.info(rules.source(), "", "not in this source; " + settings.system() + " goes on without it");
        }
    }

    private Mapping mapping(Graph graph, Entity entity) {
        var lookups = lookups(graph, entity);
        var forms = new HashMap<String, Form>();
        entity.profile().columns().forEach((name, profile) -> forms.put(name, SqliteTypes.form(profile)));
        var branches = entity.branches().stream()
                .map(b -> branch(graph, entity, b, lookups))
                .toList();
        var drops = entity.rules().dropRows().entrySet().stream()
                .map(d -> new Mapping.Drop(
                        d.getKey(), d.getValue(), source.count(entity.name(), "(" + d.getValue() + ")")))
                .toList();
        var mapping = new Mapping(
                entity.table(),
                entity.profile(),
                forms,
                List.copyOf(lookups.values()),
                branches,
                drops,
                entity.rules().transform());
        return new Mapping(
                mapping.source(),
                mapping.profile(),
                mapping.forms(),
                mapping.lookups(),
                branches.stream().map(b -> counted(mapping, b)).toList(),
                drops,
                mapping.transformations());
    }

    private Branch counted(Mapping mapping, Branch branch) {
        return new Branch(
                branch.target(),
                branch.where(),
                source.count(mapping, branch),
                branch.columns(),
                branch.crosswalk(),
                branch.duplicates());
    }

    private Map<String, Lookup> lookups(Graph graph, Entity entity) {
        var lookups = new LinkedHashMap<String, Lookup>();
        graph.edges(entity)
                .forEach((column, edge) -> lookups.put(column, graph.lookup(entity, edge, "r" + lookups.size(), "")));
        for (var rule : graph.polymorphic(entity)) {
            graph.owners(rule)
                    .forEach((type, edge) -> lookups.put(
                            rule.name() + ":" + type,
                            graph.lookup(
                                    entity,
                                    edge,
                                    "r" + lookups.size(),
                                    " AND t.\"" + rule.typeColumn() + "\" = '" + type.replace("'", "''") + "'")));
        }
        lookups.forEach((key, lookup) -> {
            if (lookup.orphans() > 0) {
                notes.warn(
                        entity.name(),
                        lookup.column(),
                        lookup.orphans() + " rows refer to a row of " + lookup.entity()
                                + " that does not exist (policy.orphan decides)");
            }
        });
        return lookups;
    }

    /** The lookup of one owner of a polymorphic reference. */
    static Lookup ownerLookup(Map<String, Lookup> lookups, TableRules.PolymorphicRule rule, String type) {
        return java.util.Objects.requireNonNull(lookups.get(rule.name() + ":" + type));
    }

    private Branch branch(Graph graph, Entity entity, TableRules rules, Map<String, Lookup> lookups) {
        var columns = new Columns(graph, entity, rules, lookups).all();
        var targets = new Targets(graph, entity, rules, columns, names);
        var table = targets.table();
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
                        c.target().name()));
        var duplicates = targets.duplicates(table);
        duplicates.forEach(d -> notes.warn(
                entity.name(),
                String.join(", ", d),
                "holds duplicates of what must be unique in PostgreSQL;"
                        + " the first row is kept, others are rejected"));
        return new Branch(table, where, 0, columns, crosswalk, duplicates);
    }

    private void clashes(List<Mapping> mappings) {
        var seen = new HashMap<String, String>();
        for (var mapping : mappings) {
            for (var branch : mapping.branches()) {
                var before =
                        seen.put(branch.target().qualified(), mapping.source().name());
                if (before != null) {
                    notes.block(
                            mapping.source().name(),
                            "",
                            "becomes " + branch.target().qualified() + ", but " + before + " does already; set tables."
                                    + mapping.source().name() + ".target");
                }
            }
        }
    }

    private List<Validation.Check> foreseen(List<Mapping> mappings) {
        var checks = new ArrayList<Validation.Check>();
        for (var mapping : mappings) {
            for (var branch : mapping.branches()) {
                branch.target().uniques().stream()
                        .filter(u -> u.size() == 1)
                        .forEach(u -> caseTwins(mapping, branch, u.get(0)).ifPresent(checks::add));
            }
        }
        return checks;
    }

    private Optional<Validation.Check> caseTwins(Mapping mapping, Branch branch, String column) {
        var carried = branch.columns().stream()
                .filter(c -> c.target().name().equals(column) && c.value() instanceof Value.Carry)
                .findFirst();
        var twins = carried.map(c ->
                        source.caseTwins(mapping.source(), c.value().takes().get(0)))
                .orElse(0L);
        return twins == 0
                ? Optional.empty()
                : Optional.of(
                        new Validation.Check(
                                "case-twins:" + mapping.source().name() + "." + column,
                                Validation.Verdict.WARN,
                                twins,
                                "values that differ only in case from another; PostgreSQL keeps them apart as the source did, the application may not"));
    }
}
