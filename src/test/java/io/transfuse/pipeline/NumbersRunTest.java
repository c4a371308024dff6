package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
        var trial = Trial.from(source, folder).configured(List.of(SETTINGS));

        var outcome = trial.run();

        assertThat(outcome.validation().orElseThrow().rejects())
                .singleElement()
                .asString()
                .contains("check:in_order", "1");
        assertThat(Servers.rows(trial.target, "SELECT id, bigger, twice, told FROM v ORDER BY id"))
                .containsExactly("1|f|19.00|9.50 EUR", "3|f|-4.00|-2.00 EUR");
    }

    @OnSqlServers
    void digitsBeyondThoseOfSparkAreRefusedAndNotRounded(SqlServer server) throws IOException {
        var source = server.database();
        Servers.execute(
                source,
                "CREATE TABLE v (id INT PRIMARY KEY, fine DECIMAL(65,30))",
                "INSERT INTO v VALUES (1, 1.25), (2, 1.0000000000000000000000000001)");
        var trial = Trial.from(source, folder)
                .configured(List.of(
                        "limits.rejects = 10",
                        "tables.v.columns.half { type = numeric, takes = [fine], expression = \"fine / 2\" }"));

        var outcome = trial.run();

        assertThat(outcome.validation().orElseThrow().rejects())
                .singleElement()
                .asString()
                .contains("expression:fine", "1");
        assertThat(Servers.rows(trial.target, "SELECT id, fine, half = 0.625 FROM v"))
                .containsExactly("1|1.250000000000000000000000000000|t");
    }

    @Test
    void numbersOfSqliteBesideEachOther() throws Exception {
        var trial = Trial.of("general", folder).configured(List.of(SETTINGS));
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
