package io.transfuse.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalTest {

    @Test
    void everyDoublePrintsAsADecimalThatReadsBack() {
        var random = new Random(42);
        for (int i = 0; i < 3_000; i++) {
            var value = Double.longBitsToDouble(random.nextLong());
            var text = Decimal.ofDouble(value);
            if (text == null) {
                assertThat(Double.isFinite(value)).isFalse();
            } else {
                assertThat(Double.parseDouble(text)).isEqualTo(value);
                assertThat(new BigDecimal(text).precision()).isLessThanOrEqualTo(Math.max(17, text.length()));
                assertThat(text).doesNotContain("E");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "1.0, 1",
        "-2.50, -2.5",
        "1e21, 1000000000000000000000",
        "-0.0, 0",
        "0.30000000000000004, 0.30000000000000004",
        "2e-3, 0.002",
        "123456789012345680, 123456789012345680",
        "NaN,",
        "Infinity,",
        "-Infinity,"
    })
    void aDoublePrintsAsItsShortestDecimal(double value, String text) {
        assertThat(Decimal.ofDouble(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, 10, 2, 1.50",
        "1.50, 10, 1, 1.5",
        "1.55, 10, 1,",
        "100, 2, 0,",
        "99, 2, 0, 99",
        "0, 2, 2, 0.00",
        "0.99, 2, 2, 0.99",
        "1, 2, 2,",
        "-0.0, 5, 1, 0.0",
        "+7, 5, 0, 7",
        "007, 5, 0, 7",
        "1.10, 0, -1, 1.10",
        "12345678901234567890123456789012345678901, 0, -1," + " 12345678901234567890123456789012345678901"
    })
    void aNumberFitsExactlyOrNotAtAll(String text, int precision, int scale, String printed) {
        assertThat(Decimal.fitting(text, precision, scale)).isEqualTo(printed);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "1.2345, 1.2345",
        "-2.5, -2.5",
        "-0.0, -0.0",
        "0.10000000149011612, 0.1",
        "0.123456789,",
        "16777217,",
        "3.4028235e38, 3.4028235e38",
        "1e39,",
        "1e-45, 1e-45",
        "1e-50,",
        "NaN, NaN",
        "Infinity, Infinity"
    })
    void aFloatIsADoubleThatPrintsAsTheSameDecimalOrIsTheSameNumber(double value, Float expected) {
        assertThat(Decimal.toFloat(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "0.10, 0.1",
        "-0.0, -0.0",
        "1e308, 1e308",
        "1e309,",
        "9007199254740993,",
        "9007199254740992, 9007199254740992",
        "3.14159265358979323846,",
        "5e-324, 5e-324",
        "1e-999999999,"
    })
    void aDoubleIsTakenFromTextOnlyWhereItHoldsIt(String text, Double value) {
        assertThat(Decimal.toDouble(text)).isEqualTo(value);
    }
}
