package io.transfuse.plan;

import io.transfuse.config.TableRules;
import io.transfuse.model.Form;
import io.transfuse.model.Lookup;
import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.Branch;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.Mapping.Kind;
import io.transfuse.model.Value;
import io.transfuse.source.PostgresCatalogue.Found;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the mappings of one source table: that of its rows, and one for each target of further rows.
 *
 * @param graph all tables
 * @param existing the target's tables where they are there already
 * @param predictions what is foretold
 * @param walks names of crosswalks that are taken: two tables may have one word for their rows
 */
record Mapped(Graph graph, Optional<Found> existing, Predictions predictions, Set<String> walks) {

    List<Mapping> of(Entity entity, Map<String, Lookup> lookups) {
        orphans(entity, lookups);
        var all = new ArrayList<Mapping>();
        var first = mapping(
                entity,
                lookups,
                entity.branches().stream().map(b -> branch(entity, b, lookups)).toList(),
                entity.given() ? Kind.GIVEN : Kind.TABLE);
        all.add(counted(first));
        for (var also : entity.also()) {
            all.add(counted(mapping(entity, lookups, List.of(further(entity.bare(), also, lookups)), Kind.FURTHER)));
        }
        return all;
    }

    private Mapping mapping(Entity entity, Map<String, Lookup> lookups, List<Branch> branches, Kind kind) {
        var forms = new HashMap<String, Form>();
        entity.table()
                .columns()
                .forEach(c -> forms.put(
                        c.name(),
                        entity.given() ? Form.TEXT : graph.source().types().form(c, entity.profile(c.name()))));
        return new Mapping(
                entity.table(),
                entity.profile(),
                forms,
                List.copyOf(lookups.values()),
                branches,
                dropped(entity),
                entity.rules().transform(),
                new Cutting(graph.settings(), graph.source(), graph.notes()).of(entity),
                kind,
                graph.settings().newTables().stream()
                        .filter(n -> entity.given() && n.name().equals(entity.name()))
                        .flatMap(n -> n.rows().stream())
                        .toList(),
                new Composites(graph, entity, lookups).of(branches),
                refused(entity));
    }

    /** Each row has one fate: it counts under the first rule that takes it. */
    private List<Mapping.Drop> dropped(Entity entity) {
        var drops = new ArrayList<Mapping.Drop>();
        entity.rules()
                .dropRows()
                .forEach((rule, where) ->
                        drops.add(counted(entity, rule, where, drops.stream().map(Mapping.Drop::where))));
        return drops;
    }

    /** A row may break several of these rules, but none if it is left out before. */
    private List<Mapping.Drop> refused(Entity entity) {
        var refused = new ArrayList<Mapping.Drop>();
        entity.rules()
                .rows()
                .reject()
                .forEach((rule, where) ->
                        refused.add(counted(entity, rule, where, entity.rules().dropRows().values().stream())));
        return refused;
    }

    private Mapping.Drop counted(Entity entity, String rule, String where, Stream<String> before) {
        var others = before.map(o -> " AND (" + o + ") IS NOT TRUE").collect(Collectors.joining());
        return new Mapping.Drop(rule, where, graph.source().count(entity.name(), "(" + where + ")" + others));
    }

    private Mapping counted(Mapping mapping) {
        return mapping.with(mapping.branches().stream()
                .map(b -> mapping.kind() == Kind.GIVEN
                        ? counted(mapping, b)
                        : new Periods(graph.source(), graph.notes()).foretold(mapping, counted(mapping, b)))
                .toList());
    }

    private Branch counted(Mapping mapping, Branch branch) {
        return new Branch(
                branch.target(),
                branch.where(),
                branch.where().isPresent()
                                || mapping.split()
                                || !mapping.drops().isEmpty()
                        ? graph.source().count(mapping, branch)
                        : mapping.profile().rows(),
                branch.columns(),
                branch.crosswalk(),
                branch.duplicates());
    }

    private void orphans(Entity entity, Map<String, Lookup> lookups) {
        lookups.forEach((key, lookup) -> {
            if (lookup.orphans() > 0) {
                graph.notes()
                        .warn(
                                entity.name(),
                                lookup.columns(),
                                Notes.count(lookup.orphans(), "row refers", "rows refer") + " to a row of "
                                        + lookup.entity() + " that does not exist (policy.orphan decides)");
            }
        });
    }

    private Branch branch(Entity entity, TableRules rules, Map<String, Lookup> lookups) {
        var partitioning = new Partitioning(graph, entity, rules);
        var columns = partitioning.needed(new Columns(graph, entity, rules, lookups).all());
        var targets = new Targets(graph, entity, rules, columns, Optional.empty());
        var whole = made(targets);
        var made = partitioning.applied(whole);
        var where = entity.rules().split().stream()
                .filter(s -> entity.target(entity.rules().overlaid(s.rules())).equals(made.name()))
                .findFirst()
                .flatMap(TableRules.SplitRule::where);
        var duplicates = targets.duplicates(whole);
        duplicates.forEach((unique, rows) -> {
            if (entity.given() || rows == 0) {
                return;
            }
            graph.notes()
                    .warn(
                            entity.name(),
                            String.join(", ", unique),
                            "holds duplicates of what must be unique in PostgreSQL: of rows that share it the first is"
                                    + " kept, " + rows + " are rejected");
            predictions.duplicates(entity, unique, columns, rows);
        });
        return new Branch(
                made, where, 0, columns, crosswalk(entity, rules, columns, false), List.copyOf(duplicates.keySet()));
    }

    private Branch further(Entity entity, Entity.Also also, Map<String, Lookup> lookups) {
        var further = Optional.of(new Further(graph, entity, also));
        var partitioning = new Partitioning(graph, entity, also.rules());
        var columns = partitioning.needed(new Columns(graph, entity, also.rules(), lookups, further).all());
        var targets = new Targets(graph, entity, also.rules(), columns, further);
        var made = made(targets);
        return new Branch(
                partitioning.applied(made),
                further.get().where(),
                0,
                columns,
                crosswalk(entity, also.rules(), columns, true),
                List.copyOf(targets.duplicates(made).keySet()));
    }

    private io.transfuse.model.TargetTable made(Targets targets) {
        return existing.map(e -> new ExistingTarget(e).of(targets.table())).orElseGet(targets::table);
    }

    /** Whether this is a key that one target of a split keeps, while it becomes a UUID in another one. */
    private static boolean kept(Entity entity, ColumnMapping column) {
        return !entity.uuidTargets().isEmpty()
                && column.value() instanceof Value.Carry carry
                && entity.keyColumn().equals(Optional.of(carry.column()));
    }

    /** What the rows of a table are called before they move: as its target, if that is not another table's too. */
    private static String called(Entity entity) {
        return entity.rules().rows().into().isPresent() ? entity.name() : entity.target(entity.rules());
    }

    private Optional<Mapping.Crosswalk> crosswalk(
            Entity entity, TableRules rules, List<ColumnMapping> columns, boolean further) {
        return columns.stream()
                .filter(c -> c.value() instanceof Value.Key k ? k.further() == further : !further && kept(entity, c))
                .findFirst()
                .map(c -> new Mapping.Crosswalk(
                        entity.rules().entity().orElseGet(() -> Names.singular(called(entity))),
                        rules.entity().orElseGet(() -> Names.singular(entity.target(rules))),
                        c.value().takes().get(0),
                        c.target().name(),
                        further,
                        Optional.empty()))
                .map(c -> walks.add(c.file())
                        ? c
                        : new Mapping.Crosswalk(
                                entity.name(),
                                entity.target(rules),
                                c.oldColumn(),
                                c.newColumn(),
                                further,
                                Optional.empty()));
    }
}
