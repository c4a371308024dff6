package io.transfuse.types;

import io.transfuse.config.Policy;
import io.transfuse.model.Form;
import io.transfuse.model.PgType;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Table.Column;
import io.transfuse.types.MysqlType.Family;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What MySQL and MariaDB columns become. A row asks for the declared type, and for what the rows hold where one
 * declared type may become several. The first row that fits wins; where none does, the plan says what to decide.
 */
public final class MysqlTypes implements TypeTable {

    /** PostgreSQL's labels hold this many bytes. */
    private static final int LABEL_BYTES = 63;

    private static final String UUID_TEXT = "(?:var)?char\\((32|36|38)\\)";

    private static final Pattern WORD = Pattern.compile("'.*'", Pattern.DOTALL);
    private static final Pattern UUID = Pattern.compile("'\\{?\\p{XDigit}{8}(-?\\p{XDigit}{4}){3}-?\\p{XDigit}{12}}?'");

    /** What a reason counts: {@code {values}}, or a fact about them such as {@code {beyond-long}}. */
    private static final Pattern COUNTED = Pattern.compile("\\{([a-z-]+)}");

    // How values arrive (Form) is the same for every row of a family; see MysqlReads.
    // spotless:off
    private static final List<Rule> RULES = List.of(
            //   declared                       the rows hold, the policy says                       PostgreSQL          because
            rule("tinyint\\(1\\).*",            c -> c.says(c.choices().tinyint(), "boolean"),       "boolean",          "policy.tinyint1 = boolean"),
            rule("tinyint\\(1\\).*",            c -> c.auto(c.choices().tinyint()) && c.none("beyond-boolean"), "boolean", "only 0 and 1 ({values})"),
            rule("tinyint\\(1\\).*",            c -> !c.none("beyond-boolean"),                      "smallint",         "neither 0 nor 1 in {beyond-boolean} of {values}"),
            rule("tinyint.*|smallint",          c -> true,                                           "smallint",         "two bytes hold every value"),
            rule("smallint unsigned|mediumint.*|int", c -> true,                                     "integer",          "four bytes hold every value"),
            rule("int unsigned|bigint",         c -> true,                                           "bigint",           "eight bytes hold every value"),
            rule("bigint unsigned",             c -> c.none("beyond-long"),                          "bigint",           "every value is below 2^63 ({values})"),
            rule("bigint unsigned",             c -> true,                                           "numeric(20)",      "2^63 or more in {beyond-long} of {values}"),
            rule("decimal\\((\\d+),(\\d+)\\).*", c -> true,                                          "numeric($1,$2)",   "the same digits"),
            rule("decimal(?:\\((\\d+)\\))?.*",  c -> true,                                           "numeric($1)",      "the same digits"),
            rule("float.*",                     c -> true,                                           "real",             "the same bits"),
            rule("double.*",                    c -> true,                                           "double precision", "the same bits"),
            rule("bit\\(1\\)",                  c -> true,                                           "boolean",          "one bit"),
            rule("bit\\((\\d+)\\)",             c -> true,                                           "bit($1)",          "the same bits"),
            rule("year",                        c -> true,                                           "smallint",         "the year as a number, 0 too"),
            rule("date",                        c -> true,                                           "date",             "the same day"),
            rule("datetime.*",                  c -> c.zoned(),                                      "timestamptz",      "policy.datetime says in which zone it is meant"),
            rule("datetime.*",                  c -> true,                                           "timestamp",        "date and time without a zone"),
            rule("timestamp.*",                 c -> true,                                           "timestamptz",      "MySQL keeps a moment"),
            rule("time(?:\\(\\d\\))?",          c -> !c.none("outside-day"),                         "interval",         "outside of a day in {outside-day} of {values}"),
            rule("time(?:\\(\\d\\))?",          c -> true,                                           "time",             "every value is a time of day ({values})"),
            rule("json",                        c -> true,                                           "jsonb",            "JSON"),
            rule("enum.*",                      c -> c.labelled(),                                   "",                 "an enumeration with the same members"),
            rule("enum.*",                      c -> true,                                           "text",             "a member is longer than PostgreSQL's 63 bytes, so a condition lists them"),
            rule("set.*",                       c -> true,                                           "text[]",           "a list of members"),
            rule("uuid",                        c -> true,                                           "uuid",             "the same UUID"),
            rule("inet4|inet6",                 c -> true,                                           "text",             "an address as text"),
            rule("(?:var)?char.*|.*text",       c -> c.says(c.choices().uuidText(), "uuid"),         "uuid",             "policy.uuid-text = uuid"),
            rule(UUID_TEXT,                     c -> c.auto(c.choices().uuidText()) && c.uuids() && c.wordy(), "varchar($1)", "no uuid: its default is none, though every value is ({values})"),
            rule(UUID_TEXT,                     c -> c.auto(c.choices().uuidText()) && c.uuids(),    "uuid",             "every value is a UUID ({values})"),
            rule(UUID_TEXT,                     c -> c.auto(c.choices().uuidText()) && c.some("uuid"), "varchar($1)",    "no uuid: {uuid} of {values} look like one"),
            rule("(?:var)?char.*|.*text",       c -> c.says(c.choices().jsonText(), "jsonb"),        "jsonb",            "policy.json-text = jsonb"),
            rule(".*text",                      c -> c.auto(c.choices().jsonText()) && c.all("json"), "jsonb",           "every value is JSON ({values})"),
            rule("(?:var)?char\\(0\\)",         c -> true,                                           "text",             "PostgreSQL has no text of length 0"),
            rule("char\\((\\d+)\\)",          c -> true,                                           "varchar($1)",      "the same letters; MySQL returns no blanks behind them either"),
            rule("varchar\\((\\d+)\\)",       c -> true,                                           "varchar($1)",      "the same letters"),
            rule(".*text",                      c -> true,                                           "text",             "the same letters"),
            rule("binary\\(16\\)",              c -> c.says(c.choices().binary16(), "uuid"),         "uuid",             "policy.binary16 = uuid"),
            rule("(?:var)?binary.*|.*blob",     c -> true,                                           "bytea",            "the same bytes"),
            rule("point",                       c -> c.says(c.choices().spatial(), "point"),         "point",            "policy.spatial = point"),
            rule(".*",                          c -> c.type().family() == Family.SPACE,              "bytea",            "the shape as WKB, x before y"));
    // spotless:on

    /** Why each row decides, in their order. */
    static List<String> reasons() {
        return RULES.stream().map(Rule::because).toList();
    }

    @Override
    public Decision decide(Column column, OfColumn profile, Policy policy) {
        var asked = new Case(MysqlType.of(column), column.defaultSql(), profile, policy);
        return RULES.stream()
                .filter(r -> r.fits(asked))
                .findFirst()
                .map(r -> decision(column, asked, r))
                .orElseGet(() -> unknown(column, profile));
    }

    private Decision decision(Column column, Case asked, Rule rule) {
        var type = asked.type().family() == Family.ENUM && rule.postgres.isEmpty()
                ? PgType.enumeration("")
                : PgType.of(rule.type(asked.type().written()));
        var wanted = asked.type().written().startsWith("tinyint(1)")
                && type.kind() != PgType.Kind.BOOLEAN
                && asked.auto(asked.choices().tinyint());
        return new Decision(
                type,
                form(column, asked.profile()),
                shortened(column.type()) + ": " + asked.counted(rule.because),
                wanted ? Optional.of(PgType.of("boolean")) : Optional.empty(),
                asked.labels(),
                nul(column, asked));
    }

    private static Optional<String> nul(Column column, Case asked) {
        return asked.labels().stream().anyMatch(l -> l.indexOf('\0') >= 0)
                ? Optional.of(
                        column.name() + " has a member with a NUL byte, which PostgreSQL cannot hold; rename it in"
                                + " the source, or leave the column out with drop")
                : Optional.empty();
    }

    private Decision unknown(Column column, OfColumn profile) {
        var text = column.name() + " is of type " + shortened(column.type())
                + ", but must be of a type that has a rule; name one with columns." + column.name()
                + ".type, for example bytea, which takes its bytes";
        return new Decision(
                PgType.of("bytea"), form(column, profile), text, Optional.empty(), List.of(), Optional.of(text));
    }

    /** Long lists of members are cut. */
    private static String shortened(String type) {
        return type.length() > 60 ? type.substring(0, 60) + "…" : type;
    }

    @Override
    public Form form(Column column, OfColumn profile) {
        var type = MysqlType.of(column);
        return switch (type.family()) {
            case INTEGER, YEAR -> Form.LONG;
            case UNSIGNED_LONG -> profile.fact("beyond-long") > 0 ? Form.TEXT : Form.LONG;
            case BIT -> type.length() > 1 ? Form.TEXT : Form.LONG;
            case FLOATING -> type.single() ? Form.SINGLE : Form.DOUBLE;
            case DECIMAL, DATE, DATETIME, TIMESTAMP, TIME, TEXT, ENUM, SET, JSON, WORD -> Form.TEXT;
            case BINARY, SPACE, UNKNOWN -> Form.BYTES;
        };
    }

    /** A column with all that a rule may ask for. */
    private record Case(MysqlType type, Optional<String> given, OfColumn profile, Policy policy) {

        Policy.Choices choices() {
            return policy.choices();
        }

        boolean says(String choice, String wanted) {
            return choice.equals(wanted);
        }

        boolean auto(String choice) {
            return choice.equals("auto");
        }

        boolean none(String fact) {
            return profile.fact(fact) == 0;
        }

        boolean some(String fact) {
            return !none(fact) && !all(fact);
        }

        /** A reason with the counts that it rests on. */
        String counted(String because) {
            return COUNTED.matcher(because)
                    .replaceAll(m -> m.group(1).equals("values")
                            ? values()
                            : String.format(Locale.ROOT, "%,d", profile.fact(m.group(1))));
        }

        private String values() {
            var values = profile.values();
            return values == 0
                    ? "no values"
                    : String.format(Locale.ROOT, values == 1 ? "%,d value" : "%,d values", values);
        }

        boolean all(String fact) {
            return profile.values() > 0 && profile.fact(fact) == profile.values();
        }

        /** Thirty-two digits alone may be a digest; only those with a version are taken for UUIDs unasked. */
        boolean uuids() {
            return all("uuid") && (type.length() != 32 || all("uuid-version"));
        }

        /** Rows that the application adds may hold what the column's default is. */
        boolean wordy() {
            return given.filter(
                            g -> WORD.matcher(g).matches() && !UUID.matcher(g).matches())
                    .isPresent();
        }

        boolean zoned() {
            return policy.datetime() == Policy.Datetime.TIMESTAMPTZ;
        }

        /** The members, and what MySQL puts for a wrong one where it is kept. */
        List<String> labels() {
            var labels = new ArrayList<>(type.members());
            var empty = type.family() == Family.ENUM && choices().emptyEnum().equals("keep") && !none("enum-zero");
            if (empty && !labels.contains("")) {
                labels.add(0, "");
            }
            return labels;
        }

        boolean labelled() {
            return labels().stream().allMatch(l -> l.getBytes(StandardCharsets.UTF_8).length <= LABEL_BYTES);
        }
    }

    private static Rule rule(String declared, Predicate<Case> holds, String postgres, String because) {
        return new Rule(Pattern.compile(declared, Pattern.DOTALL), holds, postgres, because);
    }

    private record Rule(Pattern declared, Predicate<Case> holds, String postgres, String because) {

        boolean fits(Case asked) {
            return declared.matcher(asked.type().written()).matches() && holds.test(asked);
        }

        String type(String written) {
            return declared.matcher(written).replaceFirst(postgres).replace("()", "");
        }
    }

    @Override
    public Optional<String> unfit(Column column, String text) {
        return MysqlType.of(column).unfit(text);
    }
}
