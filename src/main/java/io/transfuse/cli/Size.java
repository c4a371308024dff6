package io.transfuse.cli;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that shape a sample. */
final class Size {

    @Option(names = "--rows", paramLabel = "N", description = "Rows of the leading table (default: the system's own).")
    @Nullable Long rows;

    @Option(names = "--seed", paramLabel = "N", description = "The same seed gives the same bytes (default: 1).")
    long seed = 1;

    @Option(names = "--dirty", description = "Plant the faults of real installations and print how many of each.")
    boolean dirty;

    Sampling.Wish wish(String system) {
        var wanted = rows == null ? OptionalLong.empty() : OptionalLong.of(rows);
        return new Sampling.Wish(system, wanted, seed, dirty);
    }
}
