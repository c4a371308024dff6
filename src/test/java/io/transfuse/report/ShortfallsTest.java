package io.transfuse.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Compared;
import io.transfuse.model.Validation.Difference;
import io.transfuse.model.Validation.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShortfallsTest {

    @Test
    void aTableThatIsMissingIsToldInItsOwnWords() {
        assertThat(named(compared(200, "", new Difference("the target has no table public.b", "missing", List.of()))))
                .containsExactly("public.b: 200 missing", "the target has no table public.b");
    }

    @Test
    void aTableWithOtherColumnsIsToldInItsOwnWords() {
        var fault = "public.b.score is missing in the target, but must be double precision";
        assertThat(named(compared(20, "", new Difference(fault, "changed", List.of("score")))))
                .containsExactly("public.b: 20 missing", fault);
    }

    @Test
    void rowsAreNamedUntilThereAreTooMany() {
        assertThat(named(compared(20, "f00", new Difference("7", "missing", List.of()))))
                .containsExactly(
                        "public.b: 20 missing", "public.b 7 is missing", "public.b: … and 10 more in the report");
    }

    private static List<String> named(Compared compared) {
        return Shortfalls.named(new Validation(
                "r",
                "general",
                "c",
                "d",
                Verdict.FAIL,
                "now",
                1,
                List.of(),
                List.of(compared),
                List.of(),
                List.of(),
                List.of(),
                Validation.Level.DIGESTS,
                List.of()));
    }

    private static Compared compared(long missing, String targetChecksum, Difference difference) {
        return new Compared(
                "public.b",
                List.of("b"),
                200,
                0,
                missing,
                0,
                0,
                1,
                "abc",
                targetChecksum,
                Verdict.FAIL,
                List.of(difference));
    }
}
