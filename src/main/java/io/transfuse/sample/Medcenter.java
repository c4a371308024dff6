package io.transfuse.sample;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A medical center: staff and patients in one table of users, and all that refers to them.
 *
 * @param field whether it looks as installations do: roles in a table of their own, the medical half of a patient in
 *     another
 */
record Medcenter(boolean field) implements Sample {
    private static final int CODES = 40;

    @Override
    public String system() {
        return field ? "medcenter-field" : "medcenter";
    }

    @Override
    public Kind kind() {
        return Kind.MYSQL;
    }

    @Override
    public long defaultRows() {
        return 300;
    }

    @Override
    public Planted fill(Connection connection, Order order) throws SQLException {
        Script.run(connection, system() + ".sql");
        var center = new MedcenterRows(order.seed(), order.rows(), field);
        try (var rows = new Rows(connection, kind())) {
            for (var code = 1L; code <= CODES; code++) {
                rows.insert("icd_codes", center.code(code));
            }
            if (field) {
                for (var role = 1; role <= MedcenterRows.ROLES.size(); role++) {
                    rows.insert("roles", MedcenterRows.role(role));
                }
            }
            for (var user = 1L; user <= center.staff(); user++) {
                employee(rows, center, user);
            }
            for (var patient = 1L; patient <= order.rows(); patient++) {
                patient(rows, center, patient);
            }
            rows.flush();
            var planted = order.dirty() ? new MedcenterFaults(rows, center).plant() : Planted.nothing();
            rows.flush();
            return planted;
        }
    }

    private void employee(Rows rows, MedcenterRows center, long user) throws SQLException {
        rows.insert("users", center.user(user, MedcenterRows.ROLES.get((int) (user % 5))));
        if (field) {
            rows.insert("model_has_roles", MedcenterRows.hasRole(user, 1 + user % 5));
        }
        rows.insert("doctor_schedules", center.schedule(user));
        if (user % 4 == 1) {
            rows.insert("departments", center.department(user));
        }
    }

    /** A patient with a case, two visits, an appointment, a message each way; some have a notification. */
    private void patient(Rows rows, MedcenterRows center, long patient) throws SQLException {
        var user = center.staff() + patient;
        rows.insert("users", center.user(user, "PATIENT"));
        if (field) {
            rows.insert("model_has_roles", MedcenterRows.hasRole(user, 6));
            rows.insert("patients", center.medical(patient));
        }
        rows.insert("medical_cases", center.medicalCase(patient, patient));
        rows.insert("visits", center.visit(patient * 2 - 1, patient));
        rows.insert("visits", center.visit(patient * 2, patient));
        rows.insert("appointments", center.appointment(patient, patient));
        rows.insert("messages", center.message(patient * 2 - 1, user, center.doctor(patient)));
        rows.insert("messages", center.message(patient * 2, center.doctor(patient), user));
        if (patient % 3 == 0) {
            rows.insert("notifications", center.notification(patient, "App\\Models\\User", user));
        }
    }
}
