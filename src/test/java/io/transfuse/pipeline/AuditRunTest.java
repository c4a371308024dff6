package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.transfuse.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands write down of themselves, and what is found when somebody touches it. */
class AuditRunTest {

    @TempDir
    Path folder;

    @Test
    void whoeverTouchesTheTrailIsFound() throws Exception {
        var trial = Trial.shop(folder).with("verify.level", "digests");
        trial.run();
        Servers.execute(trial.target, "UPDATE notes SET body = 'x' WHERE id = (SELECT min(id::text)::uuid FROM notes)");
        trial.verify();
        trial.repair();
        trial.fresh();
        var lines = lines(trial);
        assertThat(lines)
                .extracting(l -> new ObjectMapper().readTree(l).get("what").asText())
                .containsExactly(
                        "run began", "run ended", "verify", "repair", "verify", "fresh", "run began", "run ended");
        var last = new ObjectMapper().readTree(lines.get(4));
        assertThat(last.get("verdict").asText()).isEqualTo("PASS");
        assertThat(last.get("databaseUser").asText()).isEqualTo(trial.target.user());
        assertThat(last.get("tables").get("public.notes").get("targetChecksum").asText())
                .hasSizeGreaterThan(20);
        assertThat(trial.checkAudit().exitCode()).isZero();
        assertThat(trial.checkAudit().summary()).contains("8 entries");

        linesAreTouched(trial, lines);
        rowsAreTouched(trial);
    }

    private static void linesAreTouched(Trial trial, List<String> lines) throws IOException {
        inTheFile(trial, lines, l -> l.set(2, l.get(2).replace("\"FAIL\"", "\"PASS\"")), "line 3: entry 3 was changed");
        inTheFile(trial, lines, l -> l.set(2, l.get(2) + " "), "line 3: entry 3 was changed");
        inTheFile(trial, lines, l -> l.remove(1), "line 2: entry 3 stands in the place of entry 2");
        inTheFile(trial, lines, l -> l.remove(0), "line 1: entry 2 stands in the place of entry 1");
        inTheFile(trial, lines, l -> l.remove(7), "entry 8 is missing, which transfuse.audit holds");
        inTheFile(trial, lines, l -> Collections.swap(l, 3, 4), "line 4: entry 5 stands in the place of entry 4");
        inTheFile(trial, lines, List::clear, "entry 1 is missing, which transfuse.audit holds");
    }

    private static void rowsAreTouched(Trial trial) {
        inTheTable(
                trial,
                "UPDATE transfuse.audit SET entry = replace(entry, '\"FAIL\"', '\"PASS\"') WHERE number = 3",
                "transfuse.audit: entry 3 was changed");
        inTheTable(trial, "DELETE FROM transfuse.audit WHERE number = 8", "transfuse.audit: entry 8 is missing");
        inTheTable(
                trial,
                "UPDATE transfuse.audit SET number = 100 - number WHERE number IN (49, 51, 3)",
                "transfuse.audit: entry 3 is missing");
        inTheTable(
                trial,
                "UPDATE transfuse.audit a SET entry = b.entry FROM transfuse.audit b"
                        + " WHERE a.number IN (4, 5) AND b.number = 9 - a.number",
                "transfuse.audit: entry 4 is not the one that audit.jsonl holds");
    }

    @Test
    void anAccountThatOnlyReadsIsWrittenDownInTheFile() throws Exception {
        var trial = Trial.shop(folder).with("verify.level", "digests");
        trial.run();
        Servers.execute(
                trial.target,
                "DROP ROLE IF EXISTS looker",
                "CREATE ROLE looker LOGIN PASSWORD 'l'",
                "GRANT USAGE ON SCHEMA transfuse TO looker",
                "GRANT SELECT ON ALL TABLES IN SCHEMA public, transfuse TO looker");
        trial.with("target.user", "looker").with("target.password", "l");
        assertThat(trial.verify().exitCode()).isZero();
        assertThat(lines(trial)).last().asString().contains("\"databaseUser\":\"looker\"", "\"only\":\"file\"");
        assertThat(trial.checkAudit().exitCode()).isZero();
    }

    private static void inTheFile(Trial trial, List<String> good, Consumer<List<String>> deed, String told)
            throws IOException {
        var lines = new ArrayList<>(good);
        deed.accept(lines);
        Files.write(trial.out.resolve("audit.jsonl"), lines);
        broken(trial, told);
        Files.write(trial.out.resolve("audit.jsonl"), good);
    }

    private static void inTheTable(Trial trial, String deed, String told) {
        Servers.execute(trial.target, "CREATE TABLE kept AS TABLE transfuse.audit", deed);
        broken(trial, told);
        Servers.execute(
                trial.target, "TRUNCATE transfuse.audit", "INSERT INTO transfuse.audit TABLE kept", "DROP TABLE kept");
    }

    private static void broken(Trial trial, String told) {
        var outcome = trial.checkAudit();
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.findings()).hasSize(1);
        assertThat(outcome.findings().get(0)).contains(told);
    }

    private static List<String> lines(Trial trial) throws IOException {
        return Files.readAllLines(trial.out.resolve("audit.jsonl"));
    }
}
