package io.transfuse.pipeline;

import io.transfuse.model.Progress;
import java.util.concurrent.CountDownLatch;

/** Follows a run up to a step: does something when the step begins, or when it has got on for the first time. */
final class Halting implements Progress {
    private final String step;
    private final boolean later;
    private final Runnable there;
    private final CountDownLatch reached = new CountDownLatch(1);
    private volatile String now = "";

    private Halting(String step, boolean later, Runnable there) {
        this.step = step;
        this.later = later;
        this.there = there;
    }

    /** Acts when {@code step} begins; with {@code +} behind its name, once it has got on. */
    static Halting at(String step, Runnable there) {
        return new Halting(step.replace("+", ""), step.endsWith("+"), there);
    }

    private void act() {
        if (reached.getCount() > 0) {
            reached.countDown();
            there.run();
        }
    }

    @Override
    public void begin(String name, long rows) {
        now = name;
        if (!later && name.equals(step)) {
            act();
        }
    }

    @Override
    public synchronized void advance(long rows) {
        if (later && now.equals(step)) {
            act();
        }
    }

    @Override
    public void end(String summary) {}

    @Override
    public void say(String line) {}
}
