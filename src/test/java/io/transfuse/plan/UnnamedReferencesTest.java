package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.Plan.Note;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnnamedReferencesTest {

    private static final String[] CLINIC = {
        "CREATE TABLE patients (id INTEGER PRIMARY KEY, parent_id INT)",
        "CREATE TABLE doctors (id INTEGER PRIMARY KEY)",
        "CREATE TABLE visits (id INTEGER PRIMARY KEY, patient_id INT REFERENCES patients (id), attendingDoctorId INT,"
                + " referring_patient_id INT, doctor_id INT, room_id INT, patient_uuid TEXT)",
        "INSERT INTO patients VALUES (1, NULL), (2, 1), (3, 1)",
        "INSERT INTO doctors VALUES (11), (12)",
        "INSERT INTO visits VALUES (1, 1, 11, 3, 1, 1, 'x'), (2, 2, 12, 4, 2, 2, NULL), (3, 2, 13, 2, NULL, 3, NULL)"
    };

    @TempDir
    Path folder;

    @Test
    void aColumnThatHoldsKeysOfTheTableThatItsNameSaysIsToldWithTheSettingThatRewiresIt() {
        assertThat(Planned.warnings(Planned.of(folder, "uuid.keys = integer", CLINIC)))
                .filteredOn(w -> w.contains("is carried as it is"))
                .containsExactlyInAnyOrder(
                        "patients.parent_id is carried as it is, but all 2 values are keys of patients, whose rows get other"
                                + " keys or targets; let it follow by tables.patients.references.parent_id = patients, or"
                                + " say that it stays by tables.patients.columns.parent_id { from = parent_id }",
                        "visits.attendingDoctorId is carried as it is, but 2 of 3 values are keys of doctors, whose rows"
                                + " get other keys or targets; let it follow by"
                                + " tables.visits.references.attendingDoctorId = doctors, or say that it stays by"
                                + " tables.visits.columns.attendingDoctorId { from = attendingDoctorId }",
                        "visits.referring_patient_id is carried as it is, but 2 of 3 values are keys of patients, whose"
                                + " rows get other keys or targets; let it follow by"
                                + " tables.visits.references.referring_patient_id = patients, or say that it stays by"
                                + " tables.visits.columns.referring_patient_id { from = referring_patient_id }");
    }

    @Test
    void theSettingsThatThePlanNamesEndTheWarning() {
        var plan = Planned.of(folder, """
                uuid.keys = integer
                tables.patients.references.parent_id = patients
                tables.visits.references.attendingDoctorId = doctors
                tables.visits.columns.referring_patient_id { from = referring_patient_id }
                """, CLINIC);

        assertThat(plan.blockers()).isEmpty();
        assertThat(Planned.warnings(plan)).noneMatch(w -> w.contains("is carried as it is"));
    }

    @Test
    void tablesThatKeepTheirKeysGiveNoAlarm() {
        assertThat(Planned.warnings(Planned.of(folder, "", CLINIC))).noneMatch(w -> w.contains("is carried as it is"));
    }

    @Test
    void aZeroThatNamesNoRowIsNoReference() {
        String[] tree = {
            "CREATE TABLE tree (id INTEGER PRIMARY KEY, parent_id INT NOT NULL DEFAULT 0)",
            "INSERT INTO tree VALUES (1, 0), (2, 0), (3, 0), (4, 1), (5, 2)"
        };
        var setting = "tables.tree.references.parent_id = tree, tables.tree.columns.parent_id.policy.orphan = null";

        var warned = Planned.of(folder, "uuid.keys = integer", tree);

        assertThat(Planned.warnings(warned))
                .anyMatch(
                        w -> w.startsWith("tree.parent_id is carried as it is, but all 2 values are keys of tree, whose"
                                + " rows get other keys or targets, and 3 are 0, which names none; let it follow by "
                                + setting));
        assertThat(warned.notes()).anyMatch(n -> n.setting().equals(setting));
        var plan = Planned.of(folder, "uuid.keys = integer\n" + setting, tree);
        assertThat(plan.blockers()).isEmpty();
        assertThat(Planned.warnings(plan)).noneMatch(w -> w.contains("carried as it is"));
        assertThat(Planned.warnings(plan)).anyMatch(w -> w.contains("the default 0 is not carried: it is an old key"));
        assertThat(Planned.column(plan, "tree", "parent_id").target().nullable())
                .isTrue();
    }

    @Test
    void referencesThatAllFindTheirRowStayNotNull() {
        var plan = Planned.of(
                folder,
                "uuid.keys = integer\npolicy.orphan = null",
                "CREATE TABLE par (id INTEGER PRIMARY KEY)",
                "CREATE TABLE chi (id INTEGER PRIMARY KEY, par_id INT NOT NULL REFERENCES par (id))",
                "INSERT INTO par VALUES (1)",
                "INSERT INTO chi VALUES (1, 1)");

        assertThat(Planned.column(plan, "chi", "par_id").target().nullable()).isFalse();
    }

    private static final String[] PREFIXED = {
        "CREATE TABLE wp_users (ID INTEGER PRIMARY KEY, user_login TEXT)",
        "CREATE TABLE wp_usermeta (umeta_id INTEGER PRIMARY KEY, user_id INT NOT NULL)",
        "CREATE TABLE wp_terms (term_id INTEGER PRIMARY KEY)",
        "CREATE TABLE wp_term_taxonomy (term_taxonomy_id INTEGER PRIMARY KEY, term_id INT NOT NULL)",
        "CREATE TABLE wp_links (link_id INTEGER PRIMARY KEY, users_id INT, meta_id INT)",
        "CREATE TABLE reports (id INTEGER PRIMARY KEY, author_user_id INT, umeta_id INT, name TEXT)",
        "INSERT INTO wp_users VALUES (1, 'a'), (2, 'b')",
        "INSERT INTO wp_usermeta VALUES (1, 1), (2, 2)",
        "INSERT INTO wp_terms VALUES (1)",
        "INSERT INTO wp_term_taxonomy VALUES (1, 1)",
        "INSERT INTO wp_links VALUES (1, 2, 1)",
        "INSERT INTO reports VALUES (1, 1, 2, 'x')"
    };

    @Test
    void aPrefixOfMostTablesAndTheNameOfAKeySayTheTableToo() {
        assertThat(Planned.warnings(Planned.of(folder, "uuid.keys = integer", PREFIXED)))
                .filteredOn(w -> w.contains("is carried as it is"))
                .extracting(w -> w.replaceFirst("(?s) is carried .* keys of (\\w+),.*", " $1"))
                .containsExactlyInAnyOrder(
                        "wp_usermeta.user_id wp_users",
                        "wp_term_taxonomy.term_id wp_terms",
                        "wp_links.users_id wp_users",
                        "reports.author_user_id wp_users",
                        "reports.umeta_id wp_usermeta");
    }

    @Test
    void tablesOfOneProgramAmongOthersShareItsPrefix() {
        var plan = Planned.of(
                folder,
                "uuid.keys = integer",
                "CREATE TABLE glpi_users (id INTEGER PRIMARY KEY)",
                "CREATE TABLE glpi_computers (id INTEGER PRIMARY KEY, users_id INT)",
                "CREATE TABLE a (id INTEGER PRIMARY KEY)",
                "CREATE TABLE b (code INTEGER PRIMARY KEY)",
                "CREATE TABLE c (id INTEGER PRIMARY KEY, code INT)",
                "INSERT INTO glpi_users VALUES (1)",
                "INSERT INTO glpi_computers VALUES (1, 1)",
                "INSERT INTO b VALUES (1)",
                "INSERT INTO c VALUES (1, 1)");

        assertThat(Planned.warnings(plan))
                .filteredOn(w -> w.contains("is carried as it is"))
                .singleElement()
                .satisfies(w -> assertThat(w).startsWith("glpi_computers.users_id "));
    }

    @ParameterizedTest
    @CsvSource({"accounts,1", "users,1", "accounts,11", "users,11"})
    void aTableOfThatNameIsMeantAndNotOneThatBecomesIt(String people, int first) {
        var plan = Planned.of(
                folder,
                "system = medcenter",
                "CREATE TABLE %s (id INTEGER PRIMARY KEY, name TEXT, role TEXT)".formatted(people),
                "CREATE TABLE patients (id INTEGER PRIMARY KEY, user_id INT UNIQUE REFERENCES %s (id))"
                        .formatted(people),
                "CREATE TABLE visits (id INTEGER PRIMARY KEY, patient_id INT NOT NULL)",
                "CREATE TABLE notes (id INTEGER PRIMARY KEY, owner_type TEXT, owner_id INT)",
                "INSERT INTO %s VALUES (1, 'd', 'DOCTOR'), (2, 'a', 'PATIENT'), (3, 'b', 'PATIENT')".formatted(people),
                "INSERT INTO patients VALUES (%d, 3), (%d, 2)".formatted(first, first + 1),
                "INSERT INTO visits VALUES (1, %d), (2, %d)".formatted(first, first + 1),
                "INSERT INTO notes VALUES (1, 'App\\Models\\Patient', %d)".formatted(first));

        assertThat(plan.notes())
                .extracting(Note::setting)
                .contains(
                        "tables.visits.references.patient_id = patients",
                        "tables.notes.polymorphic.owner { type = owner_type, id = owner_id, to {"
                                + " \"App\\\\Models\\\\Patient\" = patients } }");
    }

    @Test
    void aTypeOfUuidsSaysNothingOfOtherKeys() {
        var config = "uuid.keys = text\ntables.users.columns.institution_id = \"uuid new\"";
        String[] staff = {
            "CREATE TABLE institutions (id TEXT PRIMARY KEY)",
            "CREATE TABLE users (id INTEGER PRIMARY KEY, institution_id TEXT, badge TEXT)",
            "INSERT INTO institutions VALUES ('mgh'), ('11111111-2222-3333-4444-555555555555'),"
                    + " ('11111111-2222-3333-4444-666666666666'), ('11111111-2222-3333-4444-777777777777')",
            "INSERT INTO users VALUES (1, 'mgh', 'x'), (2, '11111111-2222-3333-4444-555555555555', NULL)"
        };
        var reference = "tables.users.references.institution_id = institutions";
        var stays = "tables.users.columns.institution_id.type = text";

        assertThat(Planned.warnings(Planned.of(folder, config, staff)))
                .contains("users.institution_id becomes a UUID by tables.users.columns.institution_id, but all 2 values"
                        + " are keys of institutions, whose rows get other keys or targets; let it follow by "
                        + reference + ", or say that it stays by " + stays);
        for (var answer : List.of(reference, stays)) {
            var plan = Planned.of(folder, config + "\n" + answer, staff);
            assertThat(plan.blockers()).isEmpty();
            assertThat(Planned.warnings(plan)).isEmpty();
        }
        assertThat(Planned.warnings(Planned.of(folder, "tables.users.columns.badge = uuid", staff)))
                .anyMatch(w -> w.contains("1 row breaks not-a-uuid and will be rejected"
                        + " (tables.users.columns.badge.type = text may decide otherwise)"));
    }

    @Test
    void aReferenceToASplitTableIsProposedWithAllThatItNeeds() {
        var split = "tables.doctors.split { a { where = \"t.id = 11\" }, b { otherwise = true } }";
        var setting = "tables.visits.references.doctor_id = doctors, tables.doctors.unnamed-references = follow";
        String[] visits = {
            "CREATE TABLE doctors (id INTEGER PRIMARY KEY)",
            "CREATE TABLE visits (id INTEGER PRIMARY KEY, doctor_id INT)",
            "INSERT INTO doctors VALUES (11), (12)",
            "INSERT INTO visits VALUES (1, 11), (2, 12)"
        };

        assertThat(Planned.of(folder, split, visits).notes())
                .extracting(Note::setting)
                .contains(setting);
        assertThat(Planned.blockers(Planned.of(folder, split + "\n" + setting, visits)))
                .isEmpty();
    }
}
