package io.transfuse.pipeline;

import io.transfuse.load.Ledger;
import io.transfuse.load.RecordedRun;
import io.transfuse.model.Plan.Identity;
import io.transfuse.model.UserException;
import io.transfuse.plan.Identities;
import io.transfuse.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** Decides whether a run may go on where another stopped: only with the same settings, and only at the same cut. */
record Resume(Optional<RunMark> mark, List<RecordedRun> recorded) {

    static Resume of(StageNotes notes, Ledger ledger) {
        return new Resume(notes.mark(), ledger.runs());
    }

    /** Whether the run of this stage has ended with a verdict that leaves nothing to do. */
    boolean finished() {
        return mark.flatMap(m ->
                        recorded.stream().filter(r -> r.run().equals(m.run())).findFirst())
                .flatMap(RecordedRun::verdict)
                .filter(v -> !v.equals("FAIL"))
                .isPresent();
    }

    /** Whether the source is still at the cut of the stage. */
    boolean sameCut(Identity now) {
        return mark.map(m -> m.identity().cut().equals(now.cut())).orElse(true);
    }

    /** Whether there is work to go on with whose source is at another cut by now. */
    boolean moved(Identity now) {
        return !finished() && !sameCut(now);
    }

    /** Refuses to mix two sets of settings. */
    void check(Map<String, String> now) {
        var changed = mark.map(m -> changed(m.identity().settings(), now)).orElse(List.of());
        if (!changed.isEmpty()) {
            throw UserException.usage(String.join(", ", changed)
                    + ", but must be as when this run began; set it back, or start over with 'run --fresh'");
        }
    }

    /** Refuses to mix two plans. */
    void check(Identity now) {
        check(now.settings());
        if (mark.isEmpty()) {
            return;
        }
        var before = mark.get().identity();
        if (before.cut().equals(now.cut()) && !before.digest().equals(now.digest())) {
            throw UserException.usage(
                    "the plan is not the one that this run began with; start over with 'run --fresh'");
        }
    }

    /** Refuses a source that does not stand where the run read it; {@code why} goes on with the line. */
    static void atTheCut(Workplace place, RunMark mark, Source source, String why) {
        var run = new Resume(Optional.of(mark), List.of());
        run.check(Identities.relevant(place.settings));
        var now = Identities.of(place.settings, source.catalogue(), source.cut());
        if (!run.sameCut(now)) {
            throw UserException.usage("the source is at " + now.cut() + ", but must be at "
                    + mark.identity().cut() + ", where the run read it, " + why);
        }
        run.check(now);
    }

    private static List<String> changed(Map<String, String> before, Map<String, String> now) {
        var keys = new TreeSet<>(before.keySet());
        keys.addAll(now.keySet());
        var changed = new ArrayList<String>();
        for (var key : keys) {
            var old = before.get(key);
            var current = now.get(key);
            if (!Objects.equals(old, current)) {
                changed.add(key + " is " + (current == null ? "not set" : current) + " and was "
                        + (old == null ? "not set" : old));
            }
        }
        return changed;
    }
}
