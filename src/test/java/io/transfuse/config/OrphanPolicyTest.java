package io.transfuse.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.Orphans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanPolicyTest {

    @Test
    void aBareNullInAFileIsTheWordNull(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("app.conf"), """
                source.url = "sqlite:app.db"
                target.url = embedded
                policy.orphan = null
                """);

        var settings = Settings.read(Optional.of(file), Map.of(), Map.of());

        assertThat(settings.policy().orphan()).isEqualTo(Orphans.NULL);
        assertThat(settings.flat()).containsEntry("policy.orphan", "null");
    }
}
