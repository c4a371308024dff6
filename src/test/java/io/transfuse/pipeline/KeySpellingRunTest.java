package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.model.Validation.Reject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** References find the row that the source means, and spell its key as it is spelled in PostgreSQL. */
class KeySpellingRunTest {

    @TempDir
    Path folder;

    @Test
    void aNumberThatIsATextKeyOnlyAsANumberIsAnOrphan() {
        var trial = Trial.of("general", folder).with("limits.rejects", "1");
        trial.inSource(
                "CREATE TABLE zip (code TEXT PRIMARY KEY, city TEXT)",
                "CREATE TABLE addr (id INTEGER PRIMARY KEY, zip INTEGER REFERENCES zip (code))",
                "INSERT INTO zip VALUES ('01067', 'Dresden'), ('80331', 'Muenchen')",
                "INSERT INTO addr VALUES (1, '01067'), (2, '80331')");

        var outcome = trial.run();

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.validation().orElseThrow().rejects()).containsExactly(new Reject("addr", "orphan:zip", 1));
        assertThat(Servers.rows(trial.target, "SELECT id, zip FROM addr")).containsExactly("2|80331");
    }
}
