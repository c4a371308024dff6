package io.transfuse.transform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Sparks;
import io.transfuse.model.Finding.Action;
import io.transfuse.transform.Findings.Fault;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BalancedTest {
    private static final int MANY = 5000;

    /** A chain of so many is deeper than the stack. */
    @Test
    void faultsOfThousandsOfColumnsAreFound() {
        var faults = IntStream.range(0, MANY)
                .mapToObj(i -> Fault.of(col("id").equalTo(lit(i)), "rule" + i, "c" + i, Action.REJECT))
                .toList();
        var rows = Sparks.session().range(MANY - 2, MANY + 1).withColumn(Findings.COLUMN, Findings.none());

        assertThat(rows.where(Findings.rejecting(faults)).count()).isEqualTo(2);
        assertThat(rows.withColumn("all", Findings.added(col(Findings.COLUMN), faults))
                        .selectExpr("concat_ws(',', all.rule) AS rules")
                        .collectAsList())
                .extracting(r -> r.getString(0))
                .containsExactly("rule4998", "rule4999", "");
    }

    @Test
    void noneOrOneStandsForItself() {
        assertThat(Balanced.any(Stream.of())).isEmpty();
        assertThat(Balanced.all(Stream.of(col("a")))).contains(col("a"));
        assertThat(Balanced.all(Stream.of(col("a"), col("b"), col("c"))))
                .contains(col("a").and(col("b").and(col("c"))));
    }
}
