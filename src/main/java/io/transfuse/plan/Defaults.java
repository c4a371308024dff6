package io.transfuse.plan;

import io.transfuse.model.PgType;
import io.transfuse.types.PlainJson;
import io.transfuse.types.Quote;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A column's default in PostgreSQL's SQL, or empty where it is not understood.
 *
 * @param mysql whether it is MySQL's and MariaDB's SQL, else SQLite's
 * @param type the column's type in PostgreSQL
 * @param labels the members of an enumeration or a set
 */
record Defaults(boolean mysql, PgType type, List<String> labels) {

    private static final Pattern NOW =
            Pattern.compile("(?i)(current_timestamp|now|localtime|localtimestamp)(\\(\\d?\\))?"
                    + "|(datetime|strftime)\\(('%Y-%m-%d[ T]%H:%M:%[SfZ]*',\\s*)?'now'(,\\s*'utc')?\\)");
    private static final Pattern TODAY = Pattern.compile("(?i)(current_date|curdate)(\\(\\))?|date\\('now'\\)");
    private static final Pattern RANDOM_UUID = Pattern.compile("(?i)(uuid_to_bin\\()?uuid\\(\\)\\)?");
    private static final Pattern HEX = Pattern.compile("([+-]?)\\s*0[xX](\\p{XDigit}{1,16})");
    private static final Pattern NO_DATE = Pattern.compile("(?s)(0000-.*|\\d{4}-00-.*|\\d{4}-\\d{2}-00.*)");

    /** SQLite's clock, whatever the time zone of PostgreSQL's session is. */
    private static final String UTC = "CURRENT_TIMESTAMP AT TIME ZONE 'UTC'";

    /** How SQLite writes the moment of a row into a column of text, and what PostgreSQL calls that; always UTC. */
    private static final Map<String, String> WRITTEN = Map.of(
            "current_timestamp", "YYYY-MM-DD HH24:MI:SS",
            "datetime('now')", "YYYY-MM-DD HH24:MI:SS",
            "current_date", "YYYY-MM-DD",
            "date('now')", "YYYY-MM-DD",
            "current_time", "HH24:MI:SS",
            "time('now')", "HH24:MI:SS",
            "strftime('%Y-%m-%dT%H:%M:%SZ','now')", "YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"",
            "strftime('%Y-%m-%dT%H:%M:%fZ','now')", "YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"",
            "strftime('%Y-%m-%d %H:%M:%S','now')", "YYYY-MM-DD HH24:MI:SS",
            "strftime('%Y-%m-%d %H:%M:%f','now')", "YYYY-MM-DD HH24:MI:SS.MS");

    private static final Pattern SECONDS =
            Pattern.compile("(?i)unixepoch\\(('now')?\\)|(cast\\()?strftime\\('%s',\\s*'now'\\)( as int(eger)?\\))?");

    Optional<String> of(String written) {
        var text = unwrapped(written.trim());
        return (mysql ? made(text) : moment(text)).or(() -> clock(text)).or(() -> constant(text));
    }

    private Optional<String> clock(String text) {
        if (NOW.matcher(text).matches()) {
            return now();
        }
        return TODAY.matcher(text).matches() && type.kind() == PgType.Kind.DATE
                ? Optional.of(mysql ? "CURRENT_DATE" : "(" + UTC + ")::date")
                : Optional.empty();
    }

    /** What MySQL's functions make. */
    private Optional<String> made(String text) {
        if (RANDOM_UUID.matcher(text).matches()) {
            return uuid(text.length() > "uuid()".length());
        }
        if (text.matches("(?i)json_(object|array)\\(\\)") && type.kind() == PgType.Kind.JSONB) {
            return Optional.of(text.toLowerCase(Locale.ROOT).startsWith("json_o") ? "'{}'" : "'[]'");
        }
        return Optional.empty();
    }

    private Optional<String> moment(String text) {
        if (SECONDS.matcher(text).matches() && type.kind() == PgType.Kind.BIGINT) {
            return Optional.of("extract(epoch FROM date_trunc('second', CURRENT_TIMESTAMP))::bigint");
        }
        var format = text.indexOf('%');
        var spelt = (format < 0
                        ? text.toLowerCase(Locale.ROOT)
                        : text.substring(0, format).toLowerCase(Locale.ROOT) + text.substring(format))
                .replaceAll(",\\s+", ",");
        return type.kind() == PgType.Kind.TEXT && type.maxLength() > 30
                ? Optional.ofNullable(WRITTEN.get(spelt)).map(f -> "to_char(" + UTC + ", " + Quote.literal(f) + ")")
                : Optional.empty();
    }

    private static String unwrapped(String text) {
        return text.matches("(?s)\\(.*\\)") && balanced(text.substring(1, text.length() - 1))
                ? unwrapped(text.substring(1, text.length() - 1).trim())
                : text;
    }

    private static boolean balanced(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth < 0) {
                return false;
            }
        }
        return depth == 0;
    }

    private Optional<String> now() {
        return switch (type.kind()) {
            case TIMESTAMP -> Optional.of(mysql ? "CURRENT_TIMESTAMP" : "(" + UTC + ")");
            case TIMESTAMPTZ -> Optional.of("CURRENT_TIMESTAMP");
            case DATE -> mysql ? Optional.of("CURRENT_DATE") : Optional.empty();
            case BOOLEAN,
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
                    TIME,
                    INTERVAL,
                    BIT,
                    ENUM,
                    ARRAY,
                    POINT -> Optional.empty();
        };
    }

    private Optional<String> uuid(boolean bytes) {
        if (type.kind() == PgType.Kind.UUID) {
            return Optional.of("gen_random_uuid()");
        }
        if (bytes) {
            return type.kind() == PgType.Kind.BYTEA ? Optional.of("uuid_send(gen_random_uuid())") : Optional.empty();
        }
        return type.kind() == PgType.Kind.TEXT ? Optional.of("gen_random_uuid()::text") : Optional.empty();
    }

    private Optional<String> constant(String text) {
        var hex = HEX.matcher(text);
        if (!mysql && hex.matches()) {
            var number =
                    Long.parseUnsignedLong(hex.group(2), 16) * (hex.group(1).equals("-") ? -1 : 1);
            return number(String.valueOf(number), String.valueOf(number));
        }
        var tokens = new ArrayList<>(Token.all(text, mysql).orElse(List.of()));
        var sign = "";
        if (tokens.size() == 2 && (tokens.get(0).is("-") || tokens.get(0).is("+"))) {
            sign = tokens.get(0).is("-") ? "-" : "";
            tokens.remove(0);
        }
        if (tokens.size() != 1) {
            return Optional.empty();
        }
        var token = tokens.get(0);
        return switch (token.kind()) {
            case NUMBER -> number(sign + token.text(), text);
            case TEXT -> text(token.text());
            // SQLite takes a word between double quotes for a text where no column has that name.
            case NAME -> mysql ? Optional.empty() : text(token.text());
            case BITS -> bits(token.text());
            case BYTES ->
                type.kind() == PgType.Kind.BYTEA ? Optional.of("'\\x" + token.text() + "'::bytea") : Optional.empty();
            case WORD -> word(token);
            case SIGN, END -> Optional.empty();
        };
    }

    private Optional<String> word(Token token) {
        if (!token.is("true") && !token.is("false")) {
            return Optional.empty();
        }
        return number(token.is("true") ? "1" : "0", token.lower());
    }

    private Optional<String> number(String number, String written) {
        if (type.kind() == PgType.Kind.BIT) {
            return number.matches("\\d{1,18}") ? bits(Long.toBinaryString(Long.parseLong(number))) : Optional.empty();
        }
        return new DefaultNumber(mysql, type).of(number, written);
    }

    private Optional<String> bits(String bits) {
        return switch (type.kind()) {
            case BOOLEAN -> Optional.of(bits.matches("0*") ? "false" : "true");
            case BIT -> padded(bits);
            case SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE ->
                number(new BigInteger("0" + bits, 2).toString(), bits);
            case TEXT, UUID, JSONB, BYTEA, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL, ENUM, ARRAY, POINT ->
                Optional.empty();
        };
    }

    private Optional<String> padded(String bits) {
        var digits = type.sql().replaceAll("\\D", "");
        var length = digits.isEmpty() ? 1 : Integer.parseInt(digits);
        return bits.length() > length
                ? Optional.empty()
                : Optional.of("B'" + "0".repeat(length - bits.length()) + bits + "'");
    }

    private Optional<String> text(String text) {
        return switch (type.kind()) {
            case TEXT ->
                text.length() <= type.maxLength() && text.indexOf('\0') < 0
                        ? Optional.of(Quote.literal(text))
                        : Optional.empty();
            case BOOLEAN -> truth(text);
            case SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE -> numeral(text);
            case DATE -> moment(text, "\\d{4}-\\d{2}-\\d{2}");
            case TIMESTAMP -> moment(text, "\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}(\\.\\d+)?");
            case TIME -> moment(text, "([01]?\\d|2[0-3]):\\d{2}:\\d{2}(\\.\\d+)?");
            case INTERVAL -> moment(text, "-?\\d{1,3}:\\d{2}:\\d{2}(\\.\\d+)?");
            case ENUM -> labels.contains(text) ? Optional.of(Quote.literal(text)) : Optional.empty();
            case ARRAY -> members(text);
            case JSONB -> plainJson(text) ? Optional.of(Quote.literal(text)) : Optional.empty();
            case BIT -> text.matches("[01]+") ? padded(text) : Optional.empty();
            case UUID ->
                text.matches("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}")
                        ? Optional.of(Quote.literal(text))
                        : Optional.empty();
            case BYTEA -> bytes(text);
            case TIMESTAMPTZ, POINT -> Optional.empty();
        };
    }

    /** The words that are true and false in the rows of a SQLite column, too. */
    private Optional<String> truth(String text) {
        var word = text.toLowerCase(Locale.ROOT);
        if (!mysql && List.of("true", "t", "yes", "y").contains(word)) {
            return Optional.of("true");
        }
        return !mysql && List.of("false", "f", "no", "n").contains(word) ? Optional.of("false") : numeral(text);
    }

    /** SQLite's columns of numbers make numbers of texts, too. */
    private Optional<String> numeral(String text) {
        return text.matches("[+-]?\\d+(\\.\\d+)?") ? number(text, text) : Optional.empty();
    }

    private static boolean plainJson(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new PlainJson().printed(bytes, 0, bytes.length) != null;
    }

    /** MariaDB writes a question mark for each byte that is no letter. */
    private Optional<String> bytes(String text) {
        return mysql && text.chars().allMatch(c -> c < 0x80 && c != '?')
                ? Optional.of("'\\x" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII)) + "'::bytea")
                : Optional.empty();
    }

    private static Optional<String> moment(String text, String shape) {
        return text.matches(shape) && !NO_DATE.matcher(text).matches() && onCalendar(text)
                ? Optional.of(Quote.literal(text))
                : Optional.empty();
    }

    /** SQLite takes any text for a date; PostgreSQL would refuse the whole table for the 30th of February. */
    static boolean onCalendar(String text) {
        if (!text.matches("\\d{4}-.*")) {
            return true;
        }
        try {
            LocalDate.parse(text.substring(0, 10));
            return text.length() == 10 || LocalTime.parse(text.substring(11)).isBefore(LocalTime.MAX);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private Optional<String> members(String text) {
        if (text.isEmpty()) {
            return Optional.of("'{}'");
        }
        var members = List.of(text.split(",", -1));
        return labels.containsAll(members)
                ? Optional.of("ARRAY["
                        + String.join(", ", members.stream().map(Quote::literal).toList()) + "]::text[]")
                : Optional.empty();
    }
}
