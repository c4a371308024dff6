package io.transfuse.pipeline;

import io.transfuse.config.Settings;
import io.transfuse.report.OutFile;
import io.transfuse.source.Sources;
import io.transfuse.source.Stored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * About how much a command has to do. It is asked by a small JVM before the real one is started, so it touches neither
 * Spark nor Hadoop; what cannot be asked counts as nothing, because the command itself will say why.
 *
 * @param bytes stored bytes
 * @param rows rows, 0 where only the bytes are known
 */
record Extent(long bytes, long rows) {

    /** From here on the full compiler gives back what it costs; docs/decisions/022-java-flags.md has the figures. */
    private static final long LARGE_BYTES = 150L << 20;

    /** The same in rows, which count more than their bytes where they are short. */
    private static final long LARGE_ROWS = 600_000;

    /** Parquet keeps rows in about half the bytes that their source takes. */
    private static final int STAGED = 2;

    /** What a run reads: the tables that it takes, or so many rows of each. */
    static Extent ofSource(Settings settings) {
        return Sources.stored(settings.source()).stream()
                .filter(t -> settings.only().isEmpty() || t.in(settings.only()))
                .filter(t -> t.table().isEmpty() || !t.in(settings.skip()))
                .map(t -> limited(t, settings))
                .reduce(new Extent(0, 0), Extent::plus);
    }

    private static Extent limited(Stored table, Settings settings) {
        var rows = settings.limit().map(l -> Math.min(l, table.rows())).orElse(table.rows());
        var share = table.rows() == 0 ? 1.0 : (double) rows / table.rows();
        return new Extent((long) (table.bytes() * share), rows);
    }

    /** What a verification reads, as far as the stage lies on a disk of this machine. */
    static Extent ofStage(Settings settings) {
        var place = settings.engine().stagePath().orElse(settings.out().toString());
        try (var files = Files.walk(Path.of(place, OutFile.STAGE.fileName()))) {
            var bytes = files.filter(f -> f.toString().endsWith(".parquet"))
                    .mapToLong(f -> f.toFile().length())
                    .sum();
            return new Extent(STAGED * bytes, 0);
        } catch (IOException | UncheckedIOException | InvalidPathException e) {
            return new Extent(0, 0);
        }
    }

    boolean large() {
        return bytes >= LARGE_BYTES || rows >= LARGE_ROWS;
    }

    private Extent plus(Extent other) {
        return new Extent(bytes + other.bytes, rows + other.rows);
    }
}
