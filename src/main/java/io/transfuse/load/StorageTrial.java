package io.transfuse.load;

import io.transfuse.model.TargetTable;
import io.transfuse.model.UserException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Asks PostgreSQL whether it takes the storage parameters of tables, before hours of work depend on it. */
public final class StorageTrial {
    private final Target target;

    public StorageTrial(Target target) {
        this.target = target;
    }

    /** Refuses the first table whose parameters PostgreSQL refuses; nothing stays. */
    public void check(List<TargetTable> tables) {
        var asked = tables.stream().filter(t -> !t.layout().storage().isEmpty()).toList();
        if (asked.isEmpty()) {
            return;
        }
        try (var connection = new SteadyConnection(target, target::connect)) {
            for (var table : asked) {
                connection.work("trying storage parameters", c -> tried(c, table));
            }
        }
    }

    private static boolean tried(Connection connection, TargetTable table) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            // A parameter of TOAST is refused where the table has none, so there is a column that needs it.
            statement.execute("CREATE TEMPORARY TABLE transfuse_trial (x text)" + PartitionDdl.with(table));
            return true;
        } catch (SQLException e) {
            var state = String.valueOf(e.getSQLState());
            if (state.equals("42501")) {
                // An account that makes no temporary tables learns it when the table is made.
                return false;
            }
            if (!state.startsWith("22") && !state.startsWith("42")) {
                throw e;
            }
            // These answers speak of the parameter alone.
            throw UserException.usage(
                    "tables." + table.name() + ".storage is " + table.layout().parameters()
                            + ", but must be storage parameters that PostgreSQL takes: " + SqlCause.refusal(e));
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
