package io.transfuse.sample;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A platform for care adherence in MySQL: accounts with roles, doctors and other providers, patients and their plans.
 */
final class HealthApp implements Sample {

    /** One in so many patients has a new doctor, and a new provider. */
    static final int STAFF = 5;

    @Override
    public String system() {
        return "healthapp";
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
        Script.run(connection, "healthapp.sql");
        var health = new HealthRows(order.seed());
        try (var rows = new Rows(connection, kind())) {
            for (int i = 1; i <= HealthRows.ROLES.size(); i++) {
                rows.insert("user_roles", health.role(i));
            }
            for (int i = 1; i <= HealthRows.SPECIALITIES.size(); i++) {
                rows.insert("specialities", health.speciality(i));
            }
            for (long patient = 1; patient <= order.rows(); patient++) {
                patient(rows, health, patient);
            }
            rows.flush();
            var planted = order.dirty() ? new HealthFaults(rows, health).plant() : Planted.nothing();
            rows.flush();
            return planted;
        }
    }

    /** A patient with all that belongs to one; doctors and providers come with the first of each five. */
    private static void patient(Rows rows, HealthRows health, long patient) throws SQLException {
        var staff = (patient + STAFF - 1) / STAFF;
        if (patient % STAFF == 1) {
            rows.insert("users", health.user(HealthRows.doctorUser(staff), "doctor"));
            rows.insert("doctors", health.doctor(staff));
            rows.insert("users", health.user(HealthRows.providerUser(staff), "provider"));
            rows.insert("providers", health.provider(staff));
        }
        rows.insert("users", health.user(HealthRows.patientUser(patient), "patient"));
        rows.insert("patients", health.patient(patient, staff));
        for (long i = patient * 2 - 1; i <= patient * 2; i++) {
            rows.insert("appointments", health.appointment(i, patient, staff));
            rows.insert("care_plans", health.carePlan(i, patient, staff));
            rows.insert("medications", health.medication(i, patient, staff));
            rows.insert("vitals", health.vitals(i, patient));
        }
    }
}
