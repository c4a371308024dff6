package io.transfuse.pipeline;

import io.transfuse.model.Circumstances.Share;
import io.transfuse.model.Circumstances.Step;
import io.transfuse.model.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Notes how long each step takes, and passes everything on to who listens. */
final class Stopwatch implements Progress {

    private final Progress listener;
    private final Runnable noted;
    private final List<Step> done = new ArrayList<>();
    private final Map<String, Share> shares = new TreeMap<>();
    private String step = "";
    private Instant began = Instant.EPOCH;
    private long rows;

    /** Calls {@code noted} whenever a step is over, so that its time outlives a process that dies later. */
    Stopwatch(Progress listener, Runnable noted) {
        this.listener = listener;
        this.noted = noted;
    }

    @Override
    public void begin(String name, long expected) {
        synchronized (this) {
            step = name;
            began = Instant.now();
            rows = 0;
            shares.clear();
        }
        listener.begin(name, expected);
    }

    @Override
    public void advance(long more) {
        synchronized (this) {
            rows += more;
        }
        listener.advance(more);
    }

    @Override
    public void took(String table, long more, double seconds) {
        synchronized (this) {
            shares.merge(
                    table,
                    new Share(table, more, seconds),
                    (a, b) -> new Share(table, a.rows() + b.rows(), a.seconds() + b.seconds()));
        }
        listener.took(table, more, seconds);
    }

    @Override
    public void end(String summary) {
        synchronized (this) {
            var seconds = Duration.between(began, Instant.now()).toMillis() / 1000.0;
            done.add(new Step(
                    step,
                    began.truncatedTo(ChronoUnit.MILLIS).toString(),
                    seconds,
                    rows,
                    List.copyOf(shares.values())));
        }
        noted.run();
        listener.end(summary);
    }

    @Override
    public void say(String line) {
        listener.say(line);
    }

    /** The steps of earlier calls and of this one; of steps that were done twice the last. */
    synchronized List<Step> after(List<Step> earlier) {
        var all = new ArrayList<>(earlier);
        for (var one : done) {
            all.removeIf(s -> s.name().equals(one.name()));
            all.add(one);
        }
        return all;
    }
}
