package io.transfuse.sample;

import static io.transfuse.sample.Fault.loss;
import static io.transfuse.sample.Fault.missing;
import static io.transfuse.sample.Fault.orphan;
import static io.transfuse.sample.Fault.reject;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Conversations with simulated patients as they are found in the field: four tables, nanoids, no foreign keys. */
final class EmrSimField implements Sample {
    private static final int LEAST = 6;
    private static final Row.RawText NUL = new Row.RawText("before\0after");

    @Override
    public String system() {
        return "emrsim-field";
    }

    @Override
    public Kind kind() {
        return Kind.SQLITE;
    }

    @Override
    public long defaultRows() {
        return 300;
    }

    @Override
    public Planted fill(Connection connection, Order order) throws SQLException {
        Script.run(connection, "emrsim-field.sql");
        var made = new EmrSimFieldRows(order.seed());
        try (var rows = new Rows(connection, kind())) {
            clean(rows, made, order.rows());
            rows.flush();
            var planted = order.dirty() ? plant(rows, made, connection) : Planted.nothing();
            rows.flush();
            return planted;
        }
    }

    private static void clean(Rows rows, EmrSimFieldRows made, long sessions) throws SQLException {
        var few = Math.max(LEAST, sessions / 10);
        for (var row = 0L; row < few; row++) {
            rows.insert("personas", made.persona(row));
            rows.insert("scenarios", made.scenario(row));
        }
        var turn = 0L;
        for (var row = 0L; row < sessions; row++) {
            rows.insert("sessions", made.session(row, row % few, row * 7 % few));
            for (var i = made.turnsOf(row); i > 0; i--) {
                rows.insert("turns", made.turn(turn++, row));
            }
        }
    }

    private static Planted plant(Rows rows, EmrSimFieldRows made, Connection connection) throws SQLException {
        var planting = new Planting(rows);
        planting.all(faults(), (table, number) -> good(made, table, number));
        var session = planting.number();
        planting.add(
                "sessions: bad-json:sps_gate_json",
                "sessions",
                made.session(session, 0, 0).with("sps_gate_json", "gate"));
        planting.add("turns: parent-rejected:session_id", "turns", made.turn(planting.number(), session));
        planting.countDerivedIds(connection, Kind.SQLITE, List.of("personas", "scenarios", "sessions", "turns"));
        return planting.planted();
    }

    private static List<Fault> faults() {
        return List.of(
                reject("personas", "bad-json", "persona_json", "{name: 'x'}"),
                reject("scenarios", "bad-json", "tags_json", "chest, ER"),
                orphan("sessions", "persona_id", "persona-gone", "default"),
                orphan("sessions", "scenario_id", "scenario-gone"),
                missing("sessions", "started_at"),
                reject("sessions", "not-a-timestamp", "ended_at", "never"),
                orphan("turns", "session_id", "session-gone"),
                missing("turns", "created_at"),
                reject("turns", "not-a-timestamp", "created_at", "soon"),
                reject("turns", "nul-byte", "text", NUL),
                reject("turns", "bad-json", "timings_json", "{\"asr\":"),
                reject("turns", "not-an-integer", "audio_ms", "2.5 s", "long"),
                reject("turns", "not-an-integer", "tokens_in", "many"),
                loss("turns", "date:unix-millis", "created_at", 1_735_689_600_999L),
                loss("sessions", "date:unix-seconds", "ended_at", 1_735_689_600L));
    }

    /** A good row without children; persona, scenario and session 0 exist. */
    private static Row good(EmrSimFieldRows made, String table, long number) {
        return switch (table) {
            case "personas" -> made.persona(number);
            case "scenarios" -> made.scenario(number);
            case "sessions" -> made.session(number, 0, 0);
            case "turns" -> made.turn(number, 0);
            default -> throw new IllegalArgumentException(table);
        };
    }
}
