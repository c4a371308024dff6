package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.SqlServers;
import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/** All lines lie in one database and go through one run; each is looked at by itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MysqlFidelityTest {

    @TempDir
    Path folder;

    private final Map<String, Migrated> migrated = new HashMap<>();
    private final Set<String> begun = new HashSet<>();

    /** A finished run. */
    private record Migrated(Trial trial, Validation validation, String diff) {}

    Stream<Arguments> lines() {
        return SqlServers.all().flatMap(s -> MysqlLines.all().stream().map(l -> Arguments.of(s, l)));
    }

    private Migrated migrated(SqlServer server) {
        // A run that fails is not tried again for every line.
        assertThat(begun.add(server.toString()) || migrated.containsKey(server.toString()))
                .isTrue();
        return migrated.computeIfAbsent(server.toString(), name -> {
            var source = server.database();
            var statements = new ArrayList<>(List.of(
                    "SET SESSION sql_mode = 'NO_BACKSLASH_ESCAPES,NO_AUTO_VALUE_ON_ZERO'",
                    "SET time_zone = '+00:00'",
                    "SET foreign_key_checks = 0"));
            MysqlLines.all().forEach(l -> statements.addAll(l.source));
            Servers.execute(source, statements.toArray(String[]::new));
            var trial = Trial.from(server.reader(source), folder.resolve(name)).with("limits.rejects", "100");
            var validation = trial.run().validation().orElseThrow();
            return new Migrated(trial, validation, text(trial.out.resolve("schema_diff.md")));
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("lines")
    void survives(SqlServer server, Line line) {
        var run = migrated(server);

        line.rows.forEach((query, expected) ->
                assertThat(Servers.rows(run.trial.target, query)).as(query).containsExactlyElementsOf(expected));
        assertThat(losses(run.validation)).containsAllEntriesOf(line.losses);
        assertThat(rejects(run.validation)).containsAllEntriesOf(line.rejects);
        assertThat(line.told).allMatch(run.diff::contains);
    }

    @ParameterizedTest
    @MethodSource("io.transfuse.SqlServers#all")
    void nothingIsLostThatNoLineForesees(SqlServer server) {
        var validation = migrated(server).validation;
        var foreseen = new ArrayList<String>();
        MysqlLines.all().forEach(l -> {
            foreseen.addAll(l.losses.keySet());
            foreseen.addAll(l.rejects.keySet());
        });

        assertThat(validation.checks())
                .filteredOn(c -> c.verdict() == Verdict.FAIL)
                .extracting(c -> c.name() + ": " + c.detail())
                .isEmpty();
        assertThat(validation.tables())
                .filteredOn(t -> t.verdict() == Verdict.FAIL)
                .isEmpty();
        assertThat(losses(validation).keySet()).isSubsetOf(foreseen);
        assertThat(rejects(validation).keySet()).isSubsetOf(foreseen);
        assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
    }

    @ParameterizedTest
    @MethodSource("io.transfuse.SqlServers#all")
    void theFilesMakeTheSameCatalogue(SqlServer server) throws Exception {
        CatalogueRows.sameByFiles(migrated(server).trial);
    }

    private static Map<String, Long> losses(Validation validation) {
        var losses = new HashMap<String, Long>();
        validation.losses().forEach(l -> losses.put(l.table() + "." + l.column() + ": " + l.rule(), l.count()));
        return losses;
    }

    private static Map<String, Long> rejects(Validation validation) {
        var rejects = new HashMap<String, Long>();
        validation.rejects().forEach(r -> rejects.put(r.table() + ": " + r.rule(), r.count()));
        return rejects;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
