package io.transfuse.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.Profile;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Storage;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteProfileTest {

    @TempDir
    Path folder;

    @Test
    void everyStorageClassIsCounted() {
        var profile = profile(
                "CREATE TABLE t (x)",
                "INSERT INTO t VALUES (1), (-9223372036854775808), (9223372036854775807), (1.5), ('é😀'), (x'0001'), (NULL)");

        var column = column(profile, "x");
        assertThat(profile.rows()).isEqualTo(7);
        assertThat(column.count(Storage.INTEGER)).isEqualTo(3);
        assertThat(column.count(Storage.REAL)).isEqualTo(1);
        assertThat(column.count(Storage.TEXT)).isEqualTo(1);
        assertThat(column.count(Storage.BLOB)).isEqualTo(1);
        assertThat(column.count(Storage.NULL)).isEqualTo(1);
        assertThat(column.values()).isEqualTo(6);
        assertThat(column.minInteger()).contains(Long.MIN_VALUE);
        assertThat(column.maxInteger()).contains(Long.MAX_VALUE);
        assertThat(column.maxLength()).isEqualTo(2);
    }

    @Test
    void anEmptyTableHasNoExtremes() {
        var column = column(profile("CREATE TABLE t (x)"), "x");

        assertThat(column.minInteger()).isEmpty();
        assertThat(column.values()).isZero();
        assertThat(column.maxLength()).isZero();
    }

    @Test
    void factsAreCountedByTheValue() {
        var column = column(
                profile(
                        "CREATE TABLE t (x)",
                        "INSERT INTO t VALUES ('2024-02-29'), ('2024-02-30'), ('2024-02-29 10:00:00'), ('true'), (1), (0.25),"
                                + " ('{\"a\": 1}'), ('{'), ('a' || char(0) || 'b'), (''),"
                                + " ('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'), ('a0eebc999c0b4ef8bb6d6bb9bd380a11')"),
                "x");

        assertThat(column.fact("iso-date")).isEqualTo(1);
        assertThat(column.fact("moment")).isEqualTo(4);
        assertThat(column.fact("boolean")).isEqualTo(2);
        assertThat(column.fact("json")).isEqualTo(2);
        assertThat(column.fact("nul")).isEqualTo(1);
        assertThat(column.fact("empty")).isEqualTo(1);
        assertThat(column.fact("uuid")).isEqualTo(2);
        assertThat(column.fact("decimals")).isEqualTo(2);
        assertThat(column.fact("digits")).isEqualTo(1);
        assertThat(column.fact("unknown")).isZero();
    }

    @Test
    void bytesThatAreNoTextAreCounted() {
        var inserted = "INSERT INTO t VALUES ('ok'), ('é€😀'), (''), (CAST(x'e961' AS TEXT)), (CAST(x'c3' AS TEXT)),"
                + " (CAST(x'eda080' AS TEXT)), (x'ff'), (1)";
        assertThat(column(profile("CREATE TABLE t (x)", inserted), "x").fact("invalid-utf8"))
                .isEqualTo(3);
    }

    @Test
    void nulBytesAreFoundInUtf16Too() {
        var column = column(
                profile(
                        "PRAGMA encoding = 'UTF-16le'",
                        "CREATE TABLE t (x)",
                        "INSERT INTO t VALUES ('abc'), ('a' || char(0) || 'b')"),
                "x");

        assertThat(column.fact("nul")).isEqualTo(1);
        assertThat(column.fact("utf-16le")).isEqualTo(2);
        assertThat(column.facts()).doesNotContainKey("invalid-utf8");
    }

    @Test
    void aTableOfManyColumnsIsProfiledWhole() {
        var columns = IntStream.range(0, 130).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));

        var profile = profile("CREATE TABLE t (" + columns + ")", "INSERT INTO t (c0, c129) VALUES (1, 'x')");

        assertThat(profile.columns()).hasSize(130);
        assertThat(column(profile, "c129").count(Storage.TEXT)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16le", "UTF-16be"})
    void spellingsOfUuidsAndDatesAreKnownInEveryEncoding(String encoding) {
        var column = column(
                profile(
                        "PRAGMA encoding = '" + encoding + "'",
                        "CREATE TABLE t (x)",
                        "INSERT INTO t VALUES ('{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}'), ('{a0eebc999c0b4ef8bb6d6bb9bd380a11}'),"
                                + " ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1g'), ('a0eebc9-99c0b-4ef8-bb6d-6bb9bd380a11'),"
                                + " ('a0eebc999c0b4ef8-bb6d6bb9bd380a11'), ('{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11)'),"
                                + " ('-0044-03-15'), ('2024-02-29'), ('False'), ('é' || char(0))"),
                "x");

        assertThat(column.fact("uuid")).isEqualTo(2);
        assertThat(column.fact("iso-date")).isEqualTo(2);
        assertThat(column.fact("boolean")).isEqualTo(1);
        assertThat(column.fact("nul")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"k INTEGER PRIMARY KEY, x)", "k PRIMARY KEY, x) WITHOUT ROWID", "k, x)"})
    void partsOfATableAddUpToTheWhole(String columns) {
        var file = Made.file(
                folder.resolve("s.db"),
                "CREATE TABLE t (" + columns,
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) INSERT INTO t SELECT i * 3,"
                        + " CASE i % 5 WHEN 0 THEN i WHEN 1 THEN i / 4.0 WHEN 2 THEN 'text ' || i WHEN 3 THEN zeroblob(i) END FROM n");
        try (var source = Made.source(file)) {
            var table = source.catalogue().tables().get(0);
            var parted = source.profiled(table, 60);

            assertThat(parted.questions()).hasSize(9);
            assertThat(parted.together()
                            .apply(parted.questions().stream()
                                    .map(Supplier::get)
                                    .toList()))
                    .isEqualTo(source.profile(table));
        }
    }

    private static OfColumn column(Profile profile, String name) {
        return Objects.requireNonNull(profile.columns().get(name));
    }

    private Profile profile(String... statements) {
        try (var source = Made.source(Made.file(folder.resolve("s.db"), statements))) {
            return source.profile(source.catalogue().tables().get(0));
        }
    }
}
