package io.transfuse.verify;

import io.transfuse.config.QueryPair;
import io.transfuse.model.Validation.Asked;
import io.transfuse.model.Validation.Times;
import io.transfuse.model.Validation.Verdict;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

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
            var theirs = Said.added();
            var ours = Said.added();
            var theirTime = target(pair, theirs);
            var strange = strange(pair, theirs);
            var ourTime = source(pair, ours, theirs);
            var gap = strange.isEmpty() ? compared(pair, ours, theirs) : new Gap(0, 0, strange);
            return new Asked(
                    pair.name(),
                    gap.detail().isEmpty() ? Verdict.PASS : Verdict.FAIL,
                    ours.count(),
                    source.times(pair.source(), ourTime, manner),
                    target.times(pair.target(), theirTime, manner),
                    gap.missing(),
                    gap.extra(),
                    gap.detail());
        } catch (Side.NoAnswer e) {
            // A pair that says what it needs is meant for some databases, and this one is made otherwise.
            return e.unfit() && !pair.needs().isEmpty()
                    ? unasked(pair, e.getMessage() + ": it is meant for tables of another shape")
                    : new Asked(pair.name(), Verdict.FAIL, 0, UNTIMED, UNTIMED, 0, 0, e.told());
        }
    }

    private double target(QueryPair pair, Said said) throws Side.NoAnswer {
        return target.answer(pair.target(), answer -> {
            var forms = answer.types().stream().map(AnswerForm::of).toList();
            said.add(answer, answer.digests(forms, Map.of(), ZoneOffset.UTC));
        });
    }

    private double source(QueryPair pair, Said said, Said theirs) throws Side.NoAnswer {
        var columns = theirs.columns();
        return source.answer(
                pair.source(),
                answer -> said.add(
                        answer,
                        answer.columns().size() == columns.size()
                                ? answer.digests(theirs.forms(), newKeys(pair, answer, columns), manner.zone())
                                : List.of()));
    }

    /** A key that nothing has: an error of the settings. */
    private String strange(QueryPair pair, Said theirs) {
        return pair.keys().entrySet().stream()
                .filter(k -> theirs.columns().contains(k.getKey()))
                .filter(k -> !keys.knows(k.getValue()))
                .map(k -> "no keys of " + k.getValue() + " became others, as keys says of the column " + k.getKey())
                .findFirst()
                .orElse("");
    }

    /** How two answers differ; without words where they do not. */
    private record Gap(long missing, long extra, String detail) {}

    private Gap compared(QueryPair pair, Said ours, Said theirs) throws Side.NoAnswer {
        if (ours.columns().size() != theirs.columns().size()) {
            return new Gap(
                    ours.count(),
                    theirs.count(),
                    "the source's answer has " + ours.columns().size() + " columns, the target's "
                            + theirs.columns().size());
        }
        if (ours.equalRows(theirs)) {
            return new Gap(0, 0, pair.ordered() && !ours.equalOrder(theirs) ? "the same rows in another order" : "");
        }
        return counted(pair);
    }

    /** Asks both once more, to count how many rows differ. */
    private Gap counted(QueryPair pair) throws Side.NoAnswer {
        var theirs = Said.kept();
        var ours = Said.kept();
        target(pair, theirs);
        source(pair, ours, theirs);
        var surplus = new HashMap<ByteBuffer, Long>();
        ours.rows().forEach(row -> surplus.merge(row, 1L, Long::sum));
        theirs.rows().forEach(row -> surplus.merge(row, -1L, Long::sum));
        var missing = surplus.values().stream().mapToLong(n -> Math.max(n, 0)).sum();
        var extra = surplus.values().stream().mapToLong(n -> Math.max(-n, 0)).sum();
        return new Gap(
                missing,
                extra,
                missing + extra == 0
                        ? "the answers differed, and no longer did when they were asked again"
                        : missing + " of " + ours.count() + " rows only in the source's answer, " + extra + " of "
                                + theirs.count() + " only in the target's");
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
