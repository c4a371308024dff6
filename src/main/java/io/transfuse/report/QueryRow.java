package io.transfuse.report;

import io.transfuse.model.Validation.Asked;
import io.transfuse.model.Validation.Times;
import java.util.Locale;

/** A question of the application as the page prints it. */
record QueryRow(Badge badge, String name, Count rows, String source, String target, String detail) {

    static QueryRow of(Asked query) {
        return new QueryRow(
                Badge.of(query.verdict(), "equal", "look", "differs"),
                query.name(),
                Count.of(query.rows()),
                millis(query.source()),
                millis(query.target()),
                query.detail());
    }

    private static String millis(Times times) {
        return times.p95() == 0 ? "–" : String.format(Locale.ROOT, "%,.1f / %,.1f ms", times.p50(), times.p95());
    }
}
