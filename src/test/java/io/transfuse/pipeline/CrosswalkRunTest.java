package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.Sparks;
import io.transfuse.model.Mapping.Crosswalk;
import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Check;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.stage.HadoopSettings;
import io.transfuse.stage.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old and new keys: as files, as Delta tables, as tables of the target, and the proof that they match one by one. */
class CrosswalkRunTest {

    private static final String TABLES =
            "SELECT tablename FROM pg_tables WHERE schemaname = 'transfuse' AND tablename LIKE 'crosswalk%' ORDER BY 1";

    @TempDir
    Path folder;

    @Test
    void oldAndNewKeysAreKeptInThreePlacesAndMatchOneByOne() throws Exception {
        var trial = Trial.shop(folder);

        var validation = trial.run().validation().orElseThrow();

        assertThat(Servers.rows(trial.target, TABLES))
                .containsExactly(
                        "crosswalk_public_companies",
                        "crosswalk_public_notes",
                        "crosswalk_public_orders",
                        "crosswalk_public_people",
                        "crosswalk_public_products");
        assertThat(Servers.rows(trial.target, """
                SELECT count(*), count(DISTINCT old_id), count(p.id)
                FROM transfuse.crosswalk_public_people LEFT JOIN people p ON p.id = new_id
                """)).containsExactly("14|14|14");
        var name = "old_customer_id__to__new_person_id";
        var lines = Files.readAllLines(trial.out.resolve("crosswalks/" + name + ".csv"));
        assertThat(Servers.rows(
                        trial.target,
                        "SELECT old_id || ',' || new_id FROM transfuse.crosswalk_public_people ORDER BY old_id::int"))
                .isEqualTo(lines.subList(1, lines.size()));
        assertThat(Sparks.session()
                        .read()
                        .format("delta")
                        .load(trial.out.resolve("crosswalks/" + name).toString())
                        .collectAsList()
                        .stream()
                        .map(r -> r.getString(0) + "," + r.getString(1)))
                .isEqualTo(lines.subList(1, lines.size()));
        var check = crosswalk(validation, "customer");
        assertThat(check.verdict()).isEqualTo(Verdict.PASS);
        assertThat(check.detail()).contains("14 of people", "6 of companies");
    }

    @Test
    void aTableMayBeCalledLikeAPath() throws Exception {
        var trial = Trial.of("general", folder).with("uuid.keys", "integer");
        trial.inSource(
                "CREATE TABLE \"/../../../evil:\" (id INTEGER PRIMARY KEY)",
                "INSERT INTO \"/../../../evil:\" VALUES (1)");

        assertThat(trial.run().findings()).isEmpty();

        try (var files = Files.list(trial.out.resolve("crosswalks"))) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .contains("old_~2F..~2F..~2F..~2Fevil~3A_id__to__new_~2F..~2F..~2F..~2Fevil~3A_id.csv");
        }
    }

    @Test
    void aKeyThatIsThereTwiceIsNamedAndAFreshRunRemovesWhatIsOurs() throws Exception {
        var trial = Trial.shop(folder);
        trial.run();
        Servers.execute(
                trial.target,
                "INSERT INTO transfuse.crosswalk_public_people SELECT * FROM transfuse.crosswalk_public_companies LIMIT 1",
                "INSERT INTO transfuse.crosswalk_public_orders SELECT '9999', new_id"
                        + " FROM transfuse.crosswalk_public_orders LIMIT 1");

        var damaged = trial.verify().validation().orElseThrow();

        assertThat(damaged.verdict()).isEqualTo(Verdict.FAIL);
        // One old key twice, one key without a row, which is also the one key more than rows.
        assertThat(crosswalk(damaged, "customer").count()).isEqualTo(2);
        assertThat(crosswalk(damaged, "order").count()).isEqualTo(1);
        assertThat(crosswalk(damaged, "product").verdict()).isEqualTo(Verdict.PASS);

        Files.writeString(trial.out.resolve("crosswalks/old.csv"), "");
        var fresh = trial.with("crosswalk.table", "false").fresh().validation().orElseThrow();

        assertThat(Servers.rows(trial.target, TABLES)).isEmpty();
        assertThat(trial.out.resolve("crosswalks/old.csv")).doesNotExist();
        assertThat(crosswalk(fresh, "customer").verdict()).isEqualTo(Verdict.PASS);
        assertThat(crosswalk(fresh, "customer").detail()).endsWith(": 20 in the stage");
    }

    @Test
    void aKeyThatTheStageHoldsTwiceIsNamed() {
        var trial = Trial.shop(folder);
        trial.run();
        var stage = new Stage(trial.out.resolve("stage").toUri().toString(), HadoopSettings.ofSpark());
        var people = stage.tables().stream()
                .filter(t -> t.target().name().equals("people"))
                .findFirst()
                .orElseThrow();
        var names = Map.of("public.people", List.of(new Crosswalk("customer", "person", "id", "id")));

        assertThat(new CrosswalkChecks(Sparks.session(), List.of(people), names).all())
                .extracting(Check::count)
                .containsExactly(0L);
        assertThat(new CrosswalkChecks(Sparks.session(), List.of(people, people), names).all())
                .extracting(Check::count)
                .containsExactly(28L);
    }

    @Test
    void keysThatMemoryDoesNotHoldHaveTheSameOrder() throws Exception {
        var trial = Trial.shop(folder);
        trial.inSource(
                "CREATE TABLE words (id TEXT PRIMARY KEY)",
                "INSERT INTO words VALUES ('é'), ('9'), ('Z'), (''), ('10'), (' lead')");
        trial.run();
        var stage = new Stage(trial.out.resolve("stage").toUri().toString(), HadoopSettings.ofSpark());
        var keyed = stage.tables().stream()
                .filter(t -> t.target().column("id").isPresent())
                .map(t -> new KeysInOrder.Walk(t, new Crosswalk("any", "any", "id", "id")))
                .toList();
        assertThat(keyed).hasSizeGreaterThan(3);

        var here = keys(keyed, Long.MAX_VALUE);

        // Numbers of several tables and texts together, some of them twice.
        assertThat(here)
                .hasSizeGreaterThan(30)
                .containsSubsequence("2", "9", "10")
                .endsWith("", " lead", "Z", "é");
        assertThat(keys(keyed, 500)).isEqualTo(here);
    }

    private static List<String> keys(List<KeysInOrder.Walk> walks, long memory) throws Exception {
        var keys = new ArrayList<String>();
        new KeysInOrder(Sparks::session, walks, memory)
                .sorted()
                .forEachRemaining(k -> keys.add(k.old().toString()));
        return keys;
    }

    private static Check crosswalk(Validation validation, String entity) {
        return validation.checks().stream()
                .filter(c -> c.name().equals("crosswalk:" + entity))
                .findFirst()
                .orElseThrow();
    }
}
