package io.transfuse.sample;

import java.util.List;
import java.util.Locale;

/** Appointments, the hours at which they may be, and the laboratory. */
record ClinicVisits(ClinicPeople people, ClinicChats chats) {
    private static final List<String> TESTS = List.of("BRCA1/2 panel", "Lynch syndrome", "Karyotyp", "エクソーム");

    Row appointment(long row, long patient) {
        var dice = dice("appointments", row);
        return stamped(
                new Row()
                        .with("id", keys().of("appointments", row))
                        .with("patient_id", people.patientId(patient))
                        .with("clinician_id", dice.percent(5) ? null : people.clinician(dice))
                        .with("date", dice.day())
                        .with("time", hour(dice))
                        .with("appointment_type", dice.percent(60) ? "in-person" : "virtual")
                        .with(
                                "status",
                                dice.percent(3)
                                        ? null
                                        : dice.pick(List.of("scheduled", "completed", "canceled", "no-show")))
                        .with("confirmation_code", dice.hex(8))
                        .with("notes", dice.percent(60) ? null : Prose.remark(dice)),
                dice);
    }

    private static String hour(Dice dice) {
        return String.format(Locale.ROOT, "%02d:%02d:00", 7 + dice.below(12), 15 * dice.below(4));
    }

    /** A free slot; the number keeps it the only one of its clinician at that time. */
    Row slot(long row) {
        var dice = dice("clinician_availability", row);
        return stamped(
                new Row()
                        .with("clinician_id", people.userId(1 + Math.floorMod(row, people.staff() - 1)))
                        .with("date", dice.day())
                        .with(
                                "time",
                                String.format(Locale.ROOT, "%02d:%02d:%02d", row / 3600 % 24, row / 60 % 60, row % 60))
                        .with("available", dice.percent(70) ? 1 : 0),
                dice);
    }

    Row recurring(long row) {
        var dice = dice("recurring_availability", row);
        return stamped(
                new Row()
                        .with("id", keys().of("recurring_availability", row))
                        .with("clinician_id", people.userId(1 + Math.floorMod(row, people.staff() - 1)))
                        .with("days_of_week", dice.pick(List.of("[0, 2, 4]", "[1,3]", "[]", " [ 5 ]\n")))
                        .with("time_slots", "[{\"from\": \"08:00\", \"minutes\": 30.0}, \"13:00\"]")
                        .with("start_date", dice.day())
                        .with("end_date", dice.percent(80) ? null : "9999-12-31"),
                dice);
    }

    Row order(long row, long patient) {
        var dice = dice("lab_orders", row);
        return stamped(
                new Row()
                        .with("id", orderId(row))
                        .with("patient_id", people.patientId(patient))
                        .with("provider_id", people.clinician(dice))
                        .with("eligibility_result_id", null)
                        .with("test_type", dice.pick(TESTS))
                        .with("status", dice.pick(List.of("ordered", "processing", "completed", "canceled")))
                        .with(
                                "price",
                                dice.percent(10)
                                        ? null
                                        : String.format(Locale.ROOT, "%d.%02d", dice.below(9000), dice.below(100)))
                        .with(
                                "requisition",
                                dice.percent(30) ? null : "{\"lab\":\"Gen–Ω\",\"urgent\":false,\"tubes\":[1.10,2e0]}"),
                dice);
    }

    Row result(long row, long order) {
        var dice = dice("lab_results", row);
        var reviewed = dice.percent(50);
        return stamped(
                new Row()
                        .with("id", keys().of("lab_results", row))
                        .with("order_id", orderId(order))
                        .with("status", reviewed ? "reviewed" : dice.pick(List.of("pending", "available")))
                        .with(
                                "result_data",
                                dice.percent(10) ? null : "{\"variant\":\"c.5266dupC\",\"vaf\":0.4870,\"class\":5}")
                        .with("result_value", dice.percent(20) ? null : (dice.below(2_000_000) - 1_000_000) / 7.0)
                        .with("abnormal", dice.percent(10) ? null : dice.percent(20) ? 1 : 0)
                        .with("reviewed_by", reviewed ? people.clinician(dice) : null)
                        .with("reviewed_at", reviewed ? dice.moment() : null),
                dice);
    }

    String orderId(long row) {
        return keys().of("lab_orders", row);
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
