package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnnamedPairsTest {

    private static final String[] NOTES = {
        "CREATE TABLE patients (id INTEGER PRIMARY KEY, kind TEXT)",
        "CREATE TABLE care_plans (id TEXT PRIMARY KEY)",
        "CREATE TABLE notes (id INTEGER PRIMARY KEY, owner_type TEXT, owner_id INT, fileType TEXT, fileId INT, note_type TEXT)",
        "INSERT INTO patients VALUES (1, 'a'), (2, 'b')",
        "INSERT INTO care_plans VALUES ('11111111-2222-3333-4444-555555555555')",
        "INSERT INTO notes VALUES (1, 'App\\Models\\Patient', 1, 'pdf', 1, 'patient'),"
                + " (2, 'App\\Models\\Patient', 2, 'pdf', 2, 'patient'), (3, 'care_plan', 1, NULL, 3, 'x'),"
                + " (4, 'Robot', 7, NULL, NULL, NULL), (5, 'patients', NULL, NULL, NULL, NULL)"
    };

    @TempDir
    Path folder;

    @Test
    void aPairThatNamesRowsWithNewKeysIsToldWithTheSettingThatRewiresIt() {
        assertThat(Planned.warnings(Planned.of(folder, "uuid.keys = integer", NOTES)))
                .filteredOn(w -> w.contains("is carried as it is"))
                .containsExactly(
                        "notes.owner_id is carried as it is, but owner_type names with it 2 rows of patients, which get"
                                + " other keys or targets; let it follow by tables.notes.polymorphic.owner { type ="
                                + " owner_type, id = owner_id, to { \"App\\\\Models\\\\Patient\" = patients, care_plan ="
                                + " care_plans } }; 1 row with other types would be rejected, unless they are in that list too");
    }

    @Test
    void theSettingThatThePlanNamesIsOneThatItTakes() {
        var plan = Planned.of(
                folder,
                "uuid.keys = integer\ntables.notes.polymorphic.owner { type = owner_type, id = owner_id, to {"
                        + " \"App\\\\Models\\\\Patient\" = patients, care_plan = care_plans } }",
                NOTES);

        assertThat(plan.blockers()).isEmpty();
        assertThat(Planned.warnings(plan))
                .noneMatch(w -> w.contains("is carried as it is"))
                .contains("notes.owner_type 2 rows have 2 types that polymorphic.owner.to does not name, and would be"
                        + " rejected (unmapped:owner_type)");
    }

    @Test
    void anIdWithoutATypeIsToldWhereItCannotStay() {
        var pair = "tables.notes.polymorphic.owner { type = owner_type, id = owner_id, to { patient = patients } }";
        var untyped = Stream.concat(
                        Stream.of(NOTES), Stream.of("INSERT INTO notes (id, owner_id) VALUES (6, 1), (7, 2)"))
                .toArray(String[]::new);

        assertThat(Planned.warnings(Planned.of(folder, "uuid.keys = integer\n" + pair, untyped)))
                .contains("notes.owner_type 2 rows have no type beside owner_id, so nobody knows what that means, and"
                        + " would be rejected (unmapped:owner_type)");
        assertThat(Planned.warnings(Planned.of(folder, pair, untyped))).noneMatch(w -> w.contains("no type"));
    }

    @Test
    void aNamedTableWithoutAKeyOfOneColumnIsTold() {
        var plan = Planned.of(
                folder,
                "tables.notes.polymorphic.owner { type = owner_type, id = owner_id, to {"
                        + " \"App\\\\Models\\\\Patient\" = patients, Robot = robots } }",
                Stream.concat(Stream.of(NOTES), Stream.of("CREATE TABLE robots (name TEXT, serial INTEGER)"))
                        .toArray(String[]::new));

        assertThat(Planned.warnings(plan))
                .contains(
                        "notes.owner_id cannot refer to robots, as polymorphic.owner.to says: it has no key of one column,"
                                + " so its rows count as of a type that is not named");
    }

    @Test
    void aSplitTableChangesItsRowsToo() {
        var split = "tables.patients.split { a { where = \"t.kind = 'a'\" }, b { otherwise = true } }";

        assertThat(Planned.warnings(Planned.of(folder, split, NOTES)))
                .anyMatch(w -> w.contains("2 rows of patients, which get other keys or targets"));
    }

    @Test
    void tablesThatKeepTheirKeysGiveNoAlarm() {
        assertThat(Planned.warnings(Planned.of(folder, "", NOTES))).noneMatch(w -> w.contains("is carried as it is"));
        assertThat(Planned.warnings(Planned.of(folder, "uuid.keys = text", NOTES)))
                .noneMatch(w -> w.contains("is carried as it is"));
        assertThat(Planned.warnings(
                        Planned.of(folder, "uuid.keys = integer\ntables.notes.references.owner_id = patients", NOTES)))
                .noneMatch(w -> w.contains("is carried as it is"));
    }
}
