package io.transfuse.sample;

import java.util.List;
import java.util.Locale;

/** What the application of a clinic learned later: chats with a model, what steers them, and what they find out. */
record ClinicModels(ClinicPeople people, ClinicChats chats) {
    static final int STRATEGIES = 6;
    static final int SOURCES = 12;

    private static final List<String> SAID = List.of(
            "Thank you. How old was she when it was found?",
            "Meine Mutter, mit 47.",
            "承知しました。🧬",
            "Answer with 1, 2 or \"none\".\n\t- none",
            "");

    Row strategy(long row) {
        var dice = dice("chat_strategies", row);
        return stamped(
                new Row()
                        .with("id", strategyId(row))
                        .with("account_id", people.accountId(row % ClinicPeople.ACCOUNTS))
                        .with("name", "NCCN screening – v" + row)
                        .with("goal", dice.percent(30) ? null : "find those whom a test helps")
                        .with("specialty", dice.percent(30) ? null : "Onkologie")
                        .with("is_active", dice.percent(80) ? 1 : 0)
                        .with("created_by", row == 0 ? null : people.clinician(dice))
                        .with("version", 1 + dice.below(9)),
                dice);
    }

    Row source(long row) {
        var dice = dice("knowledge_sources", row);
        return stamped(
                new Row()
                        .with("id", keys().of("knowledge_sources", row))
                        .with("account_id", people.accountId(row % ClinicPeople.ACCOUNTS))
                        .with("name", "Guideline " + row)
                        .with("description", dice.percent(30) ? null : "Leitlinie für Ärzte, §" + row)
                        .with("file_path", "kb/" + dice.hex(8) + ".pdf")
                        .with("file_size", row == 0 ? "9223372036854775807" : Integer.toString(dice.below(9_000_000)))
                        .with("digest", dice.bytes(16))
                        .with("uploaded_by", dice.percent(20) ? null : people.clinician(dice)),
                dice);
    }

    Row targeting(long row) {
        var dice = dice("targeting_rules", row);
        return new Row()
                .with("id", keys().of("targeting_rules", row))
                .with("strategy_id", strategyId(row % STRATEGIES))
                .with("field", "patient_age")
                .with("operator", "is_between")
                .with("value", dice.pick(List.of("[18, 75.0]", "\"BRCA\"", "{\"min\":1e-7}", "true", "null")))
                .with("created_at", dice.moment());
    }

    Row action(long row) {
        var dice = dice("outcome_actions", row);
        return new Row()
                .with("id", keys().of("outcome_actions", row))
                .with("strategy_id", strategyId(row % STRATEGIES))
                .with("condition", dice.pick(List.of("meets_criteria", "incomplete_data")))
                .with("action_type", "create_task")
                .with("details", "{\"template\":\"Bitte anrufen: {{name}}\",\"days\":" + dice.below(30) + "}")
                .with("created_at", dice.moment());
    }

    Row extraction(long row) {
        var dice = dice("ai_extraction_rules", row);
        return stamped(
                new Row()
                        .with("id", keys().of("ai_extraction_rules", row))
                        .with("strategy_id", strategyId(row % STRATEGIES))
                        .with("entity_type", "age")
                        .with("extraction_method", dice.pick(List.of("llm", "regex", "ner", "hybrid")))
                        .with("pattern", "\\b(\\d{1,3})\\s*(years|Jahre)\\b")
                        .with("validation_rules", dice.percent(30) ? null : "{\"min\":0,\"max\":120.0}")
                        .with("trigger_conditions", dice.percent(60) ? null : "[]"),
                dice);
    }

    Row session(long row, long patient) {
        var dice = dice("ai_chat_sessions", row);
        var started = dice.second();
        return stamped(
                new Row()
                        .with("id", sessionId(row))
                        .with("strategy_id", strategyId(row % STRATEGIES))
                        .with("patient_id", people.patientId(patient))
                        .with("session_type", dice.pick(List.of("screening", "assessment", "follow_up")))
                        .with("status", dice.pick(List.of("active", "completed", "paused", "canceled")))
                        .with("chat_context", "{\"step\":" + dice.below(20) + ",\"pending\":[\"age\",\"genes\"]}")
                        .with("extracted_data", dice.percent(40) ? null : "{\"age\":" + dice.below(90) + ".0}")
                        .with("assessment_results", dice.percent(60) ? null : "{\"risk\":1.20e-1}")
                        .with("strategy_snapshot", dice.percent(80) ? null : "{\"name\":\"v1\"}")
                        .with("started_at", Dice.moment(started))
                        .with("last_activity", Dice.moment(started + dice.below(3600))),
                dice);
    }

    Row message(long row, long session) {
        var dice = dice("ai_chat_messages", row);
        var asks = row % 2 == 0;
        return new Row()
                .with("id", keys().of("ai_chat_messages", row))
                .with("session_id", sessionId(session))
                .with("role", asks ? "assistant" : "user")
                .with("content", dice.pick(SAID))
                .with("message_type", asks ? "question" : "response")
                .with("rag_sources", asks ? "[\"kb/1\"]" : null)
                .with("extracted_entities", asks ? null : "{\"AGE\":[47]}")
                .with("confidence_score", asks ? dice.below(1000) / 1000f : null)
                .with("processing_time_ms", asks ? dice.below(20_000) : null)
                .with("created_at", dice.moment());
    }

    /** Here a patient is meant by the number of its account, as the foreign key says. */
    Row execution(long row, long patient) {
        var dice = dice("strategy_executions", row);
        return new Row()
                .with("id", keys().of("strategy_executions", row))
                .with("strategy_id", strategyId(row % STRATEGIES))
                .with("session_id", dice.percent(30) ? null : sessionId(row))
                .with("patient_id", people.userId(people.staff() + patient))
                .with("triggered_by", dice.percent(40) ? null : people.clinician(dice))
                .with("execution_status", "completed")
                .with("executed_actions", dice.percent(50) ? null : "[{\"task\":1}]")
                .with("started_at", dice.moment());
    }

    Row profile(long row, long patient) {
        var dice = dice("patient_profiles", row);
        return stamped(
                new Row()
                        .with("id", keys().of("patient_profiles", row))
                        .with("patient_id", people.patientId(patient))
                        .with("height_cm", dice.percent(10) ? null : 140 + dice.below(600) / 10.0)
                        .with("weight_kg", dice.percent(10) ? null : 40 + dice.below(900) / 10f)
                        .with("family_history", dice.percent(30) ? null : "Mutter: Brust, 47")
                        .with("consent", dice.percent(80) ? 1 : 0),
                dice);
    }

    Row risk(long row, long patient) {
        var dice = dice("risk_assessments", row);
        return stamped(
                new Row()
                        .with("id", keys().of("risk_assessments", row))
                        .with("patient_id", people.patientId(patient))
                        .with("session_id", dice.percent(20) ? null : chats.sessionId(patient))
                        .with("risk_score", dice.below(1000) / 7.0e3)
                        .with("risk_level", dice.pick(List.of("low", "moderate", "high")))
                        .with(
                                "details",
                                String.format(
                                        Locale.ROOT, "{\"model\": \"Tyrer-Cuzick\", \"p\": %d.50}", dice.below(99))),
                dice);
    }

    String strategyId(long row) {
        return keys().of("chat_strategies", row);
    }

    String sessionId(long row) {
        return keys().of("ai_chat_sessions", row);
    }

    private Keys keys() {
        return people.keys();
    }

    private static Row stamped(Row row, Dice dice) {
        return ClinicPeople.stamped(row, dice, dice.second());
    }

    private Dice dice(String what, long row) {
        return Dice.of(keys().seed(), what, row);
    }
}
