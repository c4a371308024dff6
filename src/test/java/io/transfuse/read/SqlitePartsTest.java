package io.transfuse.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Sparks;
import io.transfuse.config.Settings;
import io.transfuse.model.Mapping;
import io.transfuse.plan.Planner;
import io.transfuse.source.Made;
import io.transfuse.source.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of SQLite in parts: those with a rowid and those without. */
class SqlitePartsTest {
    private static final int ROWS = 2;

    @TempDir
    Path folder;

    private Source source(String... statements) {
        return Made.source(Made.file(folder.resolve("s.db"), statements));
    }

    private Mapping mapping(Source source) {
        var settings = Settings.read(
                Optional.empty(),
                Map.of("source.url", "sqlite:" + folder.resolve("s.db"), "target.url", "embedded"),
                Map.of());
        return Planner.plan(settings, source).mappings().get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "k INTEGER PRIMARY KEY, v TEXT);(-9223372036854775808,1), (-5,2), (0,3), (7,4), (9223372036854775807,5);2",
                "k TEXT, v);('b',1), ('b',1), (NULL,NULL), (NULL,NULL), (X'00',3);2",
                "k TEXT PRIMARY KEY) WITHOUT ROWID;('a'), ('A'), ('a '), (''), ('😀'), ('ä'), ('it''s'), ('\\'), ('x' || char(0) || 'y'), ('y');2",
                "k TEXT COLLATE NOCASE, n INT, PRIMARY KEY (k, n)) WITHOUT ROWID;('a',1), ('A',2), ('a',3), ('B',1), ('b',2), ('c',1);2",
                "k TEXT PRIMARY KEY COLLATE RTRIM) WITHOUT ROWID;('a'), ('b '), ('c'), ('d  '), ('e');2",
                "k PRIMARY KEY) WITHOUT ROWID;(5), ('5'), (X'35'), (5.5), ('5.5'), (-1e308), (9e999), (-9223372036854775808), (''), (X'');2",
                "k NUMERIC PRIMARY KEY) WITHOUT ROWID;(5), ('5x'), (X'35'), (5.25), ('a'), (-1e308), (0.1), (0.3);2",
                "k INT, l TEXT, v, PRIMARY KEY (k, l)) WITHOUT ROWID;(7,'a',1), (7,'b',1), (7,'c',1), (7,'d',1), (7,'e',1), (8,'a',1);2",
                "`odd \"\"name` INT PRIMARY KEY) WITHOUT ROWID;(1), (2), (3), (4), (5);2",
                "k TEXT PRIMARY KEY) WITHOUT ROWID;('a'), ('b');2"
            })
    void eachRowIsInOnePartWhateverTheKey(String columns, String rows, int largest) {
        try (var source = source(
                "CREATE TABLE t (" + columns.replace("`odd \"\"name`", "\"odd \"\"name\""),
                "INSERT INTO t VALUES " + rows)) {
            var mapping = mapping(source);
            var covering = Covering.of(source, mapping, ROWS);

            assertThat(covering.whole()).doesNotHaveDuplicates();
            assertThat(covering.faults()).isEmpty();
            assertThat(covering.largest()).isLessThanOrEqualTo(largest);
            assertThat(new Reader(Sparks.session(), source, ROWS)
                            .rows(mapping, mapping.branches().get(0))
                            .select("_position")
                            .collectAsList())
                    .extracting(r -> r.getString(0))
                    .containsExactlyInAnyOrderElementsOf(covering.whole());
        }
    }

    @Test
    void aSpoiltConditionIsFound() {
        try (var source = source(
                "CREATE TABLE t (k TEXT PRIMARY KEY) WITHOUT ROWID",
                "INSERT INTO t VALUES ('a'), ('b'), ('c'), ('d'), ('e')")) {
            var mapping = mapping(source);

            assertThat(Covering.of(source, mapping, ROWS, c -> c.replace(" >= ", " > "))
                            .faults())
                    .containsExactly("never: 'c'", "never: 'e'");
            assertThat(Covering.of(source, mapping, ROWS, c -> c.replace(" < ", " <= "))
                            .faults())
                    .containsExactly("twice: 'c'", "twice: 'e'");
        }
    }

    @Test
    void anEmptyTableIsReadInOnePart() {
        try (var source = source("CREATE TABLE t (k TEXT PRIMARY KEY) WITHOUT ROWID")) {
            assertThat(Covering.of(source, mapping(source), ROWS)).isEqualTo(new Covering(List.of(), List.of()));
        }
    }
}
