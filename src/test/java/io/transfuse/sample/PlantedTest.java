package io.transfuse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PlantedTest {

    @Test
    void whatIsNowhereIsNotTold() {
        var planted = new Planted(Map.of("b: null:x", 2L, "a.id: uuid:derived", 0L, "a: null:x", 1L));
        assertThat(planted.present()).containsExactly(Map.entry("a: null:x", 1L), Map.entry("b: null:x", 2L));
    }
}
