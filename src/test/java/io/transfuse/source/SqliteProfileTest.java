package io.transfuse.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.Profile;
import io.transfuse.model.Storage;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteProfileTest {

    @TempDir
    Path folder;

    @Test
    void everyStorageClassIsCounted() {
        var profile = profile(
                "CREATE TABLE t (x)",
                "INSERT INTO t VALUES (1), (-9223372036854775808), (9223372036854775807), (1.5), ('é😀'), (x'0001'), (NULL)");

        var column = profile.columns().get("x");
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
        var column = profile("CREATE TABLE t (x)").columns().get("x");

        assertThat(column.minInteger()).isEmpty();
        assertThat(column.values()).isZero();
        assertThat(column.maxLength()).isZero();
    }

    @Test
    void factsAreCountedByTheValue() {
        var column = profile(
                        "CREATE TABLE t (x)",
                        "INSERT INTO t VALUES ('2024-02-29'), ('2024-02-30'), ('2024-02-29 10:00:00'), ('true'), (1), (0.25),"
                                + " ('{\"a\": 1}'), ('{'), ('a' || char(0) || 'b'), (''),"
                                + " ('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'), ('a0eebc999c0b4ef8bb6d6bb9bd380a11')")
                .columns()
                .get("x");

        assertThat(column.fact("iso-date")).isEqualTo(1);
        assertThat(column.fact("moment")).isEqualTo(4);
        assertThat(column.fact("boolean")).isEqualTo(2);
        assertThat(column.fact("json")).isEqualTo(1);
        assertThat(column.fact("nul")).isEqualTo(1);
        assertThat(column.fact("empty")).isEqualTo(1);
        assertThat(column.fact("uuid")).isEqualTo(2);
        assertThat(column.fact("decimals")).isEqualTo(2);
        assertThat(column.fact("digits")).isEqualTo(1);
        assertThat(column.fact("unknown")).isZero();
    }

    @Test
    void nulBytesAreFoundInUtf16Too() {
        var column = profile(
                        "PRAGMA encoding = 'UTF-16le'",
                        "CREATE TABLE t (x)",
                        "INSERT INTO t VALUES ('abc'), ('a' || char(0) || 'b')")
                .columns()
                .get("x");

        assertThat(column.fact("nul")).isEqualTo(1);
        assertThat(column.fact("utf-16le")).isEqualTo(2);
    }

    @Test
    void aTableOfFiveHundredColumnsIsProfiledWhole() {
        var columns = IntStream.range(0, 500).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));

        var profile = profile("CREATE TABLE t (" + columns + ")", "INSERT INTO t (c0, c499) VALUES (1, 'x')");

        assertThat(profile.columns()).hasSize(500);
        assertThat(profile.columns().get("c499").count(Storage.TEXT)).isEqualTo(1);
    }

    private Profile profile(String... statements) {
        try (var source = Made.source(Made.file(folder.resolve("s.db"), statements))) {
            return source.profile(source.catalogue().tables().get(0));
        }
    }
}
