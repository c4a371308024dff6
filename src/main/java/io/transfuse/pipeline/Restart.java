package io.transfuse.pipeline;

import io.transfuse.load.Ledger;
import io.transfuse.model.Plan.Identity;
import io.transfuse.model.UserException;
import io.transfuse.source.SourceException;
import java.util.Map;

/**
 * How a stopped run goes on where its source has moved on, or is gone: rows of two moments are never mixed. What is
 * loaded came from a whole stage, so the rest comes from there too; where nothing is loaded, everything is read again.
 */
record Restart(Workplace place, Ledger ledger, Resume resume) {

    /** Whether rows of a whole stage are in the target already. */
    boolean loading() {
        return !resume.finished()
                && place.notes().evidence().isPresent()
                && resume.mark().filter(m -> loaded(m.run())).isPresent();
    }

    private boolean loaded(String run) {
        return !ledger.loadedRows(run).isEmpty();
    }

    /** Says where the source is by now, which changes nothing any more. */
    void remark() {
        var before = resume.mark().orElseThrow().identity().cut();
        try (var source = place.source()) {
            if (!source.cut().equals(before)) {
                place.progress.say("the source is at " + source.cut() + " and was at " + before
                        + " when this run began; loading goes on from the stage");
            }
        } catch (UserException | SourceException e) {
            place.progress.say("the source cannot be read now; loading goes on from the stage");
        }
    }

    /** What there is to go on with at this cut: a stage of another one is removed while nothing of it is loaded. */
    Resume at(Identity now) {
        if (!resume.moved(now)) {
            return resume;
        }
        var mark = resume.mark().orElseThrow();
        var moved = "the source is at " + now.cut() + " and was at "
                + mark.identity().cut() + " when this run began";
        if (loaded(mark.run())) {
            throw UserException.usage(
                    moved + ", but must be there again, because rows are loaded and the stage is not whole; start over"
                            + " with 'run --fresh'");
        }
        place.progress.say(moved + "; nothing is loaded yet, so all tables are read again");
        place.log.append(
                "again",
                Map.of(
                        "run",
                        mark.run(),
                        "cut",
                        now.cut(),
                        "was",
                        mark.identity().cut()));
        // Tables that another tool made are not ours to empty.
        if (!place.settings.existing()) {
            ledger.forget(mark.run());
        }
        place.clearStage();
        return Resume.of(place.notes(), ledger);
    }
}
