package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.Plan;
import io.transfuse.model.Table;
import io.transfuse.model.TargetTable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SQLite means by upper and lower case, in indexes and conditions. */
class LettersTest {

    private static final String[] TABLE = {
        "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, city TEXT COLLATE NOCASE, CHECK (length(upper(name)) < 50 AND name <> 'x'))",
        "CREATE UNIQUE INDEX names ON t (lower(name))",
        "CREATE UNIQUE INDEX cities ON t (city) WHERE city <> 'ÖD'",
        "CREATE INDEX upper_cities ON t (upper(city))"
    };

    @TempDir
    Path folder;

    @Test
    void lettersBeyondAsciiHaveNoCase() {
        var plan = plan("('Ärzte', 'Öhringen'), ('ärzte', 'öhringen')");

        assertThat(definitions(plan))
                .containsExactlyInAnyOrder(
                        "((lower(name COLLATE \"C\")))",
                        "(lower(\"city\" COLLATE \"C\")) WHERE lower(city COLLATE \"C\") <> 'Öd'",
                        "((upper(city COLLATE \"C\")))");
        assertThat(Planned.target(plan, "t").checks()).isEmpty();
        assertThat(Planned.warnings(plan)).anyMatch(w -> w.contains("letters beyond ASCII have no case in SQLite"));
    }

    @Test
    void asciiAloneIsComparedAsApplicationsAsk() {
        var plan = plan("('Aerzte', 'Oehringen')");

        assertThat(definitions(plan))
                .containsExactlyInAnyOrder(
                        "((lower(name)))", "(lower(\"city\")) WHERE lower(city) <> 'Öd'", "((upper(city)))");
        assertThat(Planned.target(plan, "t").checks())
                .extracting(Table.Check::sql)
                .singleElement()
                .asString()
                .contains("upper(name)");
    }

    private Plan plan(String rows) {
        var statements = Arrays.copyOf(TABLE, TABLE.length + 1);
        statements[TABLE.length] = "INSERT INTO t (name, city) VALUES " + rows;
        return Planned.of(folder, "", statements);
    }

    private static List<String> definitions(Plan plan) {
        return Planned.target(plan, "t").indexes().stream()
                .map(TargetTable.Index::definition)
                .toList();
    }
}
