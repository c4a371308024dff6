package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.model.Endpoint;
import io.transfuse.source.Made;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session that ends while verify reads rows back is no verdict: the rows are read again. */
class LostSessionTest {

    @TempDir
    Path folder;

    /** Ends the session that reads rows back, once; the row is so long that it is still being sent. */
    private static boolean ended(Endpoint target) {
        try (var connection = Servers.connect(target);
                var query = connection.prepareStatement("""
                        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE datname = current_database() AND state = 'active' AND query LIKE 'COPY (SELECT%TO STDOUT%'
                        """)) {
            for (var i = 0; i < 100_000; i++) {
                try (var rows = query.executeQuery()) {
                    if (rows.next()) {
                        return rows.getBoolean(1);
                    }
                }
            }
            return false;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void rowsAreReadBackAgain() throws Exception {
        var trial = Trial.of("general", folder);
        Made.file(
                trial.source,
                "CREATE TABLE novels (id INTEGER PRIMARY KEY, t TEXT)",
                "INSERT INTO novels VALUES (1, replace(hex(zeroblob(20000000)), '0', 'a'))");
        assertThat(trial.run().exitCode()).isZero();
        var ended = CompletableFuture.supplyAsync(() -> ended(trial.target));

        var outcome = trial.verify();

        assertThat(ended.get(1, TimeUnit.MINUTES)).isTrue();
        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
    }
}
