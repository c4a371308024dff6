package io.transfuse.load;

import io.transfuse.model.Plan;
import java.time.Instant;
import java.util.Optional;

/**
 * A run as the target's ledger knows it.
 *
 * @param run the run's id
 * @param identity what it is a run of
 * @param startedAt when it was registered
 * @param finishedAt when its verdict was written, empty while it is under way or stopped
 * @param verdict PASS, WARN or FAIL, empty as long as there is none
 */
public record RecordedRun(
        String run,
        Plan.Identity identity,
        Instant startedAt,
        Optional<Instant> finishedAt,
        Optional<String> verdict) {}
