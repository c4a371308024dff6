package io.transfuse.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.transfuse.model.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationJsonTest {
    @TempDir
    private Path root;

    @Test
    void theKeysAreThoseOfTheContractInItsOrder() throws IOException {
        var json = new ObjectMapper().readTree(ValidationJson.text(SmallShop.fail()));
        assertThat(keys(json))
                .isEqualTo("run system cut planDigest verdict startedAt seconds sources tables losses rejects checks"
                        + " level queries circumstances");
        assertThat(keys(json.at("/sources/0")))
                .isEqualTo("table read staged rejected dropped derived consulted corrected");
        assertThat(keys(json.at("/tables/2")))
                .isEqualTo("table sources stagedRows targetRows missing extra changed stageVersion stageChecksum"
                        + " targetChecksum verdict differences");
        assertThat(keys(json.at("/tables/2/differences/0"))).isEqualTo("key kind columns values");
        assertThat(keys(json.at("/losses/0"))).isEqualTo("table column rule count");
        assertThat(keys(json.at("/rejects/0"))).isEqualTo("table rule count");
        assertThat(keys(json.at("/checks/0"))).isEqualTo("name verdict count detail examples");
        assertThat(keys(json.at("/queries/0"))).isEqualTo("name verdict rows source target missing extra detail");
        assertThat(keys(json.at("/queries/0/source"))).isEqualTo("p50 p95");
    }

    @Test
    void aWrittenVerdictReadsBackEqual() {
        var out = OutDirectory.create(root);
        ValidationJson.write(out, SmallShop.fail());
        assertThat(ValidationJson.read(out)).isEqualTo(SmallShop.fail());
    }

    @Test
    void whatIsKnownOfTheRunIsTherePasswordsAreNot() {
        var out = OutDirectory.create(root);
        ValidationJson.write(out, SmallShop.pass().with(SmallShop.circumstances()));
        var read = ValidationJson.read(out).circumstances();
        assertThat(read.steps()).isEqualTo(SmallShop.circumstances().steps());
        assertThat(read.settings()).containsEntry("source.url", "mysql://app:***@db:3306/shop");
    }

    @Test
    void writingLeavesNothingButTheFile() throws IOException {
        var out = OutDirectory.create(root);
        ValidationJson.write(out, SmallShop.fail());
        ValidationJson.write(out, SmallShop.pass());
        try (var files = Files.list(root)) {
            assertThat(files).containsExactly(out.path(OutFile.VALIDATION));
        }
    }

    @Test
    void aMissingVerdictNamesTheCommandThatMakesOne() {
        assertThatThrownBy(() -> ValidationJson.read(OutDirectory.create(root)))
                .isInstanceOf(UserException.class)
                .hasMessageEndingWith("does not exist; run `transfuse verify` first");
    }

    @Test
    void aDamagedVerdictIsNamedWithoutItsContent() throws IOException {
        var out = OutDirectory.create(root);
        for (var text : new String[] {"{\"run\": \"secret", "{\"run\": \"secret\"}", "{\"surprise\": \"secret\"}"}) {
            Files.writeString(out.path(OutFile.VALIDATION), text);
            assertThatThrownBy(() -> ValidationJson.read(out))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("was changed since")
                    .hasMessageNotContaining("secret");
        }
    }

    private static String keys(JsonNode node) {
        return String.join(" ", (Iterable<String>) node::fieldNames);
    }
}
