package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.Endpoint;
import io.transfuse.model.Validation.Fate;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.sample.Order;
import io.transfuse.sample.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthAppRunTest {

    private static final String MD = "(^|[^A-Za-z0-9])MD([^A-Za-z0-9]|$)";

    @TempDir
    Path folder;

    private static SqlServer server() {
        var server = Servers.mariadb();
        assumeTrue(server.isPresent(), "MariaDB does not run on this machine");
        return server.orElseThrow();
    }

    private Trial trial(Endpoint database) {
        return Trial.from(server().reader(database), folder).with("system", "healthapp");
    }

    @Test
    void theCleanSampleArrivesWholeAndEveryReferenceFindsItsRow() {
        var database = server().database();
        Samples.write(Samples.named("healthapp"), database, new Order(40, 42, false));

        var trial = trial(database);
        var outcome = trial.run();

        var validation = outcome.validation().orElseThrow();
        assertThat(outcome.findings()).isEmpty();
        assertThat(validation.rejects()).isEmpty();
        assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
        assertThat(validation.sources()).allMatch(Fate::closed);
        assertThat(validation.sources())
                .filteredOn(s -> s.table().equals("medications"))
                .allMatch(s -> s.derived() > 0 && s.derived() < s.staged());
        placed(database, trial.target);
        assertThat(
                        Servers.rows(
                                trial.target,
                                "SELECT indexname FROM pg_indexes WHERE tablename = 'doctors' AND indexdef LIKE '%(capabilities)'"))
                .containsExactly("idx_doctors_capabilities");
        referred(trial.target);
        roles(trial.target);
        assertThat(Servers.rows(trial.target, """
                SELECT count(DISTINCT role), bool_and(hipaa_consent_date IS NULL), bool_and(terms_accepted_at = u.created_at),
                  bool_and(o.slug = 'default') FROM users u JOIN organizations o ON o.id = u.organization_id
                """)).containsExactly("3|t|t|t");
        assertThat(
                        Servers.rows(
                                trial.target,
                                "SELECT count(*) FROM vitals WHERE jsonb_typeof(readings -> 'heart_rate') = 'number'"
                                        + " AND jsonb_typeof(readings -> 'temperature') = 'number' AND NOT readings ? 'glucose'"))
                .containsExactly("80");
        ShippedQueries.tell(
                trial,
                "UPDATE patients SET emergency_contact = '{}' WHERE medical_history IS NOT NULL",
                "histories-of-patients");
    }

    /** What SQL of our own says of the source is what the target holds. */
    private static void placed(Endpoint source, Endpoint target) {
        for (var pair : List.of(
                List.of(
                        "providers WHERE license_type IN ('MD', 'DO') OR credentials REGEXP '" + MD + "'",
                        "doctors WHERE registration_number IS NULL"),
                List.of("doctors", "doctors WHERE registration_number IS NOT NULL"),
                List.of(
                        "providers WHERE NOT COALESCE(license_type IN ('MD', 'DO'), FALSE)"
                                + " AND NOT COALESCE(credentials REGEXP '" + MD + "', FALSE)",
                        "hsps"),
                List.of("care_plans WHERE purpose = 'chronic'", "care_plans"),
                List.of("care_plans WHERE purpose <> 'chronic'", "treatment_plans"),
                List.of("medications", "medications"),
                List.of("medications WHERE prescribed_by IS NOT NULL", "prescriptions"),
                List.of("users", "users"))) {
            assertThat(Servers.rows(target, "SELECT count(*) FROM " + pair.get(1)))
                    .as(pair.get(1))
                    .isEqualTo(Servers.rows(source, "SELECT count(*) FROM " + pair.get(0)));
        }
    }

    /** An account has the role of what its provider became, whatever that was called before. */
    private static void roles(Endpoint target) {
        assertThat(Servers.rows(target, """
                SELECT (SELECT count(*) FROM doctors d JOIN users u ON u.id = d.user_id WHERE role <> 'DOCTOR'),
                  (SELECT count(*) FROM hsps h JOIN users u ON u.id = h.user_id WHERE role <> 'HSP'),
                  (SELECT count(*) > 0 FROM doctors WHERE registration_number IS NULL)
                """)).containsExactly("0|0|t");
    }

    /** Rows are found again by values that no migration changes. */
    private static void referred(Endpoint target) {
        assertThat(Servers.rows(target, """
                SELECT count(*), count(d.id), count(h.id) FROM appointments a LEFT JOIN doctors d
                ON d.id = provider_doctor_id AND d.registration_number IS NULL LEFT JOIN hsps h ON h.id = hsp_id
                WHERE (provider_doctor_id IS NULL) <> (d.id IS NULL) OR (hsp_id IS NULL) <> (h.id IS NULL)
                  OR (d.id IS NOT NULL AND h.id IS NOT NULL)
                """)).containsExactly("0|0|0");
        assertThat(Servers.rows(target, """
                SELECT count(*) FROM patients p JOIN users u ON u.id = p.user_id
                WHERE substring(u.email FROM '\\d+')::int - 3000000 <> substring(medical_record_number FROM 5)::int
                """)).containsExactly("0");
        assertThat(Servers.rows(target, """
                SELECT count(*) FROM prescriptions r JOIN medications m ON m.id = r.medication_id
                WHERE r.drug_name <> m.name OR r.patient_id <> m.patient_id OR r.doctor_id <> m.prescribed_by OR r.id = m.id
                """)).containsExactly("0");
        assertThat(Servers.rows(target, """
                SELECT count(*) > 0, count(c.id) + count(t.id) = count(*) FROM medications
                LEFT JOIN care_plans c ON c.id = care_plan_id LEFT JOIN treatment_plans t ON t.id = treatment_plan_id
                WHERE care_plan_id IS NOT NULL OR treatment_plan_id IS NOT NULL
                """)).containsExactly("t|t");
    }

    @Test
    void theDirtySampleHasEveryFaultNamed() {
        var mysql = Servers.mysql().orElseGet(HealthAppRunTest::server);
        var trial = Trial.sampled(mysql, "healthapp", folder, 20, true).with("system", "healthapp");

        var outcome = trial.run();

        var validation = outcome.validation().orElseThrow();
        assertThat(trial.unnamed(validation)).as("%s", validation.rejects()).isEmpty();
        assertThat(validation.sources()).allMatch(Fate::closed);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(validation.checks())
                .filteredOn(c -> !c.name().equals("limits.rejects"))
                .noneMatch(c -> c.verdict() == Verdict.FAIL);
        roles(trial.target);
        assertThat(Servers.rows(trial.target, """
                SELECT count(*) FROM users u WHERE role = 'HSP' AND NOT EXISTS (SELECT FROM hsps h WHERE h.user_id = u.id)
                """)).containsExactly("1");
    }

    @Test
    void theFieldsSampleArrivesOnMysqlAndItsQueriesAreAnsweredAlike() {
        var mysql = Servers.mysql().orElseGet(HealthAppRunTest::server);
        var trial = Trial.sampled(mysql, "healthapp-field", folder, 40, false).with("system", "healthapp");

        var outcome = trial.run();

        var validation = outcome.validation().orElseThrow();
        assertThat(outcome.findings()).isEmpty();
        assertThat(validation.rejects()).isEmpty();
        assertThat(validation.losses()).noneMatch(l -> l.rule().startsWith("undecided"));
        assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
        assertThat(Servers.rows(trial.target, """
                SELECT (SELECT count(*) FROM doctors d JOIN users u ON u.id = d.user_id WHERE role <> 'DOCTOR'),
                  (SELECT count(*) FROM hsps h JOIN users u ON u.id = h.user_id WHERE role <> 'HSP'),
                  (SELECT count(*) FROM doctors WHERE name IS NOT NULL) + (SELECT count(*) FROM hsps)
                """)).containsExactly("0|0|8");
        ShippedQueries.tell(trial, "UPDATE symptoms SET text = text || '!'", "symptoms-in-words");
    }

    @Test
    void theFieldsDirtySampleHasEveryFaultNamed() {
        var trial = Trial.sampled(server(), "healthapp-field", folder, 10, true).with("system", "healthapp");

        var outcome = trial.run();

        var validation = outcome.validation().orElseThrow();
        assertThat(trial.unnamed(validation)).as("%s", validation.rejects()).isEmpty();
        assertThat(validation.sources()).allMatch(Fate::closed);
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    private static void installation(Endpoint database) {
        Servers.execute(
                database,
                "CREATE TABLE users (id INT AUTO_INCREMENT PRIMARY KEY, email VARCHAR(255), password VARCHAR(255),"
                        + " category ENUM('doctor', 'provider', 'patient') NOT NULL, license_type VARCHAR(20),"
                        + " createdAt DATETIME NOT NULL, updatedAt DATETIME, created_at DATETIME)",
                "CREATE TABLE doctors (id INT AUTO_INCREMENT PRIMARY KEY, user_id INT, credentials VARCHAR(50),"
                        + " createdAt DATETIME, FOREIGN KEY (user_id) REFERENCES users (id))",
                "CREATE TABLE providers (id INT AUTO_INCREMENT PRIMARY KEY, user_id INT NOT NULL, name VARCHAR(50),"
                        + " FOREIGN KEY (user_id) REFERENCES users (id))",
                "CREATE TABLE symptoms (id INT AUTO_INCREMENT PRIMARY KEY, user_id INT, text TEXT,"
                        + " FOREIGN KEY (user_id) REFERENCES users (id))",
                "INSERT INTO users VALUES (1, 'a@x', 'p', 'provider', 'MD', '2020-01-01', NULL, '2019-01-01'),"
                        + " (2, 'b@x', 'p', 'provider', 'RN', '2020-01-02', NULL, '2020-01-02'),"
                        + " (3, 'c@x', 'p', 'patient', NULL, '2020-01-03', NULL, NULL),"
                        + " (4, 'd@x', 'p', 'doctor', NULL, '2020-01-03', NULL, NULL),"
                        + " (5, 'e@x', 'p', 'provider', 'RN', '2020-01-03', NULL, NULL),"
                        + " (6, 'f@x', 'p', 'provider', 'MD', '2020-01-03', NULL, NULL)",
                "INSERT INTO doctors VALUES (1, 4, 'MD', NULL), (2, 2, 'RN, MD', NULL)",
                "INSERT INTO providers VALUES (1, 1, 'Ä Clinic'), (2, 2, 'Two'), (3, 3, 'Three'), (4, 5, 'Five')",
                "INSERT INTO symptoms VALUES (1, 3, 'Kopfweh')",
                "CREATE TABLE vitals (id INT PRIMARY KEY, heart_rate INT, pulse INT, spo2 INT)",
                "INSERT INTO vitals VALUES (1, NULL, 88, 97), (2, 70, NULL, NULL)");
    }

    @Test
    void anInstallationOfTheFieldIsTakenAsItIs() {
        var database = server().database("CHARACTER SET latin1");
        installation(database);
        var trial = trial(database);

        var outcome = trial.run();

        var validation = outcome.validation().orElseThrow();
        assertThat(outcome.findings()).isEmpty();
        assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
        assertThat(Servers.rows(
                        trial.target,
                        "SELECT name, license_type, credentials FROM doctors WHERE name <> '' ORDER BY 1"))
                .containsExactly("Two|RN|RN, MD", "Ä Clinic|MD|null");
        assertThat(Servers.rows(trial.target, "SELECT count(*), count(name) FROM doctors"))
                .containsExactly("4|2");
        assertThat(validation.checks())
                .filteredOn(c -> c.name().equals("same-row:doctors.user_id"))
                .extracting(c -> c.verdict() + " " + c.count())
                .containsExactly("WARN 1");
        assertThat(Servers.rows(trial.target, "SELECT name FROM hsps ORDER BY 1"))
                .containsExactly("Five", "Three");
        assertThat(Servers.rows(trial.target, "SELECT role, created_at FROM users ORDER BY email LIMIT 2"))
                .containsExactly("DOCTOR|2019-01-01 00:00:00+00", "DOCTOR|2020-01-02 00:00:00+00");
        assertThat(Servers.rows(
                        trial.target,
                        "SELECT count(*), count(terms_accepted_at) FROM users WHERE terms_accepted_at = created_at"))
                .containsExactly("6|6");
        assertThat(Servers.rows(trial.target, "SELECT pulse, readings FROM vitals ORDER BY pulse"))
                .containsExactly("88|{\"oxygen_saturation\": 97}", "null|{\"heart_rate\": 70}");
        assertThat(Servers.rows(trial.target, "SELECT role FROM users ORDER BY email OFFSET 2"))
                .containsExactly("PATIENT", "DOCTOR", "HSP", "HSP");
        assertThat(validation.losses())
                .extracting(l -> l.table() + "." + l.column() + " " + l.rule() + " " + l.count())
                .contains("users.createdAt differs:createdAt 1", "users.category undecided:category 1");
        assertThat(Servers.rows(
                        trial.target, "SELECT u.email, s.text FROM symptoms s JOIN users u ON u.id = s.user_id"))
                .containsExactly("c@x|Kopfweh");
    }

    @Test
    void onlyConstantsThatStayAskForARowOfTheSourcesOwnOrganizations() throws Exception {
        var database = server().database();
        Samples.write(Samples.named("healthapp-field"), database, new Order(10, 42, false));
        Servers.execute(
                database,
                "CREATE TABLE organizations (id int AUTO_INCREMENT PRIMARY KEY, name varchar(50), slug varchar(50))",
                "INSERT INTO organizations VALUES (1, 'Main', 'main'), (2, 'North', 'north')",
                "ALTER TABLE users ADD organization_id int NULL,"
                        + " ADD FOREIGN KEY (organization_id) REFERENCES organizations (id)");
        var trial = trial(database);

        assertThat(trial.plan().findings())
                .singleElement()
                .asString()
                .contains("has no row with the key default", "tables.doctors", "tables.patients", "tables.providers")
                .doesNotContain("tables.users");

        trial.configured(Stream.of("doctors", "patients", "providers")
                .map(t -> "tables." + t + ".columns.organization_id.value = 1")
                .toList());
        assertThat(trial.plan().findings()).isEmpty();
    }
}
