package io.transfuse.pipeline;

import io.transfuse.load.Ledger;
import io.transfuse.report.ValidationJson;
import io.transfuse.stage.Corrected.Batch;
import java.util.Optional;

/** What is left to do although a run has its verdict, in the same words for every command that finds it. */
record Leftover(Workplace place, Ledger ledger, RunMark mark) {

    /** Of a run that ended well, where a comparison since then did not. */
    static final String DIFFERS = "the run is done, but the target differs since, as verify found; 'verify --repair'"
            + " mends it, 'run --fresh' migrates it again";

    /** The last verdict on this run: that of a comparison since its end, or its own, which the ledger has. */
    String last(String ended) {
        return ValidationJson.exists(place.out)
                ? Optional.of(ValidationJson.read(place.out))
                        .filter(v -> v.run().equals(mark.run()))
                        .map(v -> v.verdict().name())
                        .orElse(ended)
                : ended;
    }

    /** Corrected rows go into tables with keys and references, which is a repair. */
    Optional<String> corrected() {
        var noted = place.notes().corrected();
        return noted.batches().stream().allMatch(Batch::staged)
                        && !new Chunks(place, noted.alone(place.stage().tables())).pending()
                ? Optional.empty()
                : Optional.of(
                        "corrected rows are staged, but not in the target yet; put them there with 'verify --repair'");
    }

    /** Tables of the run that somebody dropped; a run that ended with FAIL goes on, and makes what is missing. */
    Optional<String> gone(boolean goesOn) {
        var gone = ledger.gone(mark.run());
        var again = goesOn && !place.settings.existing()
                ? "'run' loads that again from the stage"
                : "'run --fresh' migrates all again";
        return gone.isEmpty()
                ? Optional.empty()
                : Optional.of("the target has no " + String.join(", ", gone) + " any more; " + again);
    }

    /** A comparison that found another verdict than the run, which no table that is gone explains. */
    Optional<String> changed(String ended) {
        var last = last(ended);
        if (last.equals("FAIL") == ended.equals("FAIL")) {
            return Optional.empty();
        }
        return Optional.of(
                last.equals("FAIL") ? DIFFERS : "the run ended with FAIL, but verify found the target equal since");
    }
}
