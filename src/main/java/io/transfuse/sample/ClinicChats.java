package io.transfuse.sample;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The chats of a clinic: questions, sessions with patients, their answers, and what came out. */
record ClinicChats(ClinicPeople people) {
    static final int QUESTIONS = 24;

    private static final List<String> ASKED = List.of(
            "Has anybody in your family had breast cancer before the age of 50?",
            "Wie alt waren Sie bei Ihrer ersten Periode?",
            "ご家族に卵巣がんの方はいますか？",
            "Do you smoke? 🚬",
            "Which of these apply to you?");
    private static final List<String> ANSWERS = List.of(
            "yes",
            "no",
            "My mother's sister, at 43.",
            "weiß nicht",
            "42",
            "Ja – meine Tante (väterlicherseits); genaueres \"später\"",
            "не знаю",
            "C:\\temp\\new",
            "👩🏽‍⚕️",
            "");

    Row question(long row) {
        var dice = dice("chat_questions", row);
        var choice = row % 3 == 0;
        return stamped(
                new Row()
                        .with("id", questionId(row))
                        .with("sequence", row + 1)
                        .with("text", dice.pick(ASKED))
                        .with(
                                "answer_type",
                                choice ? "multiple_choice" : dice.pick(List.of("text", "boolean", "number")))
                        .with("options", choice ? "[\"option1\",\"Ökologie\",\"none of these\"]" : null)
                        .with("next_question_logic", logic(dice, row))
                        .with("required", dice.percent(70) ? 1 : 0),
                dice);
    }

    private static @Nullable String logic(Dice dice, long row) {
        return dice.percent(40)
                ? null
                : "{\"rules\":[{\"if\":{\"answer\":\"yes\",\"score\":1.50},\"then\":" + (row + 2)
                        + "}],\"default\":null,\"note\":\"\\u00fc \\ud83e\\uddec\"}";
    }

    /** The chat of a patient, of the same number. */
    Row session(long row, long patient) {
        var dice = dice("chat_sessions", row);
        var started = dice.second();
        var status = dice.pick(List.of("in_progress", "completed", "completed", "abandoned"));
        return stamped(
                new Row()
                        .with("id", sessionId(row))
                        .with("patient_id", people.patientId(patient))
                        .with("clinician_id", dice.percent(30) ? null : people.clinician(dice))
                        .with("session_type", dice.percent(10) ? null : "assessment")
                        .with("status", status)
                        .with("started_at", Dice.moment(started))
                        .with(
                                "completed_at",
                                status.equals("completed") ? Dice.moment(started + dice.below(3600)) : null),
                dice);
    }

    Row answer(long row, long session) {
        var dice = dice("chat_answers", row);
        return stamped(
                new Row()
                        .with("id", people.keys().of("chat_answers", row))
                        .with("session_id", sessionId(session))
                        .with("question_id", questionId(Math.floorMod(row, QUESTIONS)))
                        .with("answer", dice.percent(4) ? null : dice.pick(ANSWERS)),
                dice);
    }

    Row eligibility(long row, long patient) {
        var dice = dice("eligibility_results", row);
        return stamped(
                new Row()
                        .with("id", eligibilityId(row))
                        .with("patient_id", people.patientId(patient))
                        .with("session_id", dice.percent(15) ? null : sessionId(patient))
                        .with("is_eligible", dice.percent(35) ? 1 : 0)
                        .with("tyrer_cuzick_score", dice.percent(10) ? null : dice.below(100_000) / 3.0e5)
                        .with(
                                "factors",
                                dice.percent(20)
                                        ? null
                                        : "{\"brca\":{\"n\":9007199254740993},\"age\":42.0,\"tags\":[]}"),
                dice);
    }

    String questionId(long row) {
        return people.keys().of("chat_questions", row);
    }

    String sessionId(long row) {
        return people.keys().of("chat_sessions", row);
    }

    String eligibilityId(long row) {
        return people.keys().of("eligibility_results", row);
    }

    private static Row stamped(Row row, Dice dice) {
        return ClinicPeople.stamped(row, dice, dice.second());
    }

    private Dice dice(String what, long row) {
        return Dice.of(people.keys().seed(), what, row);
    }
}
