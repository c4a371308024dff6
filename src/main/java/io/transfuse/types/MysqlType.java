package io.transfuse.types;

import io.transfuse.model.Table.Column;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A declared type of MySQL or MariaDB, taken apart.
 *
 * @param family how its values are read and counted
 * @param written the type without display widths and ZEROFILL, for example {@code int unsigned}
 * @param length the number in parentheses, 0 where there is none
 */
public record MysqlType(Family family, String written, long length) {

    private static final Pattern COMMENT = Pattern.compile("\\s*/\\*.*?\\*/");
    private static final Pattern WIDTH =
            Pattern.compile("((?:tiny|small|medium|big)?int|integer|year|float|double)\\([0-9, ]+\\)(.*)");
    private static final Pattern LENGTH = Pattern.compile("[a-z]+\\((\\d+).*");
    private static final String NUMBER = "-?[0-9]+(\\.[0-9]+)?";
    private static final String DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

    /** Types whose values are read alike. */
    public enum Family {
        INTEGER,
        /** BIGINT UNSIGNED, whose upper half no 64-bit number of Java or PostgreSQL holds. */
        UNSIGNED_LONG,
        YEAR,
        BIT,
        DECIMAL,
        FLOATING,
        DATE,
        /** Date and time without a zone. */
        DATETIME,
        /** A moment: MySQL keeps it in UTC. */
        TIMESTAMP,
        TIME,
        TEXT,
        ENUM,
        SET,
        JSON,
        /** Types of MariaDB that have one text: UUIDs and addresses. */
        WORD,
        BINARY,
        SPACE,
        UNKNOWN
    }

    /** The type of a column. */
    public static MysqlType of(Column column) {
        return of(column.type());
    }

    /** A type as the source writes it, in lower case except for members. */
    public static MysqlType of(String type) {
        if (type.startsWith("enum(") || type.startsWith("set(")) {
            return new MysqlType(type.startsWith("enum(") ? Family.ENUM : Family.SET, type, 0);
        }
        var plain =
                COMMENT.matcher(type).replaceAll("").replace(" zerofill", "").strip();
        var wide = WIDTH.matcher(plain);
        var written = wide.matches() && !plain.startsWith("tinyint(1)") ? wide.group(1) + wide.group(2) : plain;
        var length = LENGTH.matcher(written);
        return new MysqlType(family(written), written, length.matches() ? Long.parseLong(length.group(1)) : 0);
    }

    /** Whether MySQL shows its numbers with zeros in front, which are no part of them. */
    public static boolean padded(Column column) {
        var type = of(column);
        return switch (type.family()) {
            case YEAR -> true;
            case INTEGER, UNSIGNED_LONG, DECIMAL, FLOATING -> column.type().contains(" zerofill");
            default -> false;
        };
    }

    private static Family family(String written) {
        return switch (written.replaceFirst("[ (].*", "")) {
            case "bigint" -> written.contains("unsigned") ? Family.UNSIGNED_LONG : Family.INTEGER;
            case "tinyint", "smallint", "mediumint", "int" -> Family.INTEGER;
            case "year" -> Family.YEAR;
            case "bit" -> Family.BIT;
            case "decimal" -> Family.DECIMAL;
            case "float", "double" -> Family.FLOATING;
            case "date" -> Family.DATE;
            case "datetime" -> Family.DATETIME;
            case "timestamp" -> Family.TIMESTAMP;
            case "time" -> Family.TIME;
            case "char", "varchar", "tinytext", "text", "mediumtext", "longtext" -> Family.TEXT;
            case "json" -> Family.JSON;
            case "uuid", "inet4", "inet6" -> Family.WORD;
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> Family.BINARY;
            case "geometry",
                    "point",
                    "linestring",
                    "polygon",
                    "multipoint",
                    "multilinestring",
                    "multipolygon",
                    "geomcollection",
                    "geometrycollection" -> Family.SPACE;
            default -> Family.UNKNOWN;
        };
    }

    /** The members of an enumeration or set, in the source's order. */
    public List<String> members() {
        var members = new ArrayList<String>();
        if (family == Family.ENUM || family == Family.SET) {
            var matcher = MysqlLiteral.PATTERN.matcher(written);
            while (matcher.find()) {
                members.add(MysqlLiteral.read(matcher.group(1)));
            }
        }
        return members;
    }

    /** Whether its values are letters in a character set. */
    public boolean letters() {
        return family == Family.TEXT || family == Family.ENUM || family == Family.SET;
    }

    /** Whether its rows hold a calendar date, which may have zero parts. */
    public boolean dated() {
        return family == Family.DATE || family == Family.DATETIME || family == Family.TIMESTAMP;
    }

    /** Numbers of 32 bits. */
    public boolean single() {
        return family == Family.FLOATING && written.startsWith("float");
    }

    /** CHAR and VARCHAR, whose values fit an index. */
    public boolean shortText() {
        return family == Family.TEXT && length > 0;
    }

    /** What a text must be where MySQL would store or cast it as something else without a word. */
    Optional<String> unfit(String text) {
        return switch (family) {
            case INTEGER, UNSIGNED_LONG, YEAR -> must(whole(text), "a whole number of 64 bits");
            case BIT -> must(text.matches("[01]{1,64}"), "bits");
            case DECIMAL -> must(text.matches(NUMBER), "a number");
            case FLOATING ->
                must(
                        text.matches(NUMBER + "([eE][+-]?[0-9]{1,3})?") && Double.isFinite(Double.parseDouble(text)),
                        "a number");
            case DATE -> must(text.matches(DAY), "a date like 2025-12-31");
            case DATETIME, TIMESTAMP ->
                must(
                        text.matches(DAY + " [0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?"),
                        "a date and time like 2025-12-31 23:59:59");
            case TIME, TEXT, ENUM, SET, JSON, WORD, BINARY, SPACE, UNKNOWN -> Optional.empty();
        };
    }

    private static Optional<String> must(boolean fits, String rule) {
        return fits ? Optional.empty() : Optional.of(rule);
    }

    private static boolean whole(String text) {
        if (!text.matches("-?[0-9]{1,20}")) {
            return false;
        }
        var number = new BigInteger(text);
        return number.bitLength() < Long.SIZE || (number.signum() > 0 && number.bitLength() == Long.SIZE);
    }
}
