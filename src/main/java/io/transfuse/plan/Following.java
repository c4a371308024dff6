package io.transfuse.plan;

import io.transfuse.config.ColumnRules;
import io.transfuse.config.TableRules;
import io.transfuse.config.TableRules.SplitRule;
import io.transfuse.model.Lookup;
import io.transfuse.plan.Graph.Edge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * References to a split table of which the settings say nothing: they get a column for each target that any of their
 * rows went to, where the split table wants it so.
 */
record Following(Graph graph, Questions questions) {

    /** A reference and one of the targets that its rows may have gone to. */
    private record Way(Entity entity, Edge edge, SplitRule split) {
        TableRules branch() {
            return edge.to().rules().overlaid(split.rules());
        }
    }

    /** With how many rows that did, as far as it matters. */
    private record Taken(Way way, long rows) {}

    private static final long FEW = 10;
    private static final long MANY = 100;

    /** The graph with rules for these references. */
    Graph followed() {
        var ways = new ArrayList<Way>();
        for (var entity : graph.entities().values()) {
            for (var edge : graph.edges(entity).values()) {
                if (edge.to().rules().rows().follow() && edge.to().split() && unsaid(entity, edge)) {
                    edge.to().rules().split().forEach(b -> ways.add(new Way(entity, edge, b)));
                }
            }
        }
        var found = questions.answers(ways.stream().map(this::taken).toList());
        var further = new LinkedHashMap<String, List<ColumnRules>>();
        var all = new LinkedHashMap<List<String>, List<Taken>>();
        for (int i = 0; i < ways.size(); i++) {
            var way = ways.get(i);
            var taken =
                    all.computeIfAbsent(List.of(way.entity().name(), way.edge().column()), k -> new ArrayList<>());
            if (found.get(i) > 0) {
                taken.add(new Taken(way, found.get(i)));
            }
        }
        all.forEach((key, taken) -> {
            stray(taken);
            further.computeIfAbsent(key.get(0), k -> new ArrayList<>())
                    .addAll(rules(ways, key, taken.stream().map(Taken::way).toList()));
        });
        var ruled = new LinkedHashMap<>(graph.entities());
        further.forEach((name, rules) -> ruled.computeIfPresent(name, (n, e) -> e.with(rules)));
        return graph.with(ruled);
    }

    private static boolean unsaid(Entity entity, Edge edge) {
        var rules = new ArrayList<>(entity.rules().columns());
        entity.rules().split().forEach(s -> rules.addAll(s.rules().columns()));
        return !entity.rules().drop().contains(edge.column())
                && rules.stream()
                        .noneMatch(r -> Entity.source(entity.table(), r)
                                .filter(edge.column()::equals)
                                .isPresent());
    }

    /** A few rows among many that refer to another target are more likely an error than meant. */
    private void stray(List<Taken> taken) {
        if (taken.stream().noneMatch(t -> t.rows() > FEW)) {
            return;
        }
        for (var few : taken) {
            if (few.rows() <= FEW) {
                var way = few.way();
                graph.notes()
                        .warn(
                                way.entity().name(),
                                way.edge().column(),
                                "only " + Notes.count(few.rows(), "row refers", "rows refer") + " to "
                                        + way.edge().to().target(way.branch()) + ", for which there is the column "
                                        + name(way, taken.size())
                                        + "; where that is an error, mend it in the source, or give the reference"
                                        + " one column with 'to': rows of other targets are refused then");
            }
        }
    }

    private Supplier<Long> taken(Way way) {
        var target = way.edge().to().target(way.branch());
        return () -> {
            var wanted = way.edge().branch();
            if (wanted.isPresent()) {
                return wanted.get().equals(way.split().name()) ? MANY : 0L;
            }
            var lookup = new Lookup(
                    "r",
                    way.edge().to().name(),
                    way.edge().toColumn(),
                    way.edge().column(),
                    true,
                    Lookups.branchSql(way.edge().to()),
                    0);
            return graph.source().referring(way.entity().table(), lookup, target, (int) MANY);
        };
    }

    /** One rule for each target; where no row refers to any, the first one has the column. */
    private static List<ColumnRules> rules(List<Way> ways, List<String> key, List<Way> taken) {
        var used = taken.isEmpty()
                ? ways.stream()
                        .filter(w -> w.entity().name().equals(key.get(0))
                                && w.edge().column().equals(key.get(1)))
                        .limit(1)
                        .toList()
                : taken;
        return used.stream()
                .map(w -> ColumnRules.reference(
                        "tables." + w.edge().to().rules().source() + ".unnamed-references",
                        name(w, used.size()),
                        w.edge().column(),
                        w.split().name()))
                .toList();
    }

    /** The name says whom the column means: {@code user_id} becomes {@code patient_id} for those. */
    private static String name(Way way, int ways) {
        var column = way.edge().column();
        var own = way.entity().targetColumn(way.entity().rules(), column);
        if (way.edge().to().target(way.branch()).equals(way.edge().to().name())
                || way.edge().branch().isPresent()) {
            return own;
        }
        var entity = way.branch()
                .entity()
                .orElseGet(() -> Names.singular(way.edge().to().target(way.branch())));
        var renamed = renamed(own, way.edge().to().name(), entity);
        var free = way.entity().table().column(renamed).isEmpty();
        if (!renamed.equals(own) && free) {
            return renamed;
        }
        return ways == 1 ? own : own + "_" + entity;
    }

    /** The name with another word for the row: {@code user_id} of a patient is {@code patient_id}. */
    static String renamed(String column, String table, String entity) {
        return column.replaceFirst("(?<![A-Za-z])" + Pattern.quote(Names.singular(table)) + "(?![A-Za-z])", entity);
    }
}
