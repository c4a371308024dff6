package io.transfuse.sample;

import java.util.List;

/** The rows of healthapp as it is found in the field: licences in accounts, credentials in doctors. */
record HealthFieldRows(long seed) {
    static final List<String> DEGREES = List.of("MBBS", "MD", "Krankenpflege für Ältere");
    static final List<String> COLLEGES = List.of("Charité", "Universität Zürich", "AIIMS");
    static final List<String> MEDICINES = List.of("Metformin", "Aspirin", "Ramipril für Kinder");

    private static final List<String> LICENSES = List.of("MD", "DO", "RN", "NP", "PharmD");
    private static final List<String> CREDENTIALS = List.of("MBBS, MD", "MD (Wien)", "MRCP");
    private static final List<String> PLANS = List.of("chronic", "chronic", "treatment", "acute");
    private static final List<String> SYMPTOMS = List.of("Kopfweh", "Müdigkeit", "fièvre légère", "cough");

    Row named(long id, String name) {
        return new Row().with("id", id).with("name", name);
    }

    Row speciality(long id) {
        return named(id, HealthRows.SPECIALITIES.get((int) id - 1)).with("createdAt", "2019-01-01 00:00:00");
    }

    Row medicine(long id) {
        return named(id, MEDICINES.get((int) id - 1)).with("details", "{\"type\": \"tablet\"}");
    }

    Row user(long id, String category) {
        var dice = Dice.of(seed, "users", id);
        var created = dice.moment();
        var staff = !category.equals("patient");
        return new Row()
                .with("id", id)
                .with("email", Names.login(dice, id) + "@example.org")
                .with("password", "$2b$12$" + dice.hex(52))
                .with("category", category)
                .with("first_name", Names.display(dice))
                .with("last_name", dice.percent(10) ? null : Names.display(dice))
                .with("sex", dice.percent(10) ? null : dice.pick(List.of("m", "f", "o")))
                .with("license_type", staff && dice.percent(80) ? dice.pick(LICENSES) : null)
                .with("account_status", dice.pick(List.of("active", "active", "pending")))
                .with("is_email_verified", dice.percent(15) ? null : dice.below(2))
                .with("date_of_birth", dice.percent(10) ? null : dice.day())
                .with("created_at", dice.percent(50) ? null : created)
                .with("createdAt", created)
                .with("updatedAt", dice.percent(50) ? null : dice.moment());
    }

    Row doctor(long id, long user) {
        var dice = Dice.of(seed, "doctors", id);
        return new Row()
                .with("id", id)
                .with("user_id", user)
                .with("speciality_id", dice.percent(10) ? null : 1 + dice.below(4))
                .with("credentials", dice.percent(20) ? null : dice.pick(CREDENTIALS))
                .with("city", dice.pick(List.of("Zürich", "Graz", "Málaga")))
                .with("createdAt", dice.moment())
                .with("updatedAt", null);
    }

    Row qualification(long id, long doctor) {
        var dice = Dice.of(seed, "doctor_qualifications", id);
        return new Row()
                .with("id", id)
                .with("doctor_id", doctor)
                .with("degree_id", 1 + dice.below(DEGREES.size()))
                .with("college_id", dice.percent(20) ? null : 1 + dice.below(COLLEGES.size()))
                .with("year", 1980 + dice.below(40));
    }

    Row provider(long id, long user) {
        var dice = Dice.of(seed, "providers", id);
        return new Row()
                .with("id", id)
                .with("user_id", user)
                .with("name", "Praxis " + Names.display(dice))
                .with("activated_on", dice.percent(30) ? null : dice.moment())
                .with("createdAt", dice.moment());
    }

    Row patient(long id, long user) {
        var dice = Dice.of(seed, "patients", id);
        return new Row()
                .with("id", id)
                .with("user_id", user)
                .with("uid", "P" + id)
                .with("details", dice.percent(30) ? null : "{\"height\": 1.70, \"note\": \"für Oma\"}")
                .with("createdAt", dice.moment())
                .with("updatedAt", null);
    }

    Row appointment(long id, long patient, long provider) {
        var dice = Dice.of(seed, "appointments", id);
        return new Row()
                .with("id", id)
                .with("patient_id", patient)
                .with("provider_id", dice.percent(30) ? null : provider)
                .with("start_time", dice.moment())
                .with("end_time", null)
                .with("description", dice.pick(List.of("Kontrolle für später", "check-up")))
                .with("createdAt", dice.moment());
    }

    Row carePlan(long id, long patient, long doctor) {
        var dice = Dice.of(seed, "care_plans", id);
        return new Row()
                .with("id", id)
                .with("patient_id", patient)
                .with("doctor_id", doctor)
                .with("plan_type", dice.pick(PLANS))
                .with("details", "{\"goal\": \"6.50\"}")
                .with("activated_on", dice.percent(30) ? null : dice.moment())
                .with("createdAt", dice.moment());
    }

    Row medication(long id, long patient, long doctor) {
        var dice = Dice.of(seed, "medications", id);
        var medicine = dice.below(MEDICINES.size());
        return new Row()
                .with("id", id)
                .with("patient_id", patient)
                .with("care_plan_id", dice.percent(30) ? null : id)
                .with("prescriber_id", dice.percent(40) ? null : doctor)
                .with("medicine_id", medicine + 1)
                .with("medicine_name", MEDICINES.get(medicine))
                .with("dose", (1 + dice.below(10)) * 50 + " mg")
                .with("frequency", dice.pick(List.of("1-0-1", "daily")))
                .with("start_date", dice.day())
                .with("end_date", null)
                .with("createdAt", dice.moment());
    }

    Row symptom(long id, long patient) {
        var dice = Dice.of(seed, "symptoms", id);
        return new Row()
                .with("id", id)
                .with("patient_id", patient)
                .with("text", dice.pick(SYMPTOMS))
                .with("snapshot", dice.percent(50) ? null : "[\"head\"]")
                .with("createdAt", dice.moment());
    }
}
