package io.transfuse.sample;

import java.util.List;

/** The rows of healthapp. */
record HealthRows(long seed) {
    static final List<String> ROLES = List.of("admin", "doctor", "provider", "patient", "caregiver", "hsp");
    static final List<String> SPECIALITIES = List.of(
            "Cardiology", "Médecine générale", "Endocrinology", "Geburtshilfe für Ältere", "Nursing", "Dietetics");

    private static final List<String> LICENSES = List.of("MD", "DO", "RN", "NP", "PharmD", "RD");
    private static final List<String> CREDENTIALS =
            List.of("MD, FACC", "RN, BSN", "PhD, MD", "CMDCP", "RD; LDN", "MBA-MD", "NP-C");
    private static final List<String> PURPOSES = List.of("chronic", "chronic", "treatment", "acute", "post_operative");
    private static final List<String> DRUGS =
            List.of("Metformin", "Aspirin", "Lisinopril", "Atorvastatin", "Salbutamol \"Evohaler\"");
    private static final List<String> GOALS =
            List.of("{\"hba1c\": 6.50, \"steps\": 8000}", "{\"weight_kg\": 72.1}", "[]", "{\"note\": \"für Oma 👵\"}");
    private static final long EACH = 1_000_000;

    static long doctorUser(long doctor) {
        return EACH + doctor;
    }

    static long providerUser(long provider) {
        return 2 * EACH + provider;
    }

    static long patientUser(long patient) {
        return 3 * EACH + patient;
    }

    Row role(int id) {
        return new Row().with("id", id).with("name", ROLES.get(id - 1)).with("description", null);
    }

    Row speciality(int id) {
        return new Row()
                .with("id", id)
                .with("name", SPECIALITIES.get(id - 1))
                .with("description", id % 2 == 0 ? null : "Déjà vu – " + SPECIALITIES.get(id - 1))
                .with("created_at", "2019-01-01 00:00:00");
    }

    Row user(long id, String role) {
        var dice = Dice.of(seed, "users", id);
        var created = dice.moment();
        return new Row()
                .with("id", id)
                .with("email", Names.login(dice, id) + "@example.org")
                .with("password", "$2b$12$" + dice.hex(52))
                .with("role_id", ROLES.indexOf(role) + 1)
                .with("first_name", Names.display(dice))
                .with("last_name", dice.percent(10) ? null : Names.display(dice))
                .with("phone", dice.percent(20) ? "" : "+49 " + (100_000 + dice.below(899_999)))
                .with("date_of_birth", dice.percent(10) ? null : dice.day())
                .with("gender", dice.percent(10) ? null : dice.pick(List.of("male", "female", "other")))
                .with("status", dice.pick(List.of("active", "active", "pending", "inactive")))
                .with("email_verified", dice.percent(15) ? null : dice.below(2))
                .with("preferences", dice.percent(30) ? null : "{\"notifications\": true, \"volume\": 0.50}")
                .with("created_at", created)
                .with("updated_at", dice.moment())
                .with("createdAt", dice.percent(50) ? null : created)
                .with("updatedAt", null);
    }

    Row doctor(long id) {
        var dice = Dice.of(seed, "doctors", id);
        return new Row()
                .with("id", id)
                .with("user_id", doctorUser(id))
                .with("speciality_id", dice.percent(10) ? null : 1 + dice.below(4))
                .with("registration_number", "REG-" + id)
                .with("qualifications", dice.pick(List.of("MBBS, MD", "MD (Wien)")))
                .with("years_of_experience", dice.below(40))
                .with("consultation_fee", dice.below(50_000) / 100.0)
                .with("is_available", dice.below(2))
                .with("created_at", dice.moment())
                .with("updated_at", null);
    }

    Row provider(long id) {
        var dice = Dice.of(seed, "providers", id);
        return new Row()
                .with("id", id)
                .with("user_id", providerUser(id))
                .with("speciality_id", 1 + dice.below(SPECIALITIES.size()))
                .with("license_type", dice.percent(20) ? null : dice.pick(LICENSES))
                .with("license_number", "L-" + dice.hex(8))
                .with("credentials", dice.percent(20) ? null : dice.pick(CREDENTIALS))
                .with("created_at", dice.moment())
                .with("updated_at", dice.moment());
    }

    Row patient(long id, long staff) {
        var dice = Dice.of(seed, "patients", id);
        return new Row()
                .with("id", id)
                .with("user_id", patientUser(id))
                .with("primary_doctor_id", dice.percent(20) ? null : staff)
                .with("medical_record_number", "MRN-" + id)
                .with("blood_group", dice.pick(List.of("A+", "0-", "AB+")))
                .with("height_cm", 150 + dice.below(5000) / 100.0)
                .with("allergies", dice.percent(50) ? "[\"pollen\"]" : null)
                .with("medical_history", "{\"conditions\": [], \"since\": 2019}")
                .with("emergency_contact", dice.percent(30) ? null : "{\"phone\": \"112\"}")
                .with("created_at", dice.moment())
                .with("updated_at", null);
    }

    Row appointment(long id, long patient, long staff) {
        var dice = Dice.of(seed, "appointments", id);
        var doctor = dice.percent(50);
        return new Row()
                .with("id", id)
                .with("patient_id", patient)
                .with("doctor_id", doctor ? staff : null)
                .with("provider_id", doctor ? null : staff)
                .with("scheduled_at", dice.moment())
                .with("duration_minutes", 15 + dice.below(4) * 15)
                .with("status", dice.pick(List.of("scheduled", "completed", "cancelled", "no_show")))
                .with("reason", dice.pick(List.of("Kontrolle für später", "check-up", "")))
                .with("created_at", dice.moment())
                .with("updated_at", null);
    }

    Row carePlan(long id, long patient, long staff) {
        var dice = Dice.of(seed, "care_plans", id);
        return new Row()
                .with("id", id)
                .with("patient_id", patient)
                .with("doctor_id", staff)
                .with("title", "Plan " + id)
                .with("purpose", dice.pick(PURPOSES))
                .with("goals", dice.pick(GOALS))
                .with("start_date", dice.day())
                .with("end_date", null)
                .with("created_at", dice.moment())
                .with("updated_at", null);
    }

    Row medication(long id, long patient, long staff) {
        var dice = Dice.of(seed, "medications", id);
        return new Row()
                .with("id", id)
                .with("patient_id", patient)
                .with("care_plan_id", dice.percent(30) ? null : id)
                .with("prescribed_by", dice.percent(40) ? null : staff)
                .with("name", dice.pick(DRUGS))
                .with("dosage", (1 + dice.below(10)) * 50 + " mg")
                .with("frequency", dice.pick(List.of("1-0-1", "daily", "as needed")))
                .with("instructions", dice.percent(50) ? null : "with water\nafter meals")
                .with("start_date", dice.day())
                .with("end_date", null)
                .with("is_active", dice.below(2))
                .with("created_at", dice.moment())
                .with("updated_at", null);
    }

    Row vitals(long id, long patient) {
        var dice = Dice.of(seed, "vitals", id);
        return new Row()
                .with("id", id)
                .with("patient_id", patient)
                .with("recorded_by", patientUser(patient))
                .with("heart_rate", 50 + dice.below(80))
                .with("systolic", dice.percent(20) ? null : 100 + dice.below(60))
                .with("diastolic", dice.percent(20) ? null : 60 + dice.below(30))
                .with("temperature", (360 + dice.below(40)) / 10.0)
                .with("oxygen_saturation", dice.percent(50) ? null : 90 + dice.below(100) / 10.0)
                .with("blood_glucose", null)
                .with("notes", dice.percent(80) ? null : "sober ✓")
                .with("recorded_at", dice.moment())
                .with("created_at", dice.moment());
    }
}
