package io.transfuse.verify;

import io.transfuse.config.QueryPair;
import io.transfuse.model.Validation.Asked;
import io.transfuse.model.Validation.Times;
import io.transfuse.model.Validation.Verdict;
import java.sql.Connection;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Asks source and target the same questions, each in its own SQL, and compares what they answer. */
public final class QueryParity implements AutoCloseable {

    private static final Times UNTIMED = new Times(0, 0);

    private final Side source;
    private final Side target;
    private final OldKeys keys;
    private final Manner manner;

    /**
     * How it is asked.
     *
     * @param runs how often each is timed
     * @param warmUp how often each is asked before that
     * @param seconds how long one answer may take
     * @param zone the zone of the source's times that name none
     */
    public record Manner(int runs, int warmUp, int seconds, ZoneId zone) {}

    /** Over two sessions that cannot write. */
    public QueryParity(Connection source, Connection target, OldKeys keys, Manner manner) {
        this.source = new Side("the source", source, manner.seconds());
        this.target = new Side("the target", target, manner.seconds());
        this.keys = keys;
        this.manner = manner;
    }

    /** A question that was not asked, and why. */
    public static Asked unasked(QueryPair pair, String reason) {
        return new Asked(pair.name(), Verdict.WARN, 0, UNTIMED, UNTIMED, 0, 0, reason);
    }

    /** One question. */
    public Asked asked(QueryPair pair) {
        try {
            var ours = source.answer(pair.source());
            var theirs = target.answer(pair.target());
            var gap = compared(pair, ours, theirs);
            source.times(pair.source(), manner.warmUp() - 1);
            target.times(pair.target(), manner.warmUp() - 1);
            return new Asked(
                    pair.name(),
                    gap.detail().isEmpty() ? Verdict.PASS : Verdict.FAIL,
                    ours.rows().size(),
                    source.times(pair.source(), manner.runs()),
                    target.times(pair.target(), manner.runs()),
                    gap.missing(),
                    gap.extra(),
                    gap.detail());
        } catch (Side.NoAnswer e) {
            return new Asked(
                    pair.name(), Verdict.FAIL, 0, UNTIMED, UNTIMED, 0, 0, Objects.requireNonNull(e.getMessage()));
        }
    }

    /** How two answers differ; without words where they do not. */
    private record Gap(long missing, long extra, String detail) {}

    private Gap compared(QueryPair pair, Answer ours, Answer theirs) {
        if (ours.columns().size() != theirs.columns().size()) {
            return new Gap(
                    ours.rows().size(),
                    theirs.rows().size(),
                    "the source's answer has " + ours.columns().size() + " columns, the target's "
                            + theirs.columns().size());
        }
        var strange = pair.keys().entrySet().stream()
                .filter(k -> theirs.columns().contains(k.getKey()))
                .filter(k -> !keys.knows(k.getValue()))
                .findFirst();
        if (strange.isPresent()) {
            return new Gap(
                    0,
                    0,
                    "no keys of " + strange.get().getValue() + " became others, as keys says of the column "
                            + strange.get().getKey());
        }
        var forms = theirs.types().stream().map(AnswerForm::of).toList();
        var expected = ours.digests(forms, newKeys(pair, ours, theirs.columns()), manner.zone());
        var actual = theirs.digests(forms, Map.of(), ZoneOffset.UTC);
        return gap(pair.ordered(), expected, actual);
    }

    private static Gap gap(boolean ordered, List<String> expected, List<String> actual) {
        var surplus = new HashMap<String, Long>();
        expected.forEach(row -> surplus.merge(row, 1L, Long::sum));
        actual.forEach(row -> surplus.merge(row, -1L, Long::sum));
        var missing = surplus.values().stream().mapToLong(n -> Math.max(n, 0)).sum();
        var extra = surplus.values().stream().mapToLong(n -> Math.max(-n, 0)).sum();
        if (missing + extra > 0) {
            return new Gap(
                    missing,
                    extra,
                    missing + " of " + expected.size() + " rows only in the source's answer, " + extra + " of "
                            + actual.size() + " only in the target's");
        }
        return new Gap(0, 0, ordered && !expected.equals(actual) ? "the same rows in another order" : "");
    }

    /** New keys by old ones, for each column of the answer that holds old ones. */
    private Map<Integer, Map<String, String>> newKeys(QueryPair pair, Answer ours, List<String> columns) {
        var all = new HashMap<Integer, Map<String, String>>();
        for (var i = 0; i < columns.size(); i++) {
            var entity = pair.keys().get(columns.get(i));
            if (entity != null) {
                var old = new HashSet<String>();
                for (var row : ours.rows()) {
                    var value = row.get(i);
                    if (value != null) {
                        old.add(value.toString());
                    }
                }
                all.put(i, keys.of(entity, old));
            }
        }
        return all;
    }

    @Override
    public void close() {
        source.close();
        target.close();
    }
}
