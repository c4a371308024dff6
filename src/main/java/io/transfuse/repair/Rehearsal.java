package io.transfuse.repair;

import io.transfuse.load.CopyFiles;
import io.transfuse.load.Target;
import io.transfuse.model.UserException;
import io.transfuse.stage.StagedFile;
import io.transfuse.stage.StagedTable;
import io.transfuse.types.Quote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Puts new rows into the target and takes them back: whether PostgreSQL takes them is known before they are staged. A
 * condition that it alone can check would otherwise stand between stage and target for ever.
 */
public record Rehearsal(Target target) {
    private static final String LOCK_TIMEOUT = "10s";

    /** Refuses rows that the target does not take. */
    public void of(List<StagedTable> fresh) {
        var tables = fresh.stream().filter(t -> !t.files().isEmpty()).toList();
        try (var connection = target.open()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("SET LOCAL lock_timeout = '" + LOCK_TIMEOUT + "'");
            }
            var names = tables.stream()
                    .map(t -> new TableNames(t.target(), tables.indexOf(t)))
                    .toList();
            Quiet.of(connection, names);
            for (var name : Held.parentsFirst(names, new Held(connection, names).references())) {
                tried(connection, name, tables.get(name.number()));
            }
            connection.rollback();
        } catch (SQLException e) {
            throw target.failed("looking whether corrected rows fit", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void tried(Connection connection, TableNames name, StagedTable table)
            throws SQLException, IOException {
        var columns = name.loaded().stream()
                .map(c -> new CopyFiles.Column(c.name(), c.staged(), c.type().kind()))
                .toList();
        var names =
                Quote.identifiers(columns.stream().map(CopyFiles.Column::name).toList());
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE %s ON COMMIT DROP AS SELECT %s FROM %s WITH NO DATA"
                    .formatted(name.staged().substring("pg_temp.".length()), names, name.table()));
            new CopyFiles(connection)
                    .into(
                            name.staged(),
                            columns,
                            table.files().stream().map(StagedFile::path).toList());
            statement.executeUpdate("INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM %s"
                    .formatted(name.table(), names, names, name.staged()));
        } catch (SQLException e) {
            var state = String.valueOf(e.getSQLState());
            // The driver's words quote values.
            if (state.equals("23505")) {
                throw UserException.usage("a corrected row of " + table.target().qualified()
                        + " has a unique value that another row of the target has; if others wrote rows there,"
                        + " 'verify --repair' alone comes first. Nothing was changed");
            }
            if (state.startsWith("22") || state.startsWith("23")) {
                throw UserException.usage(
                        "the target does not take a corrected row of "
                                + table.target().qualified() + " (SQLSTATE " + state
                                + "), which breaks a type or condition that PostgreSQL alone knows; mend the row. Nothing was changed");
            }
            throw e;
        }
    }
}
