package io.transfuse.plan;

import io.transfuse.model.PgType;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A piece of SQL in PostgreSQL's words.
 *
 * @param sql the words
 * @param shape what it is worth
 * @param traits what else is known of it
 * @param literal its text, where it is a text that stands there
 */
record Phrase(String sql, Shape shape, Traits traits, Optional<String> literal) {

    /** The kinds of values that decide how two phrases meet. */
    enum Shape {
        /** Whole numbers that may overflow when they meet. */
        WHOLE,
        BIG,
        DECIMAL,
        FLOAT,
        TEXT,
        BOOLEAN,
        DATE,
        TIMESTAMP,
        JSON,
        NULL,
        OTHER;

        boolean number() {
            return this == WHOLE || this == BIG || this == DECIMAL || this == FLOAT;
        }

        static Shape of(PgType.Kind kind) {
            return switch (kind) {
                case BOOLEAN -> BOOLEAN;
                case SMALLINT, INTEGER -> WHOLE;
                case BIGINT -> BIG;
                case NUMERIC -> DECIMAL;
                case DOUBLE -> FLOAT;
                case TEXT, ENUM -> TEXT;
                case JSONB -> JSON;
                case DATE -> DATE;
                case TIMESTAMP -> TIMESTAMP;
                case REAL, UUID, BYTEA, TIME, TIMESTAMPTZ, INTERVAL, BIT, ARRAY, POINT -> OTHER;
            };
        }
    }

    /** Where a phrase has its worth from, as far as the source compares it otherwise. */
    enum Origin {
        /** It stands there, without any column. */
        CONSTANT,
        COLUMNS,
        /** A column of years itself, nothing computed of it. */
        YEAR,
        /** An enumeration or a set itself, whose order is that of its members. */
        MEMBERS;

        Origin with(Origin other) {
            return this == CONSTANT && other == CONSTANT ? CONSTANT : COLUMNS;
        }
    }

    /**
     * How far a phrase carries.
     *
     * @param shared whether Spark reads it as PostgreSQL does
     * @param immutable whether PostgreSQL takes it in indexes and generated columns
     * @param exact whether both databases compute the very same value, whatever their locale
     * @param quirks what its columns bring along
     * @param origin where it has its worth from
     */
    record Traits(boolean shared, boolean immutable, boolean exact, Set<Quirk> quirks, Origin origin) {
        static final Traits PLAIN = new Traits(true, true, true, Set.of(), Origin.CONSTANT);

        Traits with(Traits other) {
            var all = EnumSet.noneOf(Quirk.class);
            all.addAll(quirks);
            all.addAll(other.quirks);
            return new Traits(
                    shared && other.shared,
                    immutable && other.immutable,
                    exact && other.exact,
                    all,
                    origin.with(other.origin));
        }

        Traits unshared() {
            return new Traits(false, immutable, exact, quirks, origin);
        }

        /** Of something that is computed from it. */
        Traits computed() {
            return with(PLAIN);
        }

        Traits inexact() {
            return new Traits(shared, immutable, false, quirks, origin);
        }

        /** Of what no column's text decides any more. */
        Traits settled() {
            return new Traits(shared, immutable, exact, Set.of(), origin);
        }

        boolean has(Quirk quirk) {
            return quirks.contains(quirk);
        }
    }

    static Phrase of(String sql, Shape shape) {
        return new Phrase(sql, shape, Traits.PLAIN, Optional.empty());
    }

    static Phrase of(String sql, Shape shape, Traits traits) {
        return new Phrase(sql, shape, traits, Optional.empty());
    }

    /** The same worth, which the source computes. */
    Phrase computed() {
        return new Phrase(sql, shape, traits.computed(), literal);
    }

    /** The same worth in other words. */
    Phrase saying(String words) {
        return new Phrase(words, shape, traits, literal);
    }

    /** SQLite compares by the collation of bare columns alone, MySQL by that of the columns inside too. */
    Phrase made(boolean mysql) {
        return mysql ? this : new Phrase(sql, shape, traits.settled(), literal);
    }

    /** The text as MySQL reads it; a CHAR has no blanks behind it. */
    Phrase read() {
        if (shape != Shape.TEXT || !traits.has(Quirk.BLANKS)) {
            return this;
        }
        var quirks = EnumSet.copyOf(traits.quirks());
        quirks.remove(Quirk.BLANKS);
        return Phrase.of(
                "rtrim(" + sql + ")",
                shape,
                new Traits(traits.shared(), traits.immutable(), traits.exact(), quirks, traits.origin()));
    }

    /** What several phrases share. */
    static Traits common(List<Phrase> phrases) {
        return phrases.stream().map(Phrase::traits).reduce(Traits.PLAIN, Traits::with);
    }
}
