package io.transfuse.transform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.transfuse.config.Policies;
import io.transfuse.model.Finding.Action;
import io.transfuse.model.Joined;
import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.Branch;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.UserException;
import io.transfuse.model.Value;
import io.transfuse.transform.Findings.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Executes the mapping of one branch: source rows in, rows of the target out, each with its key, checksum, findings and
 * fate. No row is lost on the way: what cannot be staged says so.
 *
 * @param mapping the source table
 * @param branch the target
 * @param uuids how UUIDs are derived
 * @param policies what is done with values that cannot be carried exactly
 * @param own the user's own transformations
 */
public record Reshape(Mapping mapping, Branch branch, Derivation uuids, Policies policies, List<Transformation> own) {

    /** Where the row goes: {@link #STAGED} or {@link #REJECTED}. */
    public static final String FATE = "_fate";

    /** The fate of a row that the target must hold. */
    public static final String STAGED = "staged";

    /** The fate of a row that is quarantined. */
    public static final String REJECTED = "rejected";

    /** The whole source row as JSON, for rejected rows only. */
    public static final String ROW = "_row";

    /** Names the source row inside its table. */
    public static final String POSITION = Decode.POSITION;

    /** The source table. */
    public static final String SOURCE = "_source";

    /** The source row's key. */
    public static final String KEY = "_key";

    /** The checksum over the target's columns. */
    public static final String CHECKSUM = "_checksum";

    /** The rule of a row that is rejected because the row it refers to is; the column follows. */
    public static final String PARENT = "parent-rejected:";

    /** The rule of a further row that is rejected because the row that it comes of is. */
    public static final String ORIGIN = PARENT + "itself";

    /** The column of condemned rows that holds their rule. */
    public static final String CONDEMNED = "_condemned";

    /** The rows of this branch, reshaped, where no other source table's rows go to its target. */
    public Dataset<Row> apply(Dataset<Row> raw) {
        return new Judged(List.of(this)).apply(List.of(raw));
    }

    /**
     * Expressions, conditions and transformations are the user's: what Spark cannot make sense of is told in a line.
     */
    Dataset<Row> analysed(Supplier<Dataset<Row>> rows) {
        try {
            return rows.get();
        } catch (Exception e) {
            if (e instanceof AnalysisException) {
                throw UserException.usage("tables." + mapping.source().name()
                        + " has an expression, check or transformation that fits no row: "
                        + words(String.valueOf(e.getMessage())));
            }
            throw e;
        }
    }

    /** What Spark says in one line, with the SQL that it could not read. */
    private static String words(String message) {
        var lines = message.lines().filter(l -> !l.isBlank()).toList();
        var sql = lines.indexOf("== SQL ==") + 1;
        return (lines.isEmpty() ? "" : lines.get(0)) + (sql > 0 && sql < lines.size() ? " in: " + lines.get(sql) : "");
    }

    /**
     * The rows with their values and what was noticed about each alone.
     *
     * @param judged whether a row is rejected for nothing that is found later
     */
    Dataset<Row> valued(Dataset<Row> raw, boolean judged) {
        var decode = new Decode(mapping);
        var rows = decode.apply(raw);
        for (var transformation : own) {
            rows = transformation.apply(rows);
        }
        if (!own.isEmpty()) {
            rows = new Discreet(mapping.source().name()).rows(rows);
        }
        return valued(rows, decode, judged);
    }

    /** Target columns under aliases, then the findings that compare them with the source's columns. */
    private Dataset<Row> valued(Dataset<Row> rows, Decode decode, boolean judged) {
        var faults = new ArrayList<Fault>();
        var columns = new ArrayList<Column>();
        var composites = new Composites(mapping);
        for (var column : branch.columns()) {
            var change = change(column, rows);
            faults.addAll(change.faults());
            var value = composites
                    .emptied(column.value(), change.value())
                    .cast(SparkTypes.of(column.target().type()));
            columns.add(value.as(column.target().staged()));
            if (!column.target().nullable()) {
                faults.add(absent(column, value));
            }
        }
        faults.addAll(composites.faults());
        for (int i = 0; i < mapping.refused().size(); i++) {
            var rule = mapping.refused().get(i).rule();
            faults.add(Fault.of(col(Mapping.refusal(i)).equalTo(lit(1)), rule, "", Action.REJECT));
        }
        mapping.source()
                .columns()
                .forEach(c -> c.nature().joined().filter(Joined::found).ifPresent(j -> faults.add(alone(c.name(), j))));
        columns.add(lit(mapping.label()).as(SOURCE));
        columns.add(decode.key().as(KEY));
        columns.add(col(POSITION));
        // The whole row as JSON takes many times its memory, so that it is made only where it may be wanted.
        columns.add((judged ? when(Findings.rejecting(faults), decode.row()) : decode.row()).as(ROW));
        columns.add(Findings.added(col(Findings.COLUMN), faults).as(Findings.COLUMN));
        return rows.select(columns.toArray(Column[]::new));
    }

    private Change change(ColumnMapping column, Dataset<Row> rows) {
        var values = new Values(
                mapping,
                column.target(),
                uuids,
                policies,
                covered(column.value()),
                made -> rows.select(made).schema().apply(0).dataType());
        return new Fractions(column).checked(column.value().in(values));
    }

    private List<String> covered(Value value) {
        return branch.columns().stream()
                .filter(c -> c.value() instanceof Value.Reference
                        && c.value().takes().equals(value.takes()))
                .flatMap(c -> ((Value.Reference) c.value()).branch().stream())
                .toList();
    }

    /** NULL where the target wants a value; a value that became NULL has its own finding already. */
    private Fault absent(ColumnMapping column, Column value) {
        var takes = column.value().takes();
        var one = takes.size() == 1 || !(column.value() instanceof Value.Expression);
        var source = takes.isEmpty() || !one ? column.target().name() : takes.get(0);
        // What is made of several columns may have a value where one of them has none.
        var made =
                takes.isEmpty() || column.value() instanceof Value.Expression || column.value() instanceof Value.Merged;
        return Fault.of(made ? value.isNull() : nothing(source), "null:" + source, source, Action.REJECT);
    }

    /** Whether a column of the source is NULL. */
    private Column nothing(String source) {
        var mixed = mapping.forms().get(source) == io.transfuse.model.Form.MIXED;
        return mixed
                ? Decode.named(source).getField("class").equalTo(lit("null"))
                : Decode.named(source).isNull();
    }

    /** A row that another table's row should stand beside; where that may be missing, a key without one is told. */
    private Fault alone(String found, Joined joined) {
        var missing = nothing(found);
        return Fault.of(
                joined.required() ? missing : missing.and(not(nothing(joined.column()))),
                "unjoined:" + joined.column(),
                joined.column(),
                joined.required() ? Action.REJECT : Action.NOTE);
    }
}
