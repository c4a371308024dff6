package io.transfuse.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.model.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteSourceTest {

    @TempDir
    Path folder;

    @Test
    void aFileThatIsBeingWrittenIsReadAtOneMoment() throws Exception {
        var file = Made.file(
                folder.resolve("live.db"),
                "PRAGMA journal_mode = WAL",
                "CREATE TABLE t (id INTEGER PRIMARY KEY, x INT)",
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
                        + " INSERT INTO t SELECT i, 0 FROM n");
        var stop = new AtomicBoolean();
        var begun = new CountDownLatch(1);
        var writer = new Thread(() -> write(file, stop, begun));
        writer.start();
        begun.await();

        try (var source = Made.source(file)) {
            assertThat(source.count("t", "TRUE")).isEqualTo(20_000);
            assertThat(source.count("t", "x <> (SELECT max(x) FROM t)")).isZero();
        } finally {
            stop.set(true);
            writer.join();
        }
    }

    /** Every transaction changes all rows alike, so that two moments in one copy show. */
    private static void write(Path file, AtomicBoolean stop, CountDownLatch begun) {
        try (var connection = Made.connect(file);
                var statement = connection.createStatement()) {
            while (!stop.get()) {
                statement.execute("UPDATE t SET x = x + 1");
                begun.countDown();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "WAL"})
    void aFileThatNobodyWritesStaysAsItIs(String mode) throws IOException {
        var file = Made.file(
                folder.resolve("it's mine.db"),
                "PRAGMA journal_mode = " + mode,
                "CREATE TABLE t (x)",
                "INSERT INTO t VALUES (1)");
        var before = listing(folder);

        try (var source = Made.source(file)) {
            assertThat(source.count("t", "TRUE")).isEqualTo(1);
        }

        assertThat(listing(folder)).isEqualTo(before);
        assertThat(listing(folder.resolve("work"))).isEmpty();
    }

    @Test
    void theCopyOfARunStaysUntilAnotherTakesItsPlace() throws Exception {
        var file = Made.file(folder.resolve("kept.db"), "CREATE TABLE t (x)", "INSERT INTO t VALUES (1)");
        var copy = folder.resolve("work/copy.db");
        try (var source = Made.source(file)) {
            source.keep();
            assertThat(source.count("t", "TRUE")).isEqualTo(1);
            assertThat(source.jdbcUrl()).contains("/copy.db?");
        }
        assertThat(listing(folder.resolve("work"))).hasSize(1);

        Made.file(file, "INSERT INTO t VALUES (2)");
        try (var source = Made.source(file)) {
            assertThat(source.count("t", "TRUE")).isEqualTo(2);
        }
        assertThat(listing(folder.resolve("work"))).hasSize(1);
        assertThat(count(copy)).isEqualTo(1);

        try (var source = Made.source(file)) {
            source.keep();
        }
        assertThat(count(copy)).isEqualTo(2);
    }

    @Test
    void aLogWithoutItsIndexIsReadAndLeftAlone() throws Exception {
        var file = folder.resolve("crashed.db");
        try (var connection = Made.connect(folder.resolve("open.db"));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("CREATE TABLE t (x)");
            statement.execute("INSERT INTO t VALUES (1)");
            Files.copy(folder.resolve("open.db"), file);
            Files.copy(folder.resolve("open.db-wal"), folder.resolve("crashed.db-wal"));
        }
        var before = listing(folder);

        try (var source = Made.source(file)) {
            assertThat(source.count("t", "TRUE")).isEqualTo(1);
        }

        assertThat(listing(folder)).isEqualTo(before);
        assertThat(listing(folder.resolve("work"))).isEmpty();
    }

    @Test
    void theCutIsEqualForEqualContentAndDiffersAfterAChange() {
        var file = Made.file(folder.resolve("s.db"), "CREATE TABLE t (x)", "INSERT INTO t VALUES (1)");
        var first = cut(file);

        Made.file(file, "PRAGMA journal_mode = WAL");
        var again = cut(file);
        Made.file(file, "UPDATE t SET x = 2");
        var changed = cut(file);

        assertThat(again).isEqualTo(first).startsWith("sqlite:");
        assertThat(changed).isNotEqualTo(first);
    }

    @Test
    void whatIsNoDatabaseIsNamed() throws IOException {
        var text = Files.writeString(folder.resolve("text.db"), "name,email\n".repeat(50));

        refused(text, "source.url names " + text + ", which is not a SQLite 3 database; check the file");
        refused(
                folder.resolve("none.db"),
                "source.url names " + folder.resolve("none.db") + ", which is no file; check the path");
        refused(folder, "source.url names " + folder + ", which is no file; check the path");
    }

    private static void refused(Path file, String message) {
        assertThatThrownBy(() -> Made.source(file))
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.exitCode()).isEqualTo(3))
                .hasMessage(message);
    }

    private static String cut(Path file) {
        try (var source = Made.source(file)) {
            return source.cut();
        }
    }

    /** Names and bytes of all files of a folder. */
    private static long count(Path copy) throws SQLException {
        try (var connection = Made.connect(copy);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM t")) {
            return rows.getLong(1);
        }
    }

    private static Map<String, List<Byte>> listing(Path folder) throws IOException {
        var listing = new TreeMap<String, List<Byte>>();
        try (var files = Files.list(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var bytes = new java.util.ArrayList<Byte>();
                for (var b : Files.readAllBytes(file)) {
                    bytes.add(b);
                }
                listing.put(file.getFileName().toString(), bytes);
            }
        }
        return listing;
    }
}
