package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which keys are looked for among the staged rows, because two of their values may become one. */
class ConvergingTest {

    @TempDir
    Path folder;

    private Plan planned(String column, String values) {
        return Planned.of(
                folder,
                "uuid.keys = none",
                "CREATE TABLE t (k " + column + ", v INTEGER)",
                "INSERT INTO t SELECT column1, 1 FROM (VALUES " + values + ")");
    }

    private static List<List<String>> duplicates(Plan plan) {
        return plan.mappings().get(0).branches().get(0).duplicates();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            NOT NULL PRIMARY KEY | (1), ('1')
            UNIQUE               | (5), ('5')
            PRIMARY KEY          | ('a'), (x'61')
            DATETIME UNIQUE      | ('2020-01-01'), ('2020-01-01 00:00:00')
            DATETIME UNIQUE      | ('2020-01-01 00:00:00'), ('2020-01-02T00:00:00')
            DATETIME UNIQUE      | ('2020-01-01 00:00:00+01:00'), ('2020-01-01 00:00:00+02:00')
            DATETIME UNIQUE      | ('2020-01-01 00:00:00'), (1577836800)
            DATETIME UNIQUE      | (1577836800), (1577836800000)
            DATETIME UNIQUE      | (2458849.5), (2458850.5)
            """)
    void valuesThatMayBecomeOneAreLookedForAndToldOf(String column, String values) {
        var plan = planned(column, values);

        assertThat(duplicates(plan)).containsExactly(List.of("k"));
        assertThat(Planned.warnings(plan))
                .contains("t.k values that the source tells apart may become equal here: of rows that share them the"
                        + " first is kept, others are rejected as duplicate:k");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            INTEGER PRIMARY KEY  | (1), (2)
            NOT NULL PRIMARY KEY | (1), (2)
            UNIQUE               | (1), (2.5)
            TEXT UNIQUE          | ('a'), ('b')
            TEXT UNIQUE          | ('2020-01-01'), ('2020-01-01 00:00:00')
            BLOB UNIQUE          | (x'61'), (x'62')
            DATE UNIQUE          | ('2020-01-01'), ('2020-01-02')
            DATETIME UNIQUE      | ('2020-01-01'), ('2020-01-02')
            DATETIME UNIQUE      | ('2020-01-01 00:00:00'), ('2020-01-02 10:20:30'), (NULL)
            DATETIME UNIQUE      | ('2020-01-01T00:00:00.001Z'), ('2021-12-31T23:59:59.999Z')
            DATETIME UNIQUE      | ('2020-01-01 00:00:00+00:00'), ('2020-01-01 00:00:01+00:00')
            DATETIME UNIQUE      | (1577836800), (1577836801)
            UUID PRIMARY KEY     | ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'), ('b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11')
            UUID PRIMARY KEY     | ('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'), ('b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11')
            """)
    void keysWhoseValuesStayApartAreNotLookedFor(String column, String values) {
        var plan = planned(column, values);

        assertThat(duplicates(plan)).isEmpty();
        assertThat(Planned.warnings(plan)).noneMatch(w -> w.contains("become equal"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CREATE UNIQUE INDEX u ON t (k)                  | (5), ('5') | k
            CREATE UNIQUE INDEX u ON t (k COLLATE NOCASE)   | (5), ('5') | lower("k")
            CREATE UNIQUE INDEX u ON t (k, v)               | (5), ('5') | k, v
            CREATE UNIQUE INDEX u ON t (k)                  | (5), ('a') | k
            CREATE INDEX u ON t (k)                         | (5), ('5') |
            CREATE UNIQUE INDEX u ON t (k)                  | (5), (6)   |
            CREATE UNIQUE INDEX u ON t (k) WHERE v > 0      | (5), ('5') |
            """)
    void uniqueIndexesAreLookedForLikeKeys(String index, String values, String expected) {
        var plan = Planned.of(
                folder,
                "uuid.keys = none",
                "CREATE TABLE t (id INTEGER PRIMARY KEY, k, v INTEGER NOT NULL)",
                "INSERT INTO t (k, v) SELECT column1, 1 FROM (VALUES " + values + ")",
                index);

        assertThat(duplicates(plan))
                .isEqualTo(Stream.ofNullable(expected)
                        .map(e -> List.of(e.split(", ")))
                        .toList());
        assertThat(Planned.warnings(plan).stream().anyMatch(w -> w.contains("refuses it at the end")))
                .isEqualTo(index.contains("WHERE"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ('{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}'), ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11') | 1
            ('A0EEBC999C0B4EF8BB6D6BB9BD380A11'), ('b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11')       | 0
            """)
    void spellingsOfOneUuidAreCounted(String values, int rows) {
        var plan = planned("UUID NOT NULL PRIMARY KEY", values);

        assertThat(duplicates(plan)).hasSize(rows);
        assertThat(Planned.warnings(plan).stream().filter(w -> w.contains("the first is kept, 1 are rejected")))
                .hasSize(rows);
    }

    @Test
    void textsThatStayTextsAreNotCountedAsUuids() {
        var plan = Planned.of(
                folder,
                "uuid.keys = none, tables.t { columns.k = text, unique = [[k]] }",
                "CREATE TABLE t (k TEXT, v INTEGER)",
                "INSERT INTO t (k) VALUES ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'),"
                        + " ('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'), ('demo'), ('DEMO')");

        assertThat(Planned.warnings(plan)).noneMatch(w -> w.contains("duplicates"));
    }
}
