package io.transfuse.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How much is read, staged and loaded at once.
 *
 * @param partitionRows rows aimed at in one part of a read
 * @param readers connections that ask and read the source at once, empty where nobody limits them
 * @param rowsPerSecond how fast rows are read, empty for as fast as they come
 * @param oneMoment whether a source that was written to while it was read fails the run
 * @param stagePath where stage and rejects lie, a folder or a URI that Hadoop knows; empty for the output directory
 * @param chunkRows rows in one chunk of the stage
 * @param loadConnections connections to the target
 * @param memory PostgreSQL's memory for building indexes
 * @param crosswalkTables whether the target keeps old and new keys in tables
 */
public record Engine(
        long partitionRows,
        OptionalInt readers,
        OptionalLong rowsPerSecond,
        boolean oneMoment,
        Optional<String> stagePath,
        long chunkRows,
        int loadConnections,
        String memory,
        boolean crosswalkTables) {

    private static final int MOST_CONNECTIONS = 1000;

    /** A source lends {@code MysqlSource.MORE_SESSIONS} beside one for each core. */
    private static final int MORE_QUESTIONS = 2;

    static Engine read(Node root) {
        var read = root.child("read");
        var stage = root.child("stage");
        var load = root.child("load");
        var crosswalk = root.child("crosswalk");
        var engine = new Engine(
                read.number("partition-rows", 250_000, 1),
                read.text("connections").isEmpty() ? OptionalInt.empty() : OptionalInt.of(connections(read)),
                read.text("rows-per-second").isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(read.number("rows-per-second", 1, 1)),
                read.choice("one-moment", "required", "required", "preferred").equals("required"),
                stage.text("path"),
                stage.number("chunk-rows", 250_000, 1),
                connections(load),
                load.text("maintenance-work-mem").orElse("256MB"),
                crosswalk.choice("table", "true", "true", "false").equals("true"));
        List.of(read, stage, load, crosswalk).forEach(Node::done);
        return engine;
    }

    /** Tables that are read at once. */
    public int connections() {
        return readers.orElse(Runtime.getRuntime().availableProcessors());
    }

    /** Questions that are asked at once: more than there are cores, because the source waits for its disk meanwhile. */
    public int questions() {
        return readers.orElse(Runtime.getRuntime().availableProcessors() + MORE_QUESTIONS);
    }

    private static int connections(Node node) {
        var connections = node.number("connections", Runtime.getRuntime().availableProcessors(), 1);
        if (connections > MOST_CONNECTIONS) {
            throw node.wrong("connections", connections, "a number up to " + MOST_CONNECTIONS);
        }
        return (int) connections;
    }
}
