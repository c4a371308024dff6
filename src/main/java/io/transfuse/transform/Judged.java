package io.transfuse.transform;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.transfuse.model.Finding.Action;
import io.transfuse.model.Mapping.Branch;
import io.transfuse.model.Table;
import io.transfuse.transform.Findings.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * The rows of one target, of one source table or of several that share it, judged together: which are duplicates, which
 * break a condition of the target. Each gets its checksum and its fate.
 *
 * @param parts what becomes of the rows of each source table, in the order in which the first of equal rows is staged
 */
public record Judged(List<Reshape> parts) {

    private static final String PART = "_part";
    private static final String PLACE = "_place";

    public Judged {
        parts = List.copyOf(parts);
    }

    /** All rows, as each part's reader gives them. */
    public Dataset<Row> apply(List<Dataset<Row>> raw) {
        var judged = duplicates().isEmpty() && branch().target().checks().isEmpty();
        return analysed(() -> routed(before(raw, judged)));
    }

    /**
     * The same, with those rows rejected whose {@link Reshape#SOURCE} and {@link Reshape#KEY} are in {@code condemned}.
     */
    public Dataset<Row> without(List<Dataset<Row>> raw, Dataset<Row> condemned) {
        var row = new String[] {Reshape.SOURCE, Reshape.KEY};
        var judged = before(raw, false).join(condemned.dropDuplicates(row), row, "left");
        var rule = col(Reshape.CONDEMNED);
        var finding = array(struct(
                rule.as("rule"),
                regexp_replace(rule, Reshape.PARENT, "").as("column"),
                lit("reject").as("action")));
        return routed(judged.withColumn(
                Findings.COLUMN,
                when(rule.isNotNull(), concat(finding, coalesce(col(Findings.COLUMN), array().cast(Findings.TYPE))))
                        .otherwise(col(Findings.COLUMN))));
    }

    /**
     * Source, keys and rule of those rows whose unique values other rows have, which are there already.
     *
     * @param fresh rows as {@link #apply} leaves them
     * @param there rows of the same target
     */
    public Optional<Dataset<Row>> taken(Dataset<Row> fresh, Dataset<Row> there) {
        return duplicates().stream().map(unique -> taken(fresh, there, unique)).reduce(Dataset::union);
    }

    private Dataset<Row> taken(Dataset<Row> fresh, Dataset<Row> there, List<String> unique) {
        var values = new Column[unique.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = shared(unique.get(i)).as("_unique" + i);
        }
        var named = new ArrayList<>(List.of(col(Reshape.SOURCE), col(Reshape.KEY)));
        named.addAll(List.of(values));
        var rule =
                "duplicate:" + String.join(",", unique.stream().map(this::name).toList());
        var joined =
                IntStream.range(0, values.length).mapToObj(i -> "_unique" + i).toArray(String[]::new);
        return there.select(values)
                .join(broadcast(fresh.select(named.toArray(Column[]::new))), joined)
                .select(col(Reshape.SOURCE), col(Reshape.KEY), lit(rule).as(Reshape.CONDEMNED));
    }

    private Branch branch() {
        return parts.get(0).branch();
    }

    private List<List<String>> duplicates() {
        return parts.stream()
                .flatMap(p -> p.branch().duplicates().stream())
                .distinct()
                .toList();
    }

    private Dataset<Row> analysed(java.util.function.Supplier<Dataset<Row>> rows) {
        return parts.get(0).analysed(rows);
    }

    private Dataset<Row> before(List<Dataset<Row>> raw, boolean judged) {
        var all = new ArrayList<Dataset<Row>>();
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            var read = raw.get(i);
            var valued = part.analysed(() -> part.valued(read, judged));
            all.add(duplicates().isEmpty() ? valued : valued.withColumn(PART, lit(i)));
        }
        return withDuplicates(all.stream().reduce(Dataset::union).orElseThrow());
    }

    /** Of rows that share what must be unique, the first is staged. */
    private Dataset<Row> withDuplicates(Dataset<Row> rows) {
        var result = rows;
        for (var unique : duplicates()) {
            var columns = unique.stream().map(this::shared).toArray(Column[]::new);
            var names = unique.stream().map(this::name).toList();
            var filled =
                    Balanced.all(Arrays.stream(columns).map(Column::isNotNull)).orElseThrow();
            var place = row_number()
                    .over(Window.partitionBy(columns)
                            .orderBy(
                                    Findings.rejected(),
                                    col(PART),
                                    col(Reshape.POSITION).try_cast("bigint"),
                                    col(Reshape.POSITION)));
            var fault = Fault.of(
                    col(PLACE).gt(1).and(filled), "duplicate:" + String.join(",", names), names.get(0), Action.REJECT);
            result = result.withColumn(PLACE, place)
                    .withColumn(Findings.COLUMN, Findings.added(col(Findings.COLUMN), List.of(fault)))
                    .drop(PLACE);
        }
        return result;
    }

    /** What of a row must be unique: a column of the stage, or an expression over one. */
    private Column shared(String unique) {
        return branch().target()
                .column(unique)
                .map(c -> Decode.named(c.staged()))
                .orElseGet(() -> expr(new Condition(unique, branch().target().columns()).overStage()));
    }

    private String name(String unique) {
        var target = branch().target();
        return target.column(unique).isPresent() ? unique : Condition.first(unique);
    }

    /** Checks the target's own conditions, then gives every row its checksum and its fate. */
    private Dataset<Row> routed(Dataset<Row> rows) {
        var target = branch().target();
        var broken = target.checks().stream()
                .map(c -> Fault.of(broken(c), "check:" + c.name(), c.name(), Action.REJECT))
                .toList();
        var checked = broken.isEmpty()
                ? rows
                : rows.withColumn(Findings.COLUMN, Findings.added(col(Findings.COLUMN), broken));
        var all = new ArrayList<Column>();
        target.columns().forEach(t -> all.add(Decode.named(t.staged())));
        all.addAll(List.of(
                col(Reshape.SOURCE),
                col(Reshape.KEY),
                Functions.checksum(target.columns()).as(Reshape.CHECKSUM),
                col(Findings.COLUMN),
                col(Reshape.POSITION)));
        all.add(when(Findings.rejected(), col(Reshape.ROW)).as(Reshape.ROW));
        all.add(when(Findings.rejected(), lit(Reshape.REJECTED))
                .otherwise(lit(Reshape.STAGED))
                .as(Reshape.FATE));
        return checked.select(all.toArray(Column[]::new));
    }

    /** A condition that cannot be computed would stop PostgreSQL too. */
    private Column broken(Table.Check check) {
        var columns = branch().target().columns();
        var tried = Tried.of(Numbers.ofStage(new Condition(check.sql(), columns).overStage(), columns));
        return tried.failed().or(not(coalesce(tried.value(), lit(true))));
    }
}
