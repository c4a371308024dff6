package io.transfuse.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One line of the list of values that must survive: what the source holds, and what PostgreSQL must hold, or what must
 * be counted instead.
 */
final class Line {
    final String name;
    final List<String> source;
    final Map<String, List<String>> rows = new LinkedHashMap<>();
    final Map<String, Long> losses = new LinkedHashMap<>();
    final Map<String, Long> rejects = new LinkedHashMap<>();
    final List<String> told = new ArrayList<>();
    final List<String> settings = new ArrayList<>();

    private Line(String name, List<String> source) {
        this.name = name;
        this.source = source;
    }

    static Line of(String name, String... source) {
        return new Line(name, List.of(source));
    }

    /** Lines of the configuration. */
    Line configured(String... lines) {
        settings.addAll(List.of(lines));
        return this;
    }

    /** What a query must answer in PostgreSQL, columns with | between them. */
    Line gives(String query, String... expected) {
        rows.put(query, List.of(expected));
        return this;
    }

    /** An entry of the loss ledger, {@code table.column: rule}. */
    Line loses(String what, long count) {
        losses.put(what, count);
        return this;
    }

    /** Rows in quarantine, {@code table: rule}. */
    Line rejects(String what, long count) {
        rejects.put(what, count);
        return this;
    }

    /** Words that {@code schema_diff.md} must hold. */
    Line tells(String... words) {
        told.addAll(List.of(words));
        return this;
    }

    @Override
    public String toString() {
        return name;
    }
}
