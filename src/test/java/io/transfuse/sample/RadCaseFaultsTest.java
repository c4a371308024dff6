package io.transfuse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RadCaseFaultsTest {
    private static final String GONE_CASE = "case_id NOT IN (SELECT id FROM cases)";
    private static final String GONE_USER = "user_id NOT IN (SELECT id FROM users)";
    private static final String OF_BAD_CASE = """
            case_id IN (SELECT id FROM cases WHERE typeof(difficulty) = 'integer' AND difficulty NOT BETWEEN 1 AND 5)
            """;
    private static final String NO_UUID = "length(replace(id, '-', '')) <> 32 OR id GLOB '*[^0-9a-f-]*'";
    // what text is not a moment; SQLite reads neither the zones nor the day before it became one
    private static final String NO_MOMENT = "typeof(created_at) = 'text' AND julianday(created_at) IS NULL";

    /** What plain SQL finds, for every fault that RadCase plants; a query of its own for each, none taken from it. */
    private static final Map<String, String> FOUND_BY = Map.ofEntries(
            Map.entry("cases: not-an-integer:difficulty", "cases WHERE typeof(difficulty) <> 'integer'"),
            Map.entry(
                    "cases: check:cases_difficulty_check",
                    "cases WHERE typeof(difficulty) = 'integer' AND difficulty NOT BETWEEN 1 AND 5"),
            Map.entry("cases: not-a-timestamp:created_at", "cases WHERE " + NO_MOMENT),
            Map.entry("cases: nul-byte:findings", "cases WHERE instr(CAST(findings AS BLOB), x'00') > 0"),
            Map.entry(
                    "cases: invalid-utf8:diagnosis",
                    "cases WHERE hex(diagnosis) LIKE '52F66E%' OR hex(diagnosis) LIKE '%E282'"),
            Map.entry("cases: too-long:title", "cases WHERE length(title) > 500"),
            Map.entry(
                    "cases.created_at: date:unix-seconds",
                    "cases WHERE typeof(created_at) = 'integer' AND created_at < 100000000000"),
            Map.entry(
                    "cases.created_at: date:unix-millis",
                    "cases WHERE typeof(created_at) = 'integer' AND created_at > 100000000000"),
            Map.entry("cases.created_at: date:julian-day", "cases WHERE typeof(created_at) = 'real'"),
            Map.entry("cases.created_at: date:iso-offset", "cases WHERE created_at GLOB '????-??-??T*'"),
            Map.entry("cases.id: uuid:derived", "cases WHERE " + NO_UUID),
            Map.entry("images.id: uuid:derived", "images WHERE " + NO_UUID),
            Map.entry("dicom_series.id: uuid:derived", "dicom_series WHERE " + NO_UUID),
            Map.entry("users.id: uuid:derived", "users WHERE " + NO_UUID),
            Map.entry("case_comments.id: uuid:derived", "case_comments WHERE " + NO_UUID),
            Map.entry("images: orphan:case_id", "images WHERE " + GONE_CASE),
            Map.entry("images: bad-json:annotations", "images WHERE NOT json_valid(annotations)"),
            Map.entry("images: nul-byte:annotations", "images WHERE replace(annotations, '\\\\', '') LIKE '%\\u0000%'"),
            Map.entry("images: invalid-utf8:original_name", "images WHERE hex(original_name) LIKE '52F66E%'"),
            Map.entry("images: null:filename", "images WHERE filename IS NULL"),
            Map.entry("images: parent-rejected:case_id", "images WHERE " + OF_BAD_CASE),
            Map.entry("dicom_series: not-an-integer:num_images", "dicom_series WHERE typeof(num_images) <> 'integer'"),
            Map.entry("dicom_series: check:dicom_series_num_images_check", "dicom_series WHERE num_images < 0"),
            Map.entry("dicom_series: not-a-number:window_center", "dicom_series WHERE typeof(window_center) = 'text'"),
            Map.entry("dicom_series: null:modality", "dicom_series WHERE modality IS NULL"),
            Map.entry(
                    "dicom_series: duplicate:series_uid",
                    "dicom_series d WHERE EXISTS (SELECT 1 FROM dicom_series o"
                            + " WHERE o.series_uid = d.series_uid AND o.rowid < d.rowid)"),
            Map.entry("dicom_series: parent-rejected:case_id", "dicom_series WHERE " + OF_BAD_CASE),
            Map.entry("users: null:password_hash", "users WHERE password_hash IS NULL"),
            Map.entry("users: check:users_role_check", "users WHERE role NOT IN ('resident', 'attending', 'admin')"),
            Map.entry(
                    "case-twins:users.email",
                    "users u WHERE EXISTS (SELECT 1 FROM users o"
                            + " WHERE lower(o.email) = lower(u.email) AND o.rowid < u.rowid)"),
            Map.entry("user_case_progress: orphan:case_id", "user_case_progress WHERE " + GONE_CASE),
            Map.entry("user_case_progress: orphan:user_id", "user_case_progress WHERE " + GONE_USER),
            Map.entry(
                    "user_case_progress: not-a-date:next_review",
                    "user_case_progress WHERE next_review IS NOT NULL AND julianday(next_review) IS NULL"),
            Map.entry("user_case_progress: parent-rejected:case_id", "user_case_progress WHERE " + OF_BAD_CASE),
            Map.entry("quiz_attempts: orphan:user_id", "quiz_attempts WHERE " + GONE_USER),
            Map.entry("quiz_attempts: orphan:case_id", "quiz_attempts WHERE " + GONE_CASE),
            Map.entry(
                    "quiz_attempts: not-an-integer:time_spent_ms",
                    "quiz_attempts WHERE typeof(time_spent_ms) NOT IN ('integer', 'null')"),
            Map.entry("quiz_attempts: parent-rejected:case_id", "quiz_attempts WHERE " + OF_BAD_CASE),
            Map.entry("case_tags: orphan:tag_id", "case_tags WHERE tag_id NOT IN (SELECT id FROM tags)"),
            Map.entry("case_tags: parent-rejected:case_id", "case_tags WHERE " + OF_BAD_CASE),
            Map.entry("case_comments: nul-byte:body", "case_comments WHERE instr(CAST(body AS BLOB), x'00') > 0"),
            Map.entry(
                    "case_comments: orphan:parent_id",
                    "case_comments WHERE parent_id NOT IN (SELECT id FROM case_comments)"),
            Map.entry("case_comments: parent-rejected:case_id", "case_comments WHERE " + OF_BAD_CASE),
            Map.entry(
                    "case_comments: parent-rejected:parent_id",
                    "case_comments WHERE parent_id IN (SELECT id FROM case_comments WHERE " + OF_BAD_CASE + ")"));

    @TempDir
    Path folder;

    @Test
    void plain_sql_finds_what_was_planted_and_nothing_else() throws SQLException {
        try (var dirty = Written.of("radcase", folder.resolve("dirty.db"), new Order(300, 5, true))) {
            var found = new TreeMap<String, Long>();
            for (var fault : FOUND_BY.entrySet()) {
                found.put(fault.getKey(), dirty.count(fault.getValue()));
            }
            assertThat(found).isEqualTo(dirty.planted().faults());
        }
    }

    @Test
    void the_clean_sample_holds_only_the_ids_that_must_be_derived() throws SQLException {
        try (var clean = Written.of("radcase", folder.resolve("clean.db"), new Order(300, 5, false))) {
            for (var fault : FOUND_BY.entrySet()) {
                if (!fault.getKey().endsWith("uuid:derived")) {
                    assertThat(clean.count(fault.getValue())).as(fault.getKey()).isZero();
                }
            }
            assertThat(clean.count("users WHERE id = 'system'")).isOne();
            assertThat(clean.count("images WHERE " + NO_UUID)).isPositive();
        }
    }
}
