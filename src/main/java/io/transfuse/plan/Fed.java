package io.transfuse.plan;

import io.transfuse.config.ColumnRules;
import io.transfuse.model.DecidedBy;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Rules of columns with the names of joined columns put for what the rules call them.
 *
 * @param named what a name means
 * @param replaced a text with each name in it put for what the function makes of its meaning
 */
record Fed(Function<String, Meaning> named, Replaced replaced) {

    /** Writes names in a text anew. */
    interface Replaced {
        String in(String text, Function<Meaning, String> word);
    }

    ColumnRules rule(ColumnRules rule) {
        var from = rule.from().stream().map(named).toList();
        var constant = from.stream()
                .filter(m -> m.column().isEmpty() && m.constant().startsWith("'"))
                .map(m -> m.constant().substring(1, m.constant().length() - 1).replace("''", "'"))
                .findFirst();
        return rule.fed(
                from.stream().flatMap(m -> m.column().stream()).toList(),
                from.stream().anyMatch(m -> m.column().isPresent()) ? Optional.empty() : constant,
                rule.expression().map(e -> replaced.in(e, Fed::quoted)),
                rule.takes().stream()
                        .flatMap(t -> named.apply(t).column().stream())
                        .toList(),
                rule.by().stream().flatMap(this::by).toList());
    }

    private static String quoted(Meaning meaning) {
        return meaning.column().map(c -> "`" + c.replace("`", "``") + "`").orElse(meaning.constant());
    }

    /** Where the column that decides is not there, the map decides alone. */
    private Stream<DecidedBy> by(DecidedBy by) {
        return named.apply(by.column()).column().map(by::of).stream();
    }
}
