package io.transfuse.sample;

import static io.transfuse.sample.Fault.loss;
import static io.transfuse.sample.Fault.orphan;
import static io.transfuse.sample.Fault.reject;

import java.sql.SQLException;
import java.util.List;

/** What years of operation leave in healthapp; each fault in rows of its own, so that none hides another. */
record HealthFaults(Rows rows, HealthRows health) {
    private static final long NOWHERE = 999_999_999;

    /** Keys of MySQL's INT end before those that other samples take. */
    private static final long KEYS = 500_000_000;

    private static final int UNKNOWN_ROLE = 77;

    Planted plant() throws SQLException {
        var planting = new Planting(rows);
        planting.beside("user_roles", new Row().with("id", UNKNOWN_ROLE).with("name", "wizard"));
        planting.all(
                List.of(
                        loss("users", "zero-date", "date_of_birth", "0000-00-00", "1984-00-00", "1990-05-00"),
                        loss("users", "empty-enum", "gender", "no member"),
                        loss("users", "differs:createdAt", "createdAt", "2001-02-03 04:05:06"),
                        orphan("doctors", "speciality_id", NOWHERE),
                        orphan("patients", "primary_doctor_id", NOWHERE),
                        orphan("appointments", "patient_id", NOWHERE),
                        orphan("appointments", "provider_id", NOWHERE),
                        reject("appointments", "zero-date", "scheduled_at", "0000-00-00 00:00:00"),
                        orphan("care_plans", "patient_id", NOWHERE),
                        orphan("vitals", "recorded_by", NOWHERE)),
                this::good);
        prescriptions(planting);
        twice(planting);
        family(planting);
        planting.add("users.r.name: undecided:r.name", "users", health.user(key(planting.number()), "provider"));
        return planting.planted();
    }

    private static long key(long number) {
        return KEYS + number - Keys.EXTRA;
    }

    /** A good row; what it refers to exists: patient 1, doctor 1, provider 1. */
    private Row good(String table, long number) {
        var key = key(number);
        return switch (table) {
            case "users" -> health.user(key, "patient");
            case "doctors" -> health.doctor(key).with("user_id", HealthRows.patientUser(1));
            case "patients" -> health.patient(key, 1).with("user_id", HealthRows.patientUser(1));
            case "appointments" -> health.appointment(key, 1, 1);
            case "care_plans" -> health.carePlan(key, 1, 1);
            case "medications" ->
                health.medication(key, 1, 1).with("care_plan_id", null).with("prescribed_by", 1);
            case "vitals" -> health.vitals(key, 1);
            default -> throw new IllegalArgumentException(table);
        };
    }

    /** A doctor who is gone: neither the medication nor its prescription can be kept. */
    private void prescriptions(Planting planting) throws SQLException {
        var row = good("medications", planting.number()).with("prescribed_by", NOWHERE);
        planting.add("medications: orphan:prescribed_by", "medications", row);
        planting.count("medications/prescriptions: orphan:prescribed_by", 1);
    }

    /**
     * A doctor who is a provider too: the target holds one of each account, and the appointment goes with the other.
     */
    private void twice(Planting planting) throws SQLException {
        var provider = planting.number();
        planting.add(
                "providers: duplicate:user_id",
                "providers",
                health.provider(key(provider))
                        .with("user_id", HealthRows.doctorUser(1))
                        .with("license_type", "MD"));
        planting.add(
                "appointments: parent-rejected:provider_id",
                "appointments",
                good("appointments", planting.number()).with("doctor_id", null).with("provider_id", key(provider)));
    }

    /** An account of no known role takes its patient along, the patient a medication, that its prescription. */
    private void family(Planting planting) throws SQLException {
        var user = planting.number();
        var patient = planting.number();
        planting.add("users: unmapped:r.name", "users", good("users", user).with("role_id", UNKNOWN_ROLE));
        planting.add(
                "patients: parent-rejected:user_id",
                "patients",
                good("patients", patient).with("user_id", key(user)).with("primary_doctor_id", null));
        planting.add(
                "medications: parent-rejected:patient_id",
                "medications",
                good("medications", planting.number()).with("patient_id", key(patient)));
        planting.count("medications/prescriptions: parent-rejected:itself", 1);
    }
}
