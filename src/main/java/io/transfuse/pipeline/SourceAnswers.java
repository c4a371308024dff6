package io.transfuse.pipeline;

import io.transfuse.config.Settings;
import io.transfuse.model.Mapping;
import io.transfuse.model.Plan;
import io.transfuse.pipeline.Work.Part;
import io.transfuse.plan.Questions;
import io.transfuse.source.Parted;
import io.transfuse.source.Source;
import io.transfuse.source.Source.Measured;
import io.transfuse.stage.Rejects.Reject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What only the source can say about a stage that is whole.
 *
 * @param rows rows of each source table
 * @param sums what the rows add up to that were not rejected, by target
 * @param consulted rows of each table that rows of others were looked up in
 * @param moved why the rows may not be of one moment
 */
record SourceAnswers(
        Map<String, Long> rows,
        Map<String, Map<String, Measured>> sums,
        Map<String, Long> consulted,
        Optional<String> moved) {

    SourceAnswers {
        rows = Map.copyOf(rows);
        sums = Map.copyOf(sums);
        consulted = Map.copyOf(consulted);
    }

    /** The questions about one target: what the rows of each of its source tables add up to. */
    private static List<Parted<Map<String, Measured>>> sums(
            Work work, Source source, long partitionRows, List<Reject> rejects) {
        return work.each(p -> source.measured(p.mapping(), p.branch(), positions(p, rejects), partitionRows));
    }

    static List<String> positions(Part part, List<Reject> rejects) {
        var target = part.branch().target().qualified();
        return rejects.stream()
                .filter(r -> r.target().equals(target)
                        && r.table().equals(part.mapping().label()))
                .map(Reject::position)
                .toList();
    }

    /** Asks as many questions at once as the settings allow. */
    static SourceAnswers of(Plan plan, Settings settings, Source source, List<Reject> rejects) {
        var engine = settings.engine();
        var questions = new Questions(source, engine.questions());
        var mappings = plan.mappings().stream()
                .filter(m -> m.kind() != Mapping.Kind.GIVEN)
                .toList();
        var tables = mappings.stream().map(m -> m.source().name()).distinct().toList();
        var works = Work.of(plan).stream()
                .filter(w -> w.parts().get(0).mapping().kind() != Mapping.Kind.GIVEN)
                .toList();
        // A table is counted in one piece, so these take longest and are asked first.
        var rows = new ConcurrentHashMap<String, Long>();
        var counts = tables.stream().map(t -> Parted.whole(() -> counted(source, t, rows)));
        var parts = questions
                .together(Stream.concat(
                                counts,
                                works.stream().flatMap(w -> sums(w, source, engine.partitionRows(), rejects).stream()))
                        .toList())
                .listIterator(tables.size());
        var sums = works.stream()
                .map(w -> new SharedSums(w).of(w.each(p -> parts.next())))
                .toList();
        return new SourceAnswers(
                rows,
                named(works.stream().map(w -> w.target().qualified()).toList(), sums),
                consulted(plan, source),
                // Last, so that what was written while the source added up is noticed too.
                source.moved());
    }

    private static Map<String, Measured> counted(Source source, String table, Map<String, Long> rows) {
        rows.put(table, source.count(table, "TRUE"));
        return Map.of();
    }

    /** Rows that stand beside rows of other tables. */
    private static Map<String, Long> consulted(Plan plan, Source source) {
        var conditions = new TreeMap<String, Set<String>>();
        for (var mapping : plan.mappings()) {
            mapping.source().columns().stream()
                    .flatMap(c -> c.nature().joined().stream())
                    .forEach(j -> conditions
                            .computeIfAbsent(j.table(), t -> new TreeSet<>())
                            .add(j.consulted(mapping.source().name(), source::quoted)));
        }
        var counts = new HashMap<String, Long>();
        conditions.forEach((table, found) -> counts.put(table, source.count(table, String.join(" OR ", found))));
        return counts;
    }

    private static <T> Map<String, T> named(List<String> names, List<T> values) {
        var named = new HashMap<String, T>();
        for (int i = 0; i < names.size(); i++) {
            named.put(names.get(i), values.get(i));
        }
        return named;
    }
}
