package io.transfuse.pipeline;

import io.transfuse.load.Ledger;
import io.transfuse.stage.Corrected.Batch;
import java.util.Optional;

/** What is left to do although a run has its verdict, in the same words for every command that finds it. */
record Leftover(Workplace place, Ledger ledger, RunMark mark) {

    /** Corrected rows go into tables with keys and references, which is a repair. */
    Optional<String> corrected() {
        var noted = place.notes().corrected();
        return noted.batches().stream().allMatch(Batch::staged)
                        && !new Chunks(place, noted.alone(place.stage().tables())).pending()
                ? Optional.empty()
                : Optional.of(
                        "corrected rows are staged, but not in the target yet; put them there with 'verify --repair'");
    }

    /** Tables of the run that somebody dropped. */
    Optional<String> gone() {
        var gone = ledger.gone(mark.run());
        return gone.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "the target has no " + String.join(", ", gone) + " any more; 'run --fresh' migrates all again");
    }
}
