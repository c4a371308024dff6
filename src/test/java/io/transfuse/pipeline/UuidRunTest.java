package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.transfuse.Servers;
import io.transfuse.model.Secret;
import io.transfuse.model.UserException;
import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Check;
import io.transfuse.model.Validation.Loss;
import io.transfuse.model.Validation.Reject;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.types.UuidFrom;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way to find UUIDs, and references of every kind to the rows that have them. */
class UuidRunTest {

    private static final String KEY = "Kx7-a-secret-of-this-test";
    private static final String UUID = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11";

    @TempDir
    Path folder;

    private Trial trial;

    @BeforeEach
    void aHospital() throws Exception {
        trial = Trial.of("general", folder).configured(List.of("""
                uuid { from = all, key = "%s" }
                tables {
                  staff.uuid.strategy = keyed
                  wards.uuid.strategy = keep
                  notes.uuid.strategy = name-based
                  notes.polymorphic.owner { type = owner, id = owner_id, to { staff = staff, ward = wards } }
                  bills.references.ward = wards
                }
                """.formatted(KEY)));
        trial.settings.remove("system");
        trial.inSource(
                "CREATE TABLE staff (id INTEGER PRIMARY KEY, boss INT REFERENCES staff (id))",
                "CREATE TABLE wards (id TEXT PRIMARY KEY)",
                "CREATE TABLE shifts (staff INT REFERENCES staff (id), ward TEXT REFERENCES wards (id), day INT,"
                        + " PRIMARY KEY (staff, ward, day))",
                "CREATE TABLE swaps (id INTEGER PRIMARY KEY, staff INT, ward TEXT, day INT,"
                        + " FOREIGN KEY (staff, ward, day) REFERENCES shifts (staff, ward, day))",
                "CREATE TABLE notes (id TEXT PRIMARY KEY, owner TEXT, owner_id TEXT)",
                "CREATE TABLE bills (id INTEGER PRIMARY KEY, ward TEXT)",
                "INSERT INTO staff VALUES (1, NULL), (2, 1), (3, 2)",
                "INSERT INTO wards VALUES ('" + UUID + "'), ('icu')",
                "INSERT INTO shifts VALUES (1, 'icu', 1), (2, 'icu', 1), (2, '" + UUID + "', 2)",
                "INSERT INTO swaps VALUES (1, 2, 'icu', 1), (2, 2, '" + UUID
                        + "', 2), (3, 3, 'icu', 1), (4, 3, NULL, 9), (5, 1, 'icu', 2)",
                "INSERT INTO notes VALUES ('" + UUID + "', 'staff', '1'), ('b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',"
                        + " 'ward', 'icu')",
                "INSERT INTO bills VALUES (1, 'icu'), (2, '" + UUID + "')");
    }

    @Test
    void everyReferenceFollowsTheWayOfTheEntityThatItPointsTo() throws Exception {
        var said = new ArrayList<String>();
        try (var overheard = new Overheard()) {
            var validation = validated();
            assertThat(validation.losses()).contains(new Loss("wards", "id", "uuid:derived", 1));
            said.addAll(overheard.lines());
        }

        var staff = UuidFrom.keyed(new Secret(KEY), "staff", "2");
        assertThat(Servers.rows(trial.target, """
                SELECT s.id, (SELECT count(*) FROM staff b JOIN staff c ON c.boss = b.id),
                       (SELECT count(*) FROM shifts JOIN staff x ON x.id = staff JOIN wards w ON w.id = ward),
                       (SELECT count(*) FROM swaps JOIN shifts USING (staff, ward, day)),
                       (SELECT count(*) FROM notes LEFT JOIN staff x ON x.id = owner_id LEFT JOIN wards w ON w.id = owner_id
                        WHERE (x.id IS NULL) <> (w.id IS NULL)),
                       (SELECT count(*) FROM bills JOIN wards w ON w.id = ward)
                FROM staff s WHERE s.id = '%s'
                """.formatted(staff))).containsExactly(staff + "|2|3|2|2|2");
        assertThat(Servers.rows(trial.target, """
                SELECT (SELECT count(*) FROM wards WHERE id = '%1$s'), (SELECT count(*) FROM notes WHERE id = '%1$s'),
                       (SELECT count(*) FROM notes WHERE substr(id::text, 15, 1) = '5')
                """.formatted(UUID))).containsExactly("1|0|2");
        try (var files = Files.newDirectoryStream(trial.out, Files::isRegularFile)) {
            for (var file : files) {
                said.add(Files.readString(file));
            }
        }
        said.addAll(Servers.rows(trial.target, "SELECT settings::text FROM transfuse.runs"));
        assertThat(said).anyMatch(l -> l.contains("uuid_keyed_")).noneMatch(l -> l.contains(KEY));
    }

    @Test
    void anIdWithoutATypeBelongsToNobody() throws Exception {
        trial.inSource("INSERT INTO notes VALUES ('c0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', NULL, '1'),"
                + " ('d0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', NULL, NULL)");

        var validation = trial.with("limits.rejects", "10").run().validation().orElseThrow();

        assertThat(validation.rejects())
                .filteredOn(r -> r.toString().contains("notes"))
                .singleElement()
                .asString()
                .contains("unmapped:owner", "1");
    }

    @Test
    void anotherSecretIsAnotherRun() {
        trial.with("limits.rejects", "0").run();

        var refusal = catchThrowableOfType(
                UserException.class,
                () -> trial.with("uuid.key", "another-secret-of-this-test").run());

        assertThat(refusal.getMessage())
                .startsWith("uuid.key is digest ")
                .contains("start over with 'run --fresh'")
                .doesNotContain("another");
    }

    @Test
    void orphansOfSeveralColumnsAreRefusedAndForetold() {
        var validation = validated();

        assertThat(validation.rejects()).containsExactly(new Reject("swaps", "orphan:staff, ward, day", 2));
        assertThat(checked(validation, "predicted:swaps").verdict()).isEqualTo(Verdict.PASS);
        assertThat(checked(validation, "fates:swaps").verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void orphansThatSomebodyCorrectsGetTheKeysOfTheirRows() throws Exception {
        trial.inSource("INSERT INTO notes VALUES ('c0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'ward', 'nowhere')");
        assertThat(trial.run().exitCode()).isEqualTo(1);
        var file = folder.resolve("corrections.jsonl");
        trial.correctable(file);
        var lines = Files.readString(file)
                .replace("\"id\":3,\"staff\":3", "\"id\":3,\"staff\":1")
                .replace("\"ward\":\"icu\",\"day\":2", "\"ward\":\"icu\",\"day\":1")
                .replace("nowhere", UUID);

        assertThat(trial.correct(Files.writeString(file, lines)).findings()).isEmpty();

        assertThat(Servers.rows(trial.target, """
                SELECT (SELECT count(*) FROM swaps JOIN shifts USING (staff, ward, day)),
                       (SELECT count(*) FROM notes JOIN wards w ON w.id = owner_id), (SELECT count(*) FROM swaps)
                """)).containsExactly("4|2|5");
        assertThat(trial.with("verify.source", "true").verify().exitCode()).isZero();
    }

    @Test
    void orphansOfSeveralColumnsBecomeNullWhereThePolicySaysSo() {
        trial.with("policy.orphan", "null");
        var validation = validated();

        assertThat(validation.rejects()).isEmpty();
        assertThat(validation.losses()).contains(new Loss("swaps", "staff, ward, day", "orphan:staff, ward, day", 2));
        assertThat(Servers.rows(trial.target, "SELECT count(*), count(day), count(staff) FROM swaps"))
                .containsExactly("5|3|3");
    }

    @Test
    void keptOrphansOfSeveralColumnsLeaveTheirForeignKeyNotValid() {
        trial.with("policy.orphan", "keep");
        var validation = validated();

        assertThat(validation.losses()).contains(new Loss("swaps", "staff, ward, day", "orphan:staff, ward, day", 2));
        assertThat(Servers.rows(trial.target, """
                SELECT convalidated, (SELECT count(*) FROM swaps) FROM pg_constraint
                WHERE conrelid = 'swaps'::regclass AND contype = 'f'
                """)).containsExactly("f|5");
    }

    private Validation validated() {
        var outcome = trial.with("limits.rejects", "9").run();
        assertThat(outcome.findings()).isEmpty();
        var validation = outcome.validation().orElseThrow();
        assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
        return validation;
    }

    private static Check checked(Validation validation, String name) {
        return validation.checks().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
