package io.transfuse.plan;

import io.transfuse.config.Settings;
import io.transfuse.config.TableRules;
import io.transfuse.model.Catalogue;
import io.transfuse.model.Table;
import io.transfuse.model.UserException;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts the conditions and lists that settings name into the conditions that use them: {@code :name} is a condition of
 * the table, {@code :roles.name} a list of words, {@code :tables.name} the table that settings call so, whatever it is
 * called here.
 */
record NamedConditions(Settings settings, Catalogue catalogue, Notes notes) {

    /** Texts and quoted names stay as they are. */
    private static final Pattern NAME =
            Pattern.compile("'(?:[^'\\\\]|''|\\\\.)*'|\"[^\"]*\"|`[^`]*`|(?<![:\\w]):(?<name>[A-Za-z_][\\w.-]*)");

    /** The rules with all names replaced. */
    TableRules rules(TableRules rules) {
        return rules.conditioned(sql -> written(rules, sql, 0));
    }

    private String written(TableRules rules, String sql, int depth) {
        return NAME.matcher(sql).replaceAll(m -> java.util.regex.Matcher.quoteReplacement(one(rules, m, depth)));
    }

    private String one(TableRules rules, MatchResult match, int depth) {
        var name = match.group(1);
        if (name == null) {
            return match.group();
        }
        if (name.startsWith("roles.")) {
            return list(rules, name.substring("roles.".length()));
        }
        if (name.startsWith("tables.")) {
            return "`" + called(name.substring("tables.".length())) + "`";
        }
        var choices = rules.rows().conditions().get(name);
        if (choices == null || depth > 9) {
            throw UserException.usage(
                    "tables.%s.conditions.%s is missing, but must be set, because a condition names :%s"
                            .formatted(rules.source(), name, name));
        }
        // Two-valued, so that its opposite is what it is not.
        return "((" + written(rules, chosen(rules, name, choices), depth + 1) + ") IS TRUE)";
    }

    private String list(TableRules rules, String name) {
        var words = settings.roles().get(name);
        if (words == null || words.isEmpty()) {
            throw UserException.usage(
                    "roles.%s is missing, but must be a list of words, because tables.%s names :roles.%s"
                            .formatted(name, rules.source(), name));
        }
        return words.stream().map(w -> "'" + w + "'").collect(Collectors.joining(", ", "(", ")"));
    }

    /** The condition of the first table or column that the source has. */
    private String chosen(TableRules rules, String name, Map<String, String> choices) {
        var there = choices.keySet().stream().filter(this::there).findFirst();
        if (there.isPresent()) {
            return Objects.requireNonNull(choices.get(there.get()));
        }
        notes.block(
                rules.source(),
                "",
                "tables." + rules.source() + ".conditions." + name + " wants " + String.join(" or ", choices.keySet())
                        + ", but the source has none of them; set a condition that fits it");
        return "FALSE";
    }

    private boolean there(String needed) {
        var parts = needed.split("\\.", 2);
        var name = called(parts[0]);
        return catalogue.tables().stream()
                .filter(t -> t.name().equalsIgnoreCase(name))
                .anyMatch(t -> parts.length == 1 || t.column(parts[1]).isPresent());
    }

    /** The first of the names that settings know for the table under which the source has it. */
    private String called(String name) {
        return settings.tables().stream()
                .filter(r -> r.source().equalsIgnoreCase(name))
                .flatMap(r -> r.names().stream())
                .flatMap(n -> catalogue.tables().stream().map(Table::name).filter(n::equalsIgnoreCase))
                .findFirst()
                .orElse(name);
    }
}
