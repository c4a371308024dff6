package io.transfuse.stage;

import io.transfuse.model.Finding;
import io.transfuse.source.Source.Measured;
import io.transfuse.types.Digest;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What one pass over a staged table adds up to.
 *
 * @param rows how many rows
 * @param checksum digest over the checksums of all rows
 * @param measured aggregates by column, to be compared with the source's own
 * @param shares what of it is whose: by the source table, as {@code _source} names it
 * @param starts the first days of the periods that rows are in, for a table that shall have partitions
 */
public record Scanned(
        long rows, Digest checksum, Map<String, Measured> measured, Map<String, Share> shares, List<String> starts)
        implements Serializable {

    /** The rows of one source table, and what was noticed about them, counted. */
    public record Share(long rows, Map<Finding, Long> findings) implements Serializable {}

    /** The rows of one source table. */
    public Share share(String source) {
        return shares.getOrDefault(source, new Share(0, Map.of()));
    }
}
