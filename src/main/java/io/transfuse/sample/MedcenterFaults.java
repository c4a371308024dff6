package io.transfuse.sample;

import static io.transfuse.sample.Fault.orphan;
import static io.transfuse.sample.Fault.reject;

import java.sql.SQLException;
import java.util.List;

/**
 * What years of a medical center leave behind: users without a role, members that are gone, rows that refer nowhere.
 */
record MedcenterFaults(Rows rows, MedcenterRows center) {
    private static final Row.RawText NUL = new Row.RawText("before\0after");
    private static final long NOWHERE = 999_999_999;

    Planted plant() throws SQLException {
        var planting = new Planting(rows);
        planting.all(
                List.of(
                        orphan("appointments", center.field() ? "patient_id" : "user_id", NOWHERE, NOWHERE),
                        orphan("appointments", "doctor_id", NOWHERE),
                        orphan("visits", "medical_case_id", NOWHERE),
                        reject("appointments", "unmapped", "status", "WAITING_LIST_TRANSFERRED"),
                        reject("medical_cases", "unmapped", "side", "BOTH_SIDES", "BOTH_SIDES"),
                        reject("messages", "nul-byte", "body", NUL),
                        reject("notifications", "unmapped", "notifiable_type", "App\\Models\\Ghost"),
                        orphan("notifications", "notifiable_id", NOWHERE)),
                this::good);
        planting.add(
                "users.birth_date: zero-date",
                "users",
                employee(planting.number()).with("birth_date", "0000-00-00"));
        roles(planting);
        return planting.planted();
    }

    private Row good(String table, long number) {
        return switch (table) {
            case "appointments" -> center.appointment(number, 1);
            case "visits" -> center.visit(number, 1);
            case "medical_cases" -> center.medicalCase(number, 1);
            case "messages" -> center.message(number, 1, 2);
            case "notifications" -> center.notification(number, "App\\Models\\User", 1);
            default -> throw new IllegalArgumentException(table);
        };
    }

    /** Somebody of the staff, with the role beside the row where roles have a table. */
    private Row employee(long id) throws SQLException {
        if (center.field()) {
            rows.insert("model_has_roles", MedcenterRows.hasRole(id, 1));
        }
        return center.user(id, "DOCTOR");
    }

    /** A user of no role takes its messages along; one with two roles exists where roles have a table. */
    private void roles(Planting planting) throws SQLException {
        var guest = planting.number();
        planting.add("users: no-role", "users", center.user(guest, "GUEST"));
        if (!center.field()) {
            planting.add(
                    "users: no-role",
                    "users",
                    center.user(planting.number(), "X").with("role", null));
        }
        planting.add("messages: parent-rejected:sender_id", "messages", center.message(planting.number(), guest, 1));
        planting.add(
                "notifications: parent-rejected:notifiable_type",
                "notifications",
                center.notification(planting.number(), "App\\Models\\User", guest));
        if (center.field()) {
            var both = planting.number();
            planting.add("users: two-roles", "users", center.user(both, ""));
            for (var role : List.of(1L, 6L)) {
                planting.add(
                        "model_has_roles: parent-rejected:model_type",
                        "model_has_roles",
                        MedcenterRows.hasRole(both, role));
            }
        }
    }
}
