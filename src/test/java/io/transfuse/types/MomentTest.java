package io.transfuse.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {

    @ParameterizedTest
    @CsvSource({
        "2024-02-29, 2024-02-29T00:00:00Z",
        "2024-02-29 10:20, 2024-02-29T10:20:00Z",
        "2024-02-29T10:20:30, 2024-02-29T10:20:30Z",
        "2024-02-29T10:20:30.5Z, 2024-02-29T10:20:30.5Z",
        "2024-02-29 10:20:30.123456, 2024-02-29T10:20:30.123456Z",
        "2024-02-29 10:20:30.123456000, 2024-02-29T10:20:30.123456Z",
        "2024-02-29 10:20:30+02:00, 2024-02-29T08:20:30Z",
        "2024-02-29 10:20:30.000 +00:00, 2024-02-29T10:20:30Z",
        "2024-02-29T10:20:30-05:30, 2024-02-29T15:50:30Z",
        "2024-02-29 10:20:30+00, 2024-02-29T10:20:30Z",
        "0001-01-01, 0001-01-01T00:00:00Z",
        "9999-12-31 23:59:59.999999, 9999-12-31T23:59:59.999999Z"
    })
    void isoTextIsReadAsUtcWhereItNamesNoZone(String text, Instant moment) {
        assertThat(Moment.ofText(text)).isEqualTo(new Moment(Moment.Kind.ISO, micros(moment)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "2023-02-29",
                "2024-13-01",
                "0000-01-01",
                "2024-01-01 24:00",
                "2024-01-01 23:60",
                "2024-01-01 23:59:60",
                "2024-01-01 10",
                "2024-1-1",
                "01.02.2024",
                "2024-01-01Z",
                "0001-01-01 00:00+01:00",
                "2024-01-01 10:00:00.1234567",
                "2024-01-01 10:00:00+16:00",
                "2024-01-01  10:00",
                "2024-01-01 10:00\n",
                "٢٠٢٤-01-01",
                "99999999999999999999",
                "1e9",
                "NaN"
            })
    void whatIsNoExactMomentIsSaid(String text) {
        assertThat(Moment.ofText(text)).isEqualTo(Moment.none());
    }

    @ParameterizedTest
    @CsvSource({
        "0, UNIX_SECONDS, 1970-01-01T00:00:00Z",
        "-1, UNIX_SECONDS, 1969-12-31T23:59:59Z",
        "1700000000, UNIX_SECONDS, 2023-11-14T22:13:20Z",
        "99999999999, UNIX_SECONDS, 5138-11-16T09:46:39Z",
        "100000000000, UNIX_MILLIS, 1973-03-03T09:46:40Z",
        "1700000000123, UNIX_MILLIS, 2023-11-14T22:13:20.123Z",
        "253402300799999, UNIX_MILLIS, 9999-12-31T23:59:59.999Z"
    })
    void integersAreSecondsOrMilliseconds(long value, Moment.Kind kind, Instant moment) {
        assertThat(Moment.ofInteger(value)).isEqualTo(new Moment(kind, micros(moment)));
        assertThat(Moment.ofText(Long.toString(value))).isEqualTo(new Moment(kind, micros(moment)));
    }

    @ParameterizedTest
    @CsvSource({
        "2440587.5, JULIAN_DAY, 1970-01-01T00:00:00Z",
        "2460310.9232638889, JULIAN_DAY, 2024-01-01T10:09:30Z",
        "1721425.5, JULIAN_DAY, 0001-01-01T00:00:00Z",
        "1700000000.25, UNIX_SECONDS, 2023-11-14T22:13:20.250Z",
        "1700000000.123456, UNIX_SECONDS, 2023-11-14T22:13:20.123456Z",
        "1700000000123.0, UNIX_MILLIS, 2023-11-14T22:13:20.123Z",
        "-0.5, UNIX_SECONDS, 1969-12-31T23:59:59.500Z"
    })
    void realsAreJulianDaysOrSeconds(double value, Moment.Kind kind, Instant moment) {
        assertThat(Moment.ofReal(value)).isEqualTo(new Moment(kind, micros(moment)));
    }

    @Test
    void numbersBeyondTheCalendarAreNoMoments() {
        for (var value : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, -99_999_999_999L, 253_402_300_800_000L}) {
            assertThat(Moment.ofInteger(value)).isEqualTo(Moment.none());
        }
        for (var value :
                new double[] {Double.NaN, Double.POSITIVE_INFINITY, -Double.MAX_VALUE, 5_373_484.5, 1e18, -9.9e10}) {
            assertThat(Moment.ofReal(value)).isEqualTo(Moment.none());
        }
    }

    private static long micros(Instant moment) {
        return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), 1_000_000L), moment.getNano() / 1000);
    }
}
