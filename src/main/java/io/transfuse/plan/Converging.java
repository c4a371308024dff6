package io.transfuse.plan;

import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.TargetTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keys that the source keeps unique, but of which two may become one where their values change their form. They are
 * looked for among the staged rows, and only where that can be, because it costs a sort of all of them.
 */
record Converging(Graph graph, Entity entity, List<ColumnMapping> columns) {

    /** Lists of columns, or of expressions over them, beside those that are looked for anyway. */
    List<List<String>> of(TargetTable table, Collection<List<String>> known) {
        var all = new ArrayList<List<String>>();
        var done = new HashSet<Set<String>>();
        known.forEach(k -> done.add(Set.copyOf(k)));
        // What an index folds is more often equal than its columns, and so is asked in their place.
        for (var index : table.indexes()) {
            if (index.unique()) {
                index(table, index, done, all);
            }
        }
        for (var unique : Doubtful.unions(table)) {
            if (converges(unique) && done.add(Set.copyOf(unique))) {
                told(unique);
                all.add(unique);
            }
        }
        return all;
    }

    private void index(TargetTable table, TargetTable.Index index, Set<Set<String>> done, List<List<String>> all) {
        var terms = new UniqueTerms(table).of(index);
        if (terms.isPresent()) {
            var names = terms.get().stream().map(UniqueTerms.Term::column).toList();
            if ((converges(names) || spelledTwice(names)) && done.add(Set.copyOf(names))) {
                told(names);
                all.add(terms.get().stream().map(UniqueTerms.Term::sql).toList());
            }
        } else if (converges(named(index))) {
            graph.notes()
                    .warn(
                            entity.name(),
                            "",
                            "unique index " + index.name() + " " + index.definition()
                                    + " is over values that may become equal in PostgreSQL, which then refuses it at the"
                                    + " end; make them one in the source before");
        }
    }

    private List<String> named(TargetTable.Index index) {
        return IndexText.of(index.definition()).stream()
                .flatMap(t -> t.terms().stream())
                .flatMap(t -> columns.stream()
                        .map(c -> c.target().name())
                        .filter(n -> t.contains("\"" + n.replace("\"", "\"\"") + "\"") || t.equals(n)))
                .toList();
    }

    private boolean converges(List<String> unique) {
        var alike = new Alike(graph, entity);
        return columns.stream().filter(c -> unique.contains(c.target().name())).anyMatch(alike::possible);
    }

    /** Those of keys are counted before. */
    private boolean spelledTwice(List<String> unique) {
        var spellings = new UuidSpellings(graph, entity);
        return columns.stream()
                .filter(c -> unique.contains(c.target().name()) && spellings.counted(c))
                .anyMatch(c -> !spellings.once(c.value().takes().get(0)));
    }

    private void told(List<String> unique) {
        var names = String.join(", ", unique);
        graph.notes()
                .warn(
                        entity.name(),
                        names,
                        "values that the source tells apart may become equal here: of rows that share them the first is"
                                + " kept, others are rejected as duplicate:" + String.join(",", unique));
    }
}
