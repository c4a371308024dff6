package io.transfuse;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Drops the databases of a test class at its end: those of the whole suite together would take gigabytes. */
public final class MadeDatabases implements AfterAllCallback {
    private static final Deque<Runnable> DROPS = new ArrayDeque<>();

    static void dropLater(Runnable drop) {
        DROPS.push(drop);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        while (!DROPS.isEmpty()) {
            DROPS.pop().run();
        }
    }
}
