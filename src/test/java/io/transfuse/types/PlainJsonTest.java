package io.transfuse.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The quick way prints what the general way prints, or nothing; that one is compared with PostgreSQL. */
class PlainJsonTest {
    private static final int DOCUMENTS = 20_000;

    private final PlainJson plain = new PlainJson();

    @Test
    void bothWaysPrintTheSame() {
        var random = new Random(5);
        var documents = new ArrayList<>(JsonSamples.ODDITIES);
        for (var i = 0; i < DOCUMENTS; i++) {
            var document = JsonSamples.document(random, 4);
            documents.add(document);
            documents.add(JsonSamples.broken(random, document));
            documents.add(simple(random, 3));
            documents.add(JsonSamples.broken(random, simple(random, 2)));
        }
        var printed = 0;
        for (var document : documents) {
            var quick = printed(document);
            if (quick != null) {
                printed++;
                assertThat(quick).as(document).isEqualTo(JsonbText.canonical(document));
            }
        }
        assertThat(printed).isGreaterThan(DOCUMENTS);
    }

    @Test
    void plainDocumentsArePrinted() {
        assertThat(printed("{\"b\":1,\"a\":[ ],\"cc\" : {\"x\":-1.50,\"é\":\"😀\"}}"))
                .isEqualTo("{\"a\": [], \"b\": 1, \"cc\": {\"x\": -1.50, \"é\": \"😀\"}}");
        assertThat(printed("{\"a\":1,\"b\":2,\"a\":3}")).isEqualTo("{\"a\": 3, \"b\": 2}");
        assertThat(printed(" [true,null , 0.5]\n")).isEqualTo("[true, null, 0.5]");
        assertThat(printed("{}")).isEqualTo("{}");
        assertThat(printed("[\"\\\"\\\\\\b\\f\\n\\r\\t\"]")).isEqualTo("[\"\\\"\\\\\\b\\f\\n\\r\\t\"]");
    }

    @Test
    void otherDocumentsAreLeftToTheGeneralWay() {
        var many = new StringBuilder("{\"k\": 0");
        for (var i = 0; i < 70; i++) {
            many.append(", \"k").append(i).append("\": 1");
        }
        for (var other : List.of(
                "",
                "-0",
                "1e2",
                "01",
                "\"\\/\"",
                "\"\\u0041\"",
                "\"\\",
                "\"\\\"",
                "{\"\\n\":1}",
                "tru",
                "truex",
                "{\"a\":1,}",
                "[1,]",
                "[,1]",
                "{\"a\"}",
                "{,}",
                "1 2",
                "\"a",
                "[1 2]",
                "\u00a01",
                many + "}",
                "[".repeat(100) + "]".repeat(100),
                "9".repeat(101))) {
            assertThat(printed(other)).as(other).isNull();
        }
    }

    /** A document without escapes, as applications write them. */
    private static String simple(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> Integer.toString(random.nextInt(2_000) - 1_000);
            case 1 -> random.nextInt(100) + "." + random.nextInt(1_000);
            case 2 -> "\"" + "aé😀 b".repeat(random.nextInt(3)) + "\"";
            case 3 -> random.nextBoolean() ? "true" : "null";
            case 4 -> " false ";
            case 5 -> "[" + joined(random, depth, false) + "]";
            default -> "{" + joined(random, depth, true) + "}";
        };
    }

    private static String joined(Random random, int depth, boolean keys) {
        var parts = new ArrayList<String>();
        var count = random.nextInt(5);
        for (var i = 0; i < count; i++) {
            var key = "\"" + "kéy".substring(random.nextInt(3)) + random.nextInt(3) + "\":";
            parts.add((keys ? key : "") + simple(random, depth - 1));
        }
        return String.join(random.nextBoolean() ? "," : " , ", parts);
    }

    private @Nullable String printed(String json) {
        var bytes = ("\"" + json + "\"").getBytes(StandardCharsets.UTF_8);
        var printed = plain.printed(bytes, 1, bytes.length - 2);
        return printed == null ? null : new String(printed, StandardCharsets.UTF_8);
    }
}
