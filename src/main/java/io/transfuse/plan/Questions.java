package io.transfuse.plan;

import io.transfuse.source.Source;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Asks a source side by side where it takes several questions at once.
 *
 * @param source who is asked
 * @param connections questions at once
 */
record Questions(Source source, int connections) {

    /** The answers, in the order of the questions. */
    <T> List<T> answers(List<Supplier<T>> questions) {
        if (!source.manyAtOnce() || questions.size() < 2) {
            return questions.stream().map(Supplier::get).toList();
        }
        var pool = Executors.newFixedThreadPool(Math.min(connections, questions.size()));
        try {
            var asked = questions.stream()
                    .map(q -> CompletableFuture.supplyAsync(q, pool))
                    .toList();
            return asked.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            pool.shutdownNow();
        }
    }
}
