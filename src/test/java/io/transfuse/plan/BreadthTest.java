package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BreadthTest {

    @TempDir
    Path folder;

    @Test
    void moreColumnsThanPostgresqlTakesBlockThePlanUntilSomeAreLeftOut() {
        var wide = "CREATE TABLE t (id INTEGER PRIMARY KEY, "
                + IntStream.range(1, 1_601).mapToObj(i -> "c" + i + " TEXT").collect(Collectors.joining(", ")) + ")";

        assertThat(Planned.blockers(Planned.of(folder, "", wide)))
                .containsExactly(
                        "t. becomes t with 1,601 columns, but must have at most 1,600 columns in PostgreSQL; leave"
                                + " some out with tables.t.drop, or give some of them a table of their own with tables.t.also");
        assertThat(Planned.blockers(Planned.of(folder, "tables.t.drop = [c7]", wide)))
                .isEmpty();
    }
}
