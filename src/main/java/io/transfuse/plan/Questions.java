package io.transfuse.plan;

import io.transfuse.source.Parted;
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
public record Questions(Source source, int connections) {

    /** One answer to each, put together from those to its questions; all of all of them are asked side by side. */
    public <T> List<T> together(List<Parted<T>> parted) {
        var answers = answers(
                        parted.stream().flatMap(p -> p.questions().stream()).toList())
                .iterator();
        return parted.stream()
                .map(p -> p.together()
                        .apply(p.questions().stream().map(q -> answers.next()).toList()))
                .toList();
    }

    /** The answers, in the order of the questions. */
    public <T> List<T> answers(List<Supplier<T>> questions) {
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
