package io.transfuse.pipeline;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.transfuse.model.Lookup;
import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.Branch;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.Plan;
import io.transfuse.model.Plan.Polymorphic;
import io.transfuse.model.Value;
import io.transfuse.pipeline.Work.Part;
import io.transfuse.source.Source;
import io.transfuse.stage.Rejects.Reject;
import io.transfuse.transform.Reshape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;

/**
 * Rows that mean a refused row whose key is another row's by now, because two keys of the source became one. In the
 * stage they look like children of that other row, so that the source is asked whom they mean.
 *
 * @param refused the rows that have lost their key
 * @param anyRule whether they lost it whatever refused them; else only those that are duplicates of it did
 */
record Mistakable(Plan plan, Source source, List<Reject> refused, boolean anyRule) {

    private static final String DUPLICATE = "duplicate:";

    /** So many rows are named in one question: SQLite's statements are limited. */
    private static final int AT_ONCE = 1000;

    Mistakable {
        refused = List.copyOf(refused);
    }

    /** After the tables were staged. */
    static Mistakable staged(Plan plan, Source source, List<Reject> rejects) {
        var duplicates = rejects.stream().filter(r -> !rules(r).isEmpty()).toList();
        return new Mistakable(plan, source, duplicates, false);
    }

    /**
     * Rows of a table that mean one of these.
     *
     * @param part the table, of which only such rows are read
     * @param among which of them count, over their staged form
     * @param rule why they are refused
     */
    record Suspects(Part part, Column among, String rule) {}

    /** The questions about a table; none where no table that it refers to has lost such rows. */
    List<Suspects> of(Part part) {
        var all = new ArrayList<Suspects>();
        if (refused.isEmpty() || part.mapping().kind() == Mapping.Kind.GIVEN) {
            return all;
        }
        for (var lookup : part.mapping().lookups()) {
            part.branch().columns().stream()
                    .filter(c -> c.value().takes().contains(lookup.column()))
                    .findFirst()
                    .ifPresent(c -> lost(lookup)
                            .forEach((target, positions) -> all.addAll(suspects(part, lookup, target, positions))));
        }
        return all;
    }

    private List<Suspects> suspects(Part part, Lookup lookup, String target, List<String> positions) {
        var all = new ArrayList<Suspects>();
        for (int from = 0; from < positions.size(); from += AT_ONCE) {
            var some = positions.subList(from, Math.min(from + AT_ONCE, positions.size()));
            all.add(new Suspects(
                    new Part(part.mapping().only(source.meaning(lookup, some)), part.branch()),
                    among(part, lookup, target),
                    Reshape.PARENT + lookup.column()));
        }
        return all;
    }

    /** Positions of rows that the lookup's references may mean, by the target that refused them. */
    private Map<String, List<String>> lost(Lookup lookup) {
        return refused.stream()
                .filter(r -> plan.mappings().stream()
                        .filter(m -> m.label().equals(r.table()) && m.kind() != Mapping.Kind.GIVEN)
                        .filter(m -> m.source().name().equals(lookup.entity()))
                        .flatMap(m -> m.branches().stream())
                        .anyMatch(b -> b.target().qualified().equals(r.target()) && lost(b, r, keys(b, lookup))))
                .collect(Collectors.groupingBy(
                        Reject::target, Collectors.mapping(Reject::position, Collectors.toList())));
    }

    private boolean lost(Branch branch, Reject row, Set<String> keys) {
        return anyRule ? !branch.duplicates().isEmpty() : rules(row).stream().anyMatch(keys::containsAll);
    }

    /** What the columns that a lookup compares are called in the target. */
    private static Set<String> keys(Branch branch, Lookup lookup) {
        var keys = lookup.pairs().stream().map(Lookup.Pair::targetColumn).toList();
        return branch.columns().stream()
                .filter(c -> c.value().takes().stream().anyMatch(keys::contains))
                .map(c -> c.target().name())
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** The columns of the rules by which a row is a duplicate. */
    private static List<List<String>> rules(Reject row) {
        return row.noticed().stream()
                .filter(f -> f.rule().startsWith(DUPLICATE))
                .map(f -> List.of(f.rule().substring(DUPLICATE.length()).split(",", -1)))
                .toList();
    }

    /** The id of a polymorphic reference counts where the type names this target. */
    private Column among(Part part, Lookup lookup, String target) {
        return part.branch().columns().stream()
                .filter(c -> c.value() instanceof Value.OwnerId owner
                        && owner.owners().containsValue(lookup))
                .findFirst()
                .map(c -> named(part, c, lookup, target))
                .orElse(lit(true));
    }

    private Column named(Part part, ColumnMapping id, Lookup lookup, String target) {
        var own = ((Value.OwnerId) id.value())
                .owners().entrySet().stream()
                        .filter(o -> o.getValue().equals(lookup))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
        return plan.polymorphic().stream()
                .filter(p -> p.table().equals(part.branch().target().name())
                        && p.idColumn().equals(id.target().name()))
                .findFirst()
                .map(p -> column(part, p.typeColumn()).isin(labels(p, own, target)))
                .orElse(lit(false));
    }

    /** The type values that stand for a target: those of the source, and other ones where its rows are split. */
    private static Object[] labels(Polymorphic pair, Set<String> own, String target) {
        return pair.owners().entrySet().stream()
                .filter(o -> target.endsWith("." + o.getValue().table()))
                .map(Map.Entry::getKey)
                .filter(l -> own.contains(l) || own.stream().noneMatch(pair.owners()::containsKey))
                .toArray();
    }

    private static Column column(Part part, String name) {
        var column = part.branch().target().column(name).orElseThrow();
        return col("`" + column.staged().replace("`", "``") + "`");
    }
}
