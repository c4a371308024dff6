package io.transfuse.report;

import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Fate;
import io.transfuse.model.Validation.Verdict;
import java.util.List;
import java.util.function.ToLongFunction;

/** What a reader has to know who reads nothing else. */
record Headline(Badge badge, String title, String lead, String fates, List<String> reasons, String more) {
    private static final int SHOWN = 8;

    static Headline of(Validation v) {
        var reasons = Shortfalls.of(v);
        return new Headline(
                Badge.of(v.verdict(), "PASS", "WARN", "FAIL"),
                title(v),
                lead(v),
                fates(v.sources()),
                reasons.stream().limit(SHOWN).toList(),
                reasons.size() > SHOWN ? "and " + Figures.count(reasons.size() - SHOWN) + " more below" : "");
    }

    boolean failed() {
        return !reasons.isEmpty();
    }

    private static long failed(Validation v) {
        return v.tables().stream().filter(t -> t.verdict() == Verdict.FAIL).count();
    }

    private static String title(Validation v) {
        return switch (v.verdict()) {
            case PASS -> "Source and target agree";
            case WARN -> "Source and target agree, with something to look at";
            case FAIL -> failed(v) > 0 ? "The target differs from what it must hold" : "Not accepted: a check failed";
        };
    }

    private static String lead(Validation v) {
        var failed = failed(v);
        var all = v.tables().size();
        var rows =
                v.tables().stream().mapToLong(Validation.Compared::targetRows).sum();
        if (failed > 0) {
            return Figures.count(failed) + " of " + Figures.tables(all) + (failed == 1 ? " differs" : " differ")
                    + ". The stage still holds every row as it must be, so nothing is lost.";
        }
        return (all == 1 ? "The table" : "All " + Figures.tables(all))
                + " in PostgreSQL " + (all == 1 ? "holds" : "hold") + " exactly the " + Figures.rows(rows)
                + " that the migration must bring, compared row by row in both directions.";
    }

    private static String fates(List<Fate> fates) {
        return "Of " + Figures.rows(sum(fates, Fate::read)) + " read, " + Figures.count(sum(fates, Fate::staged))
                + " were carried, " + Figures.count(sum(fates, Fate::rejected)) + " refused and "
                + Figures.count(sum(fates, Fate::dropped)) + " left out by a named rule.";
    }

    static long sum(List<Fate> fates, ToLongFunction<Fate> what) {
        return fates.stream().mapToLong(what).sum();
    }
}
