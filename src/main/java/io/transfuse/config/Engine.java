package io.transfuse.config;

import java.util.List;
import java.util.Optional;

/**
 * How rows are read, staged and loaded; what the target holds in the end does not depend on it.
 *
 * @param partitionRows rows that one reader takes at once
 * @param connections tables staged side by side
 * @param oneMoment whether a source that was written to while it was read fails the run
 * @param stagePath where stage and rejects lie, a folder or a URI that Hadoop knows; empty for the output directory
 * @param chunkRows rows of one data file of the stage at most
 * @param loadConnections chunks loaded side by side
 * @param memory PostgreSQL's memory for an index
 */
public record Engine(
        long partitionRows,
        int connections,
        boolean oneMoment,
        Optional<String> stagePath,
        long chunkRows,
        int loadConnections,
        String memory) {

    private static final int MOST_CONNECTIONS = 1000;

    static Engine read(Node root) {
        var read = root.child("read");
        var stage = root.child("stage");
        var load = root.child("load");
        var engine = new Engine(
                read.number("partition-rows", 250_000, 1),
                connections(read),
                read.choice("one-moment", "required", "required", "preferred").equals("required"),
                stage.text("path"),
                stage.number("chunk-rows", 250_000, 1),
                connections(load),
                load.text("maintenance-work-mem").orElse("256MB"));
        List.of(read, stage, load).forEach(Node::done);
        return engine;
    }

    private static int connections(Node node) {
        var connections = node.number("connections", Runtime.getRuntime().availableProcessors(), 1);
        if (connections > MOST_CONNECTIONS) {
            throw node.wrong("connections", connections, "a number up to " + MOST_CONNECTIONS);
        }
        return (int) connections;
    }
}
