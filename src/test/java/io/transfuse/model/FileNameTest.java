package io.transfuse.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FileNameTest {

    @Test
    void ordinaryNamesStay() {
        assertThat(FileName.of("old_case_id__to__new_Größe 2_id")).isEqualTo("old_case_id__to__new_Größe 2_id");
    }

    @Test
    void whatLeadsElsewhereOrHasAMeaningInPathsIsANumber() {
        assertThat(FileName.of("/../a:b*\n%")).isEqualTo("~2F..~2Fa~3Ab~2A~0A~25");
    }

    @Test
    void longNamesAreCutAndStayDifferent() {
        var names = new String[] {"表".repeat(90) + "a", "表".repeat(90) + "b"};
        assertThat(FileName.of(names[0])).isNotEqualTo(FileName.of(names[1])).startsWith("表表");
        assertThat(FileName.of(names[0]).getBytes(StandardCharsets.UTF_8).length)
                .isBetween(200, 230);
    }
}
