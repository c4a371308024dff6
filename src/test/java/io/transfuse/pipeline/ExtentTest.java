package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.config.Settings;
import io.transfuse.model.Endpoint;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtentTest {
    private static final long MEGABYTE = 1L << 20;

    @TempDir
    Path folder;

    private static Settings settings(String url, Map<String, String> more) {
        var settings = new HashMap<>(Map.of("source.url", url, "target.url", "embedded"));
        settings.putAll(more);
        return Settings.read(Optional.empty(), settings, Map.of());
    }

    private static Extent extent(Endpoint source, Map<String, String> more) {
        var settings = new HashMap<>(more);
        settings.put("source.user", source.user());
        settings.put("source.password", source.password().reveal());
        return Extent.ofSource(settings(source.jdbcUrl(), settings));
    }

    @OnSqlServers
    void aServerTellsItForTheTablesThatAreTaken(SqlServer server) {
        var database = server.database();
        Servers.execute(
                database,
                "CREATE TABLE a (x INT PRIMARY KEY)",
                "INSERT INTO a VALUES (1), (2), (3)",
                "CREATE TABLE b (x INT PRIMARY KEY)",
                "INSERT INTO b VALUES (1), (2), (3), (4), (5)",
                "ANALYZE TABLE a, b");
        var reader = server.reader(database);

        assertThat(extent(reader, Map.of()).rows()).isEqualTo(8);
        assertThat(extent(reader, Map.of("only", "a")).rows()).isEqualTo(3);
        assertThat(extent(reader, Map.of("skip", "a")).rows()).isEqualTo(5);
        assertThat(extent(reader, Map.of("limit", "2")).rows()).isEqualTo(4);
        assertThat(extent(reader, Map.of()).bytes())
                .isEqualTo(2 * extent(reader, Map.of("only", "b")).bytes())
                .isPositive();
    }

    @OnSqlServers
    void aServerThatLetsNobodyInCountsAsNothing(SqlServer server) {
        var database = server.database();
        Servers.execute(database, "CREATE TABLE a (x INT PRIMARY KEY)", "INSERT INTO a VALUES (1)");
        var wrong = Map.of("source.user", database.user(), "source.password", "not the password");

        assertThat(Extent.ofSource(settings(database.jdbcUrl(), wrong))).isEqualTo(new Extent(0, 0));
    }

    @Test
    void aFileIsAsLargeAsItIs() throws IOException {
        var file = folder.resolve("source.db");
        sparse(file, 150 * MEGABYTE);

        assertThat(Extent.ofSource(settings("sqlite:" + file, Map.of("skip", "a")))
                        .large())
                .isTrue();
        assertThat(Extent.ofSource(settings("sqlite:" + file + "-other", Map.of()))
                        .large())
                .isFalse();
    }

    @Test
    void bytesOrRowsMakeItLarge() {
        assertThat(new Extent(150 * MEGABYTE, 0).large()).isTrue();
        assertThat(new Extent(0, 600_000).large()).isTrue();
        assertThat(new Extent(149 * MEGABYTE, 599_999).large()).isFalse();
    }

    @Test
    void aStageIsAsLargeAsItsDataFiles() throws IOException {
        var table = Files.createDirectories(folder.resolve("stage/public.a"));
        sparse(table.resolve("log.json"), 500 * MEGABYTE);
        sparse(table.resolve("part.parquet"), 50 * MEGABYTE);
        assertThat(stage().large()).isFalse();

        sparse(table.resolve("part-2.parquet"), 25 * MEGABYTE);
        assertThat(stage().large()).isTrue();
    }

    @Test
    void aStageThatIsNotThereCountsAsNothing() {
        assertThat(stage()).isEqualTo(new Extent(0, 0));
    }

    private Extent stage() {
        return Extent.ofStage(settings("mysql://nobody@127.0.0.1:1/none", Map.of("out", folder.toString())));
    }

    private static void sparse(Path file, long bytes) throws IOException {
        try (var opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.setLength(bytes);
        }
    }
}
