package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.model.UserException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that make two tables of one name; the plan is written, and refused. */
class ClashingTargetsRunTest {

    @TempDir
    Path folder;

    private Trial trial(String settings) throws Exception {
        var trial = Trial.of("general", folder);
        trial.inSource(
                "CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT)",
                "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)",
                "INSERT INTO users VALUES (1, 'a'), (2, 'b')");
        return trial.configured(List.of("uuid.keys = integer", settings));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tables.users.also.users { drop = "*", columns.uid { from = id } } | becomes public.users, but users does already
            tables.users.also.items { drop = "*", columns.uid { from = id } } | becomes public.items, but items does already
            tables.users { target = items, columns.uid { from = id } }        | becomes public.items, but items does already
            """)
    void areRefusedInThePlan(String settings, String text) throws Exception {
        assertThat(trial(settings).plan().findings()).anyMatch(f -> f.contains(text));
    }

    @Test
    void areRefusedAmongBranches() throws Exception {
        var trial = trial("""
                tables.users.split { people { where = "t.id = 1", target = zz }, zz { otherwise = true } }
                """);

        assertThatThrownBy(trial::plan)
                .isInstanceOf(UserException.class)
                .hasMessage("tables.users.split.zz becomes public.zz, but tables.users.split.people does already; give"
                        + " each a target of its own");
    }
}
