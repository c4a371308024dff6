package io.transfuse.sample;

import static io.transfuse.sample.Fault.loss;
import static io.transfuse.sample.Fault.orphan;
import static io.transfuse.sample.Fault.reject;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A platform for care adherence as it is found in the field: 13 tables, some in latin1, no table of roles. */
final class HealthAppField implements Sample {
    private static final long NOWHERE = 999_999_999;

    /** Keys of MySQL's INT end before those that other samples take. */
    private static final long KEYS = 500_000_000;

    @Override
    public String system() {
        return "healthapp-field";
    }

    @Override
    public Kind kind() {
        return Kind.MYSQL;
    }

    @Override
    public long defaultRows() {
        return 200;
    }

    @Override
    public Planted fill(Connection connection, Order order) throws SQLException {
        Script.run(connection, "healthapp-field.sql");
        var health = new HealthFieldRows(order.seed());
        try (var rows = new Rows(connection, kind())) {
            words(rows, health);
            for (long patient = 1; patient <= order.rows(); patient++) {
                patient(rows, health, patient);
            }
            rows.flush();
            var planted = order.dirty() ? plant(new Planting(rows), health) : Planted.nothing();
            rows.flush();
            return planted;
        }
    }

    private static void words(Rows rows, HealthFieldRows health) throws SQLException {
        for (int i = 1; i <= HealthRows.SPECIALITIES.size(); i++) {
            rows.insert("specialities", health.speciality(i));
        }
        for (int i = 1; i <= HealthFieldRows.DEGREES.size(); i++) {
            rows.insert("degrees", health.named(i, HealthFieldRows.DEGREES.get(i - 1)));
            rows.insert("colleges", health.named(i, HealthFieldRows.COLLEGES.get(i - 1)));
            rows.insert("medicines", health.medicine(i));
        }
    }

    /** A patient with all that belongs to one; doctors and providers come with the first of each five. */
    private static void patient(Rows rows, HealthFieldRows health, long patient) throws SQLException {
        var staff = (patient + HealthApp.STAFF - 1) / HealthApp.STAFF;
        if (patient % HealthApp.STAFF == 1) {
            rows.insert("users", health.user(HealthRows.doctorUser(staff), "doctor"));
            rows.insert("doctors", health.doctor(staff, HealthRows.doctorUser(staff)));
            rows.insert("doctor_qualifications", health.qualification(staff, staff));
            rows.insert("users", health.user(HealthRows.providerUser(staff), "provider"));
            rows.insert("providers", health.provider(staff, HealthRows.providerUser(staff)));
        }
        rows.insert("users", health.user(HealthRows.patientUser(patient), "patient"));
        rows.insert("patients", health.patient(patient, HealthRows.patientUser(patient)));
        rows.insert("symptoms", health.symptom(patient, patient));
        for (long i = patient * 2 - 1; i <= patient * 2; i++) {
            rows.insert("appointments", health.appointment(i, patient, staff));
            rows.insert("care_plans", health.carePlan(i, patient, staff));
            rows.insert("medications", health.medication(i, patient, staff));
        }
    }

    private static Planted plant(Planting planting, HealthFieldRows health) throws SQLException {
        planting.all(
                List.of(
                        loss("users", "zero-date", "date_of_birth", "0000-00-00"),
                        loss("users", "empty-enum", "sex", "no member"),
                        loss("users", "differs:createdAt", "createdAt", "2001-02-03 04:05:06"),
                        orphan("doctors", "speciality_id", NOWHERE),
                        orphan("appointments", "provider_id", NOWHERE),
                        reject("appointments", "zero-date", "start_time", "0000-00-00 00:00:00"),
                        orphan("symptoms", "patient_id", NOWHERE)),
                (table, number) -> good(health, table, KEYS + number - Keys.EXTRA));
        planting.add(
                "users.category: undecided:category",
                "users",
                health.user(KEYS + planting.number() - Keys.EXTRA, "provider"));
        return planting.planted();
    }

    /** A good row; what it refers to exists: patient 1, doctor 1, provider 1. */
    private static Row good(HealthFieldRows health, String table, long key) {
        return switch (table) {
            case "users" ->
                health.user(key, "patient")
                        .with("created_at", "2020-01-01 00:00:00")
                        .with("createdAt", "2020-01-01 00:00:00");
            case "doctors" -> health.doctor(key, HealthRows.patientUser(1));
            case "appointments" -> health.appointment(key, 1, 1);
            case "symptoms" -> health.symptom(key, 1);
            default -> throw new IllegalArgumentException(table);
        };
    }
}
