package io.transfuse.plan;

import io.transfuse.plan.Phrase.Origin;
import io.transfuse.plan.Phrase.Shape;
import io.transfuse.types.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How two phrases are compared where source and PostgreSQL agree; a text by its case where the source looks at it. */
record Comparisons(boolean mysql) {

    static final Set<String> SIGNS = Set.of("=", "==", "<>", "!=", "<", ">", "<=", ">=", "<=>");

    private static final Set<String> EQUALITY = Set.of("=", "<>", "IS NOT DISTINCT FROM");
    private static final Pattern DAY = Pattern.compile("[1-9]\\d{3}-\\d\\d-\\d\\d");

    /** How SQLite's texts of moments compare with the text of a day as midnight does. */
    private static final Set<String> AS_MIDNIGHT = Set.of("<", ">=");

    /** Whole numbers that MySQL compares with a year as they are. */
    private static final Pattern SAME_YEAR = Pattern.compile("-\\d+|0+|0*[1-9]\\d{2,}");

    /** A condition; a number counts as true where it is not 0. */
    static Phrase truth(Phrase phrase) {
        return switch (phrase.shape()) {
            case BOOLEAN -> phrase;
            case WHOLE, BIG ->
                Phrase.of(
                        "(" + phrase.sql() + " <> 0)",
                        Shape.BOOLEAN,
                        phrase.traits().settled());
            case DECIMAL, FLOAT, TEXT, DATE, TIMESTAMP, JSON, NULL, OTHER -> throw new Unknown(phrase.sql());
        };
    }

    Phrase compared(Phrase left, String sign, Phrase right) {
        var operator = switch (sign) {
            case "==" -> "=";
            case "!=" -> "<>";
            case "<=>" -> "IS NOT DISTINCT FROM";
            default -> sign;
        };
        var pair = pair(left, right, operator);
        return Phrase.of(pair.get(0).sql() + " " + operator + " " + pair.get(1).sql(), Shape.BOOLEAN, traits(pair));
    }

    private static Phrase.Traits traits(List<Phrase> phrases) {
        return Phrase.common(phrases).settled();
    }

    Phrase between(Phrase value, Phrase low, Phrase high, boolean not) {
        var lower = pair(value, low, ">=");
        var upper = pair(value, high, "<=");
        return Phrase.of(
                lower.get(0).sql() + (not ? " NOT" : "") + " BETWEEN "
                        + lower.get(1).sql() + " AND " + upper.get(1).sql(),
                Shape.BOOLEAN,
                traits(List.of(lower.get(0), lower.get(1), upper.get(1))));
    }

    Phrase in(Phrase value, List<Phrase> items, boolean not) {
        if (items.isEmpty()) {
            throw new Unknown("in");
        }
        var said = new ArrayList<Phrase>();
        var left = value;
        for (var item : items) {
            // SQLite asks the left side alone how to compare.
            if (!mysql && item.traits().has(Quirk.FOLDING) && !value.traits().has(Quirk.FOLDING)) {
                throw new Unknown("in");
            }
            var pair = pair(value, item, "=");
            left = pair.get(0);
            said.add(pair.get(1));
        }
        var all = new ArrayList<>(said);
        all.add(left);
        return Phrase.of(
                left.sql() + (not ? " NOT IN (" : " IN (")
                        + String.join(", ", said.stream().map(Phrase::sql).toList()) + ")",
                Shape.BOOLEAN,
                traits(all));
    }

    /** SQLite's LIKE folds other letters than PostgreSQL's lower does. */
    Phrase like(Phrase value, Phrase pattern, boolean not) {
        var text = pattern.literal().filter(p -> !p.contains("\\"));
        if (!mysql || value.shape() != Shape.TEXT || text.isEmpty()) {
            throw new Unknown("like");
        }
        var folded = folded(value, Expressions.text(text.get()));
        return Phrase.of(
                folded.get(0).sql()
                        + (not ? " NOT LIKE " : " LIKE ")
                        + folded.get(1).sql(),
                Shape.BOOLEAN,
                traits(folded));
    }

    private List<Phrase> pair(Phrase left, Phrase right, String operator) {
        var equality = EQUALITY.contains(operator);
        if (left.shape().number() && right.shape().number()) {
            checkYears(left, right);
            return List.of(left, NumberLiteral.beside(left, right));
        }
        if (left.shape() == Shape.TEXT && right.shape() == Shape.TEXT && equality) {
            return folded(left, right);
        }
        var bool = left.shape() == Shape.BOOLEAN && equality ? bool(right) : Optional.<Phrase>empty();
        if (bool.isPresent()) {
            return List.of(left, bool.get());
        }
        var day = moment(left, right, operator);
        if (day.isPresent()) {
            return List.of(left, day.get());
        }
        throw new Unknown(right.sql());
    }

    /** MySQL makes a year of a constant beside a column of years: 2024 of 24, and of 2023.5 too. */
    void checkYears(Phrase left, Phrase right) {
        if (mysql && (otherYear(left, right) || otherYear(right, left))) {
            throw new Unknown(right.sql());
        }
    }

    private static boolean otherYear(Phrase year, Phrase constant) {
        return year.traits().origin() == Origin.YEAR
                && constant.traits().origin() == Origin.CONSTANT
                && !SAME_YEAR.matcher(constant.sql()).matches();
    }

    private static Optional<Phrase> bool(Phrase phrase) {
        if (phrase.shape() == Shape.BOOLEAN) {
            return Optional.of(phrase);
        }
        return phrase.sql().equals("0") || phrase.sql().equals("1")
                ? Optional.of(Phrase.of(phrase.sql().equals("1") ? "true" : "false", Shape.BOOLEAN))
                : Optional.empty();
    }

    private Optional<Phrase> moment(Phrase left, Phrase right, String operator) {
        var moments = Set.of(Shape.DATE, Shape.TIMESTAMP);
        if (!moments.contains(left.shape())) {
            return Optional.empty();
        }
        if (right.shape() == left.shape()) {
            return Optional.of(right);
        }
        if (!mysql && left.shape() == Shape.TIMESTAMP && !AS_MIDNIGHT.contains(operator)) {
            return Optional.empty();
        }
        var word = left.shape() == Shape.DATE ? "DATE " : "TIMESTAMP ";
        // Spark's literal of that name is an instant.
        var traits = left.shape() == Shape.DATE ? Phrase.Traits.PLAIN : Phrase.Traits.PLAIN.unshared();
        return right.literal()
                .filter(t -> DAY.matcher(t).matches() && Defaults.onCalendar(t))
                .map(t -> Phrase.of(word + Quote.literal(t), left.shape(), traits));
    }

    private List<Phrase> folded(Phrase left, Phrase right) {
        var both = Phrase.common(List.of(left, right));
        if (connected(left, right) || (both.has(Quirk.FOLDING) && both.has(Quirk.CASED))) {
            throw new Unknown(right.sql());
        }
        if (!both.has(Quirk.FOLDING)) {
            return List.of(left, right);
        }
        if (left.traits().has(Quirk.FOLDING) != right.traits().has(Quirk.FOLDING)
                && left.literal().isEmpty()
                && right.literal().isEmpty()) {
            throw new Unknown(right.sql());
        }
        return List.of(lower(left), lower(right));
    }

    /** Whether the connection's collation decides, which takes no notice of case as a rule, and there is one. */
    boolean connected(Phrase left, Phrase right) {
        var both = Phrase.common(List.of(left, right));
        return mysql
                && !both.has(Quirk.FOLDING)
                && !both.has(Quirk.CASED)
                && Stream.of(left, right).allMatch(Comparisons::hasCase);
    }

    private static boolean hasCase(Phrase phrase) {
        var literal = phrase.literal();
        return phrase.shape() == Shape.TEXT
                && (literal.isEmpty() || literal.get().codePoints().anyMatch(Character::isLetter));
    }

    private Phrase lower(Phrase phrase) {
        return phrase.literal()
                .map(t -> Expressions.text(mysql ? t.toLowerCase(Locale.ROOT) : Letters.lower(t)))
                .orElseGet(() -> Phrase.of(
                        "lower(" + phrase.sql() + ")",
                        Shape.TEXT,
                        phrase.traits().inexact().settled()));
    }
}
