package io.transfuse.sample;

import static io.transfuse.sample.Fault.check;
import static io.transfuse.sample.Fault.loss;
import static io.transfuse.sample.Fault.missing;
import static io.transfuse.sample.Fault.orphan;
import static io.transfuse.sample.Fault.reject;
import static io.transfuse.sample.Fault.widened;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What real teaching files got wrong over the years; each fault in rows of its own, so that none hides another. */
record RadCaseFaults(Rows rows, Keys keys) {
    private static final Row.RawText NUL = new Row.RawText("before\0after");
    private static final Row.RawText LATIN1 = new Row.RawText("Röntgen.dcm");
    private static final Row.RawText CUT = new Row.RawText("Pneu\u00e2\u0082");

    Planted plant(Connection connection) throws SQLException {
        var planting = new Planting(rows);
        planting.all(cases(), this::good);
        planting.all(images(), this::good);
        planting.all(others(), this::good);
        twins(planting);
        family(planting);
        planting.countDerivedIds(
                connection, Kind.SQLITE, List.of("cases", "images", "dicom_series", "users", "case_comments"));
        return planting.planted();
    }

    private List<Fault> cases() {
        return List.of(
                reject("cases", "not-an-integer", "difficulty", "hard", "III"),
                check("cases", "difficulty", 9, 0, -1),
                reject("cases", "not-a-timestamp", "created_at", "yesterday", "2024-13-45 10:00:00", "n/a"),
                reject("cases", "nul-byte", "findings", NUL),
                reject("cases", "invalid-utf8", "diagnosis", LATIN1, CUT),
                widened("cases", "title", "Very long title. ".repeat(30), "🩻".repeat(501)),
                loss("cases", "date:unix-seconds", "created_at", 1_717_243_200L, 1_262_304_000L),
                loss("cases", "date:unix-millis", "created_at", 1_717_243_200_123L, 1_262_304_000_999L),
                loss("cases", "date:julian-day", "created_at", 2_460_310.25, 2_455_197.75),
                loss(
                        "cases",
                        "date:iso-offset",
                        "created_at",
                        "2024-02-29T23:59:59.999-05:00",
                        "2024-03-31T02:30:00+02:00"),
                loss("cases", "uuid:derived", "id", "case-0042", "CT/2024/17", "42", "röntgen-7"));
    }

    private List<Fault> images() {
        return List.of(
                orphan("images", "case_id", lost(0), lost(1), "case-gone"),
                reject("images", "bad-json", "annotations", "{\"shapes\": [", "{'label': 'x'}", "[object Object]", ""),
                reject("images", "nul-byte", "annotations", "{\"label\":\"a\\u0000b\"}", "{\"a\\u0000b\":1}"),
                reject("images", "invalid-utf8", "original_name", LATIN1),
                missing("images", "filename"));
    }

    private List<Fault> others() {
        return List.of(
                reject("dicom_series", "not-an-integer", "num_images", "12.3", "twelve"),
                check("dicom_series", "num_images", -1),
                reject("dicom_series", "not-a-number", "window_center", "auto"),
                missing("dicom_series", "modality"),
                missing("users", "password_hash"),
                check("users", "role", "student"),
                loss("users", "uuid:derived", "id", "root", "u-17"),
                orphan("user_case_progress", "case_id", lost(2), lost(3)),
                orphan("user_case_progress", "user_id", lost(4)),
                reject("user_case_progress", "not-a-date", "next_review", "soon"),
                orphan("quiz_attempts", "user_id", lost(5), "guest"),
                orphan("quiz_attempts", "case_id", lost(6)),
                reject("quiz_attempts", "not-an-integer", "time_spent_ms", "fast"),
                orphan("case_tags", "tag_id", 999_999),
                loss("case_comments", "uuid:derived", "id", "comment 17"),
                reject("case_comments", "nul-byte", "body", NUL),
                orphan("case_comments", "parent_id", lost(7)));
    }

    /** The id of a row that was deleted long ago. */
    private String lost(int number) {
        return keys.of("lost", Keys.EXTRA + number);
    }

    /** A good row; what it refers to exists: case 0, user 1, tag 1. The system itself never learned a case. */
    private Row good(String table, long number) {
        return switch (table) {
            case "cases" -> new CaseRows(keys).aCase(number);
            case "images" -> new CaseRows(keys).image(number, 0, 99);
            case "dicom_series" -> new CaseRows(keys).series(number, 0);
            case "users" -> new UserRows(keys).user(number);
            case "user_case_progress" -> new UserRows(keys).progress(0, 0);
            case "quiz_attempts" -> new UserRows(keys).attempt(number, 1, 0);
            case "case_tags" -> new ShelfRows(keys).caseTag(0, 1);
            case "case_comments" -> new ShelfRows(keys).comment(number, 0, 1);
            default -> throw new IllegalArgumentException(table);
        };
    }

    /**
     * Accounts with one e-mail in other case, which both stay; series with one UID, of which the first stays and the
     * second is refused.
     */
    private void twins(Planting planting) throws SQLException {
        for (var pair = 1; pair <= 2; pair++) {
            planting.beside("users", good("users", planting.number()).with("email", "Twin." + pair + "@example.org"));
            planting.add(
                    "case-twins:users.email",
                    "users",
                    good("users", planting.number()).with("email", "twin." + pair + "@EXAMPLE.org"));
            var series = good("dicom_series", planting.number()).with("series_uid", "1.2.3." + pair);
            planting.beside("dicom_series", series);
            planting.add(
                    "dicom_series: duplicate:series_uid",
                    "dicom_series",
                    good("dicom_series", planting.number()).with("series_uid", "1.2.3." + pair));
        }
    }

    /** A refused case takes its children along, and a refused comment its answer, which names no case itself. */
    private void family(Planting planting) throws SQLException {
        var parent = planting.number();
        var id = keys.caseId(parent);
        planting.add(
                "cases: check:cases_difficulty_check",
                "cases",
                good("cases", parent).with("difficulty", 9));
        for (var table :
                List.of("images", "images", "dicom_series", "user_case_progress", "quiz_attempts", "case_tags")) {
            planting.add(
                    table + ": parent-rejected:case_id",
                    table,
                    good(table, planting.number()).with("case_id", id));
        }
        var comment = planting.number();
        planting.add(
                "case_comments: parent-rejected:case_id",
                "case_comments",
                good("case_comments", comment).with("case_id", id));
        planting.add(
                "case_comments: parent-rejected:parent_id",
                "case_comments",
                good("case_comments", planting.number())
                        .with("case_id", null)
                        .with("parent_id", keys.of("case_comments", comment)));
    }
}
