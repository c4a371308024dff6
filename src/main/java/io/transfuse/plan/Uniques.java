package io.transfuse.plan;

import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.PgType;
import io.transfuse.model.Table;
import io.transfuse.model.TargetTable;
import io.transfuse.types.Ignoring;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How the keys of one branch stay unique: plainly, or over {@code lower()} where the source takes no notice of case.
 */
final class Uniques {

    /** Shorter texts stand for themselves. */
    private static final int LONGER_THAN_DIGESTS = 32;

    private final Graph graph;
    private final Entity entity;
    private final String table;
    private final List<ColumnMapping> columns;
    private final List<List<String>> plain = new ArrayList<>();
    private final List<TargetTable.Index> indexes = new ArrayList<>();

    Uniques(Graph graph, Entity entity, String table, List<ColumnMapping> columns) {
        this.graph = graph;
        this.entity = entity;
        this.table = table;
        this.columns = columns;
    }

    List<List<String>> plain() {
        return plain.stream().distinct().toList();
    }

    List<TargetTable.Index> indexes() {
        return indexes;
    }

    /** The primary key, which stays plain itself. */
    void primary(List<String> sources, List<String> targets) {
        if (tooLong(sources)) {
            graph.notes()
                    .warn(
                            entity.name(),
                            String.join(", ", sources),
                            "its primary key may hold more bytes than a B-tree of PostgreSQL takes ("
                                    + Indexes.LONGEST_INDEXED
                                    + "), which is then refused after loading; shorten what is longer in the source");
        }
        if (folding(sources)) {
            folded("primary key", sources, targets);
        }
    }

    void unique(List<String> sources, List<String> targets) {
        if (tooLong(sources)) {
            graph.notes()
                    .warn(
                            entity.name(),
                            String.join(", ", sources),
                            "is unique over a digest of the values, because some are longer than a B-tree of"
                                    + " PostgreSQL takes");
            add("digest", sources, targets);
            return;
        }
        var folding = folding(sources);
        if (!folding || graph.referred(entity, sources) || !byIndex(graph)) {
            plain.add(targets);
        }
        if (folding) {
            folded("unique key", sources, targets);
        }
    }

    /** Whether an index of its own keeps a key unique that takes no notice of case. */
    static boolean byIndex(Graph graph) {
        return graph.collation().equals("lower") || graph.collation().equals("icu");
    }

    private void folded(String what, List<String> sources, List<String> targets) {
        var names = sources.stream()
                .map(s -> entity.table().column(s).orElseThrow())
                .filter(c -> Dialect.folds(c.collation()))
                .map(c -> c.name() + " " + c.collation())
                .collect(Collectors.joining(", "));
        var start = what + " (" + String.join(", ", sources) + "): the source compares without case (" + names + "); ";
        switch (graph.collation()) {
            case "lower" -> {
                var made = add("lower", sources, targets);
                graph.notes()
                        .info(
                                entity.name(),
                                "",
                                start + "PostgreSQL keeps it unique over " + made + accents(sources)
                                        + " (policy.collation = lower)");
            }
            case "plain" ->
                graph.notes()
                        .info(
                                entity.name(),
                                "",
                                start + "PostgreSQL takes two spellings as two values (policy.collation = plain)");
            case "icu" -> {
                var made = add("icu", sources, targets);
                graph.notes()
                        .info(
                                entity.name(),
                                "",
                                start + "PostgreSQL keeps it unique over " + made + " (policy.collation = icu)");
            }
            default -> {}
        }
    }

    private String accents(List<String> sources) {
        return sources.stream()
                        .map(s -> entity.table()
                                .column(s)
                                .orElseThrow()
                                .collation()
                                .toLowerCase(Locale.ROOT))
                        .anyMatch(Uniques::ignoresAccents)
                ? ", where letters that differ by an accent only are two"
                : "";
    }

    private static boolean ignoresAccents(String collation) {
        return collation.endsWith("_ci") && !collation.contains("_as_");
    }

    private String add(String ending, List<String> sources, List<String> targets) {
        var parts = new ArrayList<String>();
        for (int i = 0; i < sources.size(); i++) {
            parts.add(part(sources.get(i), targets.get(i), tooLong(sources)));
        }
        var definition = "(" + String.join(", ", parts) + ")";
        var name = graph.enumerations()
                .names()
                .unique(table + "_" + String.join("_", targets) + "_" + ending + "_key", table);
        indexes.add(new TargetTable.Index(name, true, definition));
        return definition;
    }

    private String part(String source, String target, boolean digest) {
        var name = "\"" + target.replace("\"", "\"\"") + "\"";
        var column = entity.table().column(source).orElseThrow();
        if (digest && text(source) && entity.profile(source).maxLength() > LONGER_THAN_DIGESTS) {
            return "md5(" + (folds(column) && byIndex(graph) ? lower(column, name) : name) + ")";
        }
        return folds(column) ? folded(column, name) : name;
    }

    private String folded(Table.Column column, String name) {
        return switch (graph.collation()) {
            case "lower" -> lower(column, name);
            case "icu" -> {
                var ignoring =
                        ignoresAccents(column.collation().toLowerCase(Locale.ROOT)) ? Ignoring.ACCENTS : Ignoring.CASE;
                yield name + " COLLATE " + ignoring.sqlName(graph.settings().namespace());
            }
            default -> name;
        };
    }

    /** SQLite folds ASCII alone, so that other letters may stand there in both cases. */
    private String lower(Table.Column column, String name) {
        var lower = "lower(" + name + ")";
        return new Letters(graph, entity).beyondAscii(column.name()) ? Letters.ofAscii(lower) : lower;
    }

    private boolean folding(List<String> sources) {
        return sources.stream().anyMatch(s -> folds(entity.table().column(s).orElseThrow()));
    }

    private boolean folds(Table.Column column) {
        return Dialect.folds(column.collation()) && text(column.name());
    }

    private boolean text(String source) {
        return columns.stream()
                .anyMatch(c ->
                        c.value().takes().contains(source) && c.target().type().kind() == PgType.Kind.TEXT);
    }

    private boolean tooLong(List<String> sources) {
        return sources.stream()
                        .filter(this::text)
                        .mapToLong(s -> entity.profile(s).maxLength())
                        .sum()
                >= Indexes.LONGEST_INDEXED;
    }
}
