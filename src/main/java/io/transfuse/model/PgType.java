package io.transfuse.model;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A PostgreSQL type.
 *
 * @param kind how its values are held and compared
 * @param sql the type as DDL writes it
 */
public record PgType(Kind kind, String sql) {

    private static final Pattern FIRST_WORD = Pattern.compile("[ (\\[].*");
    private static final Pattern LENGTH = Pattern.compile("(?:var)?char\\((\\d+)\\)");

    private static final Pattern FRACTION = Pattern.compile("(?:time(?:stamp(?:tz)?)?|interval)\\((\\d)\\)");
    private static final int MICRO_DIGITS = 6;

    private static final Pattern BITS = Pattern.compile("(?:var)?bit\\((\\d+)\\)");

    /** The families of types; each has one canonical form for checksums. */
    public enum Kind {
        BOOLEAN,
        SMALLINT,
        INTEGER,
        BIGINT,
        NUMERIC,
        REAL,
        DOUBLE,
        TEXT,
        UUID,
        JSONB,
        BYTEA,
        DATE,
        TIME,
        TIMESTAMP,
        TIMESTAMPTZ,
        /** Hours, minutes and seconds without days: what MySQL's TIME holds. */
        INTERVAL,
        BIT,
        /** A type of our own making with a list of labels; its name is the SQL. */
        ENUM,
        /** Lists of text. */
        ARRAY,
        POINT
    }

    /** An enumeration type by its name in SQL. */
    public static PgType enumeration(String sqlName) {
        return new PgType(Kind.ENUM, sqlName);
    }

    /** Reads a type as people write it, for example {@code varchar(500)} or {@code TIMESTAMP WITH TIME ZONE}. */
    public static PgType of(String written) {
        var sql =
                written.trim().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").replace(" (", "(");
        var normal = normal(sql);
        if (normal.equals("text[]")) {
            return new PgType(Kind.ARRAY, normal);
        }
        var kind = switch (FIRST_WORD.matcher(normal).replaceFirst("")) {
            case "boolean" -> Kind.BOOLEAN;
            case "smallint" -> Kind.SMALLINT;
            case "integer" -> Kind.INTEGER;
            case "bigint" -> Kind.BIGINT;
            case "numeric" -> Kind.NUMERIC;
            case "real" -> Kind.REAL;
            case "double" -> Kind.DOUBLE;
            case "text", "varchar", "char", "citext" -> Kind.TEXT;
            case "uuid" -> Kind.UUID;
            case "jsonb", "json" -> Kind.JSONB;
            case "bytea" -> Kind.BYTEA;
            case "date" -> Kind.DATE;
            case "time" -> Kind.TIME;
            case "timestamp" -> Kind.TIMESTAMP;
            case "timestamptz" -> Kind.TIMESTAMPTZ;
            case "interval" -> Kind.INTERVAL;
            case "bit", "varbit" -> Kind.BIT;
            case "point" -> Kind.POINT;
            default -> throw new IllegalArgumentException(written);
        };
        return new PgType(kind, normal);
    }

    private static String normal(String sql) {
        return switch (sql) {
            case "timestamp with time zone" -> "timestamptz";
            case "timestamp without time zone" -> "timestamp";
            case "time without time zone" -> "time";
            case "double" -> "double precision";
            case "int", "int4" -> "integer";
            case "int8" -> "bigint";
            case "int2" -> "smallint";
            case "bool" -> "boolean";
            case "bit varying" -> "varbit";
            default ->
                sql.replace("character varying", "varchar")
                        .replace("character", "char")
                        .replace("decimal", "numeric")
                        .replaceFirst("^timestamp(\\(\\d\\)) with time zone$", "timestamptz$1")
                        .replaceFirst(" without time zone$", "");
        };
    }

    /** The type as PostgreSQL's catalogue spells it. */
    public String catalogued() {
        return sql.replaceFirst("^varchar", "character varying")
                .replaceFirst("^char(?=\\(|$)", "character")
                .replaceFirst("^varbit", "bit varying")
                .replaceFirst("^(numeric\\(\\d+)\\)$", "$1,0)")
                .replaceFirst("^(character|bit)$", "$1(1)")
                .replaceFirst("^time(stamp)?(\\(\\d\\))?$", "time$1$2 without time zone")
                .replaceFirst("^timestamptz(\\(\\d\\))?$", "timestamp$1 with time zone");
    }

    /** The rule that a value breaks which is none of this type. */
    public String refusal() {
        var vowel = kind == Kind.INTERVAL || kind == Kind.ENUM || kind == Kind.ARRAY;
        return (vowel ? "not-an-" : "not-a-") + kind.name().toLowerCase(Locale.ROOT);
    }

    /** Whether its values are written in letters, which the bytes of a blob may spell. */
    public boolean worded() {
        return kind == Kind.TEXT || kind == Kind.JSONB || kind == Kind.ENUM;
    }

    /** The longest text a {@code varchar(n)} holds; unlimited for every other type. */
    public long maxLength() {
        var matcher = LENGTH.matcher(sql);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : Long.MAX_VALUE;
    }

    /** Whether PostgreSQL takes blanks at the end of a text for none: those of {@code char(n)}. */
    public boolean padded() {
        return sql.startsWith("char(") || sql.equals("char");
    }

    /** How many digits a {@code bit(n)} takes, neither more nor less, and a {@code varbit(n)} at most. */
    public long bits() {
        var matcher = BITS.matcher(sql);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : varying() ? Integer.MAX_VALUE : 1;
    }

    /** Whether it takes fewer bits too. */
    public boolean varying() {
        return sql.startsWith("varbit");
    }

    /** How many digits of a second it holds. */
    public int fraction() {
        var matcher = FRACTION.matcher(sql);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : MICRO_DIGITS;
    }

    /** The same type with all digits of a second that PostgreSQL knows. */
    public PgType finest() {
        return FRACTION.matcher(sql).matches() ? new PgType(kind, sql.replaceFirst("\\(\\d\\)", "")) : this;
    }

    @Override
    public String toString() {
        return sql;
    }
}
