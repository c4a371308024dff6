package io.transfuse.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.transfuse.model.Plan.Polymorphic;
import io.transfuse.model.TargetTable.Link;
import io.transfuse.transform.Balanced;
import io.transfuse.transform.Reshape;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
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
 * @param whose whose rows are looked at
 * @param gone by table, source and key of rows that are staged still and count as refused
 */
public record Condemned(
        SparkSession spark,
        List<StagedTable> staged,
        List<Polymorphic> polymorphic,
        Child whose,
        Map<String, Dataset<Row>> gone) {

    /** Where no staged row counts as refused. */
    public Condemned(SparkSession spark, List<StagedTable> staged, List<Polymorphic> polymorphic, Child whose) {
        this(spark, staged, polymorphic, whose, Map.of());
    }

    /** The rows of one source table in a target. */
    public interface Child {
        /** The table, as {@code _source} names it. */
        String label();

        /** What it calls a target column. */
        String source(String column);

        /**
         * The source table whose rows these columns refer to, where those of several are in the target {@code parent};
         * a row with the same key that is another table's is another row.
         *
         * @param type the value of the type column of a polymorphic reference, empty for others
         */
        Optional<String> origin(String parent, List<String> columns, String type);
    }

    /**
     * Source, keys and rules of the rows of {@code child} whose row in one of {@code parents} is missing.
     *
     * @param parents the targets that polymorphic references are followed to
     * @param followed the references that count; those whose orphans a policy keeps do not
     * @param firsts the tables of the rows that those of {@code child} are further rows of
     */
    public Optional<Dataset<Row>> of(
            StagedTable child, Collection<String> parents, Predicate<Link> followed, Optional<Firsts> firsts) {
        if (child.files().isEmpty()) {
            return Optional.empty();
        }
        var found = child.target().foreignKeys().stream().filter(followed).map(l -> orphans(child, l));
        var owned = polymorphic.stream()
                .filter(p -> p.table().equals(child.target().name()))
                .flatMap(p -> new TreeMap<>(p.owners())
                        .entrySet().stream()
                                .filter(o -> parents.contains(o.getValue().table()))
                                .map(o -> owned(child, p, o.getKey())));
        var alone = firsts.stream().map(f -> alone(child, f));
        return Stream.concat(alone, Stream.concat(found, owned)).reduce(Dataset::union);
    }

    /** The rows that others are further rows of: their source table, and the targets that these went to. */
    public record Firsts(String source, List<String> targets) {}

    /** Further rows whose own row was rejected. */
    private Dataset<Row> alone(StagedTable child, Firsts firsts) {
        var rows = own(child).select(col(Reshape.KEY));
        return firsts.targets().stream()
                .flatMap(f -> table(f).stream())
                .map(t -> rows(t).where(col(Reshape.SOURCE).equalTo(lit(firsts.source())))
                        .select(col(Reshape.KEY)))
                .reduce(Dataset::union)
                .map(there -> rows.join(there, new String[] {Reshape.KEY}, "left_anti"))
                .orElse(rows)
                .select(named(Reshape.ORIGIN));
    }

    private Dataset<Row> orphans(StagedTable child, Link link) {
        var filled = Balanced.all(
                        link.columns().stream().map(c -> staged(child, c).isNotNull()))
                .orElseThrow();
        return missing(
                child,
                filled,
                link.columns(),
                link.table(),
                link.targetColumns(),
                whose.origin(link.table(), link.columns(), ""));
    }

    private Dataset<Row> owned(StagedTable child, Polymorphic pair, String label) {
        var owner = java.util.Objects.requireNonNull(pair.owners().get(label));
        var meant = staged(child, pair.typeColumn())
                .equalTo(lit(label))
                .and(staged(child, pair.idColumn()).isNotNull());
        var columns = List.of(pair.idColumn());
        return missing(
                child,
                meant,
                columns,
                owner.table(),
                List.of(owner.keyColumn()),
                whose.origin(owner.table(), columns, label));
    }

    private Dataset<Row> missing(
            StagedTable child,
            Column meant,
            List<String> columns,
            String parent,
            List<String> keys,
            Optional<String> origin) {
        var rows = own(child).where(meant);
        var there = table(parent).map(p -> referred(p, keys, origin));
        for (int i = 0; i < keys.size(); i++) {
            rows = rows.withColumn("_ref" + i, staged(child, columns.get(i)).cast("string"));
        }
        var meantRows = rows;
        var all = there.map(p -> meantRows.join(p, joined(keys.size()), "left_anti"))
                .orElse(meantRows);
        return all.select(named(Reshape.PARENT + whose.source(columns.get(0))));
    }

    private Column[] named(String rule) {
        return new Column[] {
            lit(whose.label()).as(Reshape.SOURCE), col(Reshape.KEY), lit(rule).as(Reshape.CONDEMNED)
        };
    }

    private Dataset<Row> own(StagedTable child) {
        return rows(child).where(col(Reshape.SOURCE).equalTo(lit(whose.label())));
    }

    private Dataset<Row> referred(StagedTable parent, List<String> keys, Optional<String> origin) {
        var columns = new Column[keys.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = staged(parent, keys.get(i)).cast("string").as("_ref" + i);
        }
        return rows(parent)
                .where(origin.map(o -> col(Reshape.SOURCE).equalTo(lit(o))).orElse(lit(true)))
                .select(columns);
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
        var all = DataFiles.read(spark, table.files(), Stage.schema(table.target()));
        var lost = gone.get(table.target().qualified());
        return lost == null ? all : all.join(lost, new String[] {Reshape.SOURCE, Reshape.KEY}, "left_anti");
    }

    private static Column staged(StagedTable table, String column) {
        var name = table.target().column(column).orElseThrow().staged();
        return col("`" + name.replace("`", "``") + "`");
    }
}
