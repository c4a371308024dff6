package io.transfuse.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Storage;
import io.transfuse.types.Moment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks SQLite for the seconds of whatever a run takes for a moment; what it refuses is not compared. */
class SqliteSecondsTest {

    private static final List<String> DAYS =
            List.of("1969-12-31", "2024-02-29", "0001-01-02", "9999-12-30", "1582-10-10", "2023-02-29");
    private static final List<String> CLOCKS = List.of(
            "",
            " 00:00",
            "T23:59",
            "t10:20",
            " 10:20:59",
            "T10:20:30.5",
            " 10:20:30.999999",
            " 10:20:59.9999990",
            " 24:00");
    private static final List<String> OFFSETS = List.of(
            "", "Z", " z", "+02", " +02", "-0230", "+02:30", " -15:59", "-00:00", "+02:", "+16", "-1", " UTC", " ");
    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "+5",
            "007",
            "1700000000",
            "-1700000000",
            "99999999999",
            "100000000000",
            "-100000000000",
            "1700000000123",
            "-1700000000123",
            "-1700000000000",
            "253402300799999",
            "1700000000123456",
            "0x10",
            "1e9",
            "1_000",
            ".5",
            "5.",
            "-.5",
            " 5",
            "5 ",
            "0.5",
            "-0.5",
            "+0.5",
            "-0.0",
            "-0.0000004",
            "-0.0000005",
            "0.9999994",
            "0.9999995",
            "-0.9999995",
            "1700000000.9999995",
            "1700000000.9999994",
            "-1700000000.5",
            "1699999999.999999",
            "4294967295.9999995",
            "4294967297.999999",
            "99999999999.99998",
            "-99999999999.99998",
            "-5000000000.000001",
            "1700000000999.9995",
            "1700000000999.9994",
            "-1700000000000.0005",
            "-1700000000000.5",
            "5000000000999.999",
            "2460310.5",
            "2460310.49999999",
            "2460310.500011574",
            "1721425.5",
            "5373484.4999",
            "5373484.5",
            "1721425.4",
            "2440587.5",
            "-2460310.5");

    @TempDir
    Path folder;

    private static List<String> texts() {
        var texts = new ArrayList<>(NUMBERS);
        DAYS.forEach(d -> CLOCKS.forEach(c -> OFFSETS.forEach(o -> texts.add(d + c + o))));
        return texts;
    }

    private static Stream<Double> reals() {
        var random = new Random(7);
        var some = Stream.generate(() -> switch (random.nextInt(4)) {
                    case 0 -> 2_460_310.5 + random.nextInt(1_000_000) / 86_400.0;
                    case 1 -> random.nextInt() + random.nextInt(3) / 10_000_000.0 - 0.000_000_1;
                    case 2 -> random.nextLong(-60_000_000_000L, 200_000_000_000_000L) / 1000.0;
                    default -> random.nextInt(100) + 0.999_999_4 + random.nextInt(3) / 10_000_000.0;
                })
                .limit(20_000);
        var known =
                NUMBERS.stream().filter(n -> n.matches("[+-]?\\d+(\\.\\d+)?")).map(Double::valueOf);
        return Stream.concat(known, some);
    }

    private static @Nullable Long seconds(Moment moment) {
        return moment.kind() == Moment.Kind.NOT_A_TIMESTAMP ? null : Math.floorDiv(moment.micros(), 1_000_000L);
    }

    private Map<Object, Long> asked(List<?> values, @Nullable OfColumn profile) throws SQLException {
        var answers = new HashMap<Object, Long>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("s.db"));
                var question = connection.prepareStatement(
                        "SELECT " + SqliteSeconds.of("x", profile) + " FROM (SELECT ? AS x LIMIT 1)")) {
            for (var value : values) {
                question.setObject(1, value);
                try (var answer = question.executeQuery()) {
                    answers.put(value, answer.getLong(1));
                }
            }
        }
        return answers;
    }

    @Test
    void ofEverySpellingOfAMoment() throws Exception {
        var expected = new HashMap<Object, Long>();
        texts().forEach(t -> {
            var seconds = seconds(Moment.ofText(t));
            if (seconds != null) {
                expected.put(t, seconds);
            }
        });

        assertThat(expected).hasSizeGreaterThan(300);
        assertThat(asked(List.copyOf(expected.keySet()), null)).isEqualTo(expected);
    }

    @Test
    void ofTextsThatAreStoredAsBytes() throws Exception {
        var bytes = "2024-01-01 10:00:00+0200".getBytes(StandardCharsets.UTF_8);

        assertThat(asked(List.of(bytes), null)).containsEntry(bytes, 1_704_096_000L);
    }

    @Test
    void ofReals() throws Exception {
        var expected = new HashMap<Object, Long>();
        reals().forEach(r -> {
            var seconds = seconds(Moment.ofReal(r));
            if (seconds != null) {
                expected.put(r, seconds);
            }
        });

        assertThat(asked(List.copyOf(expected.keySet()), null)).isEqualTo(expected);
    }

    @Test
    void ofWholeNumbersAsTheColumnCountsThem() throws Exception {
        var beside = profile(4_102_444_800L, 1_700_000_000_000L);

        assertThat(asked(List.of(-1_700_000_000_500L, 4_102_444_800L, -4_102_444_799L), beside))
                .containsValues(-1_700_000_001L, 4_102_444L, -4_102_444_799L);
        assertThat(asked(List.of(2_460_311L), profile(0, 0, "julian"))).containsValues(1_704_110_400L);
        assertThat(asked(List.of(2_460_311L), null)).containsValues(2_460_311L);
    }

    private static OfColumn profile(long least, long most, String... facts) {
        var counts = new HashMap<String, Long>();
        List.of(facts).forEach(f -> counts.put(f, 1L));
        return new OfColumn(
                Map.of(Storage.INTEGER, 1L, Storage.REAL, 1L), Optional.of(least), Optional.of(most), 0, counts);
    }
}
