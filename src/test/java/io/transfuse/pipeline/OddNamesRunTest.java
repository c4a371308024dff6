package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.source.Made;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OddNamesRunTest {

    @TempDir
    Path folder;

    @Test
    void tablesAndColumnsKeepWhateverNamesTheyHave() throws Exception {
        var trial = Trial.of(
                Files.writeString(folder.resolve("a.conf"), "tables.\"order details\".columns.id { from = \"a b\" }"),
                folder);
        Made.file(
                trial.source,
                "PRAGMA encoding = 'UTF-16le'",
                "CREATE TABLE \"order details\" (\"a b\" INTEGER PRIMARY KEY, \"x-y\" INT, \"d.o.t\" TEXT, \"q\"\"q\" TEXT,"
                        + " \"group\" TEXT, \"ü`k\" TEXT, e TEXT)",
                "CREATE INDEX \"i x\" ON \"order details\" (\"q\"\"q\" DESC)",
                "INSERT INTO \"order details\" VALUES (1, 2, 'dot', 'quote', 'group', 'tick', 'é😀')");

        var validation = trial.run().validation().orElseThrow();

        assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
        assertThat(Servers.rows(trial.target, "SELECT * FROM \"order details\""))
                .containsExactly("1|2|dot|quote|group|tick|é😀");
    }
}
