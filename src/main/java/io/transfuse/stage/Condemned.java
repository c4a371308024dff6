package io.transfuse.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.transfuse.model.Plan.Polymorphic;
import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.Link;
import io.transfuse.transform.Reshape;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Finds staged rows that refer to a row which is not staged, because it was rejected.
 *
 * @param spark the session
 * @param staged all staged tables
 * @param polymorphic references that no foreign key guards
 * @param sourceColumn what the source calls a target column of the child
 */
public record Condemned(
        SparkSession spark,
        List<StagedTable> staged,
        List<Polymorphic> polymorphic,
        UnaryOperator<String> sourceColumn) {

    /**
     * Keys and rules of the rows of {@code child} whose row in one of {@code parents} is missing.
     *
     * @param followed the references that count; those whose orphans a policy keeps do not
     * @param firsts the tables of the rows that those of {@code child} are further rows of; empty where they are not
     */
    public Optional<Dataset<Row>> of(
            StagedTable child, List<String> parents, Predicate<Link> followed, List<String> firsts) {
        if (child.files().isEmpty()) {
            return Optional.empty();
        }
        var found = child.target().foreignKeys().stream()
                .filter(followed.and(l -> parents.contains(l.table())))
                .map(l -> orphans(child, l));
        var owned = polymorphic.stream()
                .filter(p -> p.table().equals(child.target().name()))
                .flatMap(p -> new TreeMap<>(p.owners())
                        .entrySet().stream()
                                .filter(o -> parents.contains(o.getValue().table()))
                                .map(o -> owned(child, p, o.getKey())));
        var alone = firsts.isEmpty() ? Stream.<Dataset<Row>>of() : Stream.of(alone(child, firsts));
        return Stream.concat(alone, Stream.concat(found, owned)).reduce(Dataset::union);
    }

    /** Further rows whose own row was rejected. */
    private Dataset<Row> alone(StagedTable child, List<String> firsts) {
        var rows = rows(child).select(col(Reshape.KEY));
        return firsts.stream()
                .flatMap(f -> table(f).stream())
                .map(t -> rows(t).select(col(Reshape.KEY)))
                .reduce(Dataset::union)
                .map(there -> rows.join(there, new String[] {Reshape.KEY}, "left_anti"))
                .orElse(rows)
                .select(col(Reshape.KEY), lit(Reshape.ORIGIN).as(Reshape.CONDEMNED));
    }

    private Dataset<Row> orphans(StagedTable child, Link link) {
        var filled = link.columns().stream()
                .map(c -> staged(child, c).isNotNull())
                .reduce(Column::and)
                .orElseThrow();
        return missing(
                child,
                filled,
                link.columns(),
                link.table(),
                link.targetColumns(),
                link.columns().get(0));
    }

    private Dataset<Row> owned(StagedTable child, Polymorphic pair, String label) {
        var owner = java.util.Objects.requireNonNull(pair.owners().get(label));
        var meant = staged(child, pair.typeColumn())
                .equalTo(lit(label))
                .and(staged(child, pair.idColumn()).isNotNull());
        return missing(
                child, meant, List.of(pair.idColumn()), owner.table(), List.of(owner.keyColumn()), pair.idColumn());
    }

    private Dataset<Row> missing(
            StagedTable child, Column meant, List<String> columns, String parent, List<String> keys, String ruled) {
        var rows = rows(child).where(meant);
        var there = table(parent).map(p -> referred(p, keys));
        for (int i = 0; i < keys.size(); i++) {
            rows = rows.withColumn("_ref" + i, staged(child, columns.get(i)).cast("string"));
        }
        var meantRows = rows;
        var all = there.map(p -> meantRows.join(p, joined(keys.size()), "left_anti"))
                .orElse(meantRows);
        return all.select(
                col(Reshape.KEY),
                lit(Reshape.PARENT + sourceColumn.apply(ruled)).as(Reshape.CONDEMNED));
    }

    private Dataset<Row> referred(StagedTable parent, List<String> keys) {
        var columns = new Column[keys.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = staged(parent, keys.get(i)).cast("string").as("_ref" + i);
        }
        return rows(parent).select(columns);
    }

    private static String[] joined(int columns) {
        return java.util.stream.IntStream.range(0, columns)
                .mapToObj(i -> "_ref" + i)
                .toArray(String[]::new);
    }

    private Optional<StagedTable> table(String name) {
        return staged.stream()
                .filter(t -> t.target().name().equals(name) && !t.files().isEmpty())
                .findFirst();
    }

    private Dataset<Row> rows(StagedTable table) {
        return spark.read().parquet(table.files().stream().map(StagedFile::path).toArray(String[]::new));
    }

    private static Column staged(StagedTable table, String column) {
        var name = table.target().column(column).orElseThrow().staged();
        return col("`" + name.replace("`", "``") + "`");
    }

    /** The target tables that refer to one of these. */
    public static List<TargetTable> children(
            List<TargetTable> all, List<Polymorphic> polymorphic, List<String> parents) {
        return all.stream()
                .filter(t -> t.foreignKeys().stream().anyMatch(l -> parents.contains(l.table()))
                        || polymorphic.stream()
                                .anyMatch(p -> p.table().equals(t.name())
                                        && p.owners().values().stream().anyMatch(o -> parents.contains(o.table()))))
                .toList();
    }
}
