package io.transfuse.load;

import io.transfuse.model.Circumstances.Share;
import io.transfuse.model.UserException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;

/**
 * What an executor does: one connection, and its chunks one after the other. A chunk whose connection broke is loaded
 * again on a new one: its ledger row says whether the first attempt was committed after all.
 *
 * @param existing whether the tables have their references and triggers already, which must not answer to our rows
 */
record CopyTask(Target target, boolean existing) implements FlatMapFunction<Iterator<List<Chunk>>, Share> {

    @Override
    public Iterator<Share> call(Iterator<List<Chunk>> parts) {
        var took = new ArrayList<Share>();
        while (parts.hasNext()) {
            load(parts.next(), took);
        }
        return took.iterator();
    }

    private void load(List<Chunk> chunks, List<Share> took) {
        try (var connection = new SteadyConnection(target, this::open)) {
            for (var chunk : chunks) {
                var began = System.nanoTime();
                var rows = load(connection, chunk);
                took.add(new Share(chunk.into().qualified(), rows, (System.nanoTime() - began) / 1e9));
            }
        }
    }

    private Connection open() throws SQLException {
        var connection = existing ? target.connectToFill() : target.connect();
        connection.setAutoCommit(false);
        return connection;
    }

    private static long load(SteadyConnection connection, Chunk chunk) {
        var step = "loading " + chunk.printed();
        try {
            // Spark logs and sends what a task throws, so it must not carry what PostgreSQL quotes.
            return connection.work(step, c -> new CopyChunk(c, chunk).load());
        } catch (IOException e) {
            throw UserException.stopped(step + " stopped: the stage cannot be read: " + e.getMessage());
        }
    }
}
