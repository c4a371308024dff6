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
 * @param findings what was noticed about staged rows, counted
 * @param starts the first days of the periods that rows are in, for a table that shall have partitions
 */
public record Scanned(
        long rows, Digest checksum, Map<String, Measured> measured, Map<Finding, Long> findings, List<String> starts)
        implements Serializable {}
