package io.transfuse.pipeline;

import io.transfuse.load.Ledger;
import io.transfuse.load.RecordedRun;
import io.transfuse.model.Plan.Identity;
import io.transfuse.model.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** Decides whether a run may go on where another stopped: only at the same cut, with the same settings. */
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

    /** Refuses to mix two sources or two sets of settings. */
    void check(Identity now) {
        if (mark.isEmpty()) {
            return;
        }
        var before = mark.get().identity();
        var changed = changed(before, now);
        if (!changed.isEmpty()) {
            throw UserException.usage(String.join(", ", changed)
                    + ", but must be as when this run began; set it back, or start over with 'run --fresh'");
        }
        if (!before.cut().equals(now.cut()) && !finished()) {
            throw UserException.usage("the source is at " + now.cut() + ", but must be at " + before.cut()
                    + " as when this run began: it has changed since"
                    + (now.cut().startsWith("binlog:") ? ", or its server was restarted" : "")
                    + "; start over with 'run --fresh'");
        }
        if (before.cut().equals(now.cut()) && !before.digest().equals(now.digest())) {
            throw UserException.usage(
                    "the plan is not the one that this run began with; start over with 'run --fresh'");
        }
    }

    private static List<String> changed(Identity before, Identity now) {
        var keys = new TreeSet<>(before.settings().keySet());
        keys.addAll(now.settings().keySet());
        var changed = new ArrayList<String>();
        for (var key : keys) {
            var old = before.settings().get(key);
            var current = now.settings().get(key);
            if (!Objects.equals(old, current)) {
                changed.add(key + " is " + (current == null ? "not set" : current) + " and was "
                        + (old == null ? "not set" : old));
            }
        }
        return changed;
    }
}
