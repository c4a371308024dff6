package io.transfuse.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.model.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorrectionLinesTest {

    @TempDir
    Path folder;

    @Test
    void halvesOfLettersAreRefusedByTheirLine() throws Exception {
        var line = "{\"table\":\"t\",\"key\":\"1\",\"row\":{\"a\":\"%s\"}}\n";
        var file = Files.writeString(folder.resolve("c.jsonl"), line.formatted("\\ud83d\\ude00"));
        assertThat(CorrectionLines.read(file)).hasSize(1);

        Files.writeString(file, line.formatted("whole") + line.formatted("\\ud800"));
        assertThatThrownBy(() -> CorrectionLines.read(file))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("line 2 has half of a letter")
                .hasMessageContaining("for column a");
    }
}
