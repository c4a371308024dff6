package io.transfuse.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuoteTest {

    @Test
    void simpleNamesStayBare() {
        assertThat(Quote.identifiers(List.of("cases", "_x1", "name"))).isEqualTo("cases, _x1, name");
    }

    @Test
    void everyOtherNameIsQuoted() {
        assertThat(Quote.identifier("App Schema", "a\"b")).isEqualTo("\"App Schema\".\"a\"\"b\"");
        assertThat(Quote.identifiers(List.of("Upper", "1st", "größe", "")))
                .isEqualTo("\"Upper\", \"1st\", \"größe\", \"\"");
    }

    @Test
    void everyWordThatThisServerReservesIsQuoted() {
        var words =
                Servers.rows(Servers.database("postgres"), "SELECT word FROM pg_get_keywords() WHERE catcode <> 'U'");
        assertThat(words)
                .hasSizeGreaterThan(100)
                .allSatisfy(w -> assertThat(Quote.identifier(w)).isEqualTo('"' + w + '"'));
    }

    @Test
    void aShellReadsAWordAsItIsMeant() {
        assertThat(Quote.shell(Path.of("out/demo-radcase"))).isEqualTo("out/demo-radcase");
        assertThat(Quote.shell("größe.db")).isEqualTo("größe.db");
        assertThat(Quote.shell("dm/radcase d")).isEqualTo("'dm/radcase d'");
        assertThat(Quote.shell("it's $HOME")).isEqualTo("'it'\\''s $HOME'");
        assertThat(Quote.shell("~")).isEqualTo("'~'");
    }

    @Test
    void aLiteralReadsBackAsTheText() {
        var text = "it's a \\ back\nslash";
        assertThat(Servers.rows(Servers.database("postgres"), "SELECT " + Quote.literal(text)))
                .containsExactly(text);
    }
}
