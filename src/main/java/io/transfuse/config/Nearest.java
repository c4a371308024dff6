package io.transfuse.config;

import java.util.Collection;
import java.util.Comparator;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the name that somebody probably meant. */
public final class Nearest {

    private Nearest() {}

    /** The candidate with the fewest letters to change; the empty text where there is no candidate. */
    public static String of(String written, Collection<String> candidates) {
        var distance = LevenshteinDistance.getDefaultInstance();
        return candidates.stream()
                .min(Comparator.<String>comparingInt(c -> distance.apply(written, c))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse("");
    }
}
