package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.Endpoint;
import io.transfuse.model.Progress;
import io.transfuse.model.UserException;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.source.SourceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stopped run whose source has moved on, or is gone, when the same command is called again. */
class MovedSourceTest {
    private static final String NAMES = "SELECT count(*) FROM people WHERE name = 'Somebody Else'";

    @TempDir
    Path folder;

    private static void stoppedAt(Trial trial, String step) {
        var stopped = catchThrowable(() -> trial.run(Halting.at(step, () -> {
            throw UserException.stopped("the test stops here");
        })));
        assertThat(stopped).hasMessageContaining("the test stops here");
    }

    @Test
    void whereNothingIsLoadedAllTablesAreReadAgain() {
        for (var step : List.of("stage", "stage+", "load")) {
            var trial = Trial.shop(folder(step));
            stoppedAt(trial, step);
            trial.inSource(
                    "UPDATE customers SET name = 'Somebody Else' WHERE id = 1", "ALTER TABLE notes ADD extra TEXT");
            var heard = new Heard();

            var validation = trial.run(heard).validation().orElseThrow();

            assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
            assertThat(heard.lines)
                    .singleElement()
                    .asString()
                    .contains("nothing is loaded yet, so all tables are read again");
            assertThat(Servers.rows(trial.target, NAMES)).containsExactly("1");
            assertThat(Servers.rows(trial.target, "SELECT count(*) FROM transfuse.runs"))
                    .containsExactly("1");
        }
    }

    @Test
    void whereRowsAreLoadedTheRestComesFromTheStageToo() {
        var trial = Trial.shop(folder("loaded")).with("stage.chunk-rows", "10").with("load.connections", "1");
        stoppedAt(trial, "keys and indexes");
        Servers.execute(trial.target, "TRUNCATE orders", "DELETE FROM transfuse.chunks WHERE target = 'public.orders'");
        trial.inSource("UPDATE customers SET name = 'Somebody Else' WHERE id = 1", "DROP TABLE notes");
        var heard = new Heard();

        var validation = trial.run(heard).validation().orElseThrow();

        assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
        assertThat(heard.lines).singleElement().asString().endsWith("loading goes on from the stage");
        assertThat(Servers.rows(trial.target, NAMES)).containsExactly("0");
        assertThat(trial.run().summary()).contains("the source has moved on since");
    }

    @Test
    void aSourceThatIsGoneIsNotNeededOnceRowsAreLoaded() throws Exception {
        var trial = Trial.shop(folder("gone"));
        stoppedAt(trial, "keys and indexes");
        Files.move(trial.source, folder.resolve("elsewhere"));

        assertThat(trial.run().validation().orElseThrow().verdict()).isEqualTo(Verdict.PASS);
    }

    @OnSqlServers
    void readersThatAreKilledStopTheRunAndTheNextReadsWhatIsThere(SqlServer server) {
        var source = server.database();
        Servers.execute(
                source,
                "CREATE TABLE first_things (id INT PRIMARY KEY, name VARCHAR(20))",
                "CREATE TABLE second_things (id INT PRIMARY KEY, name VARCHAR(20))",
                "INSERT INTO first_things VALUES (1, 'one'), (2, 'two')",
                "INSERT INTO second_things VALUES (1, 'one'), (2, 'two')");
        var trial = Trial.from(server.reader(source), folder(server.toString())).with("read.connections", "1");

        var killed = catchThrowable(() -> trial.run(Halting.at("stage", () -> kill(source))));
        var told = killed instanceof UserException user ? Optional.of(user) : SourceException.ended((Exception) killed);
        assertThat(told.orElseThrow().exitCode()).isEqualTo(4);
        Servers.execute(source, "INSERT INTO second_things VALUES (3, 'three')");

        assertThat(trial.run().validation().orElseThrow().verdict()).isEqualTo(Verdict.PASS);
        assertThat(Servers.rows(trial.target, "SELECT count(*) FROM second_things"))
                .containsExactly("3");
    }

    private static void kill(Endpoint source) {
        Servers.rows(
                        source,
                        "SELECT id FROM information_schema.processlist WHERE db = database() AND id <> connection_id()")
                .forEach(id -> Servers.execute(source, "KILL CONNECTION " + id));
    }

    private Path folder(String name) {
        return folder.resolve(name).toFile().mkdir() ? folder.resolve(name) : folder;
    }

    /** Keeps the lines for people. */
    private static final class Heard implements Progress {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void begin(String step, long rows) {}

        @Override
        public void advance(long rows) {}

        @Override
        public void end(String summary) {}

        @Override
        public void say(String line) {
            lines.add(line);
        }
    }
}
