package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.transfuse.Servers;
import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Compared;
import io.transfuse.model.Validation.Fate;
import io.transfuse.model.Validation.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenascopeRunTest {
    private static final String ANSWERS = "160";

    @TempDir
    Path folder;

    private Trial trial(String sample, boolean dirty) {
        assumeTrue(Servers.mariadb().isPresent());
        var server = Servers.mariadb().orElseThrow();
        return Trial.sampled(server, sample, folder, Long.parseLong(ANSWERS), dirty)
                .with("system", "genascope");
    }

    private static Map<String, String> sums(Validation validation) {
        return validation.tables().stream().collect(Collectors.toMap(Compared::table, Compared::targetChecksum));
    }

    @Test
    void theCleanSampleArrivesWholeAndTheSameEachTime() {
        var trial = trial("genascope", false);

        var outcome = trial.run();

        var validation = outcome.validation().orElseThrow();
        assertThat(validation.rejects()).isEmpty();
        assertThat(outcome.findings()).isEmpty();
        assertThat(validation.sources()).allMatch(Fate::closed);
        assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
        assertThat(outcome.exitCode()).isZero();
        ShippedQueries.tell(trial, "UPDATE appointments SET date = date + 1", "appointments-of-years");
        referencesAreWhole(trial);
        typesAreTheDocuments(trial);

        assertThat(sums(trial.fresh().validation().orElseThrow())).isEqualTo(sums(validation));
    }

    @Test
    void theFieldsQueriesAreAnsweredAlike() {
        var trial = trial("genascope-field", false);
        assertThat(trial.run().exitCode()).isZero();
        ShippedQueries.tell(
                trial,
                "UPDATE ai_chat_messages SET created_at = created_at + interval '1 microsecond'",
                "messages-of-ai-sessions");
    }

    /** Asked of the rows, not of the declarations. */
    private static void referencesAreWhole(Trial trial) {
        assertThat(Servers.rows(trial.target, """
                SELECT (SELECT count(*) FROM chat_answers a JOIN chat_sessions s ON s.id = a.session_id
                          JOIN patients p ON p.id = s.patient_id JOIN users u ON u.id = p.user_id
                          JOIN accounts c ON c.id = u.account_id AND c.id = p.account_id
                          JOIN chat_questions q ON q.id = a.question_id),
                       (SELECT count(*) FROM appointments a JOIN patients p ON p.id = a.patient_id),
                       (SELECT count(DISTINCT confirmation_code) FROM appointments)
                """)).containsExactly(ANSWERS + "|20|20");
        assertThat(Servers.rows(
                        trial.target,
                        "SELECT count(*), count(*) FILTER (WHERE convalidated) FROM pg_constraint WHERE contype = 'f'"
                                + " AND connamespace = 'public'::regnamespace"))
                .containsExactly("22|22");
    }

    private static void typesAreTheDocuments(Trial trial) {
        assertThat(Servers.rows(trial.target, "SELECT DISTINCT appointment_type::text FROM appointments ORDER BY 1"))
                .containsExactly("in_person", "virtual");
        assertThat(Servers.rows(
                        trial.target,
                        "SELECT enum_range(NULL::appointment_type), enum_range(NULL::appointment_status),"
                                + " enum_range(NULL::user_role)"))
                .containsExactly("{virtual,in_person}|{scheduled,completed,cancelled,no_show}"
                        + "|{patient,clinician,admin,super_admin,lab_tech}");
        assertThat(Servers.rows(trial.target, """
                SELECT data_type, count(*) FROM information_schema.columns
                WHERE table_schema = 'public' AND (column_name = 'id' OR data_type = 'jsonb') GROUP BY 1 ORDER BY 1
                """)).containsExactly("integer|1", "jsonb|9", "uuid|12");
        assertThat(Servers.rows(trial.target, "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal"))
                .containsExactly("13");
        assertThat(Servers.rows(
                        trial.target,
                        "UPDATE chat_questions SET sequence = 0, required = DEFAULT WHERE options ? 'option1'"
                                + " RETURNING required, updated_at > created_at + interval '90 days'"))
                .hasSize(8)
                .containsOnly("f|t");
    }

    @Test
    void theDirtySampleHasEveryFaultNamed() {
        everyFaultIsNamed(trial("genascope", true));
    }

    @Test
    void theDirtySampleOfTheFieldHasEveryFaultNamed() {
        var trial = trial("genascope-field", true);

        everyFaultIsNamed(trial);

        assertThat(Servers.rows(
                        trial.target,
                        "SELECT count(*) FROM strategy_executions e JOIN users u ON u.id = e.patient_id"
                                + " JOIN patients p ON p.user_id = u.id"))
                .containsExactly("20");
        assertThat(Servers.rows(trial.target, "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal"))
                .containsExactly("20");
        assertThat(Servers.rows(trial.target, """
                SELECT count(*) FROM information_schema.columns
                WHERE table_schema = 'public' AND data_type = 'jsonb'
                """)).containsExactly("21");
        assertThat(List.of("users", "ai_chat_sessions"))
                .allSatisfy(t -> assertThat(Servers.rows(
                                trial.target,
                                "SELECT count(*) FROM " + t + " WHERE to_char(created_at, 'US') <> '000000'"))
                        .doesNotContain("0"));
    }

    private static void everyFaultIsNamed(Trial trial) {
        var outcome = trial.run();

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.validation().orElseThrow().sources()).allMatch(Fate::closed);
        assertThat(trial.planted.faults()).hasSizeGreaterThan(40);
        assertThat(trial.unnamed(outcome.validation().orElseThrow())).isEmpty();
    }
}
