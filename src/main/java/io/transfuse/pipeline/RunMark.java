package io.transfuse.pipeline;

import io.transfuse.config.Settings;
import io.transfuse.model.Plan.Identity;
import io.transfuse.model.Secret;
import io.transfuse.verify.ShownKey;
import java.util.Optional;

/**
 * Says whose stage a stage is; written before anything is staged.
 *
 * @param run the run's id
 * @param identity what it is a run of
 * @param startedAt ISO time in UTC
 * @param namespace the namespace of derived UUIDs, the same in stage and target
 * @param product what the source is, with its version
 */
public record RunMark(String run, Identity identity, String startedAt, String namespace, String product) {

    /** How reports name rows, and whether they show what differs in them. */
    ShownKey shown(Settings settings) {
        return settings.comparison().clear() ? ShownKey.VALUES : new ShownKey(Optional.of(secret(settings)));
    }

    /** What the names of rows are made with; whoever has the stage or the target can make the same. */
    Secret secret(Settings settings) {
        return settings.uuids().key().orElseGet(() -> new Secret(namespace));
    }
}
