package io.transfuse.transform;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.instr;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.when;

import io.transfuse.config.Policy;
import io.transfuse.model.Finding.Action;
import io.transfuse.model.Form;
import io.transfuse.model.PgType;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Storage;
import io.transfuse.transform.Findings.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;

/**
 * Turns a value of any form into any target type, exactly or with a finding.
 *
 * @param type the target's type
 * @param column the source column, for findings
 * @param profile what it holds
 * @param policy what is done with values that cannot be carried exactly
 * @param nullable whether the target may hold NULL
 */
record Conversions(PgType type, String column, OfColumn profile, Policy policy, boolean nullable) {

    private static final long EXACT_IN_DOUBLE = 1L << 53;
    private static final long EXACT_IN_REAL = 1L << 24;
    private static final String INTEGER = "^[+-]?[0-9]+\\z";
    private static final String NUMBER = "^[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,9})?\\z";
    private static final String TIME = "^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,6})?\\z";
    private static final String NUL = "\u0000";
    private static final Pattern NUMERIC = Pattern.compile("numeric\\((\\d+)(?:,\\s*(\\d+))?\\)");

    Change of(Form form, Column in) {
        return switch (form) {
            case LONG -> integer(in);
            case SINGLE -> single(in);
            case DOUBLE -> real(in);
            case TEXT -> profile.fact("bits") > 0 ? bits(in) : text(in);
            case BYTES -> bytes(in);
            case MIXED -> mixed(in);
        };
    }

    private Change integer(Column in) {
        return switch (type.kind()) {
            case BIGINT -> Change.exact(in);
            case SMALLINT, INTEGER -> Change.orReject(in.try_cast(type.kind().name()), in, "not-an-integer", column);
            case NUMERIC -> number(in.cast("string"), in);
            case REAL, DOUBLE ->
                Change.exact(in.cast(spark()))
                        .with(not(in.between(-exact(), exact())), "not-a-number:" + column, column, Action.REJECT);
            case BOOLEAN -> Change.orReject(when(in.isin(0L, 1L), in.equalTo(lit(1L))), in, "not-a-boolean", column);
            case TEXT -> bounded(Change.exact(in.cast("string")), false);
            case JSONB -> Change.exact(in.cast("string"));
            case DATE, TIMESTAMP, TIMESTAMPTZ -> moments().ofInteger(in);
            case BIT -> new Bits(type, column).ofInteger(in);
            case UUID, BYTEA, TIME, INTERVAL, ENUM, ARRAY, POINT -> refused(in);
        };
    }

    /** Above 2^24 the shortest digits are no longer those of the whole number. */
    private Change single(Column in) {
        var written = when(
                        abs(in).lt(lit((float) EXACT_IN_REAL)),
                        in.cast("string").cast("double"))
                .otherwise(in.cast("double"));
        return switch (type.kind()) {
            case REAL -> Change.exact(in);
            case DOUBLE -> Change.exact(in.cast("double"));
            default -> real(written);
        };
    }

    private Change real(Column in) {
        var text = Functions.call("double_text", in);
        return switch (type.kind()) {
            case DOUBLE -> Change.exact(in);
            case REAL -> Change.orReject(Functions.call("float_of", in), in, "not-a-number", column);
            case NUMERIC -> number(text, in);
            case SMALLINT, INTEGER, BIGINT ->
                Change.orReject(when(text.rlike("^-?[0-9]+$"), text.try_cast(spark())), in, "not-an-integer", column);
            case TEXT -> bounded(Change.orReject(Functions.call("real_text", in), in, "not-a-number", column), false);
            case JSONB -> Change.orReject(text, in, "not-a-number", column);
            case DATE, TIMESTAMP, TIMESTAMPTZ -> moments().ofReal(in);
            case BOOLEAN -> Change.orReject(when(in.isin(0.0, 1.0), in.equalTo(lit(1.0))), in, "not-a-boolean", column);
            case UUID, BYTEA, TIME, INTERVAL, BIT, ENUM, ARRAY, POINT -> refused(in);
        };
    }

    private Change text(Column in) {
        return switch (type.kind()) {
            case TEXT, ENUM -> member(plain(in), in);
            case JSONB -> json(in);
            case UUID -> uuid(in);
            case SMALLINT, INTEGER, BIGINT -> {
                var number = whole(in);
                yield Change.orReject(
                        when(number.rlike(INTEGER), number.try_cast(spark())), in, "not-an-integer", column);
            }
            case NUMERIC -> number(Functions.call("decimal_text", in), in);
            case REAL, DOUBLE -> fractional(in);
            case BOOLEAN -> Change.orReject(truth(whole(in)), in, "not-a-boolean", column);
            case DATE, TIMESTAMP, TIMESTAMPTZ -> moments().ofText(in);
            case TIME -> Change.orReject(when(in.rlike(TIME), shortest(in)), in, "not-a-time", column);
            case BYTEA -> Change.exact(in.cast("binary"));
            case INTERVAL -> Change.orReject(Functions.call("interval_micros", in), in, "not-an-interval", column);
            case BIT -> new Bits(type, column).ofText(in);
            case ARRAY -> {
                var members = plain(in);
                yield new Change(Functions.call("array_text", members.value()), members.faults());
            }
            case POINT -> refused(in);
        };
    }

    /** A decimal that is whole shows the zeros of its type behind its point. */
    private Column whole(Column in) {
        return profile.fact("fixed-point") > 0 ? regexp_replace(in, "\\.0+\\z", "") : in;
    }

    /** Binary digits are neither a decimal number nor letters of a date or UUID. */
    private Change bits(Column in) {
        return switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE, BOOLEAN, JSONB -> text(Bits.number(in));
            case BYTEA -> Change.exact(Bits.bytes(in));
            case TEXT, ENUM, BIT -> text(in);
            case UUID, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL, ARRAY, POINT -> refused(in);
        };
    }

    private Moments moments() {
        return new Moments(type, column, profile, policy, nullable);
    }

    /** Any spelling that PostgreSQL takes; what it prints otherwise is counted. */
    private Change uuid(Column in) {
        var value = Functions.call("uuid_spelled", in);
        return Change.orReject(value, in, "not-a-uuid", column)
                .with(value.notEqual(in), "uuid-spelling", column, Action.COERCE);
    }

    /** A time as PostgreSQL prints it: without zeros at the end of its fraction. */
    private static Column shortest(Column time) {
        return when(time.contains("."), regexp_replace(time, "\\.?0+\\z", "")).otherwise(time);
    }

    /** MySQL puts the empty string for what is no member of an enumeration. */
    private Change member(Change text, Column in) {
        var choice = policy.choices().emptyEnum();
        if (profile.fact("enum-zero") == 0 || choice.equals("keep")) {
            return text;
        }
        var empty = in.equalTo(lit(""));
        var action = choice.equals("null") && nullable ? Action.COERCE : Action.REJECT;
        return new Change(when(not(empty), text.value()), text.faults()).choosing(empty, "empty-enum", column, action);
    }

    private long exact() {
        return type.kind() == PgType.Kind.REAL ? EXACT_IN_REAL : EXACT_IN_DOUBLE;
    }

    private Change fractional(Column in) {
        var number = Functions.call("double_of", when(in.rlike(NUMBER), in));
        return real(number).with(number.isNull().and(in.isNotNull()), "not-a-number:" + column, column, Action.REJECT);
    }

    private Change bytes(Column in) {
        return switch (type.kind()) {
            case BYTEA -> Change.exact(in);
            case POINT -> Change.orReject(Functions.call("point_of", in), in, "not-a-point", column);
            case UUID -> {
                var text = uuid(in.cast("string"));
                var sixteen = length(in).equalTo(lit(16));
                var value = when(sixteen, Functions.call("uuid_of_bytes", in)).otherwise(text.value());
                var spelled =
                        text.faults().stream().map(f -> f.and(not(sixteen))).toList();
                yield new Change(value, spelled);
            }
            default -> text(in.cast("string"));
        };
    }

    private Change mixed(Column in) {
        Column value = lit(null).cast(spark());
        var faults = new ArrayList<Fault>();
        for (var storage : List.of(Storage.INTEGER, Storage.REAL, Storage.TEXT, Storage.BLOB)) {
            if (profile.count(storage) == 0) {
                continue;
            }
            var here = in.getField("class").equalTo(lit(storage.name().toLowerCase(Locale.ROOT)));
            var change = switch (storage) {
                case INTEGER -> integer(in.getField("int"));
                case REAL -> real(in.getField("real"));
                case TEXT -> text(in.getField("bytes").cast("string"));
                case BLOB, NULL -> apart() ? refused(in.getField("bytes")) : bytes(in.getField("bytes"));
            };
            value = when(here, change.value()).otherwise(value);
            change.faults().forEach(f -> faults.add(f.and(here)));
        }
        return new Change(value, faults);
    }

    /** Whether blobs beside other classes are none of the column's values, whatever their bytes spell. */
    private boolean apart() {
        return policy.mixed() == Policy.Mixed.QUARANTINE && type.worded();
    }

    /** Text for text: PostgreSQL takes neither broken UTF-8 nor NUL bytes. */
    private Change plain(Column in) {
        var strip = policy.nulByte() == Policy.NulByte.STRIP;
        var nul = profile.fact("nul") > 0 || profile.count(Storage.BLOB) > 0;
        var value = nul && strip ? regexp_replace(in, lit("\\x00"), lit("")) : in;
        var change = Change.exact(value)
                .with(not(Functions.call("is_text", in)), "invalid-utf8:" + column, column, Action.REJECT);
        if (profile.fact("double-encoded") > 0) {
            change = change.with(Functions.call("double_encoded", in), "double-encoded", column, Action.NOTE);
        }
        if (nul) {
            change = change.with(
                    instr(in, NUL).gt(0), "nul-byte:" + column, column, strip ? Action.COERCE : Action.REJECT);
        }
        if (type.padded()) {
            change = change.with(value.endsWith(" "), "blank-end:" + column, column, Action.REJECT);
        }
        // SQLite counts the letters before a NUL byte only.
        return bounded(change, nul);
    }

    /** A text whose length is asked where the profile does not say that all fit, or cannot. */
    private Change bounded(Change text, boolean unknown) {
        var most = type.maxLength();
        return profile.longestText() > most || (unknown && most < Long.MAX_VALUE)
                ? text.with(length(text.value()).gt(lit(most)), "too-long:" + column, column, Action.REJECT)
                : text;
    }

    private Change json(Column in) {
        var carried = Functions.call("jsonb", in);
        // Parsed a second time only where the first time failed.
        var fault = when(carried.isNull(), Functions.call("jsonb_fault", in));
        var bad = fault.equalTo(lit("bad-json"));
        var nul = fault.equalTo(lit("nul-byte"));
        var wrap = policy.badJson() == Policy.BadJson.WRAP;
        var strip = policy.nulByte() == Policy.NulByte.STRIP;
        var value = carried;
        value = wrap ? when(bad, Functions.call("jsonb_wrapped", in)).otherwise(value) : value;
        value = strip ? when(nul, Functions.call("jsonb_without_nul", in)).otherwise(value) : value;
        var lost = lit(wrap).and(bad).or(lit(strip).and(nul)).and(value.isNull());
        return Change.exact(value)
                .with(not(Functions.call("is_text", in)), "invalid-utf8:" + column, column, Action.REJECT)
                .with(Functions.call("jsonb_repeats", in, carried), "json-repeats", column, Action.COERCE)
                .with(lost, "bad-json:" + column, column, Action.REJECT)
                .with(bad, "bad-json:" + column, column, wrap ? Action.COERCE : Action.REJECT)
                .with(nul, "nul-byte:" + column, column, strip ? Action.COERCE : Action.REJECT);
    }

    private static Column truth(Column in) {
        // Spark's lower() begins with a second's work on the letters of all languages.
        var word = translate(in, "TRUEYSFALNO", "trueysfalno");
        return when(word.isin("1", "true", "t", "yes", "y"), lit(true))
                .when(word.isin("0", "false", "f", "no", "n"), lit(false));
    }

    private Change number(Column text, Column from) {
        var matcher = NUMERIC.matcher(type.sql());
        var bounded = matcher.matches();
        var precision = bounded ? Integer.parseInt(matcher.group(1)) : 0;
        var scale = bounded ? matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2)) : -1;
        return Change.orReject(
                Functions.call("number_text", text, lit(precision), lit(scale)), from, "not-a-number", column);
    }

    private Change refused(Column in) {
        return Change.orReject(lit(null).cast(spark()), in, type.refusal(), column);
    }

    private String spark() {
        return SparkTypes.of(type).sql();
    }
}
