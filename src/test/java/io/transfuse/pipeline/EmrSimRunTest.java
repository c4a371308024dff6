package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Psql;
import io.transfuse.Servers;
import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Compared;
import io.transfuse.model.Validation.Fate;
import io.transfuse.model.Validation.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmrSimRunTest {
    private static final List<String> ENTITIES =
            List.of("user", "patient", "conversation", "message", "patient_record", "user_session", "history");

    /** References that find no row, or the row of another conversation. */
    private static final String LOST = """
            SELECT (SELECT count(*) FROM messages m WHERE NOT EXISTS
                     (SELECT FROM conversations c WHERE c.id = m.conversation_id)),
                   (SELECT count(*) FROM conversations c WHERE NOT EXISTS (SELECT FROM users u WHERE u.id = c.user_id)
                     OR patient_id IS NOT NULL AND NOT EXISTS (SELECT FROM patients p WHERE p.id = c.patient_id)),
                   (SELECT count(*) FROM conversation_history h WHERE message_id IS NOT NULL AND NOT EXISTS
                     (SELECT FROM messages m WHERE m.id = h.message_id AND m.conversation_id = h.conversation_id)),
                   (SELECT count(*) FROM feedback f WHERE message_id IS NOT NULL AND NOT EXISTS
                     (SELECT FROM messages m WHERE m.id = f.message_id AND m.conversation_id = f.conversation_id))
            """;

    @TempDir
    Path folder;

    private static Map<String, String> checksums(Validation validation) {
        var sums = new TreeMap<String, String>();
        validation.tables().forEach(t -> sums.put(t.table(), t.targetChecksum()));
        return sums;
    }

    private static Map<String, String> crosswalks(Trial trial) throws IOException {
        var files = new TreeMap<String, String>();
        for (var entity : ENTITIES) {
            var name = "old_" + entity + "_id__to__new_" + entity + "_id.csv";
            files.put(name, Files.readString(trial.out.resolve("crosswalks").resolve(name)));
        }
        return files;
    }

    @Test
    void cleanSampleArrivesWholeAndTwiceTheSame() throws Exception {
        var trial = Trial.of("emrsim", folder).sampled(40, false);

        var outcome = trial.run();

        var validation = outcome.validation().orElseThrow();
        assertThat(outcome.findings()).isEmpty();
        assertThat(validation.rejects()).isEmpty();
        assertThat(validation.sources()).allMatch(Fate::closed);
        assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
        assertThat(outcome.exitCode()).isZero();
        everyRowHasItsOwnMonth(trial);
        ShippedQueries.tell(
                trial,
                "UPDATE patient_records SET value = value + 1 WHERE value = (SELECT max(value) FROM patient_records)",
                "records-of-each-type");
        var first = crosswalks(trial);

        var second = trial.fresh().validation().orElseThrow();

        assertThat(checksums(second)).isEqualTo(checksums(validation));
        assertThat(crosswalks(trial)).isEqualTo(first);
        Psql.run(trial.target, trial.out.resolve("post_migration_checks.sql"));
    }

    private static void everyRowHasItsOwnMonth(Trial trial) {
        assertThat(Servers.rows(trial.target, LOST)).containsExactly("0|0|0|0");
        for (var table : List.of("messages", "conversation_history")) {
            assertThat(Servers.rows(trial.target, """
                    SELECT count(*) FROM %1$s WHERE tableoid::regclass::text <>
                      '%1$s_' || to_char(created_at AT TIME ZONE 'UTC', '"y"YYYY"m"MM')
                    """.formatted(table))).containsExactly("0");
            assertThat(Servers.rows(trial.target, """
                    SELECT count(*) FROM pg_class WHERE relname ~ '^%s_y20[0-9]{2}m[0-9]{2}$'
                      AND reloptions @> '{autovacuum_vacuum_threshold=1000,autovacuum_analyze_threshold=1000}'
                    """.formatted(table))).noneMatch(r -> Integer.parseInt(r) < 5);
        }
        assertThat(Servers.rows(trial.target, """
                SELECT string_agg(DISTINCT data_type, ',') FROM information_schema.columns
                WHERE column_name ~ '(^|_)id$' AND table_schema = 'public' AND column_name <> 'client_id'
                """)).containsExactly("uuid");
        assertThat(Servers.rows(
                        trial.target, "SELECT jsonb_typeof(metadata) FROM messages WHERE metadata ? 'model' LIMIT 1"))
                .containsExactly("object");
        assertThat(Servers.rows(trial.target, """
                SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal
                  AND tgrelid IN ('users'::regclass, 'conversations'::regclass)
                """)).containsExactly("2");
    }

    @Test
    void dirtySampleHasEveryFaultNamed() {
        everyFaultIsNamed(Trial.of("emrsim", folder).sampled(40, true));
    }

    @Test
    void sessionsAndTurnsOfTheFieldBecomeConversationsAndMessages() {
        var trial = Trial.of("emrsim", folder).sampled("emrsim-field", 40, true);

        var validation = everyFaultIsNamed(trial);

        assertThat(validation.tables())
                .extracting(Compared::table)
                .containsExactlyInAnyOrder(
                        "public.personas", "public.scenarios", "public.conversations", "public.messages");
        assertThat(Servers.rows(trial.target, """
                SELECT count(*) FROM messages m JOIN conversations c ON c.id = m.conversation_id
                LEFT JOIN personas p ON p.id = c.persona_id WHERE p.id IS NOT NULL OR c.persona_id IS NULL
                """))
                .isEqualTo(Servers.rows(trial.target, "SELECT count(*) FROM messages"));
        assertThat(Servers.rows(
                        trial.target, "SELECT count(*) > 5 FROM pg_inherits WHERE inhparent = 'messages'::regclass"))
                .containsExactly("t");
        assertThat(Servers.rows(trial.target, """
                SELECT string_agg(conname, ',' ORDER BY conname) FROM pg_constraint
                WHERE contype = 'f' AND conparentid = 0
                """))
                .containsExactly(
                        "conversations_persona_id_fkey,conversations_scenario_id_fkey,messages_conversation_id_fkey");
        assertThat(trial.out.resolve("crosswalks/old_conversation_id__to__new_conversation_id.csv"))
                .exists();
        assertThat(trial.out.resolve("crosswalks/old_message_id__to__new_message_id.csv"))
                .exists();
    }

    @Test
    void theFieldsQueriesAreAnsweredAlike() {
        var trial = Trial.of("emrsim", folder).sampled("emrsim-field", 40, false);
        assertThat(trial.run().exitCode()).isZero();
        ShippedQueries.tell(
                trial,
                "UPDATE messages SET sender = sender || ' ' WHERE created_at >= '2025-06-01' AND created_at < '2025-07-01'"
                        + " AND message NOT ILIKE '%pain%' AND message NOT ILIKE '%chest%'",
                "turns-of-a-month",
                "tokens-of-each-role");
    }

    private static Validation everyFaultIsNamed(Trial trial) {
        var outcome = trial.run();

        var validation = outcome.validation().orElseThrow();
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(validation.sources()).allMatch(Fate::closed);
        assertThat(validation.tables()).extracting(Compared::verdict).containsOnly(Verdict.PASS);
        assertThat(trial.unnamed(validation)).isEmpty();
        assertThat(validation.rejects().stream()
                        .mapToLong(Validation.Reject::count)
                        .sum())
                .isEqualTo(trial.planted.faults().entrySet().stream()
                        .filter(f -> f.getKey().matches("\\w+: .*"))
                        .mapToLong(e -> e.getValue())
                        .sum());
        return validation;
    }
}
