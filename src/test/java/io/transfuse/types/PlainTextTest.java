package io.transfuse.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The quick reading never says anything else than the general one. */
class PlainTextTest {
    private static final int TEXTS = 200_000;
    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?");

    private final Random random = new Random(7);

    @Test
    void everyDayOfTheCalendarIsTheSameDay() {
        for (var day = LocalDate.of(1, 1, 1); day.getYear() < 10_000; day = day.plusDays(1)) {
            var text = String.format("%04d-%02d-%02d", day.getYear(), day.getMonthValue(), day.getDayOfMonth());
            assertThat(moment(text)).isEqualTo(day.toEpochDay() * 86_400_000_000L);
        }
    }

    @Test
    void momentsAreThoseOfTheGeneralReading() {
        var read = 0;
        for (var i = 0; i < TEXTS; i++) {
            var text = damaged(printedMoment());
            var general = Moment.ofText(text);
            if (moment(text) != PlainText.NO_MOMENT) {
                read++;
                assertThat(general).as(text).isEqualTo(new Moment(Moment.Kind.ISO, moment(text)));
            }
        }
        assertThat(read).isBetween(TEXTS / 4, TEXTS - 1);
    }

    @Test
    void whatIsPrintedIsReadQuickly() {
        assertThat(moment("2024-02-29")).isEqualTo(Moment.ofText("2024-02-29").micros());
        assertThat(moment("2024-02-29 23:59:59.999999"))
                .isEqualTo(Moment.ofText("2024-02-29 23:59:59.999999").micros());
        assertThat(moment("0001-01-01T00:00:00.5"))
                .isEqualTo(Moment.ofText("0001-01-01T00:00:00.5").micros());
        for (var other : new String[] {
            "",
            "2023-02-29",
            "0000-00-00",
            "2024-00-10",
            "2024-1-1",
            "2024-01-01 24:00:00",
            "2024-01-01 00:00:00.",
            "2024-01-01 00:00:00.1234567",
            "2024-01-01x00:00:00",
            "20x4-01-01",
            "2024-01-01Z",
            "2024-01-01 00:00:00Z"
        }) {
            assertThat(moment(other)).as(other).isEqualTo(PlainText.NO_MOMENT);
        }
    }

    @Test
    void uuidsAreThoseThatPostgresPrintsUnchanged() {
        var same = 0;
        for (var i = 0; i < TEXTS; i++) {
            var text = damaged(new java.util.UUID(random.nextLong(), random.nextLong()).toString());
            var bytes = bytes(text);
            var printed = PlainText.isUuid(bytes, 1, bytes.length - 2);
            assertThat(printed).as(text).isEqualTo(text.equals(UuidFrom.canonical(text)));
            same += printed ? 1 : 0;
        }
        assertThat(same).isBetween(TEXTS / 4, TEXTS - 1);
    }

    @Test
    void decimalsAreThoseOfTheExpressionAndFitAsTheyAreOnlyWherePrintedSo() {
        var fitting = 0;
        for (var i = 0; i < TEXTS; i++) {
            var text = damaged(printedDecimal());
            var bytes = bytes(text);
            var decimal = DECIMAL.matcher(text).matches();
            assertThat(PlainText.isDecimal(bytes, 1, bytes.length - 2)).as(text).isEqualTo(decimal);
            var scale = random.nextInt(4);
            var precision = scale + random.nextInt(1, 5);
            if (decimal && PlainText.fits(bytes, 1, bytes.length - 2, precision, scale)) {
                fitting++;
                assertThat(Decimal.fitting(text, precision, scale)).as(text).isEqualTo(text);
            }
        }
        assertThat(fitting).isGreaterThan(TEXTS / 50);
    }

    private String printedMoment() {
        var date =
                String.format("%04d-%02d-%02d", random.nextInt(10_000), random.nextInt(1, 14), random.nextInt(1, 32));
        if (random.nextInt(4) == 0) {
            return date;
        }
        var time = String.format(
                "%s%c%02d:%02d:%02d",
                date, random.nextBoolean() ? ' ' : 'T', random.nextInt(25), random.nextInt(61), random.nextInt(61));
        var digits = random.nextInt(9);
        return digits == 0
                ? time
                : time + "."
                        + Long.toString(1_000_000_000L + random.nextInt(1_000_000_000))
                                .substring(1, 1 + digits);
    }

    private String printedDecimal() {
        var number = (random.nextBoolean() ? "-" : "") + random.nextInt(1 << random.nextInt(1, 20));
        return random.nextBoolean() ? number : number + "." + random.nextInt(1 << random.nextInt(1, 14));
    }

    /** Half of the texts lose, gain or change a letter. */
    private String damaged(String text) {
        if (random.nextBoolean()) {
            return text;
        }
        var at = random.nextInt(text.length());
        var letter = "0123456789abcfF-:. TZ+{}/é".charAt(random.nextInt(26));
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, at) + text.substring(at + 1);
            case 1 -> text.substring(0, at) + letter + text.substring(at);
            default -> text.substring(0, at) + letter + text.substring(at + 1);
        };
    }

    private static long moment(String text) {
        var bytes = bytes(text);
        return PlainText.moment(bytes, 1, bytes.length - 2);
    }

    /** The text among other bytes, as it lies in a row. */
    private static byte[] bytes(String text) {
        return ("7" + text + "7").getBytes(StandardCharsets.UTF_8);
    }
}
