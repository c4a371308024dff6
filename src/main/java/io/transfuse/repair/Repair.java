package io.transfuse.repair;

import io.transfuse.load.Target;
import io.transfuse.model.Endpoint;
import io.transfuse.model.UserException;
import io.transfuse.stage.Stage;
import io.transfuse.stage.StagedTable;
import io.transfuse.verify.Differing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * Makes tables of the target equal to the stage in exactly the rows that differ, in one transaction: after a stop at
 * any moment nothing has happened. Nobody else writes to the tables from the moment in which their rows are compared.
 */
public final class Repair {
    private static final String LOCK_TIMEOUT = "10s";

    private final SparkSession spark;
    private final Stage stage;
    private final Target target;
    private final Endpoint endpoint;
    private final int connections;

    /** Over one target and the stage that says what it must hold. */
    public Repair(SparkSession spark, Stage stage, Target target, Endpoint endpoint, int connections) {
        this.spark = spark;
        this.stage = stage;
        this.target = target;
        this.endpoint = endpoint;
        this.connections = connections;
    }

    /** What belongs to the same transaction. */
    @FunctionalInterface
    public interface Along {
        /** Called before the commit. */
        void with(Connection connection, List<Repaired> repaired) throws SQLException;
    }

    /** Repairs these tables, which are there and have the columns of the stage. */
    public List<Repaired> of(List<StagedTable> tables, Along along) {
        try (var connection = target.open()) {
            connection.setAutoCommit(false);
            var repaired = repaired(connection, tables);
            along.with(connection, repaired);
            connection.commit();
            return repaired;
        } catch (SQLException e) {
            throw failed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private UserException failed(SQLException e) {
        var told = target.failed("repairing", e);
        var state = String.valueOf(e.getSQLState());
        return state.equals("55P03")
                ? UserException.stopped(told.getMessage() + "; somebody is writing to these tables: end that first."
                        + " Nothing was changed")
                : told;
    }

    private List<Repaired> repaired(Connection connection, List<StagedTable> tables) throws SQLException, IOException {
        var staged = new HashMap<TableNames, StagedTable>();
        for (var table : tables.stream()
                .sorted(Comparator.comparing(t -> t.target().qualified()))
                .toList()) {
            staged.put(new TableNames(table.target(), staged.size()), table);
        }
        var names = staged.keySet().stream()
                .sorted(Comparator.comparing(TableNames::number))
                .toList();
        var held = new Held(connection, names);
        var references = held.references();
        lock(connection, names, references);
        for (var name : names) {
            decide(connection, name, Objects.requireNonNull(staged.get(name)));
        }
        var stays = held.marked(references);
        return changed(connection, Held.parentsFirst(names, references), stays);
    }

    private static void lock(Connection connection, List<TableNames> names, List<Held.Reference> references)
            throws SQLException {
        var tables = Stream.concat(
                        names.stream().map(TableNames::table),
                        references.stream().map(Held.Reference::from))
                .distinct()
                .sorted()
                .toList();
        try (var statement = connection.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = '" + LOCK_TIMEOUT + "'");
            statement.execute("LOCK TABLE " + String.join(", ", tables) + " IN SHARE ROW EXCLUSIVE MODE");
        }
    }

    private void decide(Connection connection, TableNames names, StagedTable staged) throws SQLException, IOException {
        var found = new Differing(
                stage.scratch("repair-keys-" + names.number()), stage.scratch("repair-rows-" + names.number()));
        try {
            found.write(spark, staged, endpoint, target::connect, connections);
            var due = new Due(connection, names);
            due.bring(stage.scratched(found.keys()), stage.scratched(found.rows()));
            due.decide();
        } finally {
            stage.discard(found.keys());
            stage.discard(found.rows());
        }
    }

    private enum Step {
        INSERT,
        UPDATE,
        DELETE
    }

    /**
     * Where references are watched, a row comes before those that refer to it and goes after them. Where they are not,
     * values that must be unique are freed first.
     */
    private static List<Repaired> changed(
            Connection connection, List<TableNames> names, Map<TableNames, List<String>> stays) throws SQLException {
        var quiet = Quiet.of(connection, names);
        var counts = new HashMap<String, Long>();
        var steps = new ArrayList<>(List.of(Step.values()));
        if (!quiet.watched()) {
            Collections.reverse(steps);
        }
        for (var step : steps) {
            var order = new ArrayList<>(names);
            if (step == Step.DELETE) {
                Collections.reverse(order);
            }
            for (var name : order) {
                counts.put(step + name.table(), done(step, new Changes(connection, name), quiet));
            }
        }
        quiet.end();
        var repaired = new ArrayList<Repaired>();
        for (var name : names) {
            var left = new ArrayList<>(stays.getOrDefault(name, List.of()));
            var computed = new Changes(connection, name).computed();
            if (computed > 0) {
                left.add(computed
                        + (name.loaded().size() < name.target().columns().size()
                                ? " rows differ in computed columns alone, whose expression must be mended"
                                : " rows differ in what a column's type in the target does not keep, such as blanks at"
                                        + " the end of char(n); mend that type"));
            }
            repaired.add(new Repaired(
                    name.target().qualified(),
                    counts.getOrDefault(Step.INSERT + name.table(), 0L),
                    counts.getOrDefault(Step.UPDATE + name.table(), 0L),
                    counts.getOrDefault(Step.DELETE + name.table(), 0L),
                    left));
        }
        return repaired;
    }

    private static long done(Step step, Changes changes, Quiet quiet) throws SQLException {
        return switch (step) {
            case INSERT -> changes.insert();
            case UPDATE -> changes.update(quiet.watched());
            case DELETE -> changes.delete();
        };
    }
}
