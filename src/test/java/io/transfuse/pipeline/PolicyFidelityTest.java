package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.SqlServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** All lines lie in one database and go through one run, each with policies of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyFidelityTest {

    @TempDir
    Path folder;

    private final Map<String, Migrated> migrated = new HashMap<>();
    private final Set<String> begun = new HashSet<>();

    Stream<Arguments> lines() {
        return SqlServers.all().flatMap(s -> PolicyLines.all(s.mysql()).stream().map(l -> Arguments.of(s, l)));
    }

    private Trial trial(SqlServer server, String name, List<String> config, List<String> statements) throws Exception {
        var source = server.database();
        var all = new ArrayList<>(List.of(
                "SET SESSION sql_mode = 'NO_BACKSLASH_ESCAPES,NO_AUTO_VALUE_ON_ZERO'",
                "SET time_zone = '+00:00'",
                "SET foreign_key_checks = 0"));
        all.addAll(statements);
        Servers.execute(source, all.toArray(String[]::new));
        var place = Files.createDirectories(folder.resolve(server + name));
        var trial = Trial.from(server.reader(source), place);
        return trial.configured(config).with("limits.rejects", "100");
    }

    private Migrated migrated(SqlServer server) throws Exception {
        var done = migrated.get(server.toString());
        if (done == null) {
            // A run that fails is not tried again for every line.
            assertThat(begun.add(server.toString())).isTrue();
            var lines = PolicyLines.all(server.mysql());
            done = Migrated.of(trial(
                    server,
                    "lines",
                    lines.stream().flatMap(l -> l.settings.stream()).toList(),
                    lines.stream().flatMap(l -> l.source.stream()).toList()));
            migrated.put(server.toString(), done);
        }
        return done;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("lines")
    void survives(SqlServer server, Line line) throws Exception {
        migrated(server).holds(line);
    }

    @OnSqlServers
    void nothingIsLostThatNoLineForesees(SqlServer server) throws Exception {
        migrated(server).holdsNothingBut(PolicyLines.all(server.mysql()));
    }

    @OnSqlServers
    void aZeroDateAndANarrowTypeStopTheRunWhereThePolicyIsError(SqlServer server) throws Exception {
        var trial = trial(
                server,
                "error",
                List.of("policy { zero-date = error, narrow = error }", "tables.z.columns.t = \"varchar(3)\""),
                List.of(
                        "CREATE TABLE z (id INT PRIMARY KEY, d DATE, t VARCHAR(10))",
                        "INSERT INTO z VALUES (1, '2024-00-00', 'abcd')"));

        var outcome = trial.run();

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.findings())
                .anyMatch(f -> f.contains("holds 1 date with a zero part, but must hold none"))
                .anyMatch(f -> f.contains("tables.z.columns.t is varchar(3), but must be text or wider"));
    }

    @OnSqlServers
    void aKeyWithoutCaseIsPlainWhereThePolicySaysSo(SqlServer server) throws Exception {
        var trial = trial(
                server,
                "plain",
                List.of("policy.collation = plain"),
                List.of(
                        "CREATE TABLE p (id INT PRIMARY KEY, mail VARCHAR(50) COLLATE utf8mb4_general_ci UNIQUE)",
                        "INSERT INTO p VALUES (1, 'Ann')"));

        assertThat(trial.run().findings()).isEmpty();
        assertThat(Servers.rows(trial.target, "INSERT INTO p VALUES (2, 'ann') RETURNING mail"))
                .containsExactly("ann");
        assertThat(Files.readString(trial.out.resolve("schema_diff.md"))).contains("policy.collation = plain");
    }
}
