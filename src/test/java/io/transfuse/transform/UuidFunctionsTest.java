package io.transfuse.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.types.UuidFrom;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class UuidFunctionsTest {

    private static final UUID ONE = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
    private static final UUID OTHER = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    private static UTF8String text(Object value) {
        return UTF8String.fromString(value.toString());
    }

    @Test
    void keysOfSeveralEntitiesAndNamespacesInTurnGetWhatTheDefinitionSays() {
        for (var key : new String[] {"1", "", "acc-001", "Ärztin 😀", "a/b%2F", "x".repeat(300)}) {
            for (var entity : new String[] {"users", "a/b", "100%"}) {
                for (var namespace : new UUID[] {ONE, OTHER}) {
                    var expected = text(UuidFrom.version5(
                            namespace,
                            (entity.replace("%", "%25").replace("/", "%2F") + "/" + key)
                                    .getBytes(StandardCharsets.UTF_8)));
                    assertThat(UuidFunctions.UuidOf.invoke(text(namespace), text(entity), text(key)))
                            .isEqualTo(expected);
                    assertThat(UuidFunctions.UuidText.invoke(text(namespace), text(entity), text(key)))
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void aKeyInTheMiddleOfARowAndOneThatIsNoTextAreReadLikeStrings() {
        var row = UTF8String.fromString("before-42-after");
        assertThat(UuidFunctions.UuidOf.invoke(text(ONE), text("users"), row.substring(7, 9)))
                .isEqualTo(text(UuidFrom.of(ONE, "users", "42")));
        var broken = UTF8String.fromBytes(new byte[] {'a', (byte) 0xC3});
        assertThat(UuidFunctions.UuidOf.invoke(text(ONE), text("users"), broken))
                .isEqualTo(text(UuidFrom.of(ONE, "users", broken.toString())));
    }

    @Test
    void aUuidIsKeptAsPostgresPrintsItAndNullStaysNull() {
        assertThat(UuidFunctions.UuidText.invoke(
                        text(ONE), text("users"), text("{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}")))
                .isEqualTo(text("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"));
        assertThat(UuidFunctions.UuidText.invoke(text(ONE), text("users"), null))
                .isNull();
        assertThat(UuidFunctions.UuidOf.invoke(text(ONE), text("users"), null)).isNull();
    }
}
