package io.transfuse.transform;

import io.transfuse.config.Policy;
import io.transfuse.model.Form;
import io.transfuse.model.PgType;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values as MySQL and MariaDB hold them. */
class MysqlConversionsTest {

    private final Cases cases = new Cases();

    // spotless:off
    @Test
    void timesBeyondADayAreIntervals() {
        cases.texts("interval", "-838:59:59.000000", "-3020399000000", "838:59:59.999999", "3020399999999", "-00:00:00.000001", "-1");
        cases.texts("interval", "12:60:00", "not-an-interval reject", "", "not-an-interval reject");
        cases.verify();
    }

    @Test
    void bitsListsAndPointsAreHeldAsPostgresPrintsThem() {
        cases.texts("bit(8)", "00000101", "00000101", "101", "not-a-bit reject", "00000102", "not-a-bit reject");
        cases.texts("varbit(8)", "101", "101", "000000000", "not-a-bit reject");
        cases.longs("bit(3)", 5L, "101", 1L, "001", 8L, "not-a-bit reject", -1L, "not-a-bit reject");
        cases.texts("text[]", "", "{}", "a,b", "{a,b}", "NULL,x y,a\"b\\c,", "{\"NULL\",\"x y\",\"a\\\"b\\\\c\",\"\"}");
        cases.add(Form.BYTES, "point", Cases.STRICT, HexFormat.of().parseHex("0101000000000000000000F83F0000000000000080"), "3FF80000000000008000000000000000");
        cases.add(Form.BYTES, "point", Cases.STRICT, HexFormat.of().parseHex("00000000013FF80000000000008000000000000000"), "3FF80000000000008000000000000000");
        cases.add(Form.BYTES, "point", Cases.STRICT, new byte[21], "not-a-point reject");
        cases.add(Form.BYTES, "uuid", Cases.STRICT, HexFormat.of().parseHex(Cases.UUID.replace("-", "")), Cases.UUID);
        cases.add(Form.BYTES, "uuid", Cases.STRICT, new byte[15], "not-a-uuid reject");
        cases.verify();
    }

    @Test
    void numbersOfMysqlAreExact() {
        cases.texts("numeric(20)", "18446744073709551615", "18446744073709551615");
        cases.texts("numeric(65,30)", "-12345678901234567890123456789012345.123456789012345678901234567890", "-12345678901234567890123456789012345.123456789012345678901234567890");
        cases.reals("real", -0.0, "-0.0", 8388610.0, "8388610.0", (double) 0.1f, "0.1");
        cases.texts("jsonb", "[9007199254740993, 1e400, 1.10]", "[9007199254740993, 1" + "0".repeat(400) + ", 1.10]", "{\"a\":1,\"a\":2}", "{\"a\": 2}, json-repeats coerce", "7", "7");
        cases.verifyInterpreted();
    }

    @Test
    void datesOfEveryYearAreExact() {
        cases.texts("date", "0001-01-01", "0001-01-01", "0999-12-31", "0999-12-31", "1582-10-10", "1582-10-10", "9999-12-31", "9999-12-31");
        cases.texts("timestamp", "9999-12-31 23:59:59.999999", "9999-12-31 23:59:59.999999", "1000-01-01 00:00:00.000001", "1000-01-01 00:00:00.000001");
        cases.verifyInterpreted();
    }

    @Test
    void aDateWithAZeroPartIsWhatThePolicySays() {
        for (var zero : List.of("0000-00-00", "2024-00-10", "2024-05-00", "0000-05-10")) {
            cases.mysql("date", Policy.STANDARD, true, zero, "NULL, zero-date coerce");
            cases.mysql("date", Policy.STANDARD, false, zero, "zero-date reject");
            cases.mysql("timestamptz", Policy.STANDARD, true, zero + " 00:00:00", "NULL, zero-date coerce");
            cases.mysql("timestamp", Cases.with("zero-date", "quarantine"), true, zero + " 10:00:00", "zero-date reject");
            cases.mysql("date", Cases.with("zero-date", "1970-01-01"), false, zero, "1970-01-01, zero-date coerce");
            cases.mysql("timestamp", Cases.with("zero-date", "1970-01-01"), true, zero + " 10:00:00.5", "1970-01-01 00:00:00, zero-date coerce");
        }
        cases.mysql("date", Policy.STANDARD, true, "2024-10-10", "2024-10-10");
        cases.mysql("timestamp", Policy.STANDARD, true, "2024-10-10 00:00:00", "2024-10-10 00:00:00");
        cases.mysql("date", Policy.STANDARD, true, "2024-02-30", "not-a-date reject");
        cases.verifyInterpreted();
    }

    @Test
    void localTimesBecomeTheMomentsThatAZonesClocksMean() {
        var berlin = Cases.with("datetime", "timestamptz(Europe/Berlin)");
        cases.mysql("timestamptz", berlin, true, "2024-01-15 12:00:00.123456", "2024-01-15 11:00:00.123456");
        cases.mysql("timestamptz", berlin, true, "2024-07-15 12:00:00", "2024-07-15 10:00:00");
        cases.mysql("timestamptz", berlin, true, "2024-03-31 02:30:00", "dst-gap reject");
        cases.mysql("timestamptz", berlin, true, "2024-10-27 02:30:00", "2024-10-27 00:30:00, dst-overlap coerce");
        cases.mysql("timestamptz", berlin, true, "2024-07-15T12:00:00Z", "2024-07-15 12:00:00");
        cases.mysql("timestamp", berlin, true, "2024-03-31 02:30:00", "2024-03-31 02:30:00");
        cases.add(new Cases.Case(Form.TEXT, PgType.of("timestamptz"), berlin, Cases.facts("utc"), true, "2024-03-31 02:30:00", "2024-03-31 02:30:00"));
        cases.verifyInterpreted();
    }

    @Test
    void theEmptyMemberOfAnEnumerationIsWhatThePolicySays() {
        for (var type : List.of(PgType.enumeration("mood"), PgType.of("text"))) {
            cases.mysql(type, Policy.STANDARD, true, "", "NULL, empty-enum coerce");
            cases.mysql(type, Policy.STANDARD, false, "", "empty-enum reject");
            cases.mysql(type, Cases.with("empty-enum", "quarantine"), true, "", "empty-enum reject");
            cases.mysql(type, Cases.with("empty-enum", "keep"), true, "", "");
            cases.mysql(type, Policy.STANDARD, true, "it's, 😀", "it's, 😀");
        }
        cases.verifyInterpreted();
    }

    @Test
    void textThatWasEncodedTwiceIsReportedAndStaysAsItIs() {
        cases.mysql("text", Policy.STANDARD, true, "GrÃ¼ÃŸe", "GrÃ¼ÃŸe, double-encoded note");
        cases.mysql("text", Policy.STANDARD, true, "Grüße", "Grüße");
        cases.verifyInterpreted();
    }
    // spotless:on
}
