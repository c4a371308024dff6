package io.transfuse.types;

import static io.transfuse.model.Storage.BLOB;
import static io.transfuse.model.Storage.INTEGER;
import static io.transfuse.model.Storage.REAL;
import static io.transfuse.model.Storage.TEXT;

import io.transfuse.config.Policy;
import io.transfuse.model.Form;
import io.transfuse.model.PgType;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Table.Column;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What SQLite columns become. SQLite's declared types are wishes, so a row asks for both: what is declared, and what
 * the rows really hold. The first row that fits wins; the last fits everything, because text holds every value.
 */
public final class SqliteTypes implements TypeTable {

    private static final String DATETIME = "$datetime";
    private static final Pattern MOMENTS = Pattern.compile("date|.*datetime.*|.*timestamp.*");

    // spotless:off
    private static final List<Rule> RULES = List.of(
            //   declared                         the rows hold                                      PostgreSQL           because
            rule(".*bool.*|bit",                  c -> c.fact("boolean") == c.values(),              "boolean",           "only 0, 1 and words for them"),
            rule("date",                          c -> c.fact("iso-date") == c.values(),             "date",              "only ISO dates"),
            rule(MOMENTS.pattern(),                 c -> c.fact("moment") == c.values() && !small(c), DATETIME,            "only moments, as ISO text, unix time or Julian days"),
            rule("tinyint.*|smallint.*|int2",     c -> c.only(INTEGER) && within(c, 15),             "smallint",          "only integers below 2^15"),
            rule(".*int.*",                       c -> c.only(INTEGER),                              "bigint",            "only integers"),
            rule(".*(real|floa|doub).*",          c -> c.only(REAL, INTEGER) && exact(c),            "double precision",  "only numbers"),
            rule(".*(num|dec|money).*",           c -> c.only(INTEGER),                              "numeric",           "only integers"),
            rule(".*(num|dec|money).*",           c -> c.only(REAL, INTEGER),                        "numeric",           "only numbers, as their shortest decimal"),
            rule("uuid|guid|uniqueidentifier",    c -> c.fact("uuid") == c.values(),                 "uuid",              "only UUIDs"),
            rule("json.*",                        c -> c.only(TEXT) && c.fact("json") == c.values(), "jsonb",             "only valid JSON"),
            rule(".*(char|clob|text).*",          c -> c.only(TEXT),                                 "text",              "only text"),
            rule(".*blob.*|.*binary.*|.*byte.*",  c -> c.only(BLOB),                                 "bytea",             "only blobs"),
            rule(".*",                            c -> c.values() == 0 ,                             "text",              "no values, no better declared type"),
            rule(".*",                            c -> c.only(INTEGER),                              "bigint",            "the rows hold only integers"),
            rule(".*",                            c -> c.only(REAL, INTEGER) && exact(c),            "double precision",  "the rows hold only numbers"),
            rule(".*",                            c -> c.only(BLOB),                                 "bytea",             "the rows hold only blobs"),
            rule(".*",                            c -> c.only(TEXT),                                 "text",              "the rows hold only text"),
            rule(".*",                            c -> c.count(BLOB) == 0,                           "text",              "the rows mix classes; text holds them all"),
            rule(".*",                            c -> true,                                         "bytea",             "blobs beside other classes; text becomes bytes too, numbers are rejected"));
    // spotless:on

    /** Why each row decides, in their order. */
    static List<String> reasons() {
        return RULES.stream().map(Rule::because).toList();
    }

    @Override
    public Decision decide(Column column, OfColumn profile, Policy policy) {
        var datetime = policy.datetime() == Policy.Datetime.TIMESTAMPTZ ? "timestamptz" : "timestamp";
        var declared = RULES.stream()
                .filter(r -> r.declared.matcher(column.type()).matches())
                .toList();
        var first = declared.get(0);
        var other = !undated(column, profile) && !first.general();
        var rule = rule(declared, column, profile, policy);
        if (other && rule.general() && keeps(policy, profile)) {
            rule = first;
        }
        var type = PgType.of(rule.postgres.replace(DATETIME, datetime));
        var written = column.type().isEmpty() ? "no declared type" : column.type();
        var forbidden = other && rule.general() && profile.values() > 0;
        return new Decision(
                type,
                form(profile),
                written + ": " + rule.because + counted(profile),
                forbidden ? Optional.of(PgType.of(first.postgres.replace(DATETIME, datetime))) : Optional.empty());
    }

    /** Whether a column stays what it declares; blobs alone are mixed with nothing. */
    private static boolean keeps(Policy policy, OfColumn profile) {
        return policy.mixed() == Policy.Mixed.QUARANTINE && (profile.values() == 0 || !profile.only(BLOB));
    }

    private static Rule rule(List<Rule> declared, Column column, OfColumn profile, Policy policy) {
        return Stream.concat(wished(policy.choices()), declared.stream())
                .filter(r -> r.declared.matcher(column.type()).matches() && r.holds.test(profile))
                .findFirst()
                .orElseThrow();
    }

    /** What policies make of texts, before all else. */
    private static Stream<Rule> wished(Policy.Choices choices) {
        var uuid = choices.uuidText().equals("uuid");
        var json = choices.jsonText();
        return Stream.of(
                rule(".*(char|text).*", c -> uuid && c.only(TEXT), "uuid", "policy.uuid-text = uuid"),
                rule(
                        ".*(char|clob|text).*",
                        c -> json.equals("jsonb") && c.only(TEXT),
                        "jsonb",
                        "policy.json-text = jsonb"),
                rule(
                        ".*(clob|text).*",
                        c -> json.equals("auto") && c.values() > 0 && c.only(TEXT) && c.fact("json") == c.values(),
                        "jsonb",
                        "every value is JSON"));
    }

    @Override
    public Form form(Column column, OfColumn profile) {
        return form(profile);
    }

    /** How many values of each class decided. */
    private static String counted(OfColumn profile) {
        var counts = Stream.of(INTEGER, REAL, TEXT, BLOB)
                .filter(s -> profile.count(s) > 0)
                .map(s -> String.format(
                        Locale.ROOT, "%,d %s", profile.count(s), s.name().toLowerCase(Locale.ROOT)))
                .toList();
        return switch (counts.size()) {
            case 0 -> "";
            case 1 ->
                String.format(Locale.ROOT, profile.values() == 1 ? " (%,d value)" : " (%,d values)", profile.values());
            default -> " (" + String.join(", ", counts) + ")";
        };
    }

    private static Form form(OfColumn profile) {
        if (profile.only(INTEGER)) {
            return Form.LONG;
        }
        if (profile.only(REAL)) {
            return Form.DOUBLE;
        }
        if (profile.only(TEXT)) {
            return Form.TEXT;
        }
        return profile.only(BLOB) ? Form.BYTES : Form.MIXED;
    }

    /** Whether whole numbers of a column for dates and moments are neither: years, days, digits of dates. */
    public static boolean undated(Column column, OfColumn profile) {
        return MOMENTS.matcher(column.type()).matches() && small(profile);
    }

    /** Whether no whole number is large enough for a moment of our days; among Julian days they are noons. */
    private static boolean small(OfColumn profile) {
        return profile.count(INTEGER) > 0 && profile.fact("julian") == 0 && !UnixTime.credible(profile);
    }

    private static boolean within(OfColumn column, int bits) {
        return column.minInteger().orElse(0L) >= -(1L << bits)
                && column.maxInteger().orElse(0L) < (1L << bits);
    }

    /** Whether the integers beside reals are small enough to be doubles themselves. */
    private static boolean exact(OfColumn column) {
        return within(column, 53);
    }

    private static Rule rule(String declared, Predicate<OfColumn> holds, String postgres, String because) {
        return new Rule(Pattern.compile(declared), holds, postgres, because);
    }

    private record Rule(Pattern declared, Predicate<OfColumn> holds, String postgres, String because) {

        /** Whether the rows alone decide. */
        boolean general() {
            return declared.pattern().equals(".*");
        }
    }
}
