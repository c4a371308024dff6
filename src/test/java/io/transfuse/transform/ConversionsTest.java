package io.transfuse.transform;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Sparks;
import io.transfuse.config.Policy;
import io.transfuse.config.Settings;
import io.transfuse.model.Finding.Action;
import io.transfuse.model.Form;
import io.transfuse.model.Orphans;
import io.transfuse.model.PgType;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Storage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values of every form into every kind of type, in one job; what is rejected has no value worth a look. */
class ConversionsTest {

    private static final OfColumn ANYTHING = new OfColumn(
            Map.of(Storage.INTEGER, 1L, Storage.REAL, 1L, Storage.TEXT, 1L, Storage.BLOB, 1L, Storage.NULL, 1L),
            Optional.of(Long.MIN_VALUE),
            Optional.of(Long.MAX_VALUE),
            1000,
            Map.of("nul", 1L));
    private static final Policy STRICT = policy(Policy.NulByte.QUARANTINE, Policy.BadJson.QUARANTINE);
    private static final Policy LENIENT = policy(Policy.NulByte.STRIP, Policy.BadJson.WRAP);
    private static final OfColumn MYSQL = facts("zero-date", "enum-zero", "double-encoded");
    private static final byte[] NOT_UTF8 = {'a', (byte) 0xC3, (byte) 0x28};
    private static final String UUID = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11";

    private final List<Case> cases = new ArrayList<>();

    private record Case(
            Form form,
            PgType type,
            Policy policy,
            OfColumn profile,
            boolean nullable,
            @Nullable Object value,
            String expected) {}

    // spotless:off
    @Test
    void integersBecomeWhatHoldsThem() {
        longs("bigint", Long.MIN_VALUE, "-9223372036854775808", Long.MAX_VALUE, "9223372036854775807");
        longs("integer", 2147483647L, "2147483647", 2147483648L, "not-an-integer reject");
        longs("smallint", -32768L, "-32768", 32768L, "not-an-integer reject");
        longs("numeric", Long.MAX_VALUE, "9223372036854775807");
        longs("numeric(5,2)", 999L, "999.00", 1000L, "not-a-number reject");
        longs("double precision", 1L << 53, "9.007199254740992E15", (1L << 53) + 1, "not-a-number reject");
        longs("double precision", Long.MIN_VALUE, "not-a-number reject");
        longs("real", 1L << 24, "1.6777216E7", (1L << 24) + 1, "not-a-number reject");
        longs("boolean", 0L, "false", 1L, "true", 2L, "not-a-boolean reject");
        longs("text", -7L, "-7");
        longs("jsonb", -7L, "-7");
        longs("timestamptz", 1700000000L, "2023-11-14 22:13:20, date:unix-seconds coerce");
        longs("timestamp", 1700000000123L, "2023-11-14 22:13:20.123, date:unix-millis coerce");
        longs("date", 86400L, "1970-01-02, date:unix-seconds coerce", Long.MIN_VALUE, "not-a-date reject");
        longs("uuid", 7L, "not-a-uuid reject");
        longs("bytea", 7L, "not-a-bytea reject");
        verify();
    }

    @Test
    void realsBecomeWhatHoldsThem() {
        reals("double precision", -0.0, "-0.0", Double.POSITIVE_INFINITY, "Infinity", 0.1, "0.1");
        reals("real", 0.5, "0.5", 0.1, "not-a-number reject");
        reals("numeric", 0.1, "0.1", 1e21, "1000000000000000000000", Double.POSITIVE_INFINITY, "not-a-number reject");
        reals("numeric(5,2)", 1.5, "1.50", 1.555, "not-a-number reject");
        reals("bigint", 3.0, "3", 3.5, "not-an-integer reject", 1e300, "not-an-integer reject");
        reals("text", 2.5, "2.5", Double.NEGATIVE_INFINITY, "not-a-number reject");
        reals("jsonb", 2.5, "2.5", Double.NEGATIVE_INFINITY, "not-a-number reject");
        reals("boolean", 1.0, "true", 0.5, "not-a-boolean reject");
        reals("timestamptz", 2440587.5, "1970-01-01 00:00:00, date:julian-day coerce");
        reals("time", 2.5, "not-a-time reject");
        verify();
    }

    @Test
    void textBecomesWhatItSpells() {
        texts("text", "é😀", "é😀", "", "", "a\0b", "nul-byte reject");
        texts("varchar(2)", "😀é", "😀é", "abc", "too-long reject");
        texts("integer", "12", "12", "-007", "-7", "12.0", "not-an-integer reject");
        texts("integer", "12\n", "not-an-integer reject", " 12", "not-an-integer reject", "toto", "not-an-integer reject");
        texts("bigint", "9223372036854775808", "not-an-integer reject");
        texts("numeric(4,1)", "1.10", "1.1", "1.11", "not-a-number reject");
        texts("boolean", "Yes", "true", "f", "false", "on", "not-a-boolean reject");
        texts("jsonb", "{\"b\":1,\"a\":1.10}", "{\"a\": 1.10, \"b\": 1}", "{", "bad-json reject", "\"\\u0000\"", "nul-byte reject");
        texts("timestamp", "2024-02-29", "2024-02-29 00:00:00", "2024-02-30", "not-a-timestamp reject");
        texts("timestamptz", "2024-02-29T10:00:00+02:00", "2024-02-29 08:00:00, date:iso-offset coerce", "0009-01-01", "0009-01-01 00:00:00");
        texts("date", "2024-02-29", "2024-02-29", "2024-02-29 10:00", "not-a-date reject", "", "not-a-date reject");
        texts("time", "23:59:59.5", "23:59:59.5", "00:00:00.120000", "00:00:00.12", "10:00:00.000000", "10:00:00", "24:00:00", "not-a-time reject", "10:00:00\n", "not-a-time reject");
        texts("bytea", "é", "C3A9");
        verify(interpreted());
    }

    /** Compiled, because compiled code may compute a branch that is not taken. */
    @Test
    void textThatIsNoNumberAndNoUuidFailsNoJob() {
        texts("numeric", "1.10", "1.10", "1.10\n", "not-a-number reject", "1e5", "not-a-number reject");
        texts("double precision", "1e5", "100000.0", "1e400", "not-a-number reject", "3.14159265358979323846", "not-a-number reject");
        texts("real", "0.5", "0.5", "16777217", "not-a-number reject", "x", "not-a-number reject");
        texts("uuid", UUID, UUID, UUID.toUpperCase(Locale.ROOT), UUID + ", uuid-spelling coerce", UUID.replace("-", ""), UUID + ", uuid-spelling coerce", "{" + UUID + "}", UUID + ", uuid-spelling coerce", "system", "not-a-uuid reject");
        verify();
    }

    @Test
    void timesBeyondADayAreIntervals() {
        texts("interval", "-838:59:59.000000", "-3020399000000", "838:59:59.999999", "3020399999999", "-00:00:00.000001", "-1");
        texts("interval", "12:60:00", "not-an-interval reject", "", "not-an-interval reject");
        verify();
    }

    @Test
    void bitsListsAndPointsAreHeldAsPostgresPrintsThem() {
        texts("bit(8)", "00000101", "00000101", "101", "not-a-bit reject", "00000102", "not-a-bit reject");
        texts("varbit(8)", "101", "101", "000000000", "not-a-bit reject");
        longs("bit(3)", 5L, "101", 1L, "001", 8L, "not-a-bit reject", -1L, "not-a-bit reject");
        texts("text[]", "", "{}", "a,b", "{a,b}", "NULL,x y,a\"b\\c,", "{\"NULL\",\"x y\",\"a\\\"b\\\\c\",\"\"}");
        add(Form.BYTES, "point", STRICT, HexFormat.of().parseHex("0101000000000000000000F83F0000000000000080"), "3FF80000000000008000000000000000");
        add(Form.BYTES, "point", STRICT, HexFormat.of().parseHex("00000000013FF80000000000008000000000000000"), "3FF80000000000008000000000000000");
        add(Form.BYTES, "point", STRICT, new byte[21], "not-a-point reject");
        add(Form.BYTES, "uuid", STRICT, HexFormat.of().parseHex(UUID.replace("-", "")), UUID);
        add(Form.BYTES, "uuid", STRICT, new byte[15], "not-a-uuid reject");
        verify();
    }

    @Test
    void numbersOfMysqlAreExact() {
        texts("numeric(20)", "18446744073709551615", "18446744073709551615");
        texts("numeric(65,30)", "-12345678901234567890123456789012345.123456789012345678901234567890", "-12345678901234567890123456789012345.123456789012345678901234567890");
        reals("real", -0.0, "-0.0", 8388610.0, "8388610.0", (double) 0.1f, "0.1");
        texts("jsonb", "[9007199254740993, 1e400, 1.10]", "[9007199254740993, 1" + "0".repeat(400) + ", 1.10]", "{\"a\":1,\"a\":2}", "{\"a\": 2}", "7", "7");
        verify();
    }

    @Test
    void datesOfEveryYearAreExact() {
        texts("date", "0001-01-01", "0001-01-01", "0999-12-31", "0999-12-31", "1582-10-10", "1582-10-10", "9999-12-31", "9999-12-31");
        texts("timestamp", "9999-12-31 23:59:59.999999", "9999-12-31 23:59:59.999999", "1000-01-01 00:00:00.000001", "1000-01-01 00:00:00.000001");
        verify();
    }

    @Test
    void aDateWithAZeroPartIsWhatThePolicySays() {
        for (var zero : List.of("0000-00-00", "2024-00-10", "2024-05-00", "0000-05-10")) {
            mysql("date", Policy.STANDARD, true, zero, "NULL, zero-date coerce");
            mysql("date", Policy.STANDARD, false, zero, "zero-date reject");
            mysql("timestamptz", Policy.STANDARD, true, zero + " 00:00:00", "NULL, zero-date coerce");
            mysql("timestamp", with("zero-date", "quarantine"), true, zero + " 10:00:00", "zero-date reject");
            mysql("date", with("zero-date", "1970-01-01"), false, zero, "1970-01-01, zero-date coerce");
            mysql("timestamp", with("zero-date", "1970-01-01"), true, zero + " 10:00:00.5", "1970-01-01 00:00:00, zero-date coerce");
        }
        mysql("date", Policy.STANDARD, true, "2024-10-10", "2024-10-10");
        mysql("timestamp", Policy.STANDARD, true, "2024-10-10 00:00:00", "2024-10-10 00:00:00");
        mysql("date", Policy.STANDARD, true, "2024-02-30", "not-a-date reject");
        verify();
    }

    @Test
    void localTimesBecomeTheMomentsThatAZonesClocksMean() {
        var berlin = with("datetime", "timestamptz(Europe/Berlin)");
        mysql("timestamptz", berlin, true, "2024-01-15 12:00:00.123456", "2024-01-15 11:00:00.123456");
        mysql("timestamptz", berlin, true, "2024-07-15 12:00:00", "2024-07-15 10:00:00");
        mysql("timestamptz", berlin, true, "2024-03-31 02:30:00", "dst-gap reject");
        mysql("timestamptz", berlin, true, "2024-10-27 02:30:00", "2024-10-27 00:30:00, dst-overlap coerce");
        mysql("timestamptz", berlin, true, "2024-07-15T12:00:00Z", "2024-07-15 12:00:00, date:iso-offset coerce");
        mysql("timestamp", berlin, true, "2024-03-31 02:30:00", "2024-03-31 02:30:00");
        cases.add(new Case(Form.TEXT, PgType.of("timestamptz"), berlin, facts("utc"), true, "2024-03-31 02:30:00", "2024-03-31 02:30:00"));
        verify();
    }

    @Test
    void theEmptyMemberOfAnEnumerationIsWhatThePolicySays() {
        for (var type : List.of(PgType.enumeration("mood"), PgType.of("text"))) {
            mysql(type, Policy.STANDARD, true, "", "NULL, empty-enum coerce");
            mysql(type, Policy.STANDARD, false, "", "empty-enum reject");
            mysql(type, with("empty-enum", "quarantine"), true, "", "empty-enum reject");
            mysql(type, with("empty-enum", "keep"), true, "", "");
            mysql(type, Policy.STANDARD, true, "it's, 😀", "it's, 😀");
        }
        verify();
    }

    @Test
    void textThatWasEncodedTwiceIsReportedAndStaysAsItIs() {
        mysql("text", Policy.STANDARD, true, "GrÃ¼ÃŸe", "GrÃ¼ÃŸe, double-encoded note");
        mysql("text", Policy.STANDARD, true, "Grüße", "Grüße");
        verify();
    }

    @Test
    void bytesThatAreNoTextAreNeverTakenForIt() {
        add(Form.BYTES, "bytea", STRICT, NOT_UTF8, "61C328");
        add(Form.BYTES, "text", STRICT, NOT_UTF8, "invalid-utf8 reject");
        add(Form.BYTES, "text", STRICT, new byte[] {'a', 0}, "nul-byte reject");
        add(Form.BYTES, "text", STRICT, "é".getBytes(StandardCharsets.UTF_8), "é");
        add(Form.MIXED, "text", STRICT, mixed("text", null, null, NOT_UTF8), "invalid-utf8 reject");
        add(Form.MIXED, "jsonb", STRICT, mixed("text", null, null, new byte[] {'"', (byte) 0xFF, '"'}), "invalid-utf8 reject");
        verify();
    }

    @Test
    void aMixedColumnTakesEachValueByItsClass() {
        add(Form.MIXED, "text", STRICT, mixed("integer", 5L, null, null), "5");
        add(Form.MIXED, "text", STRICT, mixed("real", null, 0.5, null), "0.5");
        add(Form.MIXED, "text", STRICT, mixed("text", null, null, "x".getBytes(StandardCharsets.UTF_8)), "x");
        add(Form.MIXED, "bigint", STRICT, mixed("text", null, null, "x".getBytes(StandardCharsets.UTF_8)), "not-an-integer reject");
        add(Form.MIXED, "bigint", STRICT, mixed("integer", Long.MIN_VALUE, null, null), "-9223372036854775808");
        add(Form.MIXED, "timestamp", STRICT, mixed("real", null, 2440588.0, null), "1970-01-01 12:00:00, date:julian-day coerce");
        add(Form.MIXED, "bytea", STRICT, mixed("blob", null, null, new byte[] {0}), "00");
        verify();
    }

    @Test
    void policiesChangeValuesAndCountThem() {
        add(Form.TEXT, "text", LENIENT, "a\0b\0", "ab, nul-byte coerce");
        add(Form.TEXT, "varchar(2)", LENIENT, "\0abc", "nul-byte coerce, too-long reject");
        add(Form.TEXT, "jsonb", LENIENT, "{", "\"{\", bad-json coerce");
        add(Form.TEXT, "jsonb", LENIENT, "\"a\\u0000\"", "\"a\", nul-byte coerce");
        add(Form.TEXT, "jsonb", LENIENT, "{\0", "bad-json reject, nul-byte coerce");
        verify();
    }

    @Test
    void nothingIsFoundInNull() {
        for (var kind : PgType.Kind.values()) {
            var type = switch (kind) {
                case DOUBLE -> PgType.of("double precision");
                case ARRAY -> PgType.of("text[]");
                case ENUM -> PgType.enumeration("mood");
                default -> PgType.of(kind.name().toLowerCase(Locale.ROOT));
            };
            for (var form : Form.values()) {
                var profile = form == Form.MIXED ? ANYTHING : MYSQL;
                var empty = form == Form.MIXED ? mixed("null", null, null, null) : null;
                cases.add(new Case(form, type, with("datetime", "timestamptz(Europe/Berlin)"), profile, true, empty, "NULL"));
            }
        }
        verify(interpreted());
    }

    // spotless:on

    private void longs(String type, Object... values) {
        pairs(Form.LONG, type, values);
    }

    private void reals(String type, Object... values) {
        pairs(Form.DOUBLE, type, values);
    }

    private void texts(String type, Object... values) {
        pairs(Form.TEXT, type, values);
    }

    private void pairs(Form form, String type, Object... values) {
        for (int i = 0; i < values.length; i += 2) {
            add(form, type, STRICT, values[i], (String) values[i + 1]);
        }
    }

    private void add(Form form, String type, Policy policy, @Nullable Object value, String expected) {
        cases.add(new Case(form, PgType.of(type), policy, ANYTHING, true, value, expected));
    }

    private void mysql(String type, Policy policy, boolean nullable, Object value, String expected) {
        mysql(PgType.of(type), policy, nullable, value, expected);
    }

    private void mysql(PgType type, Policy policy, boolean nullable, Object value, String expected) {
        cases.add(new Case(Form.TEXT, type, policy, MYSQL, nullable, value, expected));
    }

    private static OfColumn facts(String... facts) {
        return new OfColumn(
                Map.of(Storage.TEXT, 1L),
                Optional.empty(),
                Optional.empty(),
                1000,
                Stream.of(facts).collect(Collectors.toMap(f -> f, f -> 1L)));
    }

    private static Policy with(String key, String value) {
        var settings = Map.of("source.url", "sqlite:x", "target.url", "embedded", "policy." + key, value);
        return Settings.read(Optional.empty(), settings, Map.of()).policy();
    }

    private static Row mixed(String storage, @Nullable Long integer, @Nullable Double real, byte @Nullable [] bytes) {
        return RowFactory.create(storage, integer, real, bytes);
    }

    /** One row with a column for each case, computed in a task and not folded away by the optimiser. */
    private void verify() {
        verify(Sparks.session());
    }

    /** Compiling many small expressions takes longer than computing them. */
    private static SparkSession interpreted() {
        var session = Sparks.session().newSession();
        session.conf().set("spark.sql.codegen.wholeStage", false);
        session.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
        return session;
    }

    private void verify(SparkSession spark) {
        var schema = new ArrayList<String>();
        var columns = new ArrayList<Column>();
        for (int i = 0; i < cases.size(); i++) {
            var each = cases.get(i);
            schema.add("c" + i + " " + ddl(each.form()));
            columns.add(outcome(each, col("c" + i)));
        }
        var row = RowFactory.create(cases.stream().map(Case::value).toArray());
        var results = spark.createDataFrame(List.of(row), StructType.fromDDL(String.join(", ", schema)))
                .repartition(1)
                .select(array(columns.toArray(Column[]::new)))
                .first()
                .<String>getList(0);

        assertThat(results).hasSameSizeAs(cases);
        var softly = new SoftAssertions();
        for (int i = 0; i < cases.size(); i++) {
            softly.assertThat(results.get(i))
                    .as("%s", cases.get(i))
                    .isEqualTo(cases.get(i).expected());
        }
        softly.assertAll();
    }

    private static String ddl(Form form) {
        return switch (form) {
            case LONG -> "bigint";
            case DOUBLE -> "double";
            case TEXT -> "string";
            case BYTES -> "binary";
            case MIXED -> "struct<class: string, int: bigint, real: double, bytes: binary>";
        };
    }

    private static Column outcome(Case each, Column in) {
        var type = each.type();
        var change = new Conversions(type, "x", each.profile(), each.policy(), each.nullable()).of(each.form(), in);
        var value = change.value().cast(SparkTypes.of(type));
        var text =
                coalesce(SparkTypes.of(type).sql().equals("BINARY") ? hex(value) : value.cast("string"), lit("NULL"));
        Column rejected = lit(false);
        var parts = new ArrayList<Column>();
        for (var fault : change.faults()) {
            var finding = fault.finding();
            var action = finding.action().name().toLowerCase(Locale.ROOT);
            parts.add(when(fault.when(), lit(finding.rule().replace(":x", "") + " " + action)));
            rejected = finding.action() == Action.REJECT ? rejected.or(coalesce(fault.when(), lit(false))) : rejected;
        }
        parts.add(0, when(rejected, lit(null).cast("string")).otherwise(text));
        return concat_ws(", ", parts.toArray(Column[]::new));
    }

    private static Policy policy(Policy.NulByte nul, Policy.BadJson json) {
        return new Policy(
                Orphans.QUARANTINE, Policy.Narrow.WIDEN, nul, json, Policy.Datetime.TIMESTAMP, Policy.Mixed.WIDEN);
    }
}
