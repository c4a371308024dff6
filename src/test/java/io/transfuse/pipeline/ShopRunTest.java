package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.model.Circumstances.Share;
import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Fate;
import io.transfuse.model.Validation.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopRunTest {

    static final Path CONFIG = Path.of("conf/examples/shop.conf");

    @TempDir
    Path folder;

    @Test
    void aSplitTableSendsEveryReferenceToTheEntityItsRowWentTo() throws Exception {
        var trial = Trial.of(CONFIG, folder).sampled("shop", 60, false);

        var validation = trial.run().validation().orElseThrow();

        assertThat(validation.rejects()).isEmpty();
        assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
        assertThat(Servers.rows(trial.target, "SELECT count(*) FROM people")).containsExactly("40");
        assertThat(Servers.rows(trial.target, "SELECT count(*) FROM companies")).containsExactly("20");
        assertThat(Servers.rows(trial.target, """
                SELECT count(*) FILTER (WHERE p.id IS NOT NULL), count(*) FILTER (WHERE c.id IS NOT NULL), count(*)
                FROM orders o LEFT JOIN people p ON p.id = person_id LEFT JOIN companies c ON c.id = company_id
                WHERE (p.id IS NULL) <> (c.id IS NULL)
                """)).containsExactly("80|40|120");
        assertThat(Servers.rows(trial.target, """
                SELECT count(*) FROM notes WHERE NOT CASE owner_type
                  WHEN 'person' THEN EXISTS (SELECT FROM people WHERE id::text = owner_id::text)
                  WHEN 'company' THEN EXISTS (SELECT FROM companies WHERE id::text = owner_id::text)
                  WHEN 'order' THEN EXISTS (SELECT FROM orders WHERE id::text = owner_id::text)
                  ELSE false END
                """)).containsExactly("0");
        assertThat(Files.readAllLines(trial.out.resolve("crosswalks/old_customer_id__to__new_person_id.csv")))
                .hasSize(41)
                .startsWith("old_id,new_id");
        assertThat(Files.readAllLines(trial.out.resolve("crosswalks/old_customer_id__to__new_company_id.csv")))
                .hasSize(21);
        assertThat(timed(validation, "stage")).containsEntry("public.orders", 120L);
        assertThat(timed(validation, "load")).containsEntry("public.orders", 120L);
        assertThat(timed(validation, "keys and indexes")).containsKey("public.orders");
    }

    private static Map<String, Long> timed(Validation validation, String step) {
        return validation.circumstances().steps().stream()
                .filter(s -> s.name().equals(step))
                .flatMap(s -> s.tables().stream())
                .filter(t -> t.seconds() > 0)
                .collect(Collectors.toMap(Share::table, Share::rows));
    }

    @Test
    void everyPlantedFaultIsRejectedUnderItsName() {
        var trial = Trial.of(CONFIG, folder).sampled("shop", 60, true).with("limits.rejects", "1000");

        var outcome = trial.run();

        var validation = outcome.validation().orElseThrow();
        assertThat(trial.unnamed(validation)).isEmpty();
        assertThat(validation.sources()).allMatch(Fate::closed);
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void aLimitTakesSomeRowsAndAllThatTheyReferTo() {
        var trial = Trial.of(CONFIG, folder).sampled("shop", 60, false).with("limit", "5");

        var validation = trial.run().validation().orElseThrow();

        assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
        assertThat(validation.rejects()).isEmpty();
        assertThat(validation.sources())
                .allMatch(s -> s.read() >= 5)
                .anyMatch(s -> s.table().equals("order_items") && s.read() == 5)
                .anyMatch(s -> s.table().equals("customers") && s.read() < 20);
    }
}
