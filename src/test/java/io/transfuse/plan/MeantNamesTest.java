package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A blocker names the word that is wrong, and not one beside it. */
class MeantNamesTest {

    @TempDir
    Path folder;

    @Test
    void aColumnIsSoughtByTheNameThatItComesFrom() {
        var plan = Planned.of(
                folder,
                "tables.users.columns.x { from = [nme] }",
                "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)");

        assertThat(Planned.blockers(plan))
                .containsExactly("users.x tables.users.columns.x names nme, no column of users, but must be one of its"
                        + " columns (nearest: name) or say 'new'");
    }

    @Test
    void aTableIsNoTargetWhereItGotAnotherName() {
        var plan = Planned.of(
                folder,
                "tables { orders.target = \"Alle Bestellungen\", orders_archive.into = orders }",
                "CREATE TABLE orders (id INTEGER PRIMARY KEY)",
                "CREATE TABLE orders_archive (id INTEGER PRIMARY KEY)",
                "CREATE TABLE files (id INTEGER PRIMARY KEY)");

        assertThat(Planned.blockers(plan))
                .containsExactly(
                        "orders_archive. into is orders, but must be the target of another table; the table orders"
                                + " becomes Alle Bestellungen");
    }

    @Test
    void aColumnThatIsComputedUnderTheNameOfACarriedOneTakesItsPlaceOnceThatIsDropped() {
        var computed =
                "tables.staff.columns.skills { type = jsonb, expression = \"to_json(split(skills, ','))\", takes ="
                        + " [skills] }";
        var staff = "CREATE TABLE staff (id INTEGER PRIMARY KEY, skills TEXT)";

        assertThat(Planned.blockers(Planned.of(folder, computed, staff)))
                .containsExactly("staff.skills becomes skills, but the column skills is carried beside what is computed"
                        + " under its name; leave it out by tables.staff.drop = [skills]");
        assertThat(Planned.blockers(Planned.of(folder, computed + "\ntables.staff.drop = [skills]", staff)))
                .isEmpty();
    }

    @Test
    void aReferenceToASplitTableIsShownWithTheTargetThatItsRowsReferTo() {
        String[] clinic = {
            "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, role TEXT)",
            "CREATE TABLE patients (id INTEGER PRIMARY KEY, user_id INT NOT NULL UNIQUE REFERENCES users (id),"
                    + " doctor_id INT REFERENCES users (id))",
            "INSERT INTO users VALUES (1, 'd', 'DOCTOR'), (2, 'a', 'PATIENT')",
            "INSERT INTO patients VALUES (7, 2, 1)"
        };
        var example = "tables.users.split.patients.columns.doctor_id { from = m.doctor_id, to = users }";

        assertThat(Planned.blockers(Planned.of(folder, "system = medcenter", clinic)))
                .contains("users.m.doctor_id refers to users, which is split; name one column for each target, for"
                        + " example " + example);
        assertThat(Planned.blockers(Planned.of(folder, "system = medcenter\n" + example, clinic)))
                .noneMatch(b -> b.contains("m.doctor_id"));
    }
}
