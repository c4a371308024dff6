package io.transfuse.sample;

import java.util.List;
import java.util.Locale;

/**
 * Who belongs to a clinic: accounts, the people who work there, patients and the invites that they got.
 *
 * @param keys the keys of all rows
 * @param staff the first so many users work there, the others are patients
 */
record ClinicPeople(Keys keys, long staff) {
    static final int ACCOUNTS = 3;

    private static final List<String> ROLES = List.of("clinician", "clinician", "clinician", "admin", "lab_tech");
    private static final List<String> CLINICS =
            List.of("Universitätsklinikum – Genetik", "St. Mary's \"Women's\" Clinic", "遺伝子診療センター");
    private static final List<String> NOTES = List.of(
            "BRCA1 c.68_69delAG in the mother's family.",
            "Mutter mit 42 Jahren erkrankt; Großmutter unbekannt.",
            "Prefers calls after 17:00 ☎\nspeaks русский",
            "C:\\scans\\new\\1.pdf",
            "'; DROP TABLE patients; --",
            "");

    /** Nobody ever gave an account a UUID. */
    String accountId(long row) {
        return String.format(Locale.ROOT, "acc-%03d", row + 1);
    }

    String userId(long row) {
        return keys.of("users", row);
    }

    String patientId(long row) {
        return keys.of("patients", row);
    }

    Row account(long row) {
        var dice = dice("accounts", row);
        var created = dice.second();
        return stamped(
                new Row()
                        .with("id", accountId(row))
                        .with("name", row < CLINICS.size() ? CLINICS.get((int) row) : Names.display(dice))
                        .with("domain", "clinic" + row + ".example.org")
                        .with("status", "active"),
                dice,
                created);
    }

    Row user(long row) {
        var dice = dice("users", row);
        var works = row < staff;
        return stamped(
                new Row()
                        .with("id", userId(row))
                        .with("account_id", accountId(row % ACCOUNTS))
                        .with("email", Names.login(dice, row) + "@example.org")
                        .with("password_hash", works ? "$2b$12$" + dice.hex(52) : null)
                        .with("name", Names.display(dice))
                        .with("role", works ? row == 0 ? "super_admin" : dice.pick(ROLES) : "patient")
                        .with("is_active", dice.percent(92) ? 1 : 0)
                        .with("clinician_id", works ? null : userId(1 + row % (staff - 1)))
                        .with("metadata", dice.percent(60) ? null : "{\"mfa\":true,\"locale\":\"de-AT\",\"n\":1.10}"),
                dice,
                dice.second());
    }

    Row patient(long row) {
        var dice = dice("patients", row);
        return stamped(
                new Row()
                        .with("id", patientId(row))
                        .with("account_id", accountId((staff + row) % ACCOUNTS))
                        .with("user_id", row < Keys.EXTRA ? userId(staff + row) : null)
                        .with("clinician_id", clinician(dice))
                        .with("mrn", row == 1 ? "9223372036854775807" : Long.toString(4_000_000_000L + row))
                        .with("first_name", dice.percent(3) ? null : Names.display(dice))
                        .with("last_name", dice.percent(3) ? "" : Names.display(dice))
                        .with("email", dice.percent(10) ? null : "jürgen.ñ" + row + "@example.org")
                        .with("phone", dice.percent(20) ? null : "+43 1 " + dice.below(9_999_999))
                        .with("date_of_birth", dice.percent(4) ? null : born(dice))
                        .with(
                                "status",
                                dice.percent(5) ? null : dice.pick(List.of("active", "active", "inactive", "archived")))
                        .with("notes", dice.percent(40) ? null : dice.pick(NOTES)),
                dice,
                dice.second());
    }

    private static String born(Dice dice) {
        return String.format(
                Locale.ROOT, "%d-%02d-%02d", 1931 + dice.below(75), 1 + dice.below(12), 1 + dice.below(28));
    }

    Row invite(long row, long patient) {
        var dice = dice("invites", row);
        var sent = dice.second();
        return stamped(
                new Row()
                        .with("id", keys.of("invites", row))
                        .with("patient_id", dice.percent(10) ? null : patientId(patient))
                        .with("provider_id", clinician(dice))
                        .with("email", Names.login(dice, row) + "@example.org")
                        .with("invite_token", dice.hex(32) + "-" + row)
                        .with("status", dice.pick(List.of("pending", "completed", "completed", "expired", "canceled")))
                        .with("custom_message", dice.percent(70) ? null : dice.pick(NOTES))
                        .with("session_metadata", dice.percent(50) ? null : "{\"source\":\"e-mail\",\"tries\":[1,2]}")
                        .with("expires_at", dice.percent(10) ? null : Dice.moment(sent + 14 * 24 * 3600)),
                dice,
                sent);
    }

    /** One of those who work there; the first is nobody's clinician. */
    String clinician(Dice dice) {
        return userId(1 + dice.below((int) staff - 1));
    }

    /** With the moments that every table has. */
    static Row stamped(Row row, Dice dice, long created) {
        return row.with("created_at", Dice.moment(created))
                .with("updated_at", Dice.moment(created + dice.below(90 * 24 * 3600)));
    }

    private Dice dice(String what, long row) {
        return Dice.of(keys.seed(), what, row);
    }
}
