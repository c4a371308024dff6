package io.transfuse.cli;

import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ctrl-C and SIGTERM: one line, the usual clean-up, exit 130; a second signal does not wait for the clean-up. */
final class Interruption {
    private static final int EXIT = 130;
    private static final long PATIENCE_MILLIS = 15_000;

    private final PrintStream err;
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private volatile Optional<Integer> outcome = Optional.empty();

    private Interruption(PrintStream err) {
        this.err = err;
    }

    static Interruption watch(PrintStream err) {
        var watch = new Interruption(err);
        watch.listen("INT");
        watch.listen("TERM");
        return watch;
    }

    /** The command is over, all has been said: what is left to do may be cut off. */
    void over(int code) {
        outcome = Optional.of(code);
    }

    /** Holds a thread whose work was interrupted, so that what breaks while the process ends is not printed. */
    void holdIfInterrupted() {
        while (interrupted.get()) {
            try {
                Thread.sleep(PATIENCE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The only door to signals is {@code sun.misc.Signal}, which the compiler does not let us name. */
    private void listen(String name) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var proxy = Proxy.newProxyInstance(
                    Interruption.class.getClassLoader(), new Class<?>[] {handler}, (self, method, args) -> {
                        if (method.getName().equals("handle")) {
                            interrupt();
                            return null;
                        }
                        return method.getName().equals("equals") ? self == args[0] : System.identityHashCode(self);
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException e) {
            // Without this door the runtime's own handling stays: the same clean-up, exit 130 or 143.
        }
    }

    private void interrupt() {
        if (interrupted.getAndSet(true)) {
            Runtime.getRuntime().halt(EXIT);
        }
        var over = outcome;
        if (over.isEmpty()) {
            err.println("interrupted; run the same command again");
        }
        var impatience = new Thread(this::haltLater, "interruption");
        impatience.setDaemon(true);
        impatience.start();
        System.exit(over.orElse(EXIT));
    }

    private void haltLater() {
        try {
            Thread.sleep(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(EXIT);
    }
}
