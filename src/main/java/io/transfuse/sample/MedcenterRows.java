package io.transfuse.sample;

import java.util.List;

/**
 * The rows of a medical center. Patients have the numbers of users in one shape, and numbers of their own in the other,
 * which run backwards, so that whoever takes one for the other is caught.
 */
record MedcenterRows(long seed, long patients, boolean field) {
    static final List<String> ROLES = List.of("DOCTOR", "ADMIN", "SECRETARY", "NURSE", "SUPER_ADMIN", "PATIENT");

    private static final List<String> COMPLAINTS = List.of(
            "Kopfschmerzen seit 3 Tagen; keine Übelkeit.",
            "ألم في الصدر",
            "Cough 🤧, no fever\nsince Monday",
            "Rückenschmerzen (\"Hexenschuss\")",
            "C:\\temp\\scan — see file");

    long staff() {
        return Math.max(10, patients / 10);
    }

    /** Somebody of the staff who treats. */
    long doctor(long number) {
        return 1 + number % staff();
    }

    /** What other tables call a patient. */
    private long called(long patient) {
        return field ? medicalId(patient) : staff() + patient;
    }

    long medicalId(long patient) {
        return patients + staff() + 1 - patient;
    }

    private String column() {
        return field ? "patient_id" : "user_id";
    }

    Row user(long id, String role) {
        var dice = Dice.of(seed, "users", id);
        var row = new Row()
                .with("id", id)
                .with("name", Names.display(dice))
                .with("email", dice.percent(20) ? null : Names.login(dice, id) + "@example.org")
                .with("phone", dice.percent(50) ? null : "+49 30 " + (100_000 + dice.below(899_999)))
                .with("password", "$2y$10$" + dice.hex(44));
        if (!field) {
            row.with("role", role);
        }
        return person(row, dice, id);
    }

    private static Row person(Row row, Dice dice, long id) {
        return row.with("national_number", dice.percent(10) ? null : "N" + (10_000_000 + id))
                .with("gender", dice.percent(10) ? null : dice.percent(50) ? "FEMALE" : "MALE")
                .with(
                        "birth_date",
                        dice.percent(10)
                                ? null
                                : (1930 + dice.below(80)) + dice.day().substring(4))
                .with(
                        "address",
                        dice.percent(30) ? null : "Straße " + id + "\n" + (10_000 + dice.below(89_999)) + " Köln")
                .with("is_active", dice.percent(95) ? 1 : 0)
                .with("created_by", id > 1 && dice.percent(60) ? 1L : null)
                .with("created_at", dice.moment())
                .with("updated_at", dice.moment());
    }

    static Row role(int id) {
        return new Row().with("id", id).with("name", ROLES.get(id - 1)).with("guard_name", "web");
    }

    /** Role 1 to 6 of a user. */
    static Row hasRole(long user, long role) {
        return new Row()
                .with("role_id", role)
                .with("model_type", "App\\Models\\User")
                .with("model_id", user);
    }

    Row medical(long patient) {
        var dice = Dice.of(seed, "patients", patient);
        return new Row()
                .with("id", medicalId(patient))
                .with("user_id", staff() + patient)
                .with("blood_type", dice.percent(20) ? null : dice.pick(List.of("A+", "B-", "0+", "AB+")))
                .with("allergies", dice.percent(60) ? null : "Penicillin, Nüsse")
                .with("chronic_diseases", dice.percent(60) ? null : "[\"diabetes\", {\"since\": 2011}]")
                .with("emergency_contact_name", dice.percent(40) ? null : Names.display(dice))
                .with("emergency_contact_phone", null)
                .with("height", 150 + dice.below(50))
                .with("smoker", dice.below(2))
                .with("created_at", dice.moment());
    }

    Row department(long head) {
        return new Row().with("id", head).with("name", "Abteilung " + head).with("head_id", head);
    }

    Row schedule(long user) {
        return new Row()
                .with("id", user)
                .with("user_id", user)
                .with("weekday", user % 7)
                .with("from_time", "08:00:00")
                .with("to_time", "16:30:00");
    }

    Row code(long id) {
        var type = id <= 5 ? "CHAPTER" : id <= 15 ? "BLOCK" : "CATEGORY";
        return new Row()
                .with("id", id)
                .with("code", "X" + (100 + id))
                .with("title", "Diagnosis " + id)
                .with("type", type)
                .with("parent_id", id <= 5 ? null : id <= 15 ? 1 + id % 5 : 6 + id % 10);
    }

    Row medicalCase(long id, long patient) {
        var dice = Dice.of(seed, "medical_cases", id);
        return new Row()
                .with("id", id)
                .with(column(), called(patient))
                .with("doctor_id", dice.percent(10) ? null : doctor(id))
                .with("icd_code_id", 16L + dice.below(25))
                .with("side", dice.percent(50) ? null : dice.percent(50) ? "LEFT" : "RIGHT")
                .with("complaint", dice.pick(COMPLAINTS))
                .with("opened_at", dice.moment())
                .with("created_at", dice.moment());
    }

    Row appointment(long id, long patient) {
        var dice = Dice.of(seed, "appointments", id);
        return new Row()
                .with("id", id)
                .with(column(), called(patient))
                .with("doctor_id", doctor(id))
                .with("department_id", null)
                .with("starts_at", dice.moment())
                .with("status", dice.pick(List.of("PENDING", "CONFIRMED", "COMPLETED", "CANCELLED")))
                .with("notes", dice.percent(50) ? null : dice.pick(COMPLAINTS))
                .with("created_at", dice.moment());
    }

    Row visit(long id, long patient) {
        var dice = Dice.of(seed, "visits", id);
        return new Row()
                .with("id", id)
                .with(column(), called(patient))
                .with("medical_case_id", dice.percent(20) ? null : patient)
                .with("seen_by", doctor(id))
                .with("vitals", "{\"rr\": [120, 80], \"temp\": 36.60}")
                .with("weight", 50 + dice.below(60) + 0.25)
                .with("visited_at", dice.moment());
    }

    Row message(long id, long sender, long receiver) {
        var dice = Dice.of(seed, "messages", id);
        return new Row()
                .with("id", id)
                .with("sender_id", sender)
                .with("user_id", receiver)
                .with("body", dice.pick(COMPLAINTS))
                .with("sent_at", dice.moment() + ".125");
    }

    Row notification(long number, String type, long owner) {
        return new Row()
                .with("id", Dice.of(seed, "notifications", number).uuid())
                .with("type", "App\\Notifications\\Reminder")
                .with("notifiable_type", type)
                .with("notifiable_id", owner)
                .with("data", "{\"text\": \"Erinnerung\"}")
                .with("read_at", null);
    }
}
