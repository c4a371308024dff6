package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "cases, case",
        "people, person",
        "companies, company",
        "addresses, address",
        "boxes, box",
        "status, status",
        "user_case_progress, user_case_progress",
        "dicom_series, dicom_series",
        "old_children, old_child",
        "Customers, customer",
        "s, s",
        "movie, movie"
    })
    void oneRowOfATableHasASingularName(String table, String row) {
        assertThat(Names.singular(table)).isEqualTo(row);
    }

    @Test
    void namesAreUniqueAndNoLongerThanPostgresTakesThem() {
        var names = new Names();
        var taken = new HashSet<String>();

        for (var wanted :
                new String[] {"idx", "idx", "idx", "ü".repeat(60), "ü".repeat(61), "ü".repeat(62), "x" + "😀".repeat(40)
                }) {
            assertThat(taken.add(names.unique(wanted, "t"))).isTrue();
        }

        assertThat(taken).contains("idx", "t_idx", "idx_2").allSatisfy(name -> {
            assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(63);
            assertThat(name).doesNotContainPattern("[\ud800-\udfff](?<![\ud83d\ude00])");
        });
    }
}
