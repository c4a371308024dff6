package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamedReferenceTest {

    @TempDir
    Path folder;

    private static final String[] TABLES = {
        "CREATE TABLE nokey (id INT NOT NULL, pid INT NOT NULL, spare INT UNIQUE, UNIQUE (pid))",
        "CREATE TABLE comp (a INT, b INT, PRIMARY KEY (a, b))",
        "CREATE TABLE two (a INT NOT NULL UNIQUE, b INT NOT NULL UNIQUE)",
        "CREATE TABLE users (id INTEGER PRIMARY KEY)",
        "CREATE TABLE ch (id INTEGER PRIMARY KEY, pid INT, c INT)",
        "INSERT INTO nokey VALUES (1, 7, NULL)",
        "INSERT INTO ch VALUES (1, 7, 1), (2, 8, 1)"
    };

    @Test
    void theOnlyUniqueColumnStandsInForAKey() {
        var plan = Planned.of(folder, "tables.ch.references { pid = \"nokey on delete set null\" }", TABLES);

        assertThat(plan.blockers()).isEmpty();
        assertThat(Planned.target(plan, "ch").foreignKeys()).singleElement().satisfies(l -> {
            assertThat(l.table()).isEqualTo("nokey");
            assertThat(l.targetColumns()).isEqualTo(List.of("pid"));
            assertThat(l.onDelete()).isEqualTo("SET NULL");
        });
        assertThat(Planned.warnings(plan)).anyMatch(w -> w.startsWith("ch.pid "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"comp", "two"})
    void aReferenceWithoutOneColumnToMeanIsRefused(String to) {
        var plan = Planned.of(folder, "tables.ch.references { c = " + to + " }", TABLES);

        assertThat(Planned.blockers(plan))
                .containsExactly("ch.c refers to " + to + ", which has no primary key of one column and not just one"
                        + " other column that is unique and NOT NULL, but must have one; declare it in the source,"
                        + " or leave the reference out");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "users on delete kascade",
                "users delete cascade",
                "users on delete cascade on delete cascade",
                "users cascade"
            })
    void aMisspeltActionIsRefused(String written) {
        var plan = Planned.of(folder, "tables.ch.references { c = \"" + written + "\" }", TABLES);

        assertThat(Planned.blockers(plan))
                .containsExactly("ch.c refers by \"" + written + "\", but must name a table, then at most on delete and"
                        + " on update, each with cascade, set null, set default, restrict or no action");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            users, '', ''
            users  on  delete cascade, CASCADE, ''
            users ON UPDATE SET NULL on delete restrict, RESTRICT, SET NULL
            users on delete no action on update cascade, '', CASCADE
            """)
    void actionsStandInAnyOrder(String written, String onDelete, String onUpdate) {
        var reference = new NamedReference(written);

        assertThat(reference.clear()).isTrue();
        assertThat(reference.table()).isEqualTo("users");
        assertThat(List.of(reference.onDelete(), reference.onUpdate())).containsExactly(onDelete, onUpdate);
    }
}
