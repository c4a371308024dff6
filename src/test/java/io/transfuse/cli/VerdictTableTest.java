package io.transfuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Check;
import io.transfuse.model.Validation.Compared;
import io.transfuse.model.Validation.Fate;
import io.transfuse.model.Validation.Loss;
import io.transfuse.model.Validation.Reject;
import io.transfuse.model.Validation.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTableTest {

    @Test
    void columnsAreAlignedAndTheVerdictComesLast() {
        assertThat(VerdictTable.of(validation())).isEqualTo("""
                table          read  staged  target  missing  extra  changed  verdict
                public.cases  1,200   1,190   1,189        1      0        0  FAIL
                public.tags       0       0       0        0      0        0  PASS

                rejected
                  cases  orphan:user_id  9

                changed by a policy, or worth knowing
                  cases.created_at  date:unix-seconds  4

                checks
                  WARN  orphans:images.case_id  2  kept by policy

                rows without a fate
                  cases  read 1,200, but staged 1,190 + rejected 9 + dropped 0

                verdict: FAIL  (2 tables, 1,189 rows, 1.3 s)
                """);
    }

    private static Validation validation() {
        return new Validation(
                "r",
                "radcase",
                "c",
                "d",
                Verdict.FAIL,
                "2026-01-01T00:00:00Z",
                1.25,
                List.of(new Fate("cases", 1200, 1190, 9, 0, 0, 0)),
                List.of(
                        new Compared(
                                "public.cases",
                                List.of("cases"),
                                1190,
                                1189,
                                1,
                                0,
                                0,
                                0,
                                "",
                                "",
                                Verdict.FAIL,
                                List.of()),
                        new Compared("public.tags", List.of(), 0, 0, 0, 0, 0, 0, "", "", Verdict.PASS, List.of())),
                List.of(new Loss("cases", "created_at", "date:unix-seconds", 4)),
                List.of(new Reject("cases", "orphan:user_id", 9)),
                List.of(
                        new Check("fine", Verdict.PASS, 0, ""),
                        new Check("orphans:images.case_id", Verdict.WARN, 2, "kept by policy")),
                Validation.Level.DIGESTS,
                List.of());
    }
}
