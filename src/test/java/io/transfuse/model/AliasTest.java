package io.transfuse.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AliasTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '@',
            value = {
                "t.a = 1 AND (t.`b` > t.c)       ¦ p.a = 1 AND (p.`b` > p.c)",
                "t.a = 'see t.b' OR t.c = 't.'   ¦ p.a = 'see t.b' OR p.c = 't.'",
                "t.a = 'it''s t.b' AND t.c       ¦ p.a = 'it''s t.b' AND p.c",
                "t.a = 'it\\'s t.b' AND t.c      ¦ p.a = 'it\\'s t.b' AND p.c",
                "t.a = \"x t.b\" AND t.`t.c` = 1 ¦ p.a = \"x t.b\" AND p.`t.c` = 1",
                "cost.a = t.a$1                  ¦ cost.a = p.a$1",
            })
    void onlyTheAliasItselfIsReplaced(String sql, String moved) {
        assertThat(Alias.moved(sql, "p")).isEqualTo(moved);
    }
}
