package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.SqlServers;
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
    static Path folder;

    private final Map<String, Migrated> migrated = new HashMap<>();
    private final Set<String> begun = new HashSet<>();

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
            return Migrated.of(
                    Trial.from(server.reader(source), folder.resolve(name)).with("limits.rejects", "100"));
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("lines")
    void survives(SqlServer server, Line line) {
        migrated(server).holds(line);
    }

    @ParameterizedTest
    @MethodSource("io.transfuse.SqlServers#all")
    void nothingIsLostThatNoLineForesees(SqlServer server) {
        migrated(server).holdsNothingBut(MysqlLines.all());
    }

    @ParameterizedTest
    @MethodSource("io.transfuse.SqlServers#all")
    void theFilesMakeTheSameCatalogue(SqlServer server) throws Exception {
        CatalogueRows.sameByFiles(migrated(server).trial());
    }
}
