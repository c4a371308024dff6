package io.transfuse.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SealedTest {
    private static final String QUERY = "SELECT \"c0\" FROM (SELECT c0 FROM t WHERE _transfuse_part AND TRUE) r WHERE ";

    @Test
    void theKeyOfAnotherProcessOpensAConditionThatNobodyElseReads() {
        var sealed = Sealed.fresh();
        var predicate = sealed.predicate("t.`name` >= _utf8mb4 X'6D65' OR t.`name` < 'you'");

        assertThat(predicate).doesNotContain("name").doesNotContain("6D65").doesNotContain("you");
        assertThat(Sealed.of(sealed.written()).opened(QUERY + "(x = 1) AND (" + predicate + ")"))
                .isEqualTo(
                        "SELECT \"c0\" FROM (SELECT c0 FROM t WHERE (t.`name` >= _utf8mb4 X'6D65' OR t.`name` < 'you')"
                                + " AND TRUE) r WHERE (x = 1) AND (TRUE)");
        assertThatThrownBy(() -> Sealed.fresh().opened(QUERY + predicate)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aQueryForTheColumnsAloneAsksForNoPart() {
        assertThat(Sealed.fresh().opened(QUERY + "1=0"))
                .isEqualTo("SELECT \"c0\" FROM (SELECT c0 FROM t WHERE TRUE AND TRUE) r WHERE 1=0");
    }
}
