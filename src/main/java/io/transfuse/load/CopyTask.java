package io.transfuse.load;

import io.transfuse.model.UserException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;

/**
 * What an executor does: one connection, and its chunks one after the other.
 *
 * @param existing whether the tables have their references and triggers already, which must not answer to our rows
 */
record CopyTask(Target target, boolean existing) implements FlatMapFunction<Iterator<List<Chunk>>, Long> {

    @Override
    public Iterator<Long> call(Iterator<List<Chunk>> parts) {
        var rows = 0L;
        while (parts.hasNext()) {
            rows += load(parts.next());
        }
        return List.of(rows).iterator();
    }

    private long load(List<Chunk> chunks) {
        var step = "loading";
        try (var connection = existing ? target.openToFill() : target.open()) {
            connection.setAutoCommit(false);
            var rows = 0L;
            for (var chunk : chunks) {
                step = "loading " + chunk.printed();
                rows += new CopyChunk(connection, chunk).load();
            }
            return rows;
        } catch (SQLException e) {
            // Spark logs and sends what a task throws, so it must not carry what PostgreSQL quotes.
            throw target.failed(step, e);
        } catch (IOException e) {
            throw UserException.stopped(step + " stopped: the stage cannot be read: " + e.getMessage());
        }
    }
}
