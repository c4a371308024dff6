package io.transfuse.sample;

import static io.transfuse.sample.Fault.loss;
import static io.transfuse.sample.Fault.missing;
import static io.transfuse.sample.Fault.orphan;
import static io.transfuse.sample.Fault.reject;
import static io.transfuse.sample.Fault.widened;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** What an EMRsim of some years holds; each fault in rows of its own, so that none hides another. */
record EmrSimFaults(Rows rows, Keys keys) {
    private static final Row.RawText NUL = new Row.RawText("before\0after");
    private static final Row.RawText LATIN1 = new Row.RawText("R\u00f6ntgen");
    private static final long NOBODY = 999_999_999;

    Planted plant(Connection connection) throws SQLException {
        var planting = new Planting(rows);
        planting.all(people(), this::good);
        planting.all(talks(), this::good);
        planting.all(messages(), this::good);
        planting.all(others(), this::good);
        twins(planting);
        family(planting);
        planting.countDerivedIds(
                connection, Kind.SQLITE, List.of("patients", "conversations", "patient_records", "user_sessions"));
        return planting.planted();
    }

    private List<Fault> people() {
        return List.of(
                missing("users", "email"),
                missing("users", "password_hash"),
                widened("users", "name", "Sir ".repeat(70), "🩺".repeat(256)),
                reject("users", "nul-byte", "name", NUL),
                reject("patients", "not-a-date", "birth_date", "unknown", "0000-00-00", "2024-02-30"),
                reject("patients", "not-an-integer", "age", "forty", "12.5"),
                reject("patients", "bad-json", "demographics", "{'sex': 'f'}", "[object Object]"),
                loss("patients", "uuid:derived", "id", "pat-0042", "42"));
    }

    private List<Fault> talks() {
        return List.of(
                orphan("conversations", "user_id", NOBODY, "guest"),
                orphan("conversations", "patient_id", "patient-gone"),
                missing("conversations", "title"),
                widened("conversations", "title", "Very long title. ".repeat(16)),
                reject("conversations", "invalid-utf8", "title", LATIN1),
                loss("conversations", "date:unix-millis", "updated_at", 1_735_689_600_123L),
                loss("conversations", "uuid:derived", "id", "demo", "7"));
    }

    private List<Fault> messages() {
        return List.of(
                orphan("messages", "conversation_id", "conversation-gone", "0"),
                missing("messages", "sender"),
                missing("messages", "created_at"),
                reject("messages", "not-a-timestamp", "created_at", "just now", "2025-13-01 00:00:00"),
                reject("messages", "bad-json", "metadata", "{\"model\": ", "undefined", ""),
                reject("messages", "nul-byte", "metadata", "{\"text\":\"a\\u0000b\"}"),
                reject("messages", "nul-byte", "message", NUL),
                reject("messages", "invalid-utf8", "message", LATIN1),
                loss("messages", "date:unix-seconds", "created_at", 1_735_689_600L),
                loss("messages", "date:unix-millis", "created_at", 1_735_689_600_999L, 1_738_368_000_000L),
                loss("messages", "date:julian-day", "created_at", 2_460_700.25),
                loss("messages", "date:iso-offset", "created_at", "2025-03-31T23:30:00.000-05:00"));
    }

    private List<Fault> others() {
        return List.of(
                orphan("patient_records", "patient_id", "patient-gone"),
                reject("patient_records", "bad-json", "data", "NaN"),
                reject("patient_records", "not-a-number", "value", "n/a", "1,5"),
                reject("patient_records", "not-a-timestamp", "recorded_at", "last week"),
                orphan("user_sessions", "user_id", NOBODY),
                reject("user_sessions", "bad-json", "data", "{"),
                loss("user_sessions", "date:unix-millis", "expires_at", 1_767_225_600_000L),
                orphan("conversation_history", "conversation_id", "conversation-gone"),
                orphan("conversation_history", "message_id", NOBODY),
                orphan("conversation_history", "changed_by", NOBODY),
                reject("conversation_history", "bad-json", "snapshot", "<html>"),
                orphan("feedback", "message_id", NOBODY),
                reject("feedback", "nul-byte", "comment", NUL));
    }

    /** A good row without children; what it refers to exists: user 1, patient 1, conversation 0, message 1. */
    private Row good(String table, long number) {
        var made = new EmrSimRows(keys);
        return switch (table) {
            case "users" -> made.user(number);
            case "patients" -> made.patient(number).with("mrn", null);
            case "conversations" -> made.conversation(number, 1, 1);
            case "messages" -> made.message(number, 0);
            case "patient_records" -> made.record(number, 1);
            case "user_sessions" -> made.session(number, 1);
            case "conversation_history" -> made.history(number, 0, 1, 1);
            case "feedback" -> made.feedback(number, 0, 1);
            default -> throw new IllegalArgumentException(table);
        };
    }

    /**
     * Two accounts with one e-mail, of which the first stays; two whose e-mails differ in case, which both stay; one
     * UUID in two spellings, which is one key in PostgreSQL.
     */
    private void twins(Planting planting) throws SQLException {
        planting.beside("users", good("users", planting.number()).with("email", "same@example.org"));
        planting.add(
                "users: duplicate:email",
                "users",
                good("users", planting.number()).with("email", "same@example.org"));
        planting.beside("users", good("users", planting.number()).with("email", "Twin@example.org"));
        planting.add(
                "case-twins:users.email",
                "users",
                good("users", planting.number()).with("email", "twin@EXAMPLE.org"));
        var number = planting.number();
        planting.beside("conversations", good("conversations", number));
        planting.add(
                "conversations: duplicate:id",
                "conversations",
                good("conversations", planting.number())
                        .with("id", new EmrSimRows(keys).conversationId(number).toUpperCase(Locale.ROOT)));
    }

    /**
     * A refused user takes a conversation along, that its messages and history; a refused message what refers to it.
     */
    private void family(Planting planting) throws SQLException {
        var made = new EmrSimRows(keys);
        var user = planting.number();
        planting.add("users: null:password_hash", "users", made.user(user).with("password_hash", null));
        planting.add("user_sessions: parent-rejected:user_id", "user_sessions", made.session(planting.number(), user));
        var conversation = planting.number();
        planting.add(
                "conversations: parent-rejected:user_id", "conversations", made.conversation(conversation, user, 1));
        planting.add(
                "messages: parent-rejected:conversation_id", "messages", made.message(planting.number(), conversation));
        planting.add(
                "conversation_history: parent-rejected:conversation_id",
                "conversation_history",
                made.history(planting.number(), conversation, 0, 1));
        var message = planting.number();
        planting.add(
                "messages: nul-byte:message",
                "messages",
                made.message(message, 0).with("message", NUL));
        planting.add(
                "conversation_history: parent-rejected:message_id",
                "conversation_history",
                made.history(planting.number(), 0, message, 1));
        planting.add("feedback: parent-rejected:message_id", "feedback", made.feedback(planting.number(), 0, message));
    }
}
