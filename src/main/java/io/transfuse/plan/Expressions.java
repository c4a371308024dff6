package io.transfuse.plan;

import io.transfuse.plan.Phrase.Shape;
import io.transfuse.plan.Phrase.Traits;
import io.transfuse.plan.Token.Kind;
import io.transfuse.types.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads an expression of a source, word for word, and says it in PostgreSQL's SQL; a word it does not know ends it. */
final class Expressions {

    private final List<Token> tokens;
    private final boolean mysql;
    private final Function<List<String>, Optional<Phrase>> names;
    private final Comparisons comparisons;
    private int at;

    /** {@code names} gives what a name of one or more parts means. */
    Expressions(List<Token> tokens, boolean mysql, Function<List<String>, Optional<Phrase>> names) {
        this.tokens = tokens;
        this.mysql = mysql;
        this.names = names;
        this.comparisons = new Comparisons(mysql);
    }

    /** The whole of it. */
    Phrase whole() {
        var phrase = expression();
        if (peek().kind() != Kind.END) {
            throw new Unknown(peek().text());
        }
        return phrase;
    }

    Token peek() {
        return at < tokens.size() ? tokens.get(at) : Token.END;
    }

    Token next() {
        var token = peek();
        at++;
        return token;
    }

    boolean skip(String word) {
        if (peek().is(word)) {
            at++;
            return true;
        }
        return false;
    }

    void expect(String word) {
        if (!skip(word)) {
            throw new Unknown(peek().text());
        }
    }

    Phrase expression() {
        var left = conjunction();
        while (peek().is("or") || (mysql && peek().is("||"))) {
            next();
            left = joined(left, " OR ", conjunction());
        }
        return left;
    }

    private Phrase conjunction() {
        var left = negation();
        while (peek().is("and") || peek().is("&&")) {
            next();
            left = joined(left, " AND ", negation());
        }
        return left;
    }

    private static Phrase joined(Phrase left, String word, Phrase right) {
        var a = Comparisons.truth(left);
        var b = Comparisons.truth(right);
        return Phrase.of(a.sql() + word + b.sql(), Shape.BOOLEAN, a.traits().with(b.traits()));
    }

    private Phrase negation() {
        if (skip("not")) {
            var inner = Comparisons.truth(negation());
            return inner.saying("NOT " + inner.sql());
        }
        return comparison();
    }

    private Phrase comparison() {
        var left = sum();
        var not = skip("not");
        if (skip("between")) {
            var low = sum();
            expect("and");
            return comparisons.between(left, low, sum(), not);
        }
        if (skip("in")) {
            return comparisons.in(left, list(), not);
        }
        if (skip("like")) {
            return comparisons.like(left, sum(), not);
        }
        if (not) {
            throw new Unknown("not");
        }
        if (skip("is")) {
            var negated = skip("not");
            expect("null");
            return Phrase.of(
                    left.sql() + (negated ? " IS NOT NULL" : " IS NULL"),
                    Shape.BOOLEAN,
                    left.traits().settled());
        }
        var sign = peek().text();
        return peek().kind() == Kind.SIGN && Comparisons.SIGNS.contains(sign)
                ? comparisons.compared(left, next().text(), sum())
                : left;
    }

    private List<Phrase> list() {
        expect("(");
        var items = new ArrayList<Phrase>();
        if (skip(")")) {
            return items;
        }
        do {
            items.add(expression());
        } while (skip(","));
        expect(")");
        return items;
    }

    private Phrase sum() {
        var left = product();
        while (peek().is("+") || peek().is("-")) {
            left = Arithmetic.of(left, next().text(), product(), mysql);
        }
        return left;
    }

    private Phrase product() {
        var left = chained();
        while (peek().is("*") || peek().is("%") || peek().is("/") || peek().is("mod") || peek().is("div")) {
            left = Arithmetic.of(left, next().lower(), chained(), mysql);
        }
        return left;
    }

    /**
     * SQLite's {@code ||} binds closest; its arrows into JSON give numbers, 1 for true and NULL for null, as
     * PostgreSQL's do not.
     */
    private Phrase chained() {
        var left = unary();
        while (true) {
            if (!mysql && skip("||")) {
                left = Calls.concatenated(List.of(left, unary()), false).made(mysql);
            } else if (mysql && skip("->>")) {
                left = Calls.member(left, next(), true);
            } else if (mysql && skip("->")) {
                left = Calls.member(left, next(), false);
            } else {
                return left;
            }
        }
    }

    private Phrase unary() {
        if (skip("-")) {
            return Arithmetic.negated(unary());
        }
        if (skip("!")) {
            var inner = Comparisons.truth(unary());
            return inner.saying("NOT " + inner.sql());
        }
        return skip("+") ? unary() : primary();
    }

    private Phrase primary() {
        var token = next();
        return switch (token.kind()) {
            case NUMBER -> NumberLiteral.of(token.text());
            case TEXT -> text(token.text());
            case NAME -> name(token.text());
            case WORD -> word(token);
            case SIGN -> {
                if (!token.is("(")) {
                    throw new Unknown(token.text());
                }
                var inner = expression();
                expect(")");
                yield inner.literal().isPresent()
                                || (inner.shape().number() && inner.sql().matches("[\\d.]+"))
                        ? inner
                        : inner.saying("(" + inner.sql() + ")");
            }
            case BITS -> Phrase.of("B'" + token.text() + "'", Shape.OTHER, Traits.PLAIN.unshared());
            case BYTES, END -> throw new Unknown(token.text());
        };
    }

    static Phrase text(String text) {
        // Spark reads a backslash as the start of an escape.
        var traits = text.contains("\\") ? Traits.PLAIN.unshared() : Traits.PLAIN;
        return new Phrase(Quote.literal(text), Shape.TEXT, traits, Optional.of(text));
    }

    private Phrase word(Token token) {
        var word = token.lower();
        return switch (word) {
            case "null" -> Phrase.of("NULL", Shape.NULL);
            case "true", "false" -> Phrase.of(word, Shape.BOOLEAN);
            case "case" -> cases();
            case "cast" -> cast();
            default -> {
                if (!peek().is("(")) {
                    yield name(token.text());
                }
                yield Aggregates.NAMES.contains(word) ? aggregate(word) : Calls.of(word, list(), mysql);
            }
        };
    }

    private Phrase name(String first) {
        var path = new ArrayList<>(List.of(first));
        while (skip(".")) {
            path.add(next().text());
        }
        return names.apply(path).orElseThrow(() -> new Unknown(first));
    }

    private Phrase aggregate(String name) {
        expect("(");
        if (skip("*")) {
            expect(")");
            return Aggregates.of(name, "*", Phrase.of("*", Shape.BIG));
        }
        var distinct = skip("distinct") ? "DISTINCT " : "";
        var inner = expression();
        expect(")");
        return Aggregates.of(name, distinct + inner.sql(), inner.made(mysql));
    }

    private Phrase cases() {
        var parts = new ArrayList<Phrase>();
        var sql = new StringBuilder("CASE");
        while (skip("when")) {
            var when = Comparisons.truth(expression());
            expect("then");
            var then = expression().read();
            sql.append(" WHEN ").append(when.sql()).append(" THEN ").append(then.sql());
            parts.add(when);
            parts.add(then);
        }
        var results = new ArrayList<Phrase>();
        for (int i = 1; i < parts.size(); i += 2) {
            results.add(parts.get(i));
        }
        if (skip("else")) {
            var otherwise = expression().read();
            sql.append(" ELSE ").append(otherwise.sql());
            parts.add(otherwise);
            results.add(otherwise);
        }
        expect("end");
        return Phrase.of(sql + " END", Calls.oneShape(results), Phrase.common(parts))
                .made(mysql);
    }

    private Phrase cast() {
        expect("(");
        var inner = expression();
        expect("as");
        var type = next().lower().toLowerCase(Locale.ROOT);
        expect(")");
        if (List.of("char", "text").contains(type)) {
            return Calls.asText(inner, mysql);
        }
        throw new Unknown(type);
    }
}
