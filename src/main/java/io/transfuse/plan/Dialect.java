package io.transfuse.plan;

import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.PgType;
import io.transfuse.model.Spelt;
import io.transfuse.model.Table;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.model.Value;
import io.transfuse.plan.Phrase.Origin;
import io.transfuse.plan.Phrase.Shape;
import io.transfuse.plan.Phrase.Traits;
import io.transfuse.types.MysqlType;
import io.transfuse.types.Quote;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Carries small pieces of the source's SQL over; what it does not understand to the last word is listed.
 *
 * @param mysql whether it is MySQL's and MariaDB's SQL, else SQLite's
 */
record Dialect(boolean mysql) {

    private static final Set<String> CASES = Set.of("BINARY", "RTRIM");
    private static final Pattern ONE_CASE = Pattern.compile("(lower|upper)\\(");
    private static final String CAST = "CAST(";
    private static final String AS_TEXT = " AS text)";

    /**
     * What a name of the source's SQL means.
     *
     * @param source the name
     * @param target the column
     * @param quirks what it brings along
     * @param origin how else the source looks at it
     */
    record Term(String source, TargetColumn target, Set<Quirk> quirks, Origin origin) {

        Term(String source, TargetColumn target, Set<Quirk> quirks) {
            this(source, target, quirks, Origin.COLUMNS);
        }
    }

    /** The columns of a table that conditions and expressions may name: those that are carried as they are. */
    List<Term> terms(Table table, List<ColumnMapping> columns) {
        var carried = columns.stream()
                .filter(c -> c.value() instanceof Value.Carry || c.value() instanceof Value.Reference)
                .map(c -> term(table, c.value().takes().get(0), c.target()))
                .toList();
        // Of a column that became several, as a reference to a split table does, none alone means the same.
        var seen = new HashSet<String>();
        var several =
                carried.stream().map(Term::source).filter(s -> !seen.add(s)).collect(Collectors.toSet());
        return carried.stream().filter(t -> !several.contains(t.source())).toList();
    }

    private Term term(Table table, String name, TargetColumn target) {
        return table.column(name)
                .map(s -> new Term(name, target, Quirk.of(s, target.type(), mysql), origin(s)))
                .orElseGet(() -> new Term(name, target, Set.of()));
    }

    private static Origin origin(Table.Column column) {
        return switch (MysqlType.of(column).family()) {
            case YEAR -> Origin.YEAR;
            case ENUM, SET -> Origin.MEMBERS;
            default -> Origin.COLUMNS;
        };
    }

    /** Whether a collation takes no notice of case. */
    static boolean folds(String collation) {
        var name = collation.toUpperCase(Locale.ROOT);
        return !CASES.contains(name) && !name.isEmpty() && !name.endsWith("_BIN") && !name.contains("_CS");
    }

    /** A condition over columns, or empty where a word, function or type of it is not the same in PostgreSQL. */
    Optional<Phrase> condition(String sql, List<Term> terms) {
        return phrase(sql, terms).filter(p -> p.shape() == Shape.BOOLEAN);
    }

    /** What computes a column: immutable, and the very same value as in the source. */
    Optional<String> generated(String sql, List<Term> terms, PgType type) {
        return phrase(sql, terms)
                .filter(p -> p.traits().immutable() && p.traits().exact())
                .filter(p -> fits(p.shape(), type))
                .map(Phrase::read)
                .map(Phrase::sql);
    }

    private static boolean fits(Shape shape, PgType type) {
        return switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT -> shape == Shape.WHOLE || shape == Shape.BIG;
            case NUMERIC -> shape == Shape.WHOLE || shape == Shape.BIG || shape == Shape.DECIMAL;
            case DOUBLE -> shape == Shape.FLOAT;
            case TEXT -> shape == Shape.TEXT;
            case BOOLEAN -> shape == Shape.BOOLEAN;
            case JSONB -> shape == Shape.JSON;
            case DATE -> shape == Shape.DATE;
            case TIMESTAMP -> shape == Shape.TIMESTAMP;
            case REAL, UUID, BYTEA, TIME, TIMESTAMPTZ, INTERVAL, BIT, ENUM, ARRAY, POINT -> false;
        };
    }

    /** An expression that an index may be over. */
    Optional<Phrase> indexed(String sql, List<Term> terms) {
        return phrase(sql, terms).filter(p -> p.traits().immutable() && p.shape() != Shape.JSON);
    }

    /**
     * An expression that a unique index may be over, which refuses what the source refuses: SQLite looks at the case of
     * whatever is no column, MySQL takes the collation of the columns in it along.
     */
    Optional<Phrase> unique(String sql, List<Term> terms) {
        var phrase = indexed(sql, terms);
        if (!mysql
                || phrase.filter(p -> p.shape() == Shape.TEXT && p.traits().has(Quirk.FOLDING))
                        .isEmpty()) {
            return phrase;
        }
        // MySQL has rules of its own where columns meet of which only some have a case.
        var alike = terms.stream()
                .filter(t -> t.quirks().contains(Quirk.FOLDING)
                        || Shape.of(t.target().type().kind()) != Shape.TEXT)
                .toList();
        return indexed(sql, alike).map(Dialect::lower);
    }

    /** A text without its case; in others there is none, and some have lost it already. */
    static Phrase lower(Phrase phrase) {
        return phrase.shape() != Shape.TEXT || ONE_CASE.matcher(phrase.sql()).lookingAt()
                ? phrase
                : Phrase.of("lower(" + phrase.sql() + ")", Shape.TEXT, phrase.traits());
    }

    private Optional<Phrase> phrase(String sql, List<Term> terms) {
        Function<List<String>, Optional<Phrase>> names = path -> named(path.get(path.size() - 1), terms);
        return Token.all(sql, mysql).flatMap(tokens -> understood(bare(tokens), names));
    }

    private Optional<Phrase> understood(List<Token> tokens, Function<List<String>, Optional<Phrase>> names) {
        try {
            return Optional.of(new Expressions(tokens, mysql, names).whole());
        } catch (Unknown e) {
            return Optional.empty();
        }
    }

    /** Without parentheses around the whole. */
    static List<Token> bare(List<Token> tokens) {
        if (tokens.isEmpty() || !tokens.get(0).is("(")) {
            return tokens;
        }
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (depth == 0) {
                return i == tokens.size() - 1 ? bare(tokens.subList(1, i)) : tokens;
            }
        }
        return tokens;
    }

    private static Optional<Phrase> named(String name, List<Term> terms) {
        return Spelt.find(terms, Term::source, name)
                .map(t -> column(Quote.identifier(t.target().name()), t));
    }

    /** A column; Spark knows only plain names, and keeps decimals as texts. */
    static Phrase column(String sql, Term term) {
        var kind = term.target().type().kind();
        var shape = Shape.of(kind);
        var plain = sql.equals(term.target().name());
        var spark = plain && kind != PgType.Kind.NUMERIC && kind != PgType.Kind.TIMESTAMP && shape != Shape.JSON;
        var traits = new Traits(
                spark && kind != PgType.Kind.ENUM, kind != PgType.Kind.ENUM, true, term.quirks(), term.origin());
        return Phrase.of(kind == PgType.Kind.ENUM ? CAST + sql + AS_TEXT : sql, shape, traits);
    }

    /** What rows are sorted by: MySQL sorts enumerations and sets by their members' order, as only a type does here. */
    String order(Phrase phrase) {
        if (mysql && phrase.traits().origin() == Origin.MEMBERS && !phrase.sql().startsWith(CAST)) {
            throw new Unknown(phrase.sql());
        }
        return group(phrase);
    }

    /** What rows are grouped by: an enumeration itself, so that they may be sorted by it too. */
    String group(Phrase phrase) {
        var sql = phrase.sql();
        return mysql && phrase.traits().origin() == Origin.MEMBERS && sql.startsWith(CAST)
                ? sql.substring(CAST.length(), sql.length() - AS_TEXT.length())
                : sql;
    }
}
