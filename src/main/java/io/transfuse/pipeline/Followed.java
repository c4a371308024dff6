package io.transfuse.pipeline;

import io.transfuse.model.Plan;
import io.transfuse.model.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells where children of rejected rows are looked for: a line a round at most, and fewer where rounds are short. */
final class Followed {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Plan plan;
    private final Progress progress;
    private final InstantSource clock;
    private int round;
    private int toldIn;
    private Instant told = Instant.MIN;

    Followed(Plan plan, Progress progress, InstantSource clock) {
        this.plan = plan;
        this.progress = progress;
        this.clock = clock;
    }

    /** The next round begins. */
    void round() {
        round++;
    }

    /** A table is looked at, whose parents may be among these targets that have lost rows. */
    void looks(Work work, Set<String> parents) {
        var now = clock.instant();
        if (toldIn < round && refers(work, parents) && !now.isBefore(told.plus(PAUSE))) {
            toldIn = round;
            told = now;
            progress.say(
                    "looking for children of rejected rows in " + work.target().qualified() + ", round " + round);
        }
    }

    private boolean refers(Work work, Set<String> parents) {
        return work.target().foreignKeys().stream().anyMatch(k -> parents.contains(k.table()))
                || plan.polymorphic().stream()
                        .filter(p -> p.table().equals(work.target().name()))
                        .anyMatch(p -> p.owners().values().stream().anyMatch(o -> parents.contains(o.table())));
    }

    /** These tables are staged again without the children that were found. */
    void again(List<Work> works) {
        if (!works.isEmpty()) {
            progress.say("children of rejected rows are taken out of "
                    + works.stream().map(w -> w.target().qualified()).collect(Collectors.joining(", ")));
        }
    }
}
