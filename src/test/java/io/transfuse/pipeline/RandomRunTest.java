package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.Endpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand random values of each type go the whole way, and are compared with what was made, by plain JDBC. */
class RandomRunTest {

    private static final int ROWS = 1000;
    private static final long SEED = 20_240_229;

    @TempDir
    Path folder;

    /** A column with its values in the order of the rows, null for NULL. */
    private record Filled<T>(RandomColumn<T> column, List<@Nullable T> values) {

        static <T> Filled<T> of(RandomColumn<T> column) {
            var random = new RandomValues(SEED + column.name().hashCode());
            var nulls = new Random(SEED);
            var values = new ArrayList<@Nullable T>();
            for (var row = 0; row < ROWS; row++) {
                var value = column.make().apply(random);
                values.add(nulls.nextInt(20) == 0 ? null : value);
            }
            return new Filled<>(column, values);
        }

        @Nullable Object given(int row) {
            var value = values.get(row);
            return value == null ? null : column.given().apply(value);
        }

        @Nullable String expected(int row, PreparedStatement json) throws SQLException {
            var value = values.get(row);
            if (value == null || !column.read().equals(RandomColumn.JSON)) {
                return value == null ? null : column.expected().apply(value);
            }
            json.setString(1, column.expected().apply(value));
            try (var rows = json.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private static List<Filled<?>> fill(Connection source, List<RandomColumn<?>> columns) throws SQLException {
        var filled = columns.stream().<Filled<?>>map(Filled::of).toList();
        var declared = columns.stream().map(c -> c.name() + " " + c.type()).collect(Collectors.joining(", "));
        var slots = columns.stream().map(RandomColumn::slot).collect(Collectors.joining(", "));
        try (var statement = source.createStatement()) {
            statement.execute("CREATE TABLE r (id INTEGER PRIMARY KEY, " + declared + ")");
        }
        source.setAutoCommit(false);
        try (var insert = source.prepareStatement("INSERT INTO r VALUES (?, " + slots + ")")) {
            for (var row = 0; row < ROWS; row++) {
                insert.setInt(1, row);
                for (var i = 0; i < filled.size(); i++) {
                    insert.setObject(i + 2, filled.get(i).given(row));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
        source.commit();
        return filled;
    }

    /** What arrived otherwise than it was made. */
    private static List<String> changed(Endpoint target, List<Filled<?>> filled) throws SQLException {
        var shown = filled.stream()
                .map(f -> f.column().read().replace("#", f.column().name()))
                .collect(Collectors.joining(", "));
        var changed = new ArrayList<String>();
        try (var connection = Servers.connect(target);
                var json = connection.prepareStatement("SELECT ?::jsonb::text");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT " + shown + " FROM r ORDER BY id")) {
            var row = 0;
            for (; rows.next(); row++) {
                for (var i = 0; i < filled.size(); i++) {
                    var expected = filled.get(i).expected(row, json);
                    var actual = rows.getString(i + 1);
                    if (!Objects.equals(expected, actual)) {
                        changed.add(filled.get(i).column().name() + " in row " + row + ": <" + expected + "> became <"
                                + actual + ">");
                    }
                }
            }
            assertThat(row).isEqualTo(ROWS);
        }
        return changed;
    }

    @OnSqlServers
    void everyRandomValueOfAServerArrives(SqlServer server) throws Exception {
        var source = server.database("CHARACTER SET utf8mb4");
        List<Filled<?>> filled;
        try (var connection = Servers.connect(source);
                var statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+00:00'");
            filled = fill(connection, RandomColumn.mysql(!server.mysql()));
        }
        var place = Files.createDirectories(folder.resolve(server.toString()));
        var trial = Trial.from(server.reader(source), place)
                .configured(List.of("tables.r.columns.told { policy.json-text = jsonb }"));

        assertThat(trial.run().findings()).isEmpty();

        assertThat(changed(trial.target, filled)).isEmpty();
    }

    @Test
    void everyRandomValueOfAFileArrives() throws Exception {
        var trial = Trial.of("general", folder);
        List<Filled<?>> filled;
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + trial.source)) {
            filled = fill(connection, RandomColumn.sqlite());
        }

        assertThat(trial.run().findings()).isEmpty();

        assertThat(changed(trial.target, filled)).isEmpty();
    }
}
