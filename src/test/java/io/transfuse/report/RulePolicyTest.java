package io.transfuse.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulePolicyTest {
    private static final RulePolicy NOTHING_SET = new RulePolicy(Map.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orphan:parent_id",
                "too-long",
                "nul-byte:title",
                "bad-json",
                "dst-gap",
                "zero-date",
                "uuid-spelling",
                "empty-enum",
                "not-a-point"
            })
    void aDefaultIsThatOfTheDocumentation(String rule) throws IOException {
        var shown = NOTHING_SET.of("orders", "", rule);
        var key = shown.substring(0, shown.indexOf(" = "));
        var row = Pattern.compile("\\| `" + Pattern.quote(key) + "` \\| `\"?([^`\"]+)\"?`");
        var documented = row.matcher(Files.readString(Path.of("docs/configuration.md")));
        assertThat(documented.find()).isTrue();
        assertThat(shown).isEqualTo(key + " = " + documented.group(1) + " (default)");
    }

    @Test
    void theSettingOfAColumnWinsOverTheGeneralOne() {
        var settings = new RulePolicy(Map.of(
                "policy.orphan", "keep",
                "tables.orders.columns.parent_id.policy.orphan", "null"));
        assertThat(settings.of("orders", "", "orphan:parent_id"))
                .isEqualTo("tables.orders.columns.parent_id.policy.orphan = null");
        assertThat(settings.of("orders", "", "orphan:other_id")).isEqualTo("policy.orphan = keep");
    }

    @Test
    void aRuleOfTheUserIsNamedByItsKey() {
        var settings = new RulePolicy(Map.of("tables.users.reject-rows.no-role", "NOT :staff"));
        assertThat(settings.of("users", "", "no-role")).isEqualTo("tables.users.reject-rows.no-role");
        assertThat(settings.of("users", "", "parent-rejected:group_id")).isEqualTo("goes with its parent");
        assertThat(settings.of("users", "", "something-else")).isEmpty();
    }
}
