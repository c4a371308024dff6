package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Expressions and conditions of the settings compute with numbers, however these travel. */
class NumbersRunTest {

    private static final String SETTINGS = """
            limits.rejects = 10
            tables.v {
              checks { in_order = "low <= high", positive = "total >= 0" }
              columns {
                bigger { type = boolean, takes = [low, high], expression = "low > high" }
                twice { type = "numeric(12,2)", takes = [low], expression = "low * 2" }
                told { type = text, takes = [low], expression = "concat(low, ' EUR')" }
              }
            }
            """;

    @TempDir
    Path folder;

    @OnSqlServers
    void decimalsAndLargeNumbersOfServers(SqlServer server) throws IOException {
        var source = server.database();
        Servers.execute(
                source,
                "CREATE TABLE v (id INT PRIMARY KEY, low DECIMAL(10,2), high DECIMAL(10,2), total BIGINT UNSIGNED)",
                "INSERT INTO v VALUES (1, 9.5, 10.25, 18446744073709551615), (2, 10.5, 9.9, 1), (3, -2, 3, NULL)");
        var trial = Trial.of(Files.writeString(folder.resolve("a.conf"), SETTINGS), folder)
                .with(
                        "source.url",
                        source.jdbcUrl()
                                .replaceFirst("^jdbc:(mysql|mariadb):", "mysql:")
                                .replaceFirst("\\?.*", ""))
                .with("source.user", source.user())
                .with("source.password", source.password().reveal());

        var outcome = trial.run();

        assertThat(outcome.validation().orElseThrow().rejects())
                .singleElement()
                .asString()
                .contains("check:in_order", "1");
        assertThat(Servers.rows(trial.target, "SELECT id, bigger, twice, told FROM v ORDER BY id"))
                .containsExactly("1|f|19.00|9.50 EUR", "3|f|-4.00|-2.00 EUR");
    }

    @Test
    void numbersOfSqliteBesideEachOther() throws Exception {
        var trial = Trial.of("general", folder).configured(java.util.List.of(SETTINGS));
        trial.settings.remove("system");
        trial.inSource(
                "CREATE TABLE v (id INTEGER PRIMARY KEY, low DECIMAL(8,2), high DECIMAL(8,2), total DECIMAL)",
                "INSERT INTO v VALUES (1, 9.5, 10, 0.1), (2, 10, 9.5, 1), (3, 1, 2, 7)");

        var outcome = trial.run();

        assertThat(outcome.validation().orElseThrow().rejects())
                .singleElement()
                .asString()
                .contains("check:in_order", "1");
        assertThat(Servers.rows(trial.target, "SELECT id, bigger, twice FROM v ORDER BY id"))
                .containsExactly("1|f|19.00", "3|f|2.00");
    }
}
