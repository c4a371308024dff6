package io.transfuse.pipeline;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Something that takes long to start: it starts at once and is waited for when it is needed. */
final class Begun<T> implements Supplier<T> {

    private final CompletableFuture<T> work;

    Begun(Supplier<T> start) {
        work = CompletableFuture.supplyAsync(start, task -> {
            var thread = new Thread(task, "transfuse-start");
            thread.setDaemon(true);
            thread.start();
        });
    }

    @Override
    public T get() {
        try {
            return work.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Ends what has started; a start that failed has been reported by {@link #get}. */
    void end(Consumer<T> closing) {
        work.handle((started, failure) -> {
                    if (failure == null) {
                        closing.accept(started);
                    }
                    return true;
                })
                .join();
    }
}
