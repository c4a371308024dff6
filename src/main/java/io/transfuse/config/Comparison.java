package io.transfuse.config;

import io.transfuse.model.Validation.Level;
import java.util.List;
import java.util.Locale;

/** How far stage and target are compared, and whether the source is asked too. */
final class Comparison {

    /** Whether {@code verify} reads the source once more. */
    static final String SOURCE = "verify.source";

    private Comparison() {}

    static Level level(Node root) {
        var verify = root.child("verify");
        var level = verify.closest("level", "digests", List.of("counts", "digests", "rows"));
        verify.flag("source");
        verify.done();
        return Level.valueOf(level.toUpperCase(Locale.ROOT));
    }
}
