package io.transfuse.sample;

import java.util.List;

/** The rows of EMRsim as it is found in the field. */
record EmrSimFieldRows(long seed) {

    /** A nanoid; rows that are added for a fault have a UUID, so that they carry one fault only. */
    String id(String table, long row) {
        var dice = dice(table + ".id", row);
        return row >= Keys.EXTRA ? dice.uuid() : dice.nanoid();
    }

    Row persona(long row) {
        var dice = dice("personas", row);
        return new Row()
                .with("id", id("personas", row))
                .with("name", Names.display(dice))
                .with("persona_json", Talk.json(dice))
                .with("created_at", Talk.moment(dice));
    }

    Row scenario(long row) {
        var dice = dice("scenarios", row);
        return new Row()
                .with("id", id("scenarios", row))
                .with("title", dice.pick(Topic.ALL).presentation())
                .with("tags_json", dice.pick(List.of("[]", "[\"chest\", \"ER\"]", "[\"Über-Tag\", \"心\"]")))
                .with("scenario_json", Talk.json(dice))
                .with("created_at", Talk.moment(dice));
    }

    Row session(long row, long persona, long scenario) {
        var dice = dice("sessions", row);
        var started = Talk.second(dice);
        return new Row()
                .with("id", id("sessions", row))
                .with("persona_id", dice.percent(5) ? null : id("personas", persona))
                .with("scenario_id", dice.percent(40) ? null : id("scenarios", scenario))
                .with("mode", dice.percent(30) ? "voice" : "chat")
                .with("started_at", Talk.moment(dice, started))
                .with("ended_at", dice.percent(20) ? null : Talk.moment(dice, started + dice.below(3600)))
                .with("sps_gate_json", Talk.json(dice));
    }

    int turnsOf(long session) {
        return 2 + dice("turns of", session).below(9);
    }

    Row turn(long row, long session) {
        var dice = dice("turns", row);
        var spoken = dice.percent(30);
        return new Row()
                .with("id", id("turns", row))
                .with("session_id", id("sessions", session))
                .with("role", row % 2 == 0 ? "assistant" : "user")
                .with("text", Talk.line(dice))
                .with("created_at", Talk.moment(dice))
                .with("audio_ms", spoken ? dice.below(60_000) : null)
                .with("tokens_in", dice.below(4000))
                .with("tokens_out", dice.percent(10) ? null : dice.below(800))
                .with("timings_json", Talk.json(dice))
                .with("fingerprint", dice.percent(25) ? null : dice.hex(40));
    }

    private Dice dice(String what, long row) {
        return Dice.of(seed, "emrsim-field " + what, row);
    }
}
