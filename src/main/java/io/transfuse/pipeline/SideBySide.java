package io.transfuse.pipeline;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Runs tasks on a few threads; the first failure stops the rest, and is told once they have stopped. */
final class SideBySide {
    private static final long PATIENCE_SECONDS = 30;

    private SideBySide() {}

    static void run(int threads, List<Callable<Void>> tasks) {
        if (tasks.isEmpty()) {
            return;
        }
        var pool = Executors.newFixedThreadPool(Math.min(threads, tasks.size()));
        try {
            var done = new ExecutorCompletionService<Void>(pool);
            tasks.forEach(done::submit);
            for (int i = 0; i < tasks.size(); i++) {
                done.take().get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            stop(pool);
        }
    }

    private static void stop(ExecutorService pool) {
        pool.shutdownNow();
        try {
            pool.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
