package io.transfuse.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What stands beside a table's own columns: those of rows that it names, and names for the first of several columns
 * that is there.
 *
 * @param joins other tables by the alias that conditions and columns name them with
 * @param either columns by the name that stands for the first of them
 * @param became other tables by the name that stands for the branch that their row went to
 */
public record JoinRules(List<Join> joins, Map<String, List<String>> either, List<Join> became) {

    /** The alias of names that stand for one of several columns. */
    public static final String EITHER = "either";

    /** The alias of names that stand for what rows of split tables became. */
    public static final String BECAME = "became";

    private static final Pattern ON =
            Pattern.compile("\\s*(?:t\\.)?(?<own>[\\w$]+)\\s*=\\s*(?:(?<alias>\\w+)\\.)?(?<key>[\\w$]+)\\s*");

    public JoinRules {
        joins = List.copyOf(joins);
        either = Map.copyOf(either);
        became = List.copyOf(became);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return joins.isEmpty() && either.isEmpty() && became.isEmpty();
    }

    /**
     * A table whose row is found by a column.
     *
     * @param alias how its columns are named: {@code alias.column}
     * @param table its name
     * @param own the column that holds its key
     * @param key its unique column
     * @param required whether a row that finds none is rejected
     * @param optional whether the table and its columns may be missing
     * @param carry the target that takes all of its columns which no rule names
     */
    public record Join(
            String alias,
            String table,
            String own,
            String key,
            boolean required,
            boolean optional,
            Optional<String> carry) {}

    static JoinRules read(Node node) {
        var either = node.child(EITHER);
        return new JoinRules(
                node.children("join", JoinRules::join),
                either.keys().stream().collect(Collectors.toMap(k -> k, either::texts)),
                node.children(BECAME, JoinRules::join));
    }

    private static Join join(Node node) {
        var alias = node.key();
        if (!alias.matches("\\w+") || alias.matches("[tpj]|" + EITHER + "|" + BECAME)) {
            throw node.wrong("", "the alias " + alias, "a word other than t, p, j, " + EITHER + " and " + BECAME);
        }
        var table = node.text("table").orElseThrow(() -> node.wrong("table", "missing", "the table that is joined"));
        var on = node.text("on").orElse("");
        var matcher = ON.matcher(on);
        if (!matcher.matches()
                || (matcher.group("alias") != null && !matcher.group("alias").equals(alias))) {
            throw node.wrong(
                    "on",
                    on.isEmpty() ? "missing" : on,
                    "a column and the unique column that it names, for" + " example user_id = id");
        }
        var join = new Join(
                alias,
                table,
                matcher.group("own"),
                matcher.group("key"),
                node.flag("required"),
                node.flag("optional"),
                node.text("carry"));
        node.done();
        return join;
    }
}
