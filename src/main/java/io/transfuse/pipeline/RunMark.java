package io.transfuse.pipeline;

import io.transfuse.model.Plan.Identity;

/**
 * Says whose stage a stage is; written before anything is staged.
 *
 * @param run the run's id
 * @param identity what it is a run of
 * @param startedAt ISO time in UTC
 * @param namespace the namespace of derived UUIDs, the same in stage and target
 * @param product what the source is, with its version
 */
public record RunMark(String run, Identity identity, String startedAt, String namespace, String product) {}
