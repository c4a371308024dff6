package io.transfuse.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.Validation.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefinitionsTest {
    private static final Map<String, String> TABLES = Map.of("public.items", "1");

    @Test
    void tablesOutOfADumpMayBePrintedOtherwise() {
        var then = new Definitions(18, TABLES, Map.of("a", "x", "b", "y"));

        assertThat(then.kept(new Definitions(18, TABLES, Map.of("a", "x", "b", "z")))
                        .verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(then.kept(new Definitions(18, Map.of("public.items", "2"), Map.of("a", "x", "b", "z"))))
                .satisfies(c -> assertThat(c.verdict()).isEqualTo(Verdict.WARN))
                .satisfies(c -> assertThat(c.examples()).containsExactly("b"));
        assertThat(then.kept(new Definitions(19, TABLES, Map.of("a", "z"))).verdict())
                .isEqualTo(Verdict.WARN);
        assertThat(then.kept(new Definitions(19, TABLES, Map.of("a", "x", "c", "w")))
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }
}
