package io.transfuse.transform;

import io.transfuse.model.Form;
import io.transfuse.model.PgType;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Values of every form into every kind of type. */
class ConversionsTest {

    private final Cases cases = new Cases();

    // spotless:off
    @Test
    void integersBecomeWhatHoldsThem() {
        cases.longs("bigint", Long.MIN_VALUE, "-9223372036854775808", Long.MAX_VALUE, "9223372036854775807");
        cases.longs("integer", 2147483647L, "2147483647", 2147483648L, "not-an-integer reject");
        cases.longs("smallint", -32768L, "-32768", 32768L, "not-an-integer reject");
        cases.longs("numeric", Long.MAX_VALUE, "9223372036854775807");
        cases.longs("numeric(5,2)", 999L, "999.00", 1000L, "not-a-number reject");
        cases.longs("double precision", 1L << 53, "9.007199254740992E15", (1L << 53) + 1, "not-a-number reject");
        cases.longs("double precision", Long.MIN_VALUE, "not-a-number reject");
        cases.longs("real", 1L << 24, "1.6777216E7", (1L << 24) + 1, "not-a-number reject");
        cases.longs("boolean", 0L, "false", 1L, "true", 2L, "not-a-boolean reject");
        cases.longs("text", -7L, "-7");
        cases.longs("varchar(2)", -7L, "-7", -17L, "too-long reject");
        cases.longs("jsonb", -7L, "-7");
        cases.longs("timestamptz", 1700000000L, "2023-11-14 22:13:20, date:unix-seconds coerce");
        cases.longs("timestamp", 1700000000123L, "2023-11-14 22:13:20.123, date:unix-millis coerce");
        cases.longs("date", 86400L, "1970-01-02, date:unix-seconds coerce", Long.MIN_VALUE, "not-a-date reject");
        cases.longs("uuid", 7L, "not-a-uuid reject");
        cases.longs("bytea", 7L, "not-a-bytea reject");
        cases.verify();
    }

    @Test
    void realsBecomeWhatHoldsThem() {
        cases.reals("double precision", -0.0, "-0.0", Double.POSITIVE_INFINITY, "Infinity", 0.1, "0.1");
        cases.reals("real", 0.5, "0.5", 0.1, "0.1", 0.123456789, "not-a-number reject", 1e300, "not-a-number reject");
        cases.reals("numeric", 0.1, "0.1", 1e21, "1000000000000000000000", Double.POSITIVE_INFINITY, "not-a-number reject");
        cases.reals("numeric(5,2)", 1.5, "1.50", 1.555, "not-a-number reject");
        cases.reals("bigint", 3.0, "3", 3.5, "not-an-integer reject", 1e300, "not-an-integer reject");
        cases.reals("text", 2.5, "2.5", Double.NEGATIVE_INFINITY, "not-a-number reject");
        cases.reals("varchar(3)", 2.5, "2.5", -2.5, "too-long reject");
        cases.reals("jsonb", 2.5, "2.5", Double.NEGATIVE_INFINITY, "not-a-number reject");
        cases.reals("boolean", 1.0, "true", 0.5, "not-a-boolean reject");
        cases.reals("timestamptz", 2440587.5, "1970-01-01 00:00:00, date:julian-day coerce");
        cases.reals("time", 2.5, "not-a-time reject");
        cases.verify();
    }

    @Test
    void textBecomesWhatItSpells() {
        cases.texts("text", "é😀", "é😀", "", "", "a\0b", "nul-byte reject");
        cases.texts("varchar(2)", "😀é", "😀é", "abc", "too-long reject");
        cases.texts("integer", "12", "12", "-007", "-7", "12.0", "not-an-integer reject");
        cases.texts("integer", "12\n", "not-an-integer reject", " 12", "not-an-integer reject", "toto", "not-an-integer reject");
        cases.texts("bigint", "9223372036854775808", "not-an-integer reject");
        cases.texts("numeric(4,1)", "1.10", "1.1", "1.11", "not-a-number reject");
        cases.texts("boolean", "Yes", "true", "f", "false", "on", "not-a-boolean reject");
        cases.texts("jsonb", "{\"b\":1,\"a\":1.10}", "{\"a\": 1.10, \"b\": 1}", "{", "bad-json reject", "\"\\u0000\"", "nul-byte reject");
        cases.texts("timestamp", "2024-02-29", "2024-02-29 00:00:00", "2024-02-30", "not-a-timestamp reject");
        cases.texts("timestamptz", "2024-02-29T10:00:00+02:00", "2024-02-29 08:00:00, date:iso-offset coerce", "0009-01-01", "0009-01-01 00:00:00");
        cases.texts("date", "2024-02-29", "2024-02-29", "2024-02-29 10:00", "not-a-date reject", "", "not-a-date reject");
        cases.texts("time", "23:59:59.5", "23:59:59.5", "00:00:00.120000", "00:00:00.12", "10:00:00.000000", "10:00:00", "24:00:00", "not-a-time reject", "10:00:00\n", "not-a-time reject");
        cases.texts("bytea", "é", "C3A9");
        cases.verifyInterpreted();
    }

    /** Compiled, because compiled code may compute a branch that is not taken. */
    @Test
    void textThatIsNoNumberAndNoUuidFailsNoJob() {
        cases.texts("numeric", "1.10", "1.10", "1.10\n", "not-a-number reject", "1e5", "not-a-number reject");
        cases.texts("double precision", "1e5", "100000.0", "1e400", "not-a-number reject", "3.14159265358979323846", "not-a-number reject");
        cases.texts("real", "0.5", "0.5", "1.2345", "1.2345", "16777217", "not-a-number reject", "x", "not-a-number reject");
        cases.texts("uuid", Cases.UUID, Cases.UUID, Cases.UUID.toUpperCase(Locale.ROOT), Cases.UUID + ", uuid-spelling coerce", Cases.UUID.replace("-", ""), Cases.UUID + ", uuid-spelling coerce", "{" + Cases.UUID + "}", Cases.UUID + ", uuid-spelling coerce", "system", "not-a-uuid reject");
        cases.verify();
    }

    @Test
    void bytesThatAreNoTextAreNeverTakenForIt() {
        cases.add(Form.BYTES, "bytea", Cases.STRICT, Cases.NOT_UTF8, "61C328");
        cases.add(Form.BYTES, "text", Cases.STRICT, Cases.NOT_UTF8, "invalid-utf8 reject");
        cases.add(Form.BYTES, "text", Cases.STRICT, new byte[] {'a', 0}, "nul-byte reject");
        cases.add(Form.BYTES, "text", Cases.STRICT, "é".getBytes(StandardCharsets.UTF_8), "é");
        cases.add(Form.MIXED, "text", Cases.STRICT, Cases.mixed("text", null, null, Cases.NOT_UTF8), "invalid-utf8 reject");
        cases.add(Form.MIXED, "jsonb", Cases.STRICT, Cases.mixed("text", null, null, new byte[] {'"', (byte) 0xFF, '"'}), "invalid-utf8 reject");
        cases.verify();
    }

    @Test
    void aMixedColumnTakesEachValueByItsClass() {
        cases.add(Form.MIXED, "text", Cases.STRICT, Cases.mixed("integer", 5L, null, null), "5");
        cases.add(Form.MIXED, "text", Cases.STRICT, Cases.mixed("real", null, 0.5, null), "0.5");
        cases.add(Form.MIXED, "text", Cases.STRICT, Cases.mixed("text", null, null, "x".getBytes(StandardCharsets.UTF_8)), "x");
        cases.add(Form.MIXED, "bigint", Cases.STRICT, Cases.mixed("text", null, null, "x".getBytes(StandardCharsets.UTF_8)), "not-an-integer reject");
        cases.add(Form.MIXED, "bigint", Cases.STRICT, Cases.mixed("integer", Long.MIN_VALUE, null, null), "-9223372036854775808");
        cases.add(Form.MIXED, "timestamp", Cases.STRICT, Cases.mixed("real", null, 2440588.0, null), "1970-01-01 12:00:00, date:julian-day coerce");
        cases.add(Form.MIXED, "bytea", Cases.STRICT, Cases.mixed("blob", null, null, new byte[] {0}), "00");
        cases.verify();
    }

    @Test
    void policiesChangeValuesAndCountThem() {
        cases.add(Form.TEXT, "text", Cases.LENIENT, "a\0b\0", "ab, nul-byte coerce");
        cases.add(Form.TEXT, "varchar(2)", Cases.LENIENT, "\0abc", "nul-byte coerce, too-long reject");
        cases.add(Form.TEXT, "jsonb", Cases.LENIENT, "{", "\"{\", bad-json coerce");
        cases.add(Form.TEXT, "jsonb", Cases.STRICT, "[{\"a\":1,\"b\":\"\",\"a\":2}]", "[{\"a\": 2, \"b\": \"\"}], json-repeats coerce");
        cases.add(Form.TEXT, "jsonb", Cases.STRICT, "{\"a\":\"\\u0022\\u0022\",\"b\":1,\"b\":2}", "{\"a\": \"\\\"\\\"\", \"b\": 2}, json-repeats coerce");
        cases.add(Form.TEXT, "jsonb", Cases.STRICT, "{\"a\":\"\\u0022\",\"b\":{\"a\":2}}", "{\"a\": \"\\\"\", \"b\": {\"a\": 2}}");
        cases.add(Form.TEXT, "jsonb", Cases.LENIENT, "\"a\\u0000\"", "\"a\", nul-byte coerce");
        cases.add(Form.TEXT, "jsonb", Cases.LENIENT, "{\0", "bad-json reject, nul-byte coerce");
        cases.verify();
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
                var profile = form == Form.MIXED ? Cases.ANYTHING : Cases.MYSQL;
                var empty = form == Form.MIXED ? Cases.mixed("null", null, null, null) : null;
                cases.add(new Cases.Case(form, type, Cases.with("datetime", "timestamptz(Europe/Berlin)"), profile, true, empty, "NULL"));
            }
        }
        cases.verifyInterpreted();
    }

    // spotless:on
}
