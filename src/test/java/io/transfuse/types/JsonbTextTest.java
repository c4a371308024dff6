package io.transfuse.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JsonbTextTest {
    private static final int DOCUMENTS = 2_000;
    private static Connection postgres;

    @BeforeAll
    static void open() throws SQLException {
        postgres = Servers.connect(Servers.postgres());
        try (var statement = postgres.createStatement()) {
            // pg_input_is_valid lets one query ask for good and bad documents alike.
            statement.execute("""
                    CREATE FUNCTION canonical(document text) RETURNS text LANGUAGE sql AS
                    $$ SELECT CASE WHEN pg_input_is_valid(document, 'jsonb') THEN document::jsonb::text END $$
                    """);
        }
    }

    @AfterAll
    static void close() throws SQLException {
        postgres.close();
    }

    @Test
    void everyOddityIsPrintedOrRefusedAsPostgresDoes() throws SQLException {
        assertAgrees(JsonSamples.ODDITIES);
    }

    @Test
    void randomDocumentsArePrintedAsPostgresDoes() throws SQLException {
        var random = new Random(20260101);
        var documents = new ArrayList<String>();
        for (var i = 0; i < DOCUMENTS; i++) {
            documents.add(JsonSamples.document(random, 4));
        }
        assertAgrees(documents);
    }

    @Test
    void randomlyBrokenDocumentsAreRefusedWherePostgresRefuses() throws SQLException {
        var random = new Random(20260102);
        var documents = new ArrayList<String>();
        for (var i = 0; i < DOCUMENTS; i++) {
            documents.add(JsonSamples.broken(random, JsonSamples.document(random, 3)));
        }
        assertAgrees(documents);
    }

    @Test
    void postgresTakesTheDeepestNestingThatIsCarried() throws SQLException {
        var arrays = "[".repeat(JsonbText.MAX_DEPTH) + "]".repeat(JsonbText.MAX_DEPTH);
        var objects = "{\"a\":".repeat(JsonbText.MAX_DEPTH) + "1" + "}".repeat(JsonbText.MAX_DEPTH);
        assertThat(JsonbText.canonical(objects)).isNotNull();
        assertAgrees(List.of(arrays, objects));
    }

    @Test
    void deeperNestingIsRefusedWithoutOverflowingTheStack() {
        var depth = 1_000_000;
        assertThat(JsonbText.fault("[".repeat(depth) + "]".repeat(depth))).isEqualTo(JsonbText.Fault.BAD_JSON);
    }

    @Test
    void theCharacterZeroIsToldFromBadJson() {
        assertThat(JsonbText.fault("{\"a\": \"\\u0000\"}")).isEqualTo(JsonbText.Fault.NUL_BYTE);
        assertThat(JsonbText.fault("{\"\\u0000\": 1}")).isEqualTo(JsonbText.Fault.NUL_BYTE);
        assertThat(JsonbText.fault("\"a\0b\"")).isEqualTo(JsonbText.Fault.NUL_BYTE);
        assertThat(JsonbText.fault("[\"\\u0000\"")).isEqualTo(JsonbText.Fault.BAD_JSON);
        assertThat(JsonbText.fault("\"\\ud800\"")).isEqualTo(JsonbText.Fault.BAD_JSON);
        assertThat(JsonbText.fault("[1]")).isNull();
    }

    @Test
    void withoutTheCharacterZeroTheRestIsKept() {
        assertThat(JsonbText.withoutNul("{\"b\\u0000\": \"x\\u0000y\", \"a\": 1}"))
                .isEqualTo("{\"a\": 1, \"b\": \"xy\"}");
        assertThat(JsonbText.withoutNul("\"a\0b\"")).isEqualTo("\"ab\"");
    }

    @Test
    void badJsonCanBeWrappedAsAString() throws SQLException {
        assertThat(JsonbText.wrapped("{a: \"b\"}\n")).isEqualTo("\"{a: \\\"b\\\"}\\n\"");
        assertThat(JsonbText.wrapped("\0")).isNull();
        assertAgrees(List.of(java.util.Objects.requireNonNull(JsonbText.wrapped("\u0001\u007f\t\\😀"))));
    }

    private static void assertAgrees(List<String> documents) throws SQLException {
        var expected = printedByPostgres(documents);
        for (var i = 0; i < documents.size(); i++) {
            var document = documents.get(i);
            assertThat(JsonbText.canonical(document))
                    .as(document.length() > 200 ? document.substring(0, 200) + "…" : document)
                    .isEqualTo(expected.get(i));
        }
    }

    private static List<@Nullable String> printedByPostgres(List<String> documents) throws SQLException {
        var printed = new ArrayList<@Nullable String>();
        try (var query = postgres.prepareStatement(
                "SELECT canonical(d) FROM unnest(?::text[]) WITH ORDINALITY AS t(d, n) ORDER BY n")) {
            query.setArray(1, postgres.createArrayOf("text", documents.toArray()));
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    printed.add(rows.getString(1));
                }
            }
        }
        return printed;
    }
}
