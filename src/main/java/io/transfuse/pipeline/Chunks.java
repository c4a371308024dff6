package io.transfuse.pipeline;

import io.transfuse.load.CorrectedChunks;
import io.transfuse.load.Ledger;
import io.transfuse.stage.StagedTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The chunks of corrected rows, which a repair puts into the target instead of the loader.
 *
 * @param corrected the tables that have some, with nothing else
 */
record Chunks(Workplace place, List<StagedTable> corrected) {

    /** Writes down that they are there, in the transaction in which they are. */
    void note(Connection connection) throws SQLException {
        if (!corrected.isEmpty()) {
            var kept = new Ledger(place.target()).crosswalks(corrected.get(0).run());
            var keys = CrosswalkTables.of(place.notes().evidence().orElseThrow(), true).crossed(corrected).stream()
                    .filter(c -> kept.contains(c.table().name()))
                    .toList();
            new CorrectedChunks(connection).note(corrected, keys);
        }
    }

    /** The same where the rows are there already. */
    void noted() {
        if (pending()) {
            try (var connection = place.target().open()) {
                connection.setAutoCommit(false);
                note(connection);
                connection.commit();
            } catch (SQLException e) {
                throw place.target().failed("writing down corrected rows", e);
            }
        }
    }

    /** Whether the target does not know of some of them. */
    boolean pending() {
        return !corrected.isEmpty() && CorrectedChunks.pending(new Ledger(place.target()), corrected);
    }
}
