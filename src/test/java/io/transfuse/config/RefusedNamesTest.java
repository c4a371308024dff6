package io.transfuse.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.model.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that cannot be, and words about settings that must say which one is meant. */
class RefusedNamesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            tables.a.target = ""               | tables.a.target is empty
            tables.a.entity = ""               | tables.a.entity is empty
            tables.a.into = ""                 | tables.a.into is empty
            tables.a.columns."" { from = [b] } | tables.a.columns."" is an empty name
            tables.a.checks."" = "b > 1"       | tables.a.checks."" is an empty name
            tables.a.indexes."" = "(b)"        | tables.a.indexes."" is an empty name
            tables.a.split."" { where = "1" }  | tables.a.split."" is an empty name
            tables.a.also."" {}                | tables.a.also."" is an empty name
            tables.a.also.b.target = ""        | tables.a.also.b.target is empty
            tables."".target = b               | tables."" is an empty name
            new-tables."".columns.id = text    | new-tables."" is an empty name
            """)
    void anEmptyNameIsRefused(String written, String message) throws IOException {
        refused(written, message + ", but must be a name of 1 to 63 letters");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            tables.a.columns.x { value = 1, expression = "1", takes = [] } | tables.a.columns.x.value is set beside expression, but must be left out, or expression be
            tables.a.columns.x { expression = "1" } | tables.a.columns.x.takes is missing, but must be the list of source columns that the expression reads
            compare.queries { name = a } | compare.queries is an object, but must be a list of objects
            tables.a.join.j { table = b, on = "id = id" } | tables.a.join.j is the alias j, but must be a word other than t, p, j, either and became
            """)
    void whatIsWrongIsCalledByItsName(String written, String message) throws IOException {
        refused(written, message);
    }

    private void refused(String written, String message) throws IOException {
        var file = Files.writeString(folder.resolve("a.conf"), written);
        assertThatThrownBy(() -> Settings.read(Optional.of(file), SettingsTest.URLS, Map.of()))
                .isInstanceOf(UserException.class)
                .hasMessage(message);
    }
}
