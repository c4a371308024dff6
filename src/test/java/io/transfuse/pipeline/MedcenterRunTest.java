package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.transfuse.Servers;
import io.transfuse.model.Endpoint;
import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Fate;
import io.transfuse.model.Validation.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users become users and patients; every reference goes where its row went, by SQL on both sides. */
class MedcenterRunTest {
    private static final String MICROSECOND =
            "UPDATE appointments SET starts_at = starts_at + interval '1 microsecond'";

    private static final String PATIENTS = "transfuse.crosswalk_public_patients";

    @TempDir
    Path folder;

    private Trial sampled(String sample, boolean dirty) {
        assumeTrue(Servers.mariadb().isPresent());
        return Trial.sampled(Servers.mariadb().orElseThrow(), sample, folder, 30, dirty)
                .with("system", "medcenter");
    }

    /** The database of the sample, as the account that may do everything. */
    private static Endpoint source(Trial trial) {
        var url = String.valueOf(trial.settings.get("source.url"));
        return Servers.mariadb().orElseThrow().server().administrator(url.replaceFirst(".*/", ""));
    }

    private static Validation passed(Outcome outcome) {
        assertThat(outcome.findings()).isEmpty();
        var validation = outcome.validation().orElseThrow();
        assertThat(validation.sources()).allMatch(Fate::closed);
        assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
        return validation;
    }

    /** The same pairs on both sides: a row's number, and the old number of the user that it means. */
    private static void same(Trial trial, String inSource, String inTarget) {
        assertThat(Servers.rows(trial.target, inTarget))
                .as(inTarget)
                .isNotEmpty()
                .isEqualTo(Servers.rows(source(trial), inSource));
    }

    private static void sendersAreTheSame(Trial trial) {
        same(
                trial,
                "SELECT id, sender_id, user_id FROM messages ORDER BY id",
                "SELECT m.id, coalesce(m.sender_id::text, s.old_id), coalesce(m.user_id::text, r.old_id) FROM messages m"
                        + " LEFT JOIN " + PATIENTS + " s ON s.new_id = m.sender_id_patient LEFT JOIN " + PATIENTS
                        + " r ON r.new_id = m.patient_id ORDER BY m.id");
    }

    @Test
    void theDocumentsShapeArrivesWithEveryReferenceAtItsEntity() throws Exception {
        var trial = sampled("medcenter", false);

        var validation = passed(trial.run());

        assertThat(validation.rejects()).isEmpty();
        assertThat(Servers.rows(trial.target, "SELECT (SELECT count(*) FROM users), (SELECT count(*) FROM patients)"))
                .containsExactly("10|30");
        same(
                trial,
                "SELECT id, user_id, doctor_id FROM appointments ORDER BY id",
                "SELECT a.id, k.old_id, u.id FROM appointments a JOIN " + PATIENTS
                        + " k ON k.new_id = a.patient_id JOIN users u ON u.id = doctor_id ORDER BY a.id");
        sendersAreTheSame(trial);
        assertThat(
                        Servers.rows(
                                trial.target,
                                "SELECT DISTINCT substring(indexdef FROM '\\(.*') FROM pg_indexes WHERE tablename = 'messages'"))
                .containsExactlyInAnyOrder("(id)", "(sender_id)", "(sender_id_patient)", "(user_id)", "(patient_id)");
        same(
                trial,
                "SELECT id, notifiable_id FROM notifications ORDER BY id",
                "SELECT n.id, k.old_id FROM notifications n JOIN " + PATIENTS
                        + " k ON k.new_id::text = n.notifiable_id WHERE notifiable_type = 'App\\Models\\Patient' ORDER BY n.id");
        same(
                trial,
                "SELECT id, national_number FROM users WHERE role = 'PATIENT' ORDER BY id",
                "SELECT k.old_id, p.national_id FROM patients p JOIN " + PATIENTS
                        + " k ON k.new_id = p.id ORDER BY k.old_id::int");
        assertThat(Servers.rows(trial.target, "SELECT DISTINCT type FROM icd_codes ORDER BY 1"))
                .containsExactly("chapter", "block", "category");
        assertThat(Files.readAllLines(trial.out.resolve("crosswalks/old_user_id__to__new_patient_id.csv")))
                .hasSize(31);
        assertThat(Files.readAllLines(trial.out.resolve("crosswalks/old_user_id__to__new_user_id.csv")))
                .hasSize(11)
                .contains("7,7");
        ShippedQueries.tell(
                trial, "UPDATE visits SET weight = weight + 0.01 WHERE vitals IS NOT NULL", "vitals-of-visits");
    }

    @Test
    void whatMergedRowsDeclareAboutTheirReferencesHoldsInTheirNewTable() {
        var trial = sampled("medcenter-field", false);
        Servers.execute(
                source(trial),
                "CREATE TABLE insurers (code VARCHAR(9) CHARACTER SET utf8mb4 PRIMARY KEY)",
                "INSERT INTO insurers VALUES ('AOK'), ('TK')",
                "ALTER TABLE patients ADD mother_id BIGINT UNSIGNED, ADD insurer VARCHAR(9) CHARACTER SET utf8mb4,"
                        + " ADD FOREIGN KEY (insurer) REFERENCES insurers (code) ON DELETE SET NULL",
                "ALTER TABLE patients ADD FOREIGN KEY (mother_id) REFERENCES patients (id)",
                "UPDATE patients p JOIN patients q ON q.id = p.id + 1 SET p.mother_id = q.id, p.insurer = 'TK'");

        passed(trial.run());

        same(
                trial,
                "SELECT p.id, q.user_id FROM patients p LEFT JOIN patients q ON q.id = p.mother_id ORDER BY p.id",
                "SELECT p.v1_patient_id, k.old_id FROM patients p LEFT JOIN patients q ON q.id = p.mother_id LEFT JOIN "
                        + PATIENTS + " k ON k.new_id = q.id ORDER BY 1");
        assertThat(Servers.rows(
                        trial.target,
                        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'patients'::regclass AND"
                                + " contype = 'f' ORDER BY 1"))
                .contains(
                        "FOREIGN KEY (insurer) REFERENCES insurers(code) ON DELETE SET NULL",
                        "FOREIGN KEY (mother_id) REFERENCES patients(id)");
    }

    @Test
    void twoNamesOfOneModelMakeOneRowOfTwo() {
        var trial = sampled("medcenter-field", false);
        Servers.execute(
                source(trial),
                "INSERT INTO model_has_roles (role_id, model_id, model_type)"
                        + " SELECT role_id, model_id, 'App\\\\User' FROM model_has_roles"
                        + " WHERE model_type = 'App\\\\Models\\\\User' ORDER BY model_id, role_id LIMIT 3");

        var validation = trial.run().validation().orElseThrow();

        assertThat(validation.rejects())
                .singleElement()
                .satisfies(r ->
                        assertThat(r.rule() + " " + r.count()).isEqualTo("duplicate:role_id,model_id,model_type 3"));
    }

    @Test
    void whatBothHalvesOfAPatientSayIsCarriedTwice() {
        var trial = sampled("medcenter-field", false);
        Servers.execute(
                source(trial),
                "ALTER TABLE users ADD blood_type VARCHAR(3)",
                "UPDATE users SET blood_type = 'Z' WHERE id % 3 = 0");

        passed(trial.run());

        same(
                trial,
                "SELECT p.id, u.blood_type, p.blood_type FROM patients p JOIN users u ON u.id = user_id ORDER BY p.id",
                "SELECT v1_patient_id, blood_type, patient_blood_type FROM patients ORDER BY 1");
    }

    @Test
    void twoHalvesOfOnePatientStopThePlan() {
        var trial = sampled("medcenter-field", false);
        Servers.execute(
                source(trial),
                "INSERT INTO patients (id, user_id, blood_type) SELECT 7001, user_id, 'X-' FROM patients LIMIT 1");

        assertThat(trial.plan().findings())
                .anyMatch(f -> f.contains(
                        "tables.users.join.m.on names patients.user_id, but must name a column without duplicates"));
    }

    @Test
    void usersMayHaveTheirOtherName() {
        var trial = sampled("medcenter-field", false);
        Servers.execute(source(trial), "RENAME TABLE users TO accounts");

        assertThat(passed(trial.run()).rejects()).isEmpty();

        assertThat(Servers.rows(
                        trial.target,
                        "SELECT (SELECT count(*) FROM users), count(*), count(v1_patient_id) FROM patients"))
                .containsExactly("10|30|30");
        same(
                trial,
                "SELECT role_id, model_id FROM model_has_roles ORDER BY 1, 2",
                "SELECT role_id, coalesce(k.old_id, model_id)::int FROM model_has_roles LEFT JOIN " + PATIENTS
                        + " k ON k.new_id::text = model_id ORDER BY 1, 2");
    }

    @Test
    void theFieldsShapeMergesPatientsIntoTheirUsersAndRewiresThroughThem() {
        var trial = sampled("medcenter-field", false);
        Servers.execute(
                source(trial),
                "INSERT INTO patients (id, user_id, blood_type) VALUES (7001, NULL, 'X-'), (7002, 3, 'Y-')");

        var validation = passed(trial.run());

        assertThat(validation.rejects()).isEmpty();
        assertThat(Servers.rows(trial.target, "SELECT (SELECT count(*) FROM users), (SELECT count(*) FROM patients)"))
                .containsExactly("10|30");
        assertThat(Servers.rows(trial.target, "SELECT id, user_id, blood_type FROM patients_without_user ORDER BY id"))
                .containsExactly("7001|null|X-", "7002|3|Y-");
        same(
                trial,
                "SELECT p.id, p.user_id, blood_type, height, smoker, chronic_diseases IS NULL, national_number"
                        + " FROM patients p JOIN users u ON u.id = user_id WHERE p.id < 7000 ORDER BY p.id",
                "SELECT p.v1_patient_id, k.old_id, blood_type, height, smoker::int, (chronic_diseases IS NULL)::int,"
                        + " national_id FROM patients p JOIN " + PATIENTS
                        + " k ON k.new_id = p.id ORDER BY v1_patient_id");
        for (var table : List.of("visits", "appointments", "medical_cases")) {
            same(
                    trial,
                    "SELECT v.id, p.user_id, p.id FROM " + table
                            + " v JOIN patients p ON p.id = patient_id ORDER BY v.id",
                    "SELECT v.id, k.old_id, p.v1_patient_id FROM " + table
                            + " v JOIN patients p ON p.id = patient_id JOIN " + PATIENTS
                            + " k ON k.new_id = p.id ORDER BY v.id");
        }
        same(
                trial,
                "SELECT role_id, model_id, role_id <> 6 FROM model_has_roles ORDER BY 1, 2",
                "SELECT role_id, coalesce(k.old_id, model_id)::int, (model_type = 'App\\Models\\User')::int"
                        + " FROM model_has_roles LEFT JOIN " + PATIENTS
                        + " k ON k.new_id::text = model_id ORDER BY 1, 2");
        assertThat(validation.sources())
                .filteredOn(s -> s.table().equals("patients"))
                .singleElement()
                .satisfies(s -> assertThat(List.of(s.read(), s.dropped(), s.staged(), s.consulted()))
                        .containsExactly(32L, 30L, 2L, 31L));
        ShippedQueries.tell(trial, MICROSECOND, "appointments-of-the-fields-patients");
    }

    @Test
    void anExistingSchemaTellsWhereReferencesGo() {
        var trial = sampled("medcenter", false).with("target.schema", "existing");
        var person = "name varchar(255) NOT NULL, email varchar(255), phone varchar(30), password text, role text,"
                + " national_id varchar(20), gender text, birth_date date, address text, is_active boolean,"
                + " created_by bigint REFERENCES users (id), created_at timestamptz, updated_at timestamptz)";
        Servers.execute(
                trial.target,
                "CREATE TABLE users (id bigint PRIMARY KEY, " + person,
                "CREATE TABLE patients (id uuid PRIMARY KEY, blood_type text DEFAULT 'not asked', " + person,
                "CREATE TABLE departments (id bigint PRIMARY KEY, name text, head_id bigint REFERENCES users (id))",
                "CREATE TABLE icd_codes (id bigint PRIMARY KEY, code text, title text, type text, parent_id bigint)",
                "CREATE TABLE medical_cases (id bigint PRIMARY KEY, patient_id uuid NOT NULL REFERENCES patients (id),"
                        + " doctor_id bigint REFERENCES users (id), icd_code_id bigint, side text, complaint text,"
                        + " opened_at timestamp, created_at timestamptz)",
                "CREATE TABLE appointments (id bigint PRIMARY KEY, patient_id uuid NOT NULL REFERENCES patients (id),"
                        + " doctor_id bigint NOT NULL REFERENCES users (id), department_id bigint, starts_at timestamp,"
                        + " status text, notes text, created_at timestamptz)",
                "CREATE TABLE visits (id bigint PRIMARY KEY, patient_id uuid REFERENCES patients (id), medical_case_id"
                        + " bigint REFERENCES medical_cases (id), seen_by bigint REFERENCES users (id), vitals jsonb,"
                        + " weight numeric(5,2), visited_at timestamp)",
                "CREATE TABLE messages (id bigint PRIMARY KEY, sender_id bigint REFERENCES users (id), sender_id_patient"
                        + " uuid REFERENCES patients (id), user_id bigint REFERENCES users (id), patient_id uuid"
                        + " REFERENCES patients (id), body text, sent_at timestamp)");

        var validation =
                passed(trial.with("skip", "doctor_schedules,notifications").run());

        assertThat(validation.rejects()).isEmpty();
        for (var table : List.of("appointments", "visits", "medical_cases")) {
            same(
                    trial,
                    "SELECT id, user_id FROM " + table + " ORDER BY id",
                    "SELECT t.id, k.old_id FROM " + table + " t JOIN patients p ON p.id = patient_id JOIN " + PATIENTS
                            + " k ON k.new_id = p.id ORDER BY t.id");
        }
        assertThat(Servers.rows(trial.target, "SELECT count(*), count(national_id) > 0 FROM users"))
                .containsExactly("10|t");
        sendersAreTheSame(trial);
        assertThat(Servers.rows(trial.target, "SELECT DISTINCT blood_type FROM patients"))
                .containsExactly("not asked");
    }

    @Test
    void everyPlantedFaultIsNamedInTheDocumentsShape() {
        dirty("medcenter");
    }

    @Test
    void everyPlantedFaultIsNamedInTheFieldsShape() {
        dirty("medcenter-field");
    }

    private void dirty(String sample) {
        var trial = sampled(sample, true).with("limits.rejects", "1000");

        var validation = passed(trial.run());

        assertThat(trial.unnamed(validation)).isEmpty();
    }
}
