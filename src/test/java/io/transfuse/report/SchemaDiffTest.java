package io.transfuse.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.Plan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaDiffTest {
    private final String page = SchemaDiff.markdown(SmallShop.plan());

    @Test
    void blockersAndWarningsComeBeforeEverythingElse() {
        assertThat(page)
                .containsSubsequence(
                        "## Blockers (1)",
                        "- `customers`: no \\*table\\* of this name",
                        "## Warnings (1)",
                        "- `orders.total`: declared integer, but holds 3 decimal values",
                        "## What the application has to change",
                        "## Table by table",
                        "## Not carried (2)",
                        "## Notes (1)");
    }

    @Test
    void eachColumnIsOnOneLineWithBothTypesAndTheRule() {
        assertThat(page.lines().map(l -> l.replaceAll(" +", " ")))
                .contains(
                        "| `created` | `text` | `created_at` | `timestamptz` | no "
                                + "| ISO text \\| a moment in UTC; default `now()` |",
                        "| (new) | – | `tags` | `jsonb` | yes | new in the target, empty; new in the target |");
    }

    @Test
    void whatTheApplicationHasToChangeIsSortedByKind() {
        assertThat(page)
                .containsSubsequence(
                        "### Split tables (1)",
                        "- `customers` → `people` where `t.kind = 'person'`; `companies` for all other rows",
                        "### Keys and references that become UUID (3)",
                        "- `people.id`: `integer` → `uuid`",
                        "### Renamed columns (3)",
                        "- `people.created_at`: was `customers.created`",
                        "### Timestamps with zone (2)",
                        "### Booleans (1)",
                        "### Columns that no longer take NULL (2)",
                        "- `people.created_at`: default `now()`",
                        "### New columns (2)",
                        "### Columns left out (2)",
                        "- `customers.legacy_flag`: `integer`",
                        "### References whose table another column tells (1)",
                        "- `notes.owner_id` by `owner_type`: `customer` → `people.id`, `order` → `orders.id`");
    }

    @Test
    void namesWithTicksAndBarsStayInTheirCell() {
        assertThat(page).contains("| ``ho`w\\|odd`` ").contains("### view `big|spenders`");
    }

    @Test
    void definitionsWithFencesStayInTheirBlock() {
        assertThat(page).contains("````sql\nCREATE VIEW v AS SELECT ```\n````");
    }

    @Test
    void columnsStandUnderEachOtherInPlainText() {
        var bars = page.lines()
                .filter(l -> l.startsWith("| `") || l.startsWith("|-") || l.startsWith("| Source"))
                .limit(4)
                .map(l -> l.substring(1).indexOf('|'))
                .distinct();
        assertThat(bars).hasSize(1);
    }

    @Test
    void enumerationTypesAreListedWithTheirMembers() {
        var types = List.of(new Plan.EnumType("public", "orders_state", List.of("new", "it's|done")));
        var plan = new Plan(
                new Plan.Identity("general", "c", "d", Map.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                types,
                List.of());

        assertThat(SchemaDiff.markdown(plan))
                .startsWith("# What changes in PostgreSQL\n")
                .contains("## Enumeration types (1)", "- `public.orders_state`: `new`, `it's|done`");
    }

    @Test
    void aPlanWithoutTablesSaysThatNothingChanges() {
        var empty = new Plan(
                new Plan.Identity("general", "c", "d", Map.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        assertThat(SchemaDiff.markdown(empty))
                .contains("Nothing but the connection")
                .doesNotContain("Warnings");
    }
}
