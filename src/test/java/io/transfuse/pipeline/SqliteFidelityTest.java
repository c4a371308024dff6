package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.source.Made;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All lines lie in one file and go through one run; each is looked at by itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqliteFidelityTest {

    @TempDir
    static Path folder;

    private @Nullable Migrated migrated;
    private boolean begun;

    static List<Line> lines() {
        return Stream.of(SqliteValueLines.ALL, SqliteSchemaLines.ALL)
                .flatMap(List::stream)
                .toList();
    }

    private Trial trial(String name) throws Exception {
        return Trial.of("general", Files.createDirectories(folder.resolve(name)))
                .with("limits.rejects", "100");
    }

    private Migrated migrated() throws Exception {
        var done = migrated;
        if (done == null) {
            // A run that fails is not tried again for every line.
            assertThat(begun).isFalse();
            begun = true;
            var trial = trial("lines");
            Made.file(
                    trial.source,
                    lines().stream().flatMap(l -> l.source.stream()).toArray(String[]::new));
            done = Migrated.of(trial);
            migrated = done;
        }
        return done;
    }

    @ParameterizedTest
    @MethodSource("lines")
    void survives(Line line) throws Exception {
        migrated().holds(line);
    }

    @Test
    void nothingIsLostThatNoLineForesees() throws Exception {
        migrated().holdsNothingBut(lines());
    }

    /** Each transaction writes a row into both tables, so that they are equal at every moment. */
    private static void write(Connection connection, int id) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("INSERT INTO lefts VALUES (" + id + ", hex(randomblob(200)))");
            statement.execute("INSERT INTO rights SELECT * FROM lefts WHERE id = " + id);
            statement.execute("COMMIT");
        }
    }

    @Test
    void aFileInWalModeThatIsBeingWrittenIsCopiedAtOneMoment() throws Exception {
        var trial = trial("wal");
        Made.file(
                trial.source,
                "PRAGMA journal_mode = WAL",
                "CREATE TABLE lefts (id INTEGER PRIMARY KEY, t TEXT)",
                "CREATE TABLE rights (id INTEGER PRIMARY KEY REFERENCES lefts, t TEXT)");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + trial.source)) {
            for (var id = 1; id <= 500; id++) {
                write(connection, id);
            }
            var stop = new AtomicBoolean();
            var writer = CompletableFuture.supplyAsync(() -> {
                try {
                    var id = 501;
                    for (; !stop.get(); id++) {
                        write(connection, id);
                    }
                    return id;
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            var outcome = trial.run();
            stop.set(true);

            assertThat(outcome.findings()).isEmpty();
            assertThat(writer.join()).isGreaterThan(501);
            assertThat(Servers.rows(
                            trial.target,
                            "SELECT count(*) >= 500, count(*) = max(l.id), count(*) = count(r.id) FROM lefts l"
                                    + " FULL JOIN rights r ON l.id = r.id AND l.t = r.t"))
                    .containsExactly("t|t|t");
        }
    }
}
