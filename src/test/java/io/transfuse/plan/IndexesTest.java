package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.Plan;
import io.transfuse.model.TargetTable;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Indexes of the settings beside those of the source. */
class IndexesTest {

    private static final String VISITS =
            "CREATE TABLE visits (id INTEGER PRIMARY KEY, patient INTEGER, \"Day\" TEXT, kind TEXT)";

    @TempDir
    Path folder;

    @Test
    void oneThatTheSettingsNameIsNotMadeAgainUnderTheNameOfTheSource() {
        var plan = Planned.of(
                folder,
                "tables.visits.indexes { of_patient = \"(patient)\", of_kind = \"(kind) WHERE kind <> 'x'\" }",
                VISITS,
                "CREATE INDEX patient_visits ON visits (patient)",
                "CREATE INDEX kinds ON visits (kind)",
                "CREATE UNIQUE INDEX day_of_patient ON visits (patient, \"Day\")");

        assertThat(Planned.target(plan, "visits").indexes())
                .extracting(TargetTable.Index::name)
                .contains("of_patient", "of_kind", "kinds")
                .doesNotContain("patient_visits");
        assertThat(plan.notes())
                .filteredOn(n -> n.text().contains("patient_visits"))
                .singleElement()
                .satisfies(n -> assertThat(n.text()).contains("of_patient"));
    }

    @Test
    void oneThatKeepsRowsUniqueIsMadeBesideOneThatDoesNot() {
        var plan = Planned.of(
                folder,
                "tables.visits.indexes.of_patient = \"(patient)\"",
                VISITS,
                "CREATE UNIQUE INDEX one_each ON visits (patient)");

        var table = Planned.target(plan, "visits");
        assertThat(table.indexes())
                .filteredOn(i -> !i.unique())
                .extracting(TargetTable.Index::name)
                .containsExactly("of_patient");
        assertThat(table.indexes().size() + table.uniques().size()).isEqualTo(2);
    }

    @Test
    void anExpressionWithoutCaseStaysSo() {
        var plan = Planned.of(
                folder,
                "",
                "CREATE TABLE ui (id INTEGER PRIMARY KEY, t TEXT, n TEXT COLLATE NOCASE, k INTEGER)",
                "CREATE UNIQUE INDEX said ON ui (trim(t) COLLATE NOCASE)",
                "CREATE INDEX found ON ui ((trim(t) || '(') COLLATE NOCASE DESC)",
                "CREATE UNIQUE INDEX partly ON ui (t || 'x' COLLATE NOCASE)",
                "CREATE UNIQUE INDEX lowered ON ui (lower(t) COLLATE NOCASE)",
                "CREATE UNIQUE INDEX numbered ON ui (abs(k) COLLATE NOCASE)",
                // SQLite sees no collation of a column through a function.
                "CREATE UNIQUE INDEX through ON ui (trim(n))",
                "CREATE UNIQUE INDEX ending ON ui (substr(t, 1, 3) COLLATE RTRIM)");

        assertThat(definitions(plan))
                .containsExactlyInAnyOrder(
                        "((lower(trim(t))))",
                        "((lower((trim(t) || '('))) DESC)",
                        "(((t || 'x')))",
                        "((lower(t)))",
                        "((abs(k)))",
                        "((trim(n)))");
        assertThat(Planned.warnings(plan)).anyMatch(w -> w.contains("index ending is not carried"));
    }

    @Test
    void ofAnExpressionAsciiAloneLosesItsCase() {
        var plan = Planned.of(
                folder,
                "",
                "CREATE TABLE ui (id INTEGER PRIMARY KEY, t TEXT)",
                "CREATE UNIQUE INDEX said ON ui ((t || ' lower(') COLLATE NOCASE)",
                "CREATE UNIQUE INDEX trimmed ON ui (lower(trim(t)))",
                "INSERT INTO ui (t) VALUES ('Ärzte'), ('ärzte')");

        assertThat(definitions(plan))
                .containsExactlyInAnyOrder(
                        "((lower((t || ' lower(') COLLATE \"C\")))", "((lower(trim(t) COLLATE \"C\")))");
    }

    private static List<String> definitions(Plan plan) {
        return Planned.target(plan, "ui").indexes().stream()
                .map(TargetTable.Index::definition)
                .toList();
    }
}
