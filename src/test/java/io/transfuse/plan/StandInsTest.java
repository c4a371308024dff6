package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings by which rows stand for others, where these are not there. */
class StandInsTest {
    private static final String[] HALVES = {
        "CREATE TABLE users (id INTEGER PRIMARY KEY, role TEXT)",
        "CREATE TABLE tags (name TEXT)",
        "CREATE TABLE patients (id INTEGER PRIMARY KEY, user_id INT REFERENCES users (id))",
        "CREATE TABLE visits (id INTEGER PRIMARY KEY, patient_id INT REFERENCES patients (id))"
    };
    private static final String SPLIT = """
            tables.users.unnamed-references = follow
            tables.users.split { persons { where = "t.role = 'p'" }, staff { target = crew, otherwise = true } }
            tables.patients.columns.user_id { from = user_id, to = persons }
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            table = usres, by = user_id                | table is usres, but must be a table of the source; nearest: users
            table = tags, by = user_id                 | table is tags, but must have a primary key of one column
            table = users, by = usr_id                 | by names usr_id, which is no column of patients, but must be one; nearest: user_id
            table = users, by = user_id, to = persns   | to is persns, but must be a branch of users; nearest: persons
            """)
    void areRefusedWithTheNearestName(String rows, String text) {
        var plan = Planned.of(folder, SPLIT + "tables.patients.stands-for { " + rows + " }", HALVES);

        assertThat(Planned.blockers(plan)).anyMatch(b -> b.endsWith(" tables.patients.stands-for." + text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            persons | true
            staff   | true
            users   | false
            """)
    void nameABranchOrTheTable(String branch, boolean split) {
        var plan = Planned.of(
                folder,
                (split ? SPLIT : "")
                        + "tables.patients.stands-for { table = users, by = user_id, to = %s }".formatted(branch),
                HALVES);

        assertThat(plan.blockers()).isEmpty();
    }

    @Test
    void areToldWhereTheTableIsLeftOut() {
        var plan = Planned.of(
                folder, "skip = [users]\ntables.patients.stands-for { table = users, by = user_id }", HALVES);

        assertThat(plan.blockers()).isEmpty();
        assertThat(Planned.warnings(plan))
                .contains("patients.user_id tables.patients.stands-for.table is users, which is not carried; references"
                        + " to patients mean its own rows");
    }

    @Test
    void mayBeMissingWhereASystemNamesThem() {
        var plan = Planned.of(
                folder,
                "system = medcenter",
                "CREATE TABLE users (id INTEGER PRIMARY KEY)",
                "CREATE TABLE patients (id INTEGER PRIMARY KEY, name TEXT)");

        assertThat(Planned.blockers(plan)).noneMatch(b -> b.contains("stands-for"));
        assertThat(plan.notes())
                .anyMatch(n -> n.text()
                        .equals("tables.patients.stands-for.by names user_id, which is no column of patients; the"
                                + " system goes on without it"));
    }
}
