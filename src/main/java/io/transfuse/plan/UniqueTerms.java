package io.transfuse.plan;

import io.transfuse.model.TargetTable;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the unique indexes of a target compare, in words that the stage understands.
 *
 * @param table the target
 */
record UniqueTerms(TargetTable table) {

    private static final Pattern TERM = Pattern.compile(
            "(?<lower>lower\\()?(?<digest>md5\\()?(?:\"(?<quoted>(?:[^\"]|\"\")+)\"|(?<bare>\\w+))(?<ascii> COLLATE \"C\")?\\)*");
    private static final String LARGE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String SMALL = "abcdefghijklmnopqrstuvwxyz";

    /** A column, and what of it must be unique. */
    record Term(String column, String sql) {}

    /** The terms of an index over all rows, or empty where the stage cannot compare one of them. */
    Optional<List<Term>> of(TargetTable.Index index) {
        return IndexText.of(index.definition())
                .filter(t -> t.where().isEmpty())
                .map(t -> t.values().stream().map(this::term).toList())
                .filter(terms -> terms.stream().allMatch(Optional::isPresent))
                .map(terms -> terms.stream().flatMap(Optional::stream).toList());
    }

    private Optional<Term> term(String value) {
        var matcher = TERM.matcher(value);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var quoted = matcher.group("quoted");
        var name = quoted != null ? quoted.replace("\"\"", "\"") : matcher.group("bare");
        var column = "\"" + name.replace("\"", "\"\"") + "\"";
        if (table.column(name).isEmpty() || (matcher.group("ascii") != null && matcher.group("lower") == null)) {
            return Optional.empty();
        }
        return Optional.of(new Term(
                name,
                matcher.group("lower") == null
                        ? name
                        : matcher.group("ascii") == null
                                ? "lower(" + column + ")"
                                : "translate(" + column + ", '" + LARGE + "', '" + SMALL + "')"));
    }
}
