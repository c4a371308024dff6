package io.transfuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.transfuse.stage.Rejects.Refused;
import io.transfuse.verify.KeySearch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ListingTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Listing listing = new Listing(new PrintStream(printed, true, StandardCharsets.UTF_8), true);

    @Test
    void rowsAreOneDocumentHoweverManyThereAre() throws IOException {
        listing.add(new Refused("a \"b\"", "orphan:x", "orphan:x", "7", "{\"id\": 7}", "public.a", "7"));
        listing.add(new KeySearch.Found("public.a", "stage", "[\"x\"]", "a", "7"));
        listing.end();

        assertThat(document()).hasSize(2);
        assertThat(document().at("/0/row/id").asInt()).isEqualTo(7);
        assertThat(document().at("/0/table").asText()).isEqualTo("a \"b\"");
        assertThat(document().at("/1/key").asText()).isEqualTo("[\"x\"]");
    }

    @Test
    void noRowsAreAnEmptyArray() throws IOException {
        listing.end();
        assertThat(document().isArray()).isTrue();
        assertThat(document()).isEmpty();
    }

    private JsonNode document() throws IOException {
        return new ObjectMapper().readTree(printed.toByteArray());
    }
}
