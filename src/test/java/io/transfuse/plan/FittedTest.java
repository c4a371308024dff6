package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.Plan;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.model.Value;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Constants of a system for columns that an installation has itself. */
class FittedTest {

    private static final String ACTIVE = "the document gives this column true in every row";

    @TempDir
    Path folder;

    private static String users(String more) {
        return "CREATE TABLE users (id TEXT PRIMARY KEY, username TEXT NOT NULL, password_hash TEXT NOT NULL" + more
                + ")";
    }

    @Test
    void valuesThatAreThereTakeTheirPlace() {
        var plan = Planned.of(folder, "system = radcase, only = [users]", users(", Is_Active BOOLEAN"));

        assertThat(plan.blockers()).isEmpty();
        assertThat(Planned.column(plan, "users", "is_active").value()).isEqualTo(new Value.Carry("Is_Active"));
        assertThat(Planned.target(plan, "users").columns())
                .filteredOn(c -> c.name().equalsIgnoreCase("is_active"))
                .singleElement()
                .satisfies(c -> assertThat(c.defaultSql()).hasValue("true"));
        assertThat(plan.notes()).anyMatch(n -> n.text().startsWith(ACTIVE));
    }

    @Test
    void nothingChangesWhereTheyAreMissingOrTheUserSaysOtherwise() {
        var plain = Planned.of(folder, "system = radcase, only = [users]", users(""));
        var own = Planned.of(
                folder,
                "system = radcase, only = [users], tables.users.columns { is_active.value = \"false\","
                        + " was_active { from = is_active } }",
                users(", is_active BOOLEAN"));

        for (var plan : new Plan[] {plain, own}) {
            assertThat(plan.blockers()).isEmpty();
            assertThat(Planned.column(plan, "users", "is_active").value()).isInstanceOf(Value.Constant.class);
            assertThat(plan.notes()).noneMatch(n -> n.text().startsWith(ACTIVE));
        }
        assertThat(Planned.column(own, "users", "was_active").value()).isEqualTo(new Value.Carry("is_active"));
    }

    @Test
    void aColumnThatEitherPassesOverStays() {
        var vitals = "CREATE TABLE vitals (id INTEGER PRIMARY KEY, heart_rate INTEGER, pulse INTEGER, weight REAL)";
        var plan = Planned.of(folder, "system = healthapp", vitals);
        var own = Planned.of(folder, "system = healthapp, tables.vitals.drop = [heart_rate, pulse, weight]", vitals);

        assertThat(names(plan)).contains("readings", "pulse").doesNotContain("heart_rate", "weight");
        assertThat(Planned.warnings(plan)).anyMatch(w -> w.startsWith("vitals.pulse is carried beside the column"));
        assertThat(names(own)).contains("readings").doesNotContain("heart_rate", "pulse", "weight");
    }

    private static List<String> names(Plan plan) {
        return Planned.target(plan, "vitals").columns().stream()
                .map(TargetColumn::name)
                .toList();
    }
}
