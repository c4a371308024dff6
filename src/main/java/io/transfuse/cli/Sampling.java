package io.transfuse.cli;

import io.transfuse.model.Endpoint;
import java.util.Map;
import java.util.OptionalLong;

/** Fills an empty source database; what was planted comes back by name and number. */
interface Sampling {

    Map<String, Long> write(Wish wish, Endpoint into);

    /** What the sample shall be; without {@code rows} it has the system's own size. */
    record Wish(String system, OptionalLong rows, long seed, boolean dirty) {

        /** Everything that decides the content, as one line. */
        String recipe() {
            return "%s rows=%s seed=%d dirty=%s"
                    .formatted(system, rows.isPresent() ? rows.getAsLong() : "default", seed, dirty);
        }
    }
}
