package io.transfuse.pipeline;

import io.transfuse.model.Validation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a command ended.
 *
 * @param exitCode 0 or 1; every other end is an exception
 * @param findings one line each, the report's path last
 * @param validation the verdict, where the command reached one
 * @param summary what a person reads, without the verdict's table
 * @param json the same for programs, one document
 */
public record Outcome(
        int exitCode, List<String> findings, Optional<Validation> validation, String summary, String json) {

    public Outcome {
        findings = List.copyOf(findings);
    }

    /** The same with further findings, in front of the report's path. */
    Outcome and(List<String> more) {
        if (more.isEmpty()) {
            return this;
        }
        return new Outcome(1, Stream.concat(more.stream(), findings.stream()).toList(), validation, summary, json);
    }
}
