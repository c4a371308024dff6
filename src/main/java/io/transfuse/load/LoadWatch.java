package io.transfuse.load;

import io.transfuse.model.Progress;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Sees from the target how far a load has come: rows of committed chunks, and those of the COPYs under way. While the
 * server is away it sees nothing: whether it comes back is for those to decide who load.
 */
final class LoadWatch implements AutoCloseable {
    private final Target target;
    private final String run;
    private final Progress progress;
    private @Nullable Connection connection;
    private long seen;

    LoadWatch(Target target, String run, Progress progress) {
        this.target = target.inTheMiddle();
        this.run = run;
        this.progress = progress;
        look();
    }

    /** Tells what is new; a COPY that was rolled back never counts twice. */
    void look() {
        try {
            if (connection == null) {
                connection = target.connect();
            }
            var rows = rows(connection);
            if (rows > seen) {
                progress.advance(rows - seen);
                seen = rows;
            }
        } catch (SQLException e) {
            close();
        }
    }

    private long rows(Connection open) throws SQLException {
        try (var select = open.prepareStatement("""
                SELECT coalesce((SELECT sum(rows) FROM transfuse.chunks WHERE run = ?::uuid), 0)::bigint
                     + coalesce((SELECT sum(tuples_processed) FROM pg_stat_progress_copy WHERE relid IN (
                           SELECT to_regclass(format('%I.%I', schema, name)) FROM transfuse.objects
                           WHERE kind IN ('table', 'filled') AND run = ?::uuid)), 0)::bigint
                """)) {
            select.setString(1, run);
            select.setString(2, run);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            Target.close(connection);
            connection = null;
        }
    }
}
