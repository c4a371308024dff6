package io.transfuse.plan;

import io.transfuse.config.Nearest;
import io.transfuse.config.TableRules;
import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.Branch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings rows of several source tables into one target, where the settings say so by {@code into}; two tables of one
 * name that nobody asked for are refused.
 *
 * @param existing whether the target's tables are there already
 */
record Shared(Graph graph, boolean existing) {

    /**
     * One source table's share of a target.
     *
     * @param guest whether the settings send its rows into the target of another table
     */
    record Part(Mapping mapping, Branch branch, boolean guest) {
        String table() {
            return mapping.source().name();
        }

        private String key() {
            return mapping.label() + "\0" + branch.target().qualified();
        }

        /** The condition of its rows in the source's SQL over alias {@code t}. */
        String condition(Graph graph) {
            return graph.named(table()).orElseThrow().rowsOf(branch.target().name());
        }
    }

    /**
     * A column of a guest that is part of the key of its target, and the column that this is in the target's own table.
     */
    record Key(String column, Entity host, String hostColumn) {}

    /** The same mappings; targets that several of them name are one. */
    List<Mapping> of(List<Mapping> mappings) {
        var groups = new LinkedHashMap<String, List<Part>>();
        for (var mapping : mappings) {
            for (var branch : mapping.branches()) {
                groups.computeIfAbsent(branch.target().qualified(), t -> new ArrayList<>())
                        .add(new Part(mapping, branch, guest(mapping, branch)));
            }
        }
        var united = new HashMap<String, Branch>();
        var refused = new HashSet<Mapping>();
        for (var group : groups.values()) {
            if (group.size() == 1) {
                alone(group.get(0), groups);
            } else if (allowed(group)) {
                unite(group, united);
            } else {
                group.stream().skip(1).map(Part::mapping).forEach(refused::add);
            }
        }
        // A plan that is refused is written all the same, where each name must mean one table.
        return mappings.stream()
                .filter(m -> !refused.contains(m))
                .map(m -> m.with(m.branches().stream()
                        .map(b -> united.getOrDefault(new Part(m, b, false).key(), b))
                        .toList()))
                .toList();
    }

    /** The columns of a table that its target's key takes, where that is the target of another table. */
    static List<Key> keys(Graph graph, Entity entity) {
        var keys = new ArrayList<Key>();
        for (var rules : entity.branches()) {
            if (rules.rows().into().isPresent()) {
                host(graph, entity.target(rules)).ifPresent(h -> keys(entity, rules, h, keys));
            }
        }
        return keys;
    }

    private static void keys(Entity entity, TableRules rules, Map.Entry<Entity, TableRules> host, List<Key> keys) {
        for (var key : host.getKey().table().primaryKey()) {
            var target = host.getKey().targetColumn(host.getValue(), key);
            entity.table().columns().stream()
                    .filter(c -> entity.targetColumn(rules, c.name()).equals(target))
                    .forEach(c -> keys.add(new Key(c.name(), host.getKey(), key)));
        }
    }

    /** The table whose target has this name, and its rules for it. */
    static Optional<Map.Entry<Entity, TableRules>> host(Graph graph, String target) {
        for (var entity : graph.entities().values()) {
            for (var rules : entity.branches()) {
                if (rules.rows().into().isEmpty() && entity.target(rules).equals(target)) {
                    return Optional.of(Map.entry(entity, rules));
                }
            }
        }
        return Optional.empty();
    }

    private boolean guest(Mapping mapping, Branch branch) {
        return mapping.first()
                && graph.named(mapping.source().name()).stream()
                        .flatMap(e -> e.branches().stream()
                                .filter(r -> e.target(r).equals(branch.target().name())))
                        .anyMatch(r -> r.rows().into().isPresent());
    }

    /** A table that goes into the target of another, which is not there. */
    private void alone(Part part, Map<String, List<Part>> groups) {
        if (!part.guest()) {
            return;
        }
        var target = part.branch().target().name();
        var settings = graph.settings();
        var meant = settings.shipped(graph.named(part.table())
                                .map(e -> e.rules().source())
                                .orElse(part.table()))
                        .isPresent()
                || !settings.only().isEmpty()
                || !settings.skip().isEmpty();
        var text = "into is " + target + ", but must be the target of another table";
        if (meant) {
            graph.notes()
                    .info(
                            part.table(),
                            "",
                            "makes " + target + " alone: no other table of this source that is carried becomes it");
        } else {
            var others = groups.values().stream()
                    .map(g -> g.get(0).branch().target().name())
                    .filter(t -> !t.equals(target))
                    .toList();
            graph.notes()
                    .block(
                            part.table(),
                            "",
                            text + "; "
                                    + became(target, groups)
                                            .map(t -> "the table " + target + " becomes " + t)
                                            .orElseGet(() -> "nearest: " + Nearest.of(target, others)));
        }
    }

    /** What a table of that name becomes, which may well have been meant. */
    private static Optional<String> became(String table, Map<String, List<Part>> groups) {
        return groups.values().stream()
                .flatMap(List::stream)
                .filter(p -> !p.guest() && p.table().equals(table))
                .map(p -> p.branch().target().name())
                .findFirst();
    }

    private boolean allowed(List<Part> group) {
        var name = group.get(0).branch().target().qualified();
        var hosts = group.stream().filter(p -> !p.guest()).toList();
        if (hosts.size() > 1) {
            hosts.stream().skip(1).forEach(p -> graph.notes().block(p.table(), "", clash(name, hosts.get(0), p)));
            return false;
        }
        var why = group.stream().map(Part::table).distinct().count() < group.size()
                ? "twice, as different rows of one table"
                : hosts.stream().anyMatch(h -> !h.mapping().first())
                        ? "whose rows are not those of a table of the source"
                        : group.stream()
                                        .anyMatch(p -> p.branch()
                                                .target()
                                                .layout()
                                                .partition()
                                                .isPresent())
                                ? "which is partitioned"
                                : "";
        if (!why.isEmpty()) {
            group.stream()
                    .filter(Part::guest)
                    .forEach(p -> graph.notes().block(p.table(), "", "goes into " + name + ", " + why + "; it cannot"));
        }
        return why.isEmpty();
    }

    private static String clash(String name, Part first, Part second) {
        var key = "tables." + second.table();
        return "becomes " + name + ", but " + first.table() + " does already; set " + key + ".target, or " + key
                + ".into = " + second.branch().target().name() + " where the rows of both belong there";
    }

    /** The target's own table is the first, the others follow as they are planned. */
    private void unite(List<Part> group, Map<String, Branch> branches) {
        var parts = group.stream().sorted(Comparator.comparing(Part::guest)).toList();
        var united = new United(graph, existing, parts);
        var table = united.table();
        var duplicates = new SharedKeys(graph, parts, table).duplicates();
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            var branch = part.branch();
            branches.put(
                    part.key(),
                    new Branch(
                            table,
                            branch.where(),
                            branch.expected(),
                            united.columns(part, table),
                            branch.crosswalk().map(c -> c.of(part.mapping().label())),
                            duplicates,
                            i + 1));
        }
    }
}
