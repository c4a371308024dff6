package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.Sparks;
import io.transfuse.SqlServer;
import io.transfuse.model.Validation.Compared;
import io.transfuse.model.Validation.Difference;
import io.transfuse.model.Validation.Level;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.source.Made;
import io.transfuse.stage.Stage;
import io.transfuse.types.Digest;
import io.transfuse.verify.Compare;
import io.transfuse.verify.ShownKey;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One clean run of each kind of source, all damages at once in its target, and each of them named: twice, by two ways.
 */
class EveryDamageTest {

    @TempDir
    Path folder;

    @Test
    void isNamedInRowsOfSqlite() throws Exception {
        var trial = Trial.of("general", folder);
        Made.file(trial.source, Damages.file().toArray(String[]::new));
        named(trial, Damages.ofFile());
    }

    @OnSqlServers
    void isNamedInRowsOf(SqlServer server) throws Exception {
        var source = server.database();
        Servers.execute(source, "SET time_zone = '+00:00'");
        Servers.execute(source, Damages.server().toArray(String[]::new));
        named(Trial.from(server.reader(source), folder), Damages.ofServer());
    }

    private static void named(Trial trial, List<Damage> damages) throws SQLException {
        var clean = trial.run();
        assertThat(clean.findings()).isEmpty();
        var before = clean.validation().orElseThrow();
        plant(trial, damages);

        var outcome = trial.with("verify.level", "digests")
                .with("privacy.clear-values", "true")
                .verify();

        var validation = outcome.validation().orElseThrow();
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(validation.level()).isEqualTo(Level.DIGESTS);
        validation.tables().forEach(t -> told(t, damages));
        for (var staged : new Stage(trial.out.resolve("stage").toString(), new Configuration()).tables()) {
            var expected = before.tables().stream()
                    .filter(t -> t.table().equals(staged.target().qualified()))
                    .map(t -> new Digest(t.stagedRows(), t.stageChecksum()))
                    .findFirst()
                    .orElseThrow();
            var endpoint = trial.target;
            // As if the digests saw nothing: every row is read back.
            told(
                    new Compare(Sparks.session(), endpoint, () -> Servers.connect(endpoint), 2, ShownKey.CLEAR)
                            .rows(staged, List.of(), expected, Optional.of(expected)),
                    damages);
        }
    }

    private static void plant(Trial trial, List<Damage> damages) {
        var statements = new ArrayList<String>();
        statements.add("SET session_replication_role = replica");
        // Conditions would refuse some of the damages.
        statements.add("""
                DO $$ DECLARE c record; BEGIN FOR c IN SELECT conrelid::regclass AS t, conname FROM pg_constraint
                  WHERE contype = 'c' AND connamespace = 'public'::regnamespace
                LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', c.t, c.conname); END LOOP; END $$
                """);
        damages.forEach(d -> statements.addAll(d.sql()));
        Servers.execute(trial.target, statements.toArray(String[]::new));
    }

    private static void told(Compared table, List<Damage> damages) {
        var expected = damages.stream()
                .filter(d -> table.table().equals("public." + d.table()))
                .flatMap(d -> d.told().stream())
                .collect(Collectors.toList());
        var keyed = expected.stream().noneMatch(d -> d.key().equals("row"));
        assertThat(table.differences())
                .as(table.table())
                .extracting(d -> new Difference(keyed ? d.key() : "row", d.kind(), d.columns()))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(table.verdict()).isEqualTo(expected.isEmpty() ? Verdict.PASS : Verdict.FAIL);
        assertThat(table.missing() + table.extra() + table.changed()).isEqualTo(expected.size());
    }
}
