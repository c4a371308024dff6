package io.transfuse.config;

import io.transfuse.model.Validation.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * How source, stage and target are compared.
 *
 * @param level how far stage and target are
 * @param source whether {@code verify} reads the source once more
 * @param when which commands ask the queries
 * @param runs how often a query is timed, unless it is slow
 * @param warmUp how often it is asked before that
 * @param seconds how long one answer may take
 * @param queries what is asked of source and target
 * @param clear whether rows that differ are named by their keys themselves
 */
public record Comparison(
        Level level,
        boolean source,
        When when,
        int runs,
        int warmUp,
        int seconds,
        List<QueryPair> queries,
        boolean clear) {

    private static final int MOST_RUNS = 10_000;
    private static final int DAY = 86_400;

    public Comparison {
        queries = List.copyOf(queries);
    }

    /** The commands that ask the queries. */
    public enum When {
        NEVER,
        VERIFY,
        ALWAYS
    }

    static Comparison read(Node root) {
        var verify = root.child("verify");
        var level = verify.closest("level", "digests", List.of("counts", "digests", "rows"));
        var source = verify.flag("source");
        verify.done();
        var compare = root.child("compare");
        var keys = compare.map("keys");
        var privacy = root.child("privacy");
        var comparison = new Comparison(
                Level.valueOf(level.toUpperCase(Locale.ROOT)),
                source,
                When.valueOf(compare.closest("when", "verify", List.of("never", "verify", "always"))
                        .toUpperCase(Locale.ROOT)),
                number(compare, "runs", 5, MOST_RUNS),
                number(compare, "warm-up", 1, MOST_RUNS),
                number(compare, "timeout-seconds", 60, DAY),
                compare.items("queries").stream()
                        .map(n -> QueryPair.read(n, keys))
                        .toList(),
                privacy.choice("clear-values", "false", "true", "false").equals("true"));
        privacy.done();
        compare.done();
        var names = new HashSet<String>();
        comparison.queries.stream()
                .map(QueryPair::name)
                .filter(n -> !names.add(n))
                .findFirst()
                .ifPresent(n -> {
                    throw compare.wrong(
                            "queries", "a list with two pairs named " + n, "a list of pairs with names of their own");
                });
        return comparison;
    }

    private static int number(Node node, String key, int fallback, int most) {
        var number = node.number(key, fallback, 1);
        if (number > most) {
            throw node.wrong(key, number, "a number up to " + most);
        }
        return (int) number;
    }
}
