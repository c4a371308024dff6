package io.transfuse.verify;

import io.transfuse.types.JsonbText;
import io.transfuse.types.Moment;
import io.transfuse.types.PlainJson;
import io.transfuse.types.PlainMoment;
import io.transfuse.types.UuidFrom;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What the values of an answer's column are compared as; the type in PostgreSQL's answer decides. */
enum AnswerForm {
    /** By value: 1.10 is 1.1. */
    NUMBER,
    TRUTH,
    /** By moment, whatever zone it is written in. */
    MOMENT,
    /** What clocks show, without a zone. */
    CLOCK,
    DAY,
    /** By structure: neither the order of keys nor blanks count. */
    JSON,
    UUID,
    BYTES,
    TEXT;

    private static final Pattern TRUE = Pattern.compile("1|t|true");
    private static final Pattern FALSE = Pattern.compile("0|f|false");
    private static final Pattern LOCAL =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?");

    private static final int LONGEST_MOMENT = 32;
    private static final ThreadLocal<PlainJson> JSON_PRINTER = ThreadLocal.withInitial(PlainJson::new);

    /** Numbers beyond are not worth their digits. */
    private static final int LONGEST_NUMBER = 2_000;

    /** The form of a type as PostgreSQL's driver names it. */
    static AnswerForm of(String type) {
        return switch (type) {
            case "int2", "int4", "int8", "serial", "bigserial", "numeric", "float4", "float8", "oid" -> NUMBER;
            case "bool" -> TRUTH;
            case "timestamptz" -> MOMENT;
            case "timestamp" -> CLOCK;
            case "date" -> DAY;
            case "json", "jsonb" -> JSON;
            case "uuid" -> UUID;
            case "bytea" -> BYTES;
            default -> TEXT;
        };
    }

    /**
     * The one text of all values that are equal in this form; a value that is none of it stays as it is.
     *
     * @param value a text or an array of bytes, as a driver gives it
     * @param zone the zone of times that name none
     */
    String canonical(Object value, ZoneId zone) {
        if (value instanceof byte[] bytes) {
            return ofBytes(bytes, zone);
        }
        var text = value.toString();
        return switch (this) {
            case NUMBER -> number(text);
            case TRUTH -> truth(text);
            case MOMENT -> micros(zoned(text, zone));
            case CLOCK -> micros(text);
            case DAY -> day(text);
            case JSON -> json(text);
            case UUID -> Optional.ofNullable(UuidFrom.canonical(text)).orElse(text);
            case BYTES -> HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
            case TEXT -> text;
        };
    }

    private String ofBytes(byte[] bytes, ZoneId zone) {
        var hex = HexFormat.of().formatHex(bytes);
        return switch (this) {
            case BYTES -> hex;
            case UUID -> canonical(UuidFrom.isUuid(hex) ? hex : new String(bytes, StandardCharsets.UTF_8), zone);
            case TRUTH -> String.valueOf(bytes.length > 0 && bytes[bytes.length - 1] % 2 != 0);
            default -> canonical(new String(bytes, StandardCharsets.UTF_8), zone);
        };
    }

    private static String json(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var plain = JSON_PRINTER.get().printed(bytes, 0, bytes.length);
        return plain != null
                ? new String(plain, StandardCharsets.UTF_8)
                : Optional.ofNullable(JsonbText.canonical(text)).orElse(text);
    }

    private static String number(String text) {
        try {
            var number = new BigDecimal(text.strip()).stripTrailingZeros();
            return number.precision() + Math.abs((long) number.scale()) > LONGEST_NUMBER
                    ? number.toString()
                    : number.toPlainString();
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static String truth(String text) {
        var word = text.strip().toLowerCase(Locale.ROOT);
        if (TRUE.matcher(word).matches()) {
            return "true";
        }
        return FALSE.matcher(word).matches() ? "false" : text;
    }

    private static String zoned(String text, ZoneId zone) {
        if (zone.equals(ZoneOffset.UTC) || !LOCAL.matcher(text).matches()) {
            return text;
        }
        try {
            var moment = LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone);
            return moment.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime().toString();
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    private static String micros(String text) {
        var plain = plainMicros(text.endsWith("+00") ? text.substring(0, text.length() - "+00".length()) : text);
        if (plain != PlainMoment.NONE) {
            return Long.toString(plain);
        }
        var moment = Moment.ofText(text);
        return moment.kind() == Moment.Kind.NOT_A_TIMESTAMP ? text : Long.toString(moment.micros());
    }

    private static long plainMicros(String text) {
        if (text.length() > LONGEST_MOMENT) {
            return PlainMoment.NONE;
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return PlainMoment.micros(bytes, 0, bytes.length);
    }

    private static String day(String text) {
        var moment = Moment.ofText(text);
        return moment.kind() == Moment.Kind.NOT_A_TIMESTAMP
                ? text
                : Long.toString(Math.floorDiv(moment.micros(), TimeUnit.DAYS.toMicros(1)));
    }
}
