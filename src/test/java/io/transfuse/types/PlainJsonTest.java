package io.transfuse.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is found to be printed already is what the general way prints; that one is compared with PostgreSQL. */
class PlainJsonTest {
    private static final int DOCUMENTS = 20_000;

    @Test
    void whatIsPlainIsPrintedUnchanged() {
        var random = new Random(5);
        var documents = new ArrayList<>(JsonSamples.ODDITIES);
        for (var i = 0; i < DOCUMENTS; i++) {
            var document = JsonSamples.document(random, 4);
            documents.add(document);
            documents.add(JsonSamples.broken(random, document));
            var printed = JsonbText.canonical(document);
            if (printed != null) {
                documents.add(printed);
                documents.add(JsonSamples.broken(random, printed));
            }
        }
        var plain = documents.stream().filter(PlainJsonTest::plain).toList();
        assertThat(plain)
                .hasSizeGreaterThan(DOCUMENTS / 4)
                .allSatisfy(d -> assertThat(JsonbText.canonical(d)).isEqualTo(d));
    }

    @Test
    void whatServersPrintIsPlain() {
        assertThat(List.of(
                        "{\"a\": 1, \"b\": [true, null, \"é 😀\"], \"cc\": {\"x\": -1.50}}",
                        "[]",
                        "{}",
                        "\"x\"",
                        "0.5",
                        "-7"))
                .allMatch(PlainJsonTest::plain);
    }

    @Test
    void whatWouldBePrintedOtherwiseIsNot() {
        assertThat(List.of(
                        "{\"a\":1}",
                        "{\"b\": 1, \"a\": 2}",
                        "{\"aa\": 1, \"b\": 2}",
                        "{\"a\": 1, \"a\": 1}",
                        "{\"a\": 1,}",
                        "[1,2]",
                        " 1",
                        "-0",
                        "1e2",
                        "01",
                        "\"\\/\"",
                        "tru",
                        "",
                        "1 2"))
                .noneMatch(PlainJsonTest::plain);
    }

    private static boolean plain(String json) {
        var bytes = ("\"" + json + "\"").getBytes(StandardCharsets.UTF_8);
        return PlainJson.is(bytes, 1, bytes.length - 2);
    }
}
