package io.transfuse.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerFormTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "numeric; 1.10; 1.1; true",
                "int4; 1e3; 1000; true",
                "float8; 0.30000000000000004; 0.3; false",
                "numeric; 1.10; 1.11; false",
                "bool; 1; true; true",
                "bool; 0; true; false",
                "timestamptz; 2024-03-31T02:00:00.000Z; 2024-03-31 04:00:00+02; true",
                "timestamptz; 1711850400; 2024-03-31 02:00:00+00; true",
                "timestamptz; 2024-03-31 02:00:00.000001; 2024-03-31 02:00:00+00; false",
                "timestamp; 2024-03-31; 2024-03-31 00:00:00; true",
                "timestamp; 0000-00-00 00:00:00; 2024-03-31 00:00:00; false",
                "timestamptz; 2024-03-31 02:00:00.5+00; 2024-03-31T02:00:00.500Z; true",
                "timestamptz; 2024-03-31 02:00:00+00; 2024-03-31 02:00:00+01; false",
                "date; 2024-03-31 00:00:00; 2024-03-31; true",
                "date; 2024-03-30; 2024-03-31; false",
                "jsonb; '{\"b\":1,\"a\":[1,2]}'; '{\"a\": [1, 2], \"b\": 1}'; true",
                "jsonb; '[1, 2]'; '[2, 1]'; false",
                "jsonb; 1; '\"1\"'; false",
                "uuid; {7C9E6679-7425-40DE-944B-E07FC1F90AE7}; 7c9e6679742540de944be07fc1f90ae7; true",
                "uuid; 7c9e6679-7425-40de-944b-e07fc1f90ae7; 7C9E6679-7425-40DE-944B-E07FC1F90AE7; true",
                "uuid; 7c9e6679-7425-40de-944b-e07fc1f90ae7; 7c9e6679-7425-40de-944b-e07fc1f90ae8; false",
                "jsonb; '{\"a\":1e2}'; '{\"a\": 100}'; true",
                "jsonb; '{\"a\":1.0}'; '{\"a\": 1.00}'; false",
                "text; a; A; false",
                "text; '1.10'; '1.1'; false",
            })
    void tellsEqualFromUnequal(String type, String one, String other, boolean equal) {
        var form = AnswerForm.of(type);
        assertThat(form.canonical(one, ZoneOffset.UTC).equals(form.canonical(other, ZoneOffset.UTC)))
                .isEqualTo(equal);
    }

    @Test
    void timesWithoutZoneAreThoseOfTheSettings() {
        assertThat(AnswerForm.MOMENT.canonical("2024-07-01 12:00:00", ZoneId.of("Europe/Prague")))
                .isEqualTo(AnswerForm.MOMENT.canonical("2024-07-01 10:00:00+00", ZoneOffset.UTC));
        assertThat(AnswerForm.CLOCK.canonical("2024-07-01 12:00:00", ZoneId.of("Europe/Prague")))
                .isEqualTo(AnswerForm.CLOCK.canonical("2024-07-01 12:00:00", ZoneOffset.UTC));
    }

    @Test
    void bytesAreBytesTextOrTruth() {
        var text = "é".getBytes(StandardCharsets.UTF_8);
        assertThat(AnswerForm.BYTES.canonical(text, ZoneOffset.UTC)).isEqualTo("c3a9");
        assertThat(AnswerForm.TEXT.canonical(text, ZoneOffset.UTC)).isEqualTo("é");
        assertThat(AnswerForm.TRUTH.canonical(new byte[] {1}, ZoneOffset.UTC)).isEqualTo("true");
    }
}
