package io.transfuse.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the option or command that somebody probably meant. */
final class Nearest {

    private Nearest() {}

    /** The candidate with the fewest letters to change, unless more than half of the letters differ. */
    static Optional<String> of(String written, Collection<String> candidates) {
        return candidates.stream()
                .min(Comparator.<String>comparingInt(c -> distance(written, c))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(c -> distance(written, c) * 2 <= Math.max(written.length(), c.length()));
    }

    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
