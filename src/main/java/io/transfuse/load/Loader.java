package io.transfuse.load;

import io.transfuse.model.Circumstances.Share;
import io.transfuse.model.Progress;
import io.transfuse.model.UserException;
import io.transfuse.stage.StagedTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Makes bare tables hold what the stage says, in one Spark job for all tables; what is there already is not loaded
 * again.
 */
public final class Loader {
    private static final long POLL_MILLIS = 500;
    private static final int ROUNDS = 3;

    private final JavaSparkContext spark;
    private final Target target;
    private final int connections;
    private final boolean existing;

    /** {@code connections} is how many chunks are loaded side by side. */
    public Loader(JavaSparkContext spark, Target target, int connections) {
        this(spark, target, connections, false);
    }

    /** {@code existing} says that another tool made the tables, with their references and triggers. */
    public Loader(JavaSparkContext spark, Target target, int connections, boolean existing) {
        this.existing = existing;
        this.spark = spark;
        this.target = target;
        this.connections = connections;
    }

    /** The same without old and new keys. */
    public long load(List<StagedTable> tables, long expected, Progress progress) {
        return load(tables, List.of(), expected, progress);
    }

    /** Loads what is missing and returns how many rows that were; {@code expected} rows is what all tables hold. */
    public long load(List<StagedTable> tables, List<Crossed> keys, long expected, Progress progress) {
        progress.begin("load", expected);
        var wanted = Stream.concat(
                        tables.stream().flatMap(Chunk::of), keys.stream().flatMap(Crossed::chunks))
                .toList();
        var chunks = missing(wanted);
        var all = chunks.size();
        var rows = 0L;
        // A server that flushes late and crashes forgets its last chunks, rows and ledger together.
        for (var round = 0; !chunks.isEmpty() && round < ROUNDS; round++) {
            rows += load(chunks, progress);
            new Ledger(target).flush();
            chunks = missing(wanted);
        }
        if (!chunks.isEmpty()) {
            throw UserException.stopped("the target forgot chunks that it had committed; its server was restarted");
        }
        progress.end(rows + " rows in " + all + " chunks loaded");
        return rows;
    }

    /** Those of the chunks whose rows are not in the target yet. */
    private List<Chunk> missing(List<Chunk> wanted) {
        var loaded = new Ledger(target).loaded();
        return wanted.stream()
                .filter(c -> !loaded.getOrDefault(c.into().qualified(), Set.of())
                        .contains(c.file().name()))
                .toList();
    }

    private long load(List<Chunk> chunks, Progress progress) {
        var parts = shared(chunks, Math.min(chunks.size(), connections));
        var run = chunks.get(0).into().run();
        spark.setJobDescription("load " + chunks.size() + " chunks into " + target.name());
        try (var watch = new LoadWatch(target, run, progress)) {
            var job = spark.parallelize(parts, parts.size())
                    .mapPartitions(new CopyTask(target, existing))
                    .collectAsync();
            var chunked = awaited(job, watch);
            watch.look();
            chunked.forEach(t -> progress.took(t.table(), t.rows(), t.seconds()));
            return chunked.stream().mapToLong(Share::rows).sum();
        } finally {
            spark.setJobDescription(null);
        }
    }

    /** Deals the chunks out, the biggest first and each to the part that has the least, so that all end together. */
    static List<List<Chunk>> shared(List<Chunk> chunks, int parts) {
        var queue = new PriorityQueue<>(Comparator.comparingLong(Part::size).thenComparing(Part::number));
        for (var i = 0; i < parts; i++) {
            queue.add(new Part(i, 0, new ArrayList<>()));
        }
        var biggestFirst = Comparator.comparingLong((Chunk c) -> c.file().size())
                .reversed()
                .thenComparing(Chunk::printed);
        for (var chunk : chunks.stream().sorted(biggestFirst).toList()) {
            var part = queue.remove();
            part.chunks().add(chunk);
            queue.add(new Part(part.number(), part.size() + chunk.file().size(), part.chunks()));
        }
        return queue.stream()
                .sorted(Comparator.comparing(Part::number))
                .map(Part::chunks)
                .toList();
    }

    private record Part(int number, long size, List<Chunk> chunks) {}

    private static List<Share> awaited(Future<List<Share>> job, LoadWatch watch) {
        try {
            while (true) {
                try {
                    return job.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    watch.look();
                }
            }
        } catch (InterruptedException e) {
            job.cancel(true);
            Thread.currentThread().interrupt();
            throw UserException.stopped("loading was interrupted");
        } catch (ExecutionException e) {
            throw cause(e);
        }
    }

    /** The task's own line, which Spark wraps. */
    private static RuntimeException cause(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof UserException user) {
                return user;
            }
        }
        return new IllegalStateException("the load job failed", failure);
    }
}
