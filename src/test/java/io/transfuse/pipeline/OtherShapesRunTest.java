package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.Endpoint;
import io.transfuse.model.Validation.Asked;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.sample.Order;
import io.transfuse.sample.Samples;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installations of the shipped systems that declare and write their values otherwise than the samples. */
class OtherShapesRunTest {
    private static final int ROWS = 20;

    /** Letters that the other character set has not become question marks. */
    private static final String LENIENT = "SET SESSION sql_mode = ''";

    @TempDir
    Path folder;

    /** The clean sample, changed by these statements. */
    private Trial sampled(SqlServer server, String system, String... statements) {
        var database = server.database();
        Samples.write(Samples.named(system), database, new Order(ROWS, 42, false));
        Servers.execute(database, statements);
        return from(database, system);
    }

    private Trial from(Endpoint database, String system) {
        return Trial.from(database, folder).with("system", system);
    }

    /** What the shipped pairs say after a run, by their names. */
    private static Map<String, String> asked(Trial trial) {
        var verified =
                trial.with("verify.level", "counts").with("compare.runs", "1").verify();
        return verified.validation().orElseThrow().queries().stream()
                .collect(Collectors.toMap(Asked::name, q -> q.verdict() + q.detail()));
    }

    private static void pass(Trial trial) {
        var outcome = trial.run();
        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.validation().orElseThrow().rejects()).isEmpty();
        assertThat(asked(trial))
                .hasSizeGreaterThan(3)
                .allSatisfy((name, said) -> assertThat(said).as(name).isEqualTo(Verdict.PASS.toString()));
    }

    @OnSqlServers
    void genascopesPairsPassOverLatin1AndStatusesInAnyCase(SqlServer server) {
        pass(sampled(
                server,
                "genascope",
                "ALTER TABLE patients MODIFY last_name VARCHAR(255) CHARACTER SET latin1",
                "ALTER TABLE appointments MODIFY status VARCHAR(20), MODIFY appointment_type VARCHAR(20)",
                "UPDATE appointments SET status = 'Canceled'",
                "UPDATE appointments SET status = 'No-Show' ORDER BY id LIMIT 1",
                "ALTER TABLE lab_results MODIFY status VARCHAR(20) NOT NULL",
                "UPDATE lab_results SET status = 'Available'"));
    }

    @OnSqlServers
    void healthappsPairsPassOverLatin1AndHeartsInFractions(SqlServer server) {
        pass(sampled(
                server,
                "healthapp",
                LENIENT,
                "ALTER TABLE users MODIFY last_name VARCHAR(100) CHARACTER SET latin1",
                "ALTER TABLE medications MODIFY name VARCHAR(255) CHARACTER SET latin1 NOT NULL",
                "ALTER TABLE vitals MODIFY heart_rate DECIMAL(5,1), MODIFY temperature FLOAT"));
    }

    @OnSqlServers
    void medcentersPairsPassOverLatin1(SqlServer server) {
        pass(sampled(
                server,
                "medcenter",
                LENIENT,
                "ALTER TABLE users MODIFY name VARCHAR(255) CHARACTER SET latin1 NOT NULL"));
    }

    @Test
    void emrsimsPairsPassBesideATextThatIsNoJson() {
        var trial = Trial.of("emrsim", folder).sampled(ROWS, false);
        trial.inSource("UPDATE messages SET metadata = 'notjson' WHERE id = (SELECT min(id) FROM messages"
                + " WHERE metadata IS NOT NULL AND json_extract(metadata, '$.model') IS NULL)");

        trial.run();

        assertThat(asked(trial))
                .containsEntry("what-models-answered", "PASS")
                .allSatisfy((name, said) -> assertThat(said).as(name).doesNotStartWith("FAIL"));
    }

    @Test
    void radcasesPairsPassOverDaysThatNameTheirTime() {
        var trial = Trial.of("radcase", folder).sampled(ROWS, false);
        trial.inSource(
                "UPDATE user_case_progress SET next_review = '2024-12-31T00:00:00Z' WHERE rowid % 3 = 0",
                "UPDATE user_case_progress SET next_review = '2024-12-31 00:00:00' WHERE rowid % 3 = 1");
        pass(trial);
    }

    @OnSqlServers
    void anEmailThatIsVerifiedTwiceIsRefused(SqlServer server) {
        var trial = sampled(
                server,
                "healthapp",
                "UPDATE users SET email_verified = 2 ORDER BY id LIMIT 1",
                "UPDATE users SET email_verified = -1 ORDER BY id DESC LIMIT 1",
                "UPDATE users SET email_verified = NULL WHERE email_verified = 0");

        var rejects = trial.run().validation().orElseThrow().rejects();

        assertThat(rejects)
                .extracting(r -> r.table() + " " + r.rule() + " " + r.count())
                .contains("users expression:email_verified 2");
        assertThat(Servers.rows(trial.target, "SELECT DISTINCT email_verified FROM users ORDER BY 1"))
                .containsExactly("f", "t");
    }

    @OnSqlServers
    void doctorsAreToldByCapitalLettersAlone(SqlServer server) {
        var trial = sampled(
                server,
                "healthapp",
                "ALTER TABLE providers MODIFY license_type VARCHAR(50) CHARACTER SET latin1",
                "UPDATE providers SET license_type = 'md', credentials = 'PT, Md. Rahman'",
                "UPDATE providers SET credentials = 'RN, MD' ORDER BY id LIMIT 1",
                "UPDATE providers SET license_type = 'DO', credentials = NULL ORDER BY id DESC LIMIT 1");

        assertThat(trial.run().findings()).isEmpty();

        assertThat(Servers.rows(trial.target, """
                SELECT license_type, credentials FROM doctors WHERE registration_number IS NULL ORDER BY 1
                """)).containsExactlyInAnyOrder("DO|null", "md|RN, MD");
        assertThat(Servers.rows(trial.target, "SELECT DISTINCT license_type, credentials FROM hsps"))
                .containsExactly("md|PT, Md. Rahman");
    }
}
