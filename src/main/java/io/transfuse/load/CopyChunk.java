package io.transfuse.load;

import io.transfuse.model.UserException;
import io.transfuse.stage.StageRows;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.apache.spark.TaskContext;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Puts one chunk into the target exactly once: its ledger row is inserted first and committed together with its rows,
 * so a twin of this task waits for the commit, finds the row and does nothing.
 */
record CopyChunk(Connection connection, Chunk chunk) {
    static final int SENT_AT_ONCE = 1 << 16;

    /** The number of rows that this call brought in; the connection must not be in auto-commit mode. */
    long load() throws SQLException, IOException {
        try {
            return load(true);
        } catch (NotInBinary e) {
            connection.rollback();
            return load(false);
        }
    }

    /** The same; in binary, if that is allowed and every column takes it. */
    long load(boolean inBinary) throws SQLException, IOException {
        if (!claimed()) {
            connection.rollback();
            return 0;
        }
        var rows = copied(inBinary && new BinaryColumns(connection, chunk.into()).all());
        try (var update = connection.prepareStatement("""
                UPDATE transfuse.chunks SET rows = ?, loaded_at = clock_timestamp() WHERE target = ? AND chunk = ?
                """)) {
            update.setLong(1, rows);
            update.setString(2, chunk.into().qualified());
            update.setString(3, chunk.file().name());
            update.executeUpdate();
        }
        connection.commit();
        return rows;
    }

    /**
     * Whether the chunk is ours to load. The lock on the table's row in {@code objects} keeps --fresh from dropping the
     * table under us, and a task left over from an older run from writing into the new one's table.
     */
    private boolean claimed() throws SQLException {
        try (var insert = connection.prepareStatement("""
                WITH ours AS (
                    SELECT run FROM transfuse.objects
                    WHERE kind IN ('table', 'filled') AND schema = ? AND name = ? AND run = ?::uuid FOR KEY SHARE)
                INSERT INTO transfuse.chunks (run, target, stage_version, chunk, rows)
                SELECT run, ?, ?, ?, 0 FROM ours ON CONFLICT DO NOTHING
                """)) {
            insert.setString(1, chunk.into().schema());
            insert.setString(2, chunk.into().table());
            insert.setString(3, chunk.into().run());
            insert.setString(4, chunk.into().qualified());
            insert.setLong(5, chunk.into().version());
            insert.setString(6, chunk.file().name());
            return insert.executeUpdate() == 1 || refusedUnlessLoaded();
        }
    }

    private boolean refusedUnlessLoaded() throws SQLException {
        try (var select =
                connection.prepareStatement("SELECT 1 FROM transfuse.chunks WHERE target = ? AND chunk = ?")) {
            select.setString(1, chunk.into().qualified());
            select.setString(2, chunk.file().name());
            try (var rows = select.executeQuery()) {
                if (!rows.next()) {
                    throw UserException.stopped("table " + chunk.into().qualified() + " does not belong to run "
                            + chunk.into().run() + ", so nothing was loaded into it");
                }
                return false;
            }
        }
    }

    private long copied(boolean binary) throws SQLException, IOException {
        var copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(chunk.into().copySql(binary));
        try (var rows = StageRows.open(
                chunk.file().path(),
                chunk.into().columns().stream().map(Chunk.Loaded::staged).toList())) {
            var sent = send(rows, to(copy, binary), TaskContext.get());
            var taken = copy.endCopy();
            if (taken != sent) {
                throw new IllegalStateException(
                        chunk.printed() + ": " + sent + " rows sent, but " + taken + " rows taken");
            }
            return sent;
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private CopyRows to(CopyIn copy, boolean binary) {
        var kinds = chunk.into().kinds();
        CopyBuffer.Sink sink = (bytes, size) -> copy.writeToCopy(bytes, 0, size);
        return binary ? new CopyBinary(kinds, 2 * SENT_AT_ONCE, sink) : new CopyText(kinds, 2 * SENT_AT_ONCE, sink);
    }

    /** Hands rows over until there are none; the number that it was. */
    static long send(StageRows rows, CopyRows copy, @Nullable TaskContext task) throws SQLException, IOException {
        var count = 0L;
        while (rows.next()) {
            copy.append(rows.row());
            count++;
            if (copy.size() >= SENT_AT_ONCE) {
                copy.flush();
                if (task != null) {
                    task.killTaskIfInterrupted();
                }
            }
        }
        copy.end();
        return count;
    }
}
