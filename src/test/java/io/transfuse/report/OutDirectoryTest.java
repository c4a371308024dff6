package io.transfuse.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.model.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OutDirectoryTest {
    @TempDir
    private Path temp;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyItsOwnerReadsANewDirectory() throws IOException {
        var out = OutDirectory.create(temp.resolve("out/shop"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out.root())))
                .isEqualTo("rwx------");
    }

    @Test
    void anExistingDirectoryIsTakenAsItIs() {
        OutDirectory.create(temp).write(OutFile.SCHEMA_SQL, "old");
        var out = OutDirectory.create(temp);
        assertThat(out.path(OutFile.SCHEMA_SQL)).hasContent("old");
        assertThat(out.present()).containsExactly(OutFile.SCHEMA_SQL);
    }

    @Test
    void aPathBelowAFileIsRefusedInOneLine() throws IOException {
        var below = Files.createFile(temp.resolve("file")).resolve("out");
        assertThatThrownBy(() -> OutDirectory.create(below))
                .isInstanceOf(UserException.class)
                .hasMessage("--out is " + below + ", but must be a directory that can be written");
    }

    @Test
    void anEmptyPathIsNotTheCurrentDirectory() {
        assertThatThrownBy(() -> OutDirectory.create(Path.of("")))
                .isInstanceOf(UserException.class)
                .hasMessage("--out is empty, but must be a directory that can be written; '.' is the current one");
        assertThat(OutDirectory.create(Path.of(".")).root()).isEqualTo(Path.of("."));
    }

    @Test
    void aFileIsRefusedAsDirectory() throws IOException {
        var file = Files.createFile(temp.resolve("file"));
        assertThatThrownBy(() -> OutDirectory.create(file))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("must be a directory");
    }

    @Test
    void aTextThatCannotBeWrittenIsAStepThatStopped() throws IOException {
        var out = OutDirectory.create(temp);
        Files.createDirectories(out.path(OutFile.REPORT).resolve("in the way"));
        assertThatThrownBy(() -> out.write(OutFile.REPORT, "text"))
                .isInstanceOf(UserException.class)
                .hasMessageEndingWith("run the same command again");
        try (var files = Files.list(temp)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void theLogHasOneLineAStep() {
        var log = new MigrationLog(
                temp.resolve("migration.log"),
                Clock.fixed(Instant.parse("2025-11-21T01:20:30.123456Z"), ZoneOffset.UTC));
        log.append("stage", new TreeMap<>(Map.of("rows", 12, "table", "a \"b\"\nc")));
        log.append("load", Map.of());
        assertThat(temp.resolve("migration.log")).hasContent("""
                        2025-11-21T01:20:30.123Z stage rows=12 table="a \\"b\\" c"
                        2025-11-21T01:20:30.123Z load
                        """);
    }
}
