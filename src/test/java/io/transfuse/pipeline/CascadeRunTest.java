package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.model.Progress;
import io.transfuse.model.Validation.Fate;
import io.transfuse.model.Validation.Reject;
import io.transfuse.source.Made;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CascadeRunTest {

    @TempDir
    Path folder;

    @Test
    void chainsAndCirclesOfRejectedRowsAreFollowedToTheirEnd() throws Exception {
        var trial = Trial.of(Files.writeString(folder.resolve("a.conf"), ""), folder)
                .with("limits.rejects", "100");
        Made.file(
                trial.source,
                "CREATE TABLE nodes (id INTEGER PRIMARY KEY, prev INTEGER REFERENCES nodes)",
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12)"
                        + " INSERT INTO nodes SELECT i, CASE i WHEN 1 THEN 99 WHEN 9 THEN NULL ELSE i - 1 END FROM n",
                "CREATE TABLE visits (id INTEGER PRIMARY KEY, case_id INTEGER REFERENCES cases)",
                "CREATE TABLE cases (id INTEGER PRIMARY KEY, visit_id INTEGER REFERENCES visits)",
                "INSERT INTO visits VALUES (1, NULL), (2, 1), (3, 3), (4, 4), (5, 4)",
                "INSERT INTO cases VALUES (1, 1), (3, 77), (4, 3), (5, NULL)");

        var said = new ArrayList<String>();
        var validation = trial.run(hearing(said)).validation().orElseThrow();

        assertThat(said)
                .first()
                .asString()
                .startsWith("looking for children of rejected rows in public.")
                .endsWith(", round 1");
        // Rounds that are over at once are not told one by one.
        assertThat(said).filteredOn(l -> l.startsWith("looking")).hasSizeLessThan(8);
        assertThat(said)
                .last()
                .asString()
                .startsWith("children of rejected rows are taken out of ")
                .contains("public.nodes", "public.visits", "public.cases");

        assertThat(validation.sources()).allMatch(Fate::closed);
        assertThat(validation.rejects())
                .containsExactlyInAnyOrder(
                        new Reject("nodes", "orphan:prev", 1),
                        new Reject("nodes", "parent-rejected:prev", 7),
                        new Reject("cases", "orphan:visit_id", 1),
                        new Reject("visits", "parent-rejected:case_id", 3),
                        new Reject("cases", "parent-rejected:visit_id", 1));
        assertThat(Servers.rows(trial.target, "SELECT string_agg(id::text, ',' ORDER BY id) FROM nodes"))
                .containsExactly("9,10,11,12");
        assertThat(Servers.rows(trial.target, """
                SELECT (SELECT string_agg(id::text, ',' ORDER BY id) FROM visits),
                  (SELECT string_agg(id::text, ',' ORDER BY id) FROM cases)
                """)).containsExactly("1,2|1,5");
    }

    /** A key that is no UTF-8 once came back from Java as another, so that its row was found again in each round. */
    @Test
    void aKeyThatIsNoUtf8IsFollowedOnce() throws Exception {
        var trial = Trial.of(Files.writeString(folder.resolve("a.conf"), ""), folder)
                .with("limits.rejects", "100");
        Made.file(
                trial.source,
                "CREATE TABLE t (k TEXT NOT NULL PRIMARY KEY, p TEXT REFERENCES t)",
                "INSERT INTO t VALUES ('a', 'no such'), ('b', 'a'), (x'FFFE', 'b')");

        assertThat(trial.run().validation().orElseThrow().rejects())
                .containsExactlyInAnyOrder(new Reject("t", "orphan:p", 1), new Reject("t", "parent-rejected:p", 2));
    }

    private static Progress hearing(List<String> said) {
        return new Progress() {
            @Override
            public void begin(String step, long rows) {}

            @Override
            public void advance(long rows) {}

            @Override
            public void end(String summary) {}

            @Override
            public void say(String line) {
                said.add(line);
            }
        };
    }
}
