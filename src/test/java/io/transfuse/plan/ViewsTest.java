package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.Catalogue.NotCarried;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A proposal for a view returns the rows and columns of the source's, or there is none. */
class ViewsTest {

    private static final String AUTHOR =
            "CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT, nick TEXT COLLATE NOCASE)";
    private static final String BOOK =
            "CREATE TABLE book (code INTEGER PRIMARY KEY, author_id INTEGER REFERENCES author (id), title TEXT)";

    @TempDir
    Path folder;

    @Test
    void everythingHasTheNewKeyToo() {
        assertThat(proposed("uuid.keys = integer", "SELECT * FROM author"))
                .isEqualTo("SELECT author.id, author.name, author.nick\nFROM public.author");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tables.author.drop = [nick]",
                "tables.author { drop = [nick], columns.nick { type = text, expression = \"upper(nick)\", takes = [nick] } }"
            })
    void everythingIsNotProposedWhereAColumnIsGoneOrAnother(String config) {
        assertThat(proposed(config, "SELECT * FROM author")).isEmpty();
        assertThat(proposed(config, "SELECT name FROM author")).isNotEmpty();
    }

    @Test
    void everythingHasNoColumnThatTheSourceDoesNotHave() {
        assertThat(proposed(
                        "tables.author.columns.kind { type = text, new = true, value = person }",
                        "SELECT * FROM author"))
                .isEqualTo("SELECT author.id, author.name, author.nick\nFROM public.author");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "author FULL JOIN book ON id = author_id",
                "author FULL OUTER JOIN book ON id = author_id",
                "author a FULL JOIN book ON id = author_id",
                "author NATURAL JOIN book",
                "author NOT INDEXED",
                "author JOIN book USING (id)",
                "author INTERSECT SELECT name FROM author"
            })
    void aJoinThatIsNotUnderstoodIsNoOtherName(String from) {
        assertThat(proposed("", "SELECT name FROM " + from)).isEmpty();
    }

    @Test
    void aCommaJoinsFromLeftToRightAsInSqlite() {
        assertThat(proposed("", "SELECT a.name FROM author a, author b LEFT JOIN book ON b.id = author_id"))
                .contains("FROM public.author AS a\n  CROSS JOIN public.author AS b\n  LEFT JOIN public.book");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT upper(name) FROM author",
                "SELECT lower(name || ')') FROM author",
                "SELECT id FROM author WHERE nick = 'x'",
                "SELECT a.id FROM author a JOIN author b ON a.nick = b.nick"
            })
    void lettersBeyondAsciiHaveNoCase(String select) {
        assertThat(proposed("", select, "INSERT INTO author (name, nick) VALUES ('Ann', 'ann')"))
                .isNotEmpty();
        assertThat(proposed("", select, "INSERT INTO author (name, nick) VALUES ('René', 'é')"))
                .isEmpty();
    }

    @Test
    void otherColumnsMayHoldSuchLetters() {
        assertThat(proposed(
                        "",
                        "SELECT name, max(name) FROM author WHERE nick = 'x' GROUP BY name",
                        "INSERT INTO author (name, nick) VALUES ('René', 'x')"))
                .isNotEmpty();
    }

    private String proposed(String config, String select, String... rows) {
        var statements = new String[rows.length + 3];
        statements[0] = AUTHOR;
        statements[1] = BOOK;
        statements[2] = "CREATE VIEW v AS " + select;
        System.arraycopy(rows, 0, statements, 3, rows.length);
        return Planned.of(folder, config, statements).notCarried().stream()
                .filter(o -> o.name().equals("v"))
                .map(NotCarried::proposal)
                .findFirst()
                .orElseThrow()
                .replace("CREATE VIEW public.v AS\n", "");
    }
}
