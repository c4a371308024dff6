package io.transfuse.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
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

    /** The same, where it is near enough to be meant: at most half of its letters differ. */
    public static Optional<String> meant(String written, Collection<String> candidates) {
        return Optional.of(of(written, candidates))
                .filter(c -> !c.isEmpty())
                .filter(c -> LevenshteinDistance.getDefaultInstance().apply(written, c) * 2
                        <= Math.max(written.length(), c.length()));
    }

    /** Whether a word is another with one or two letters changed, as a slip of the finger leaves it. */
    static boolean slipped(String written, String meant) {
        var distance = LevenshteinDistance.getDefaultInstance().apply(written, meant);
        return distance == 1 || distance == 2;
    }
}
