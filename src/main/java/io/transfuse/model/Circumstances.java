package io.transfuse.model;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How a verdict came about; nothing of it decides the verdict.
 *
 * @param steps what took how long, each step as it was last done to its end
 * @param environment versions and sizes of what it ran on, by name
 * @param settings every setting by its full name, without passwords
 */
public record Circumstances(List<Step> steps, Map<String, String> environment, Map<String, String> settings) {

    /** Nothing is known. */
    public static final Circumstances UNKNOWN = new Circumstances(List.of(), Map.of(), Map.of());

    public Circumstances {
        steps = List.copyOf(steps);
        environment = Map.copyOf(environment);
        settings = Map.copyOf(settings);
    }

    /**
     * One step.
     *
     * @param name as progress names it
     * @param startedAt ISO time in UTC
     * @param seconds how long it took
     * @param rows rows that it moved or compared, 0 where that says nothing
     * @param tables what each table had of it, where that is known
     */
    public record Step(String name, String startedAt, double seconds, long rows, List<Share> tables) {

        public Step {
            // Steps that were written down before tables were have none.
            tables = List.copyOf(Objects.requireNonNullElse(tables, List.of()));
        }
    }

    /** What a table had of a step: its rows, and the seconds of all connections together. */
    public record Share(String table, long rows, double seconds) implements Serializable {}
}
