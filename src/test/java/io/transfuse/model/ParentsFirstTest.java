package io.transfuse.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParentsFirstTest {

    private static List<String> ordered(List<String> tables, Map<String, List<String>> parents) {
        return ParentsFirst.of(tables, t -> parents.getOrDefault(t, List.of()));
    }

    @Test
    void eachComesBehindThoseItRefersTo() {
        assertThat(ordered(
                        List.of("items", "orders", "products", "customers"),
                        Map.of("items", List.of("orders", "products"), "orders", List.of("customers"))))
                .containsExactly("customers", "orders", "products", "items");
    }

    @Test
    void aCircleBeginsAnywhereAndLosesNone() {
        assertThat(ordered(
                        List.of("a", "b", "c"), Map.of("a", List.of("b"), "b", List.of("a", "b"), "c", List.of("a"))))
                .containsExactly("b", "a", "c");
    }

    @Test
    void whatIsNotAmongThemIsLeftOut() {
        assertThat(ordered(List.of("visits"), Map.of("visits", List.of("patients"))))
                .containsExactly("visits");
    }
}
