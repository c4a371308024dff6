package io.transfuse.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UuidFromTest {
    private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    @Test
    void theExampleOfTheRfcComesOut() {
        assertThat(UuidFrom.version5(DNS, "www.example.com".getBytes(StandardCharsets.UTF_8)))
                .hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
    }

    @Test
    void theNameIsEntitySlashKey() {
        assertThat(UuidFrom.of(DNS, "customers", "42"))
                .isEqualTo(UuidFrom.version5(DNS, "customers/42".getBytes(StandardCharsets.UTF_8))
                        .toString())
                .isEqualTo("45bab92c-c6ec-5e2a-ab20-f4516dc9d588");
    }

    @Test
    void withASecretItIsTheBeginningOfItsHmac() {
        var secret = new Secret("0123456789abcdef");

        assertThat(UuidFrom.keyed(secret, "customers", "42")).isEqualTo("56399993-5c3b-8594-8280-38f9269de79b");
        assertThat(UuidFrom.keyed(new Secret("0123456789abcdeF"), "customers", "42"))
                .isNotEqualTo(UuidFrom.keyed(secret, "customers", "42"));
    }

    @Test
    void noTwoPairsShareAName() {
        assertThat(UuidFrom.of(DNS, "a", "b/c")).isNotEqualTo(UuidFrom.of(DNS, "a/b", "c"));
        assertThat(UuidFrom.of(DNS, "a/b", "c")).isNotEqualTo(UuidFrom.of(DNS, "a%2Fb", "c"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11",
                "{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}",
                "a0eebc999c0b4ef8bb6d6bb9bd380a11",
                "a0ee-bc99-9c0b-4ef8-bb6d-6bb9-bd38-0a11",
                "{a0eebc99-9c0b4ef8-bb6d6bb9-bd380A11}"
            })
    void everySpellingThatPostgresTakesIsKept(String spelling) {
        assertThat(UuidFrom.canonical(spelling)).isEqualTo("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{",
                "42",
                " a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1",
                "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a111",
                "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11-",
                "a0eebc99--9c0b-4ef8-bb6d-6bb9bd380a1",
                "{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}",
                "g0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1\uff11",
                "a0-eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"
            })
    void anythingElseIsNone(String other) {
        assertThat(UuidFrom.isUuid(other)).isFalse();
        assertThat(UuidFrom.canonical(other)).isNull();
    }
}
