package io.transfuse.sample;

import java.util.List;

/** The rows of EMRsim's document shape: accounts, patients, what they talk about, and what is kept of it. */
record EmrSimRows(Keys keys) {
    private static final List<String> ROLES = List.of("student", "student", "student", "tutor", "admin");
    private static final List<String> STATES = List.of("active", "active", "closed", "");
    private static final List<String> KINDS = List.of("vitals", "lab", "note", "imaging");

    /** Users are numbered from 1, as AUTOINCREMENT does it. */
    Row user(long id) {
        var dice = dice("users", id);
        var created = Talk.second(dice);
        return new Row()
                .with("id", id)
                .with("email", Names.login(dice, id) + "@example.org")
                .with("name", Names.display(dice))
                .with("password_hash", "$2b$12$" + dice.hex(52))
                .with("role", dice.pick(ROLES))
                .with("created_at", Dice.moment(created))
                .with("updated_at", Dice.moment(created + dice.below(80 * 24 * 3600)));
    }

    String patientId(long row) {
        return row == 0 ? "standard-patient" : keys.of("patients", row);
    }

    Row patient(long row) {
        var dice = dice("patients", row);
        return new Row()
                .with("id", patientId(row))
                .with("mrn", dice.percent(30) ? null : "MRN-" + row)
                .with("name", Names.display(dice))
                .with("birth_date", dice.percent(10) ? null : dice.day())
                .with("age", dice.percent(10) ? null : 18 + dice.below(80))
                .with("demographics", Talk.json(dice))
                .with("created_at", Dice.moment(Talk.second(dice)));
    }

    String conversationId(long row) {
        return keys.of("conversations", row);
    }

    Row conversation(long row, long user, long patient) {
        var dice = dice("conversations", row);
        var created = Talk.second(dice);
        return new Row()
                .with("id", conversationId(row))
                .with("title", Prose.title(dice, dice.pick(Topic.ALL)))
                .with("user_id", user)
                .with("patient_id", dice.percent(15) ? null : patientId(patient))
                .with("status", dice.pick(STATES))
                .with("is_archived", dice.percent(20) ? 1 : 0)
                .with("created_at", Talk.moment(dice, created))
                .with("updated_at", Talk.moment(dice, created + dice.below(30 * 24 * 3600)));
    }

    /** How much is said in a conversation. */
    int messagesOf(long conversation) {
        return 2 + dice("messages of", conversation).below(9);
    }

    Row message(long id, long conversation) {
        var dice = dice("messages", id);
        return new Row()
                .with("id", id)
                .with("conversation_id", conversationId(conversation))
                .with("sender", id % 2 == 0 ? "patient" : "user")
                .with("message", Talk.line(dice))
                .with("metadata", Talk.json(dice))
                .with("client_id", dice.percent(60) ? null : dice.nanoid() + id)
                .with("created_at", Talk.moment(dice));
    }

    Row history(long id, long conversation, long message, long user) {
        var dice = dice("conversation_history", id);
        return new Row()
                .with("id", id)
                .with("conversation_id", conversationId(conversation))
                .with("message_id", message == 0 ? null : message)
                .with("changed_by", dice.percent(20) ? null : user)
                .with("action", dice.percent(50) ? "renamed" : "archived")
                .with("snapshot", Talk.json(dice))
                .with("created_at", Talk.moment(dice));
    }

    Row record(long row, long patient) {
        var dice = dice("patient_records", row);
        return new Row()
                .with("id", keys.of("patient_records", row))
                .with("patient_id", patientId(patient))
                .with("record_type", dice.pick(KINDS))
                .with("data", Talk.json(dice))
                .with("value", dice.percent(40) ? null : dice.below(10_000) / 7.0)
                .with("recorded_at", Talk.moment(dice))
                .with("created_at", Dice.moment(Talk.second(dice)));
    }

    Row session(long row, long user) {
        var dice = dice("user_sessions", row);
        var created = Talk.second(dice);
        return new Row()
                .with("id", keys.of("user_sessions", row))
                .with("user_id", user)
                .with("data", "{\"ip\":\"10.0.0." + dice.below(256) + "\",\"remember\":" + dice.percent(50) + "}")
                .with("created_at", Dice.moment(created))
                .with("expires_at", dice.percent(20) ? null : Dice.moment(created + 14L * 24 * 3600));
    }

    Row feedback(long id, long conversation, long message) {
        var dice = dice("feedback", id);
        return new Row()
                .with("id", id)
                .with("conversation_id", conversationId(conversation))
                .with("message_id", message == 0 ? null : message)
                .with("rating", dice.below(50) / 10.0)
                .with("order", dice.below(9))
                .with("comment", dice.percent(50) ? null : Prose.remark(dice));
    }

    List<Row> settings() {
        return List.of(
                new Row().with("key", "voice").with("value", "alloy").with("updated_at", "2025-02-01 08:00:00"),
                new Row()
                        .with("key", "site.title")
                        .with("value", "EMRsim – „Gespräche“ 🩺")
                        .with("updated_at", null));
    }

    private Dice dice(String what, long row) {
        return Dice.of(keys.seed(), "emrsim " + what, row);
    }
}
