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
                lead(v) + clear(v),
                fates(v.sources()),
                reasons.stream().limit(SHOWN).toList(),
                reasons.size() > SHOWN ? "and " + Figures.count(reasons.size() - SHOWN) + " more below" : "");
    }

    private static String clear(Validation v) {
        return "true".equals(v.circumstances().settings().get("privacy.clear-values"))
                ? " This page shows keys of rows that differ and their values in clear, because privacy.clear-values is true: protect"
                        + " it like the data."
                : "";
    }

    boolean failed() {
        return !reasons.isEmpty();
    }

    private static long failed(Validation v) {
        return v.tables().stream().filter(t -> t.verdict() == Verdict.FAIL).count();
    }

    private static String title(Validation v) {
        return switch (v.verdict()) {
            case PASS -> equal(v) + refused(v);
            case WARN -> equal(v) + ", with something to look at" + refused(v);
            case FAIL -> failed(v) > 0 ? "The target differs from what it must hold" : "Not accepted" + because(v);
        };
    }

    private static String equal(Validation v) {
        return switch (v.level()) {
            case COUNTS -> "Counted equal";
            case DIGESTS, ROWS -> "Verified equal";
        };
    }

    /** How far was compared, in a word or two. */
    static String level(Validation v) {
        return switch (v.level()) {
            case COUNTS -> "counts only";
            case DIGESTS -> "digests";
            case ROWS -> "rows";
        };
    }

    /** What that sees. */
    static String meaning(Validation v) {
        return switch (v.level()) {
            case COUNTS -> "values were not compared";
            case DIGESTS -> "every value of every row";
            case ROWS -> "every value of every row, by PostgreSQL and read back";
        };
    }

    private static String because(Validation v) {
        if (v.checks().stream().anyMatch(c -> c.verdict() == Verdict.FAIL)) {
            return ": a check failed";
        }
        return v.sources().stream().allMatch(Fate::closed) ? "" : ": rows are unaccounted for";
    }

    private static String refused(Validation v) {
        var rejected = sum(v.sources(), Fate::rejected);
        return rejected == 0 ? "" : "; " + Figures.rows(rejected) + " refused";
    }

    private static String lead(Validation v) {
        var failed = failed(v);
        var all = v.tables().size();
        var rows =
                v.tables().stream().mapToLong(Validation.Compared::targetRows).sum();
        if (failed > 0) {
            return Figures.count(failed) + " of " + Figures.tables(all) + (failed == 1 ? " differs" : " differ")
                    + " from the stage, which still holds every row as it must be.";
        }
        if (all == 0) {
            return "No table was compared.";
        }
        var which = (all == 1 ? "The table" : "All " + Figures.tables(all)) + " in PostgreSQL "
                + (all == 1 ? "holds" : "hold");
        return switch (v.level()) {
            case COUNTS ->
                which + " as many rows as the migration must bring, " + Figures.count(rows)
                        + ". Only counts were compared: values may differ.";
            case DIGESTS ->
                which + " exactly the " + Figures.rows(rows)
                        + " that the migration must bring, compared by the checksums of all rows on both sides.";
            case ROWS ->
                which + " exactly the " + Figures.rows(rows)
                        + " that the migration must bring: PostgreSQL's checksums of all rows agree with the stage, and so"
                        + " does every row that was read back.";
        };
    }

    private static String fates(List<Fate> fates) {
        var read = sum(fates, Fate::read);
        if (read == 0) {
            return "The source holds no row.";
        }
        var words = new StringBuilder(
                "Of " + Figures.rows(read) + " read, " + Figures.count(sum(fates, Fate::staged)) + " were carried");
        add(words, sum(fates, Fate::rejected), " refused");
        add(words, sum(fates, Fate::dropped), " left out by a named rule");
        return words.append('.').toString();
    }

    private static void add(StringBuilder words, long rows, String fate) {
        if (rows > 0) {
            words.append(", ").append(Figures.count(rows)).append(fate);
        }
    }

    static long sum(List<Fate> fates, ToLongFunction<Fate> what) {
        return fates.stream().mapToLong(what).sum();
    }
}
