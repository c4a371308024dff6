package io.transfuse.sample;

import static io.transfuse.sample.Fault.loss;
import static io.transfuse.sample.Fault.missing;
import static io.transfuse.sample.Fault.orphan;
import static io.transfuse.sample.Fault.reject;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** What real clinics' databases got wrong over the years; each fault in rows of its own, so that none hides another. */
record GenascopeFaults(Rows rows, ClinicShape shape, ClinicPeople people) {
    private static final String NUL = "before\0after";
    private static final String NUL_IN_JSON = "{\"note\":\"a\\u0000b\"}";
    private static final List<String> WITH_UUIDS = List.of(
            "accounts",
            "users",
            "patients",
            "invites",
            "chat_sessions",
            "chat_questions",
            "chat_answers",
            "eligibility_results",
            "appointments",
            "recurring_availability",
            "lab_orders",
            "lab_results");

    Planted plant(Connection connection) throws SQLException {
        var planting = new Planting(rows);
        planting.all(ofPeople(), this::good);
        planting.all(ofChats(), this::good);
        planting.all(ofVisits(), this::good);
        switch (shape) {
            case DOCUMENT -> planting.all(members(), this::good);
            case FIELD -> planting.all(words(), this::good);
        }
        twins(planting);
        family(planting);
        planting.countDerivedIds(connection, Kind.MYSQL, WITH_UUIDS);
        return planting.planted();
    }

    private List<Fault> ofPeople() {
        return List.of(
                reject("users", "unmapped", "role", "researcher"),
                reject("users", "not-a-boolean", "is_active", 2, -1),
                orphan("users", "account_id", "acc-999"),
                orphan("users", "clinician_id", lost(0)),
                loss("users", "uuid:derived", "id", "root", "lab_1"),
                loss("patients", "zero-date", "date_of_birth", "0000-00-00", "1985-00-00", "1985-06-00"),
                reject("patients", "nul-byte", "notes", NUL),
                orphan("patients", "user_id", lost(1), "guest"),
                orphan("patients", "clinician_id", lost(2)),
                loss("patients", "uuid:derived", "id", "MRN 4711", "paciente-ñ"),
                orphan("invites", shape == ClinicShape.DOCUMENT ? "provider_id" : "clinician_id", lost(3)),
                loss("invites", "zero-date", "expires_at", "0000-00-00 00:00:00"));
    }

    private List<Fault> ofChats() {
        return List.of(
                orphan("chat_sessions", "patient_id", lost(4)),
                orphan("chat_sessions", "clinician_id", lost(5)),
                orphan("chat_answers", "session_id", lost(6), lost(7)),
                orphan("chat_answers", "question_id", "question 9"),
                reject("chat_answers", "nul-byte", "answer", NUL, "\0"),
                loss(
                        "chat_answers",
                        "key-spelling",
                        "session_id",
                        people.keys().of("chat_sessions", 0).toUpperCase(Locale.ROOT)),
                reject("chat_questions", "nul-byte", "next_question_logic", NUL_IN_JSON),
                orphan("eligibility_results", "session_id", lost(8)),
                loss("eligibility_results", "uuid:derived", "id", "result-17"));
    }

    private List<Fault> ofVisits() {
        return List.of(
                orphan("appointments", "patient_id", lost(9), lost(10)),
                orphan("appointments", "clinician_id", lost(11)),
                reject("appointments", "zero-date", "date", "0000-00-00", "2024-00-00"),
                reject("appointments", "not-a-time", "time", "27:30:00", "-01:00:00"),
                reject("appointments", "empty-enum", "appointment_type", "by letter"),
                loss("appointments", "empty-enum", "status", "lost"),
                reject("recurring_availability", "bad-json", "time_slots", "[8:00", "", "Mo, Di"),
                orphan("recurring_availability", "clinician_id", lost(12)),
                orphan("clinician_availability", "clinician_id", lost(13)),
                orphan("lab_orders", "eligibility_result_id", lost(14)),
                loss("lab_orders", "uuid:derived", "id", "LAB/2024/17"),
                orphan("lab_results", "reviewed_by", lost(15)),
                loss("lab_results", "uuid:derived", "id", "17"),
                reject("lab_results", "nul-byte", "result_data", NUL_IN_JSON));
    }

    /** Members of enumerations that never were. */
    private List<Fault> members() {
        return List.of(
                loss("patients", "empty-enum", "status", "moved away"),
                reject("invites", "empty-enum", "status", "bounced"),
                reject("users", "nul-byte", "metadata", NUL_IN_JSON));
    }

    /** Words where enumerations were, and what belongs to later installations alone. */
    private List<Fault> words() {
        return List.of(
                reject("patients", "unmapped", "status", "moved away"),
                loss("patients", "letter-case", "status", "Active", "INACTIVE "),
                reject("invites", "unmapped", "status", "bounced"),
                missing("users", "email"),
                orphan("ai_chat_messages", "session_id", lost(16)),
                orphan("strategy_executions", "patient_id", lost(17)),
                orphan("chat_strategies", "created_by", lost(18)),
                reject("risk_assessments", "bad-json", "details", "{'p': 1}", "NaN"),
                reject("ai_chat_messages", "nul-byte", "content", NUL));
    }

    /** The id of a row that was deleted long ago. */
    private String lost(int number) {
        return people.keys().of("lost", Keys.EXTRA + number);
    }

    /** Two invites with one token: the first stays. */
    private void twins(Planting planting) throws SQLException {
        var token = people.keys().of("token", Keys.EXTRA);
        planting.beside("invites", good("invites", planting.number()).with("invite_token", token));
        planting.add(
                "invites: duplicate:invite_token",
                "invites",
                good("invites", planting.number()).with("invite_token", token));
    }

    /** A refused patient takes along what belongs to him, and that takes along its own. */
    private void family(Planting planting) throws SQLException {
        var number = planting.number();
        var patient = people.patientId(number);
        planting.add(
                "patients: nul-byte:notes", "patients", good("patients", number).with("notes", NUL));
        for (var table : List.of("invites", "chat_sessions", "eligibility_results", "appointments", "lab_orders")) {
            var row = good(table, planting.number()).with("patient_id", patient);
            planting.add(table + ": parent-rejected:patient_id", table, row);
            var id = String.valueOf(row.values().get("id"));
            if (table.equals("chat_sessions")) {
                child(planting, "chat_answers", "session_id", id);
            }
            if (table.equals("lab_orders")) {
                child(planting, "lab_results", shape == ClinicShape.DOCUMENT ? "order_id" : "lab_order_id", id);
            }
        }
    }

    private void child(Planting planting, String table, String column, String parent) throws SQLException {
        var row = good(table, planting.number()).with(column, parent);
        planting.add(table + ": parent-rejected:" + column, table, row);
    }

    /** A good row; what it refers to exists: account 0, the staff, patient 0 with session and order, question 0. */
    private Row good(String table, long number) {
        return shape.of(table, plain(table, number), number);
    }

    private Row plain(String table, long number) {
        var chats = new ClinicChats(people);
        var visits = new ClinicVisits(people, chats);
        var models = new ClinicModels(people, chats);
        return switch (table) {
            case "users" -> people.user(number);
            case "patients" -> people.patient(number);
            case "invites" -> people.invite(number, 0);
            case "chat_sessions" -> chats.session(number, 0);
            case "chat_questions" -> chats.question(number);
            case "chat_answers" -> chats.answer(number, 0);
            case "eligibility_results" -> chats.eligibility(number, 0);
            case "appointments" -> visits.appointment(number, 0);
            case "clinician_availability" -> visits.slot(number);
            case "recurring_availability" -> visits.recurring(number);
            case "lab_orders" -> visits.order(number, 0);
            case "lab_results" -> visits.result(number, 0);
            case "ai_chat_messages" -> models.message(number, 0);
            case "strategy_executions" -> models.execution(number, 0).with("session_id", null);
            case "chat_strategies" -> models.strategy(number);
            case "risk_assessments" -> models.risk(number, 0);
            default -> throw new IllegalArgumentException(table);
        };
    }
}
