package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.Finding;
import io.transfuse.model.Finding.Action;
import io.transfuse.model.Plan.Prediction;
import io.transfuse.model.Validation.Check;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.stage.Rejects.Reject;
import io.transfuse.stage.Scanned;
import io.transfuse.types.Digest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForetoldTest {

    private static final Finding ORPHAN = new Finding("orphan:customer_id", "customer_id", Action.REJECT);
    private static final Finding ZERO = new Finding("zero-date", "born", Action.COERCE);

    @Test
    void whatComesAsForetoldPasses() {
        assertThat(check(2, 3).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aRowThatTheProfileDidNotCountFailsAndIsNamed() {
        var check = check(1, 3);

        assertThat(check.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(check.detail()).contains("orders.customer_id orphan: 1 foretold, 2 found");
    }

    @Test
    void aLossThatTheRunDidNotFindFailsAndIsNamed() {
        assertThat(check(2, 4).detail()).contains("orders.born zero-date: 4 foretold, 3 found");
    }

    /** Two orphans among the rejects, one of them with a zero date, and two more zero dates in the stage. */
    private static Check check(long orphans, long zeroDates) {
        var predictions = List.of(
                new Prediction("orders", new Finding("orphan", "customer_id", Action.REJECT), orphans),
                new Prediction("orders", ZERO, zeroDates));
        var staged = new Scanned(
                10, new Digest(10, ""), Map.of(), Map.of("orders", new Scanned.Share(10, Map.of(ZERO, 2L))), List.of());
        var rejects = List.of(reject(List.of(ORPHAN, ORPHAN)), reject(List.of(ORPHAN, ZERO)));
        return new Foretold(predictions, Map.of("public.orders", staged), rejects)
                .checks()
                .get(0);
    }

    private static Reject reject(List<Finding> noticed) {
        return new Reject("orders", "orphan:customer_id", "public.orders", "1", noticed);
    }
}
