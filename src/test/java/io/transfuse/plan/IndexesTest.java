package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.TargetTable;
import java.nio.file.Path;
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
}
