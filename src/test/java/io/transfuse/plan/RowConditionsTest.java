package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.model.UserException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions on rows that the source understands, but that have no answer for some row. */
class RowConditionsTest {

    private static final String KIND = "\"json_extract(t.doc, '$.kind') = 'a'\"";

    private static final String[] DOCUMENTS = {
        "CREATE TABLE p (id INTEGER PRIMARY KEY, doc TEXT)",
        "CREATE TABLE q (id INTEGER PRIMARY KEY, p_id INTEGER REFERENCES p (id))",
        "INSERT INTO p VALUES (1, '{\"kind\": \"a\"}'), (2, 'a secret')",
        "INSERT INTO q VALUES (1, 1), (2, 2)"
    };

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"drop-rows.x", "reject-rows.x", "split.x.where", "also.x.where"})
    void theOneThatFailsAtARowIsNamedWithoutTheRow(String key) {
        var others = key.startsWith("split")
                ? "\ntables.p.unnamed-references = follow\ntables.p.split.y.otherwise = true"
                : key.startsWith("also") ? "\ntables.p.also.x.columns.doc = text" : "";

        assertThatThrownBy(() -> Planned.of(folder, "tables.p." + key + " = " + KIND + others, DOCUMENTS))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("tables.p." + key + " is json_extract(t.doc, '$.kind') = 'a', but must have an"
                        + " answer for every row, and fails at one of them: ")
                .hasMessageContaining("malformed JSON")
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("\n");
    }

    @Test
    void thoseThatHoldAreNotBlamed() {
        assertThatThrownBy(() -> Planned.of(
                        folder,
                        "tables.p.drop-rows { a = \"t.id = 7\", b = " + KIND + ", c = \"t.id = 8\" }",
                        DOCUMENTS))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("tables.p.drop-rows.b is ");
    }
}
