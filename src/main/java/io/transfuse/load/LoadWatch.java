package io.transfuse.load;

import io.transfuse.model.Progress;
import java.sql.Connection;
import java.sql.SQLException;

/** Sees from the target how far a load has come: rows of committed chunks, and those of the COPYs under way. */
final class LoadWatch implements AutoCloseable {
    private final Connection connection;
    private final Target target;
    private final String run;
    private final Progress progress;
    private long seen;

    LoadWatch(Target target, String run, Progress progress) {
        this.connection = target.open();
        this.target = target;
        this.run = run;
        this.progress = progress;
        look();
    }

    /** Tells what is new; a COPY that was rolled back never counts twice. */
    void look() {
        try (var select = connection.prepareStatement("""
                SELECT coalesce((SELECT sum(rows) FROM transfuse.chunks WHERE run = ?::uuid), 0)::bigint
                     + coalesce((SELECT sum(tuples_processed) FROM pg_stat_progress_copy WHERE relid IN (
                           SELECT to_regclass(format('%I.%I', schema, name)) FROM transfuse.objects
                           WHERE kind IN ('table', 'filled') AND run = ?::uuid)), 0)::bigint
                """)) {
            select.setString(1, run);
            select.setString(2, run);
            try (var rows = select.executeQuery()) {
                if (rows.next() && rows.getLong(1) > seen) {
                    progress.advance(rows.getLong(1) - seen);
                    seen = rows.getLong(1);
                }
            }
        } catch (SQLException e) {
            throw target.failed("loading", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw target.failed("loading", e);
        }
    }
}
