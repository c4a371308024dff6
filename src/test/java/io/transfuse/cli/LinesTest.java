package io.transfuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LinesTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Instant now = Instant.EPOCH;
    private final Lines lines = new Lines(new PrintStream(bytes, true, StandardCharsets.UTF_8), () -> now);

    private void after(long seconds) {
        now = now.plusSeconds(seconds);
    }

    @Test
    void aStepIsALineAtItsBeginAndOneAtItsEnd() {
        lines.begin("load", 1000);
        lines.advance(400);
        after(2);
        lines.advance(600);
        lines.end("4 tables");

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("load: 1,000 rows", "load: done in 2.0 s, 4 tables");
    }

    @Test
    void aLongStepSpeaksEveryTenSeconds() {
        lines.begin("load", 4000);
        for (var second = 0; second < 25; second++) {
            after(1);
            lines.advance(100);
        }

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "load: 4,000 rows",
                        "load: 1,000 of 4,000 rows, 100 rows/s, about 30 s left",
                        "load: 2,000 of 4,000 rows, 100 rows/s, about 20 s left");
    }

    @Test
    void aStepOfUnknownSizeTellsWhatItDid() {
        lines.begin("profile", 0);
        after(10);
        lines.advance(1);

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("profile", "profile: 1 row, 0 rows/s");
    }
}
