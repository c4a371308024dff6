package io.transfuse.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanJsonTest {

    @Test
    void aTableShowsSourceTargetColumnsPartitionsSplitAndExpectedRows() throws IOException {
        var people =
                new ObjectMapper().readTree(PlanJson.text(SmallShop.plan())).at("/tables/0");
        assertThat(people.fieldNames())
                .toIterable()
                .containsExactly(
                        "source",
                        "target",
                        "comment",
                        "expectedRows",
                        "partitions",
                        "split",
                        "columns",
                        "constraints",
                        "crosswalk",
                        "blockers",
                        "warnings");
        assertThat(people.at("/source").asText()).isEqualTo("customers");
        assertThat(people.at("/target").asText()).isEqualTo("public.people");
        assertThat(people.at("/expectedRows").asLong()).isEqualTo(7);
        assertThat(people.at("/partitions/number").asLong()).isEqualTo(1);
        assertThat(people.at("/partitions/columns")).isEmpty();
        assertThat(people.at("/split/where").asText()).isEqualTo("t.kind = 'person'");
        assertThat(people.at("/crosswalk").asText()).isEqualTo("crosswalks/old_customer_id__to__new_person_id.csv");
        assertThat(people.at("/blockers")).hasSize(1);
    }

    @Test
    void aColumnShowsBothTypesAndTheRuleThatDecided() throws IOException {
        var created =
                new ObjectMapper().readTree(PlanJson.text(SmallShop.plan())).at("/tables/0/columns/1");
        assertThat(created.at("/source/0").asText()).isEqualTo("created");
        assertThat(created.at("/sourceType/0").asText()).isEqualTo("text");
        assertThat(created.at("/readAs/0").asText()).isEqualTo("TEXT");
        assertThat(created.at("/target").asText()).isEqualTo("created_at");
        assertThat(created.at("/targetType").asText()).isEqualTo("timestamptz");
        assertThat(created.at("/rule").asText()).isEqualTo("ISO text | a moment in UTC");
    }

    @Test
    void aSourceShowsOrphansDropsAndColumnsLeftOut() throws IOException {
        var sources =
                new ObjectMapper().readTree(PlanJson.text(SmallShop.plan())).at("/sources");
        assertThat(sources.at("/0/drops/0/rule").asText()).isEqualTo("test-data");
        assertThat(sources.at("/0/columnsLeftOut/0").asText()).isEqualTo("kind");
        assertThat(sources.at("/1/references/0/expectedOrphans").asLong()).isEqualTo(2);
        assertThat(sources.at("/1/references/0/orphanPolicy").asText()).isEqualTo("QUARANTINE");
    }

    @Test
    void theSamePlanGivesTheSameBytes() {
        assertThat(PlanJson.text(SmallShop.plan()))
                .isEqualTo(PlanJson.text(SmallShop.plan()))
                .containsSubsequence("\"name\": \"shop\"", "\"source.url\"", "\"uuid.keys\"")
                .doesNotContain("\r")
                .endsWith("}\n");
    }

    @Test
    void aPasswordThatSlippedIntoTheSettingsIsMasked() {
        assertThat(PlanJson.text(SmallShop.plan()))
                .contains("mysql://app:***@db:3306/shop")
                .doesNotContain("hunter2");
    }

    @Test
    void aWrittenPlanReadsBackEqual(@TempDir Path root) {
        var out = OutDirectory.create(root);
        PlanJson.write(out, SmallShop.plan());
        assertThat(PlanJson.read(out)).isEqualTo(PlanJson.document(SmallShop.plan()));
    }
}
