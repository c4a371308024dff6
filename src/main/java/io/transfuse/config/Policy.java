package io.transfuse.config;

import com.typesafe.config.ConfigValueFactory;
import io.transfuse.model.Orphans;
import io.transfuse.model.PgType;
import io.transfuse.model.Profile.OfColumn;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What is done with values that cannot be carried exactly.
 *
 * @param orphan a reference whose row does not exist
 * @param narrow a prescribed type that is narrower than the data
 * @param nulByte a NUL byte in text
 * @param badJson text that is not JSON in a JSON column
 * @param datetime the type of columns that hold date and time without a zone
 * @param mixed a column that holds other classes of values than it declares
 * @param choices what is done with MySQL's own values
 */
public record Policy(
        Orphans orphan,
        Narrow narrow,
        NulByte nulByte,
        BadJson badJson,
        Datetime datetime,
        Mixed mixed,
        Choices choices) {

    /** Everything as it is where nobody says otherwise. */
    public static final Policy STANDARD = new Policy(
            Orphans.QUARANTINE, Narrow.WIDEN, NulByte.QUARANTINE, BadJson.QUARANTINE, Datetime.TIMESTAMP, Mixed.WIDEN);

    /** With the standard choices for MySQL. */
    public Policy(Orphans orphan, Narrow narrow, NulByte nulByte, BadJson badJson, Datetime datetime, Mixed mixed) {
        this(orphan, narrow, nulByte, badJson, datetime, mixed, Choices.STANDARD);
    }

    /**
     * What is done with MySQL's own values.
     *
     * @param zone the zone in which columns of date and time without a zone are meant, for timestamptz
     * @param zeroDate a date with a zero part: {@code null} (a NOT NULL row is rejected), {@code quarantine},
     *     {@code error}, or the date to put there
     * @param tinyint whether TINYINT(1) is a boolean: {@code auto} asks the rows, else {@code boolean},
     *     {@code smallint}
     * @param uuidText text columns made for UUIDs: {@code auto} (uuid where every value is one), {@code uuid},
     *     {@code text}
     * @param binary16 what BINARY(16) becomes: {@code bytea}, {@code uuid}
     * @param jsonText text columns that hold JSON: {@code text}, {@code jsonb}, {@code auto} (jsonb where every value
     *     is)
     * @param emptyEnum the empty string that MySQL puts for a wrong enum member: {@code null} (a NOT NULL row is
     *     rejected), {@code quarantine}, {@code keep} (as a member)
     * @param collation how a key that takes no notice of case becomes unique: {@code lower} (an index over lower()),
     *     {@code citext}, {@code icu}, {@code plain}
     * @param spatial what shapes become: {@code wkb} (bytea), {@code point}
     */
    public record Choices(
            String zone,
            String zeroDate,
            String tinyint,
            String uuidText,
            String binary16,
            String jsonText,
            String emptyEnum,
            String collation,
            String spatial) {
        /** The defaults. */
        public static final Choices STANDARD =
                new Choices("UTC", "null", "auto", "auto", "bytea", "text", "null", "lower", "wkb");

        private Choices with(Node node, String newZone) {
            return new Choices(
                    newZone,
                    Policy.zeroDate(node, zeroDate),
                    node.choice("tinyint1", tinyint, "auto", "boolean", "smallint"),
                    node.choice("uuid-text", uuidText, "auto", "uuid", "text"),
                    node.choice("binary16", binary16, "bytea", "uuid"),
                    node.choice("json-text", jsonText, "text", "jsonb", "auto"),
                    node.choice("empty-enum", emptyEnum, "null", "quarantine", "keep"),
                    node.choice("collation", collation, "lower", "citext", "icu", "plain"),
                    node.choice("spatial", spatial, "wkb", "point"));
        }
    }

    private static final Pattern ZONED = Pattern.compile("timestamptz\\((.+)\\)");

    /** A prescribed type that is narrower than the data. */
    public enum Narrow {
        WIDEN,
        QUARANTINE,
        ERROR
    }

    /** A NUL byte in text, which PostgreSQL cannot hold. */
    public enum NulByte {
        QUARANTINE,
        STRIP
    }

    /** Text that is not JSON in a JSON column. */
    public enum BadJson {
        QUARANTINE,
        WRAP
    }

    /** A SQLite column that holds other classes of values than it declares. */
    public enum Mixed {
        WIDEN,
        QUARANTINE
    }

    /** The type of columns that hold date and time without a zone. */
    public enum Datetime {
        TIMESTAMPTZ,
        TIMESTAMP
    }

    /** The same where nothing may be widened. */
    Policy unwidened() {
        return narrow == Narrow.WIDEN
                ? new Policy(orphan, Narrow.ERROR, nulByte, badJson, datetime, mixed, choices)
                : this;
    }

    static Policy read(Node node) {
        return STANDARD.with(node);
    }

    /** The same with what is written in {@code keys} instead; they have been read before. */
    Policy with(Map<String, String> keys) {
        return with(new Node("policy", ConfigValueFactory.fromMap(keys)));
    }

    /** The same with what the node says instead. */
    Policy with(Node node) {
        var datetime = node.text("datetime").orElse(written());
        var policy = new Policy(
                Orphans.valueOf(upper(node.choice("orphan", word(orphan), "quarantine", "null", "keep"))),
                Narrow.valueOf(upper(node.choice("narrow", word(narrow), "widen", "quarantine", "error"))),
                NulByte.valueOf(upper(node.choice("nul-byte", word(nulByte), "quarantine", "strip"))),
                BadJson.valueOf(upper(node.choice("bad-json", word(badJson), "quarantine", "wrap"))),
                datetime.equals("timestamp") ? Datetime.TIMESTAMP : Datetime.TIMESTAMPTZ,
                Mixed.valueOf(upper(node.choice("mixed", word(mixed), "widen", "quarantine"))),
                choices.with(node, zone(node, datetime)));
        node.done();
        return policy;
    }

    private String written() {
        return datetime == Datetime.TIMESTAMP ? "timestamp" : "timestamptz(" + choices.zone + ")";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Whether values of a column are times that clocks of a zone show, and become the moments they mean. */
    public boolean zoned(PgType type, OfColumn profile) {
        return type.kind() == PgType.Kind.TIMESTAMPTZ && profile.fact("utc") == 0 && !choices.zone.equals("UTC");
    }

    private static String zone(Node node, String datetime) {
        var zoned = ZONED.matcher(datetime);
        var known = zoned.matches() && ZoneId.getAvailableZoneIds().contains(zoned.group(1));
        if (!known && !datetime.equals("timestamp")) {
            throw node.wrong(
                    "datetime", datetime, "timestamp or timestamptz(<zone>), for example timestamptz(Europe/Berlin)");
        }
        return known ? zoned.group(1) : "UTC";
    }

    private static String zeroDate(Node node, String fallback) {
        var written = node.text("zero-date").orElse(fallback);
        if (!List.of("null", "quarantine", "error").contains(written)) {
            try {
                LocalDate.parse(written);
            } catch (DateTimeParseException e) {
                throw node.wrong("zero-date", written, "null, quarantine, error or a date, for example \"1970-01-01\"");
            }
        }
        return written;
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
