package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.source.Made;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OddNamesRunTest {

    @TempDir
    Path folder;

    @Test
    void tablesAndColumnsKeepWhateverNamesTheyHave() throws Exception {
        var trial = Trial.of(
                Files.writeString(folder.resolve("a.conf"), "tables.\"order details\".columns.id { from = \"a b\" }"),
                folder);
        Made.file(
                trial.source,
                "PRAGMA encoding = 'UTF-16le'",
                "CREATE TABLE \"order details\" (\"a b\" INTEGER PRIMARY KEY, \"x-y\" INT, \"d.o.t\" TEXT, \"q\"\"q\" TEXT,"
                        + " \"group\" TEXT, \"ü`k\" TEXT, e TEXT)",
                "CREATE INDEX \"i x\" ON \"order details\" (\"q\"\"q\" DESC)",
                "INSERT INTO \"order details\" VALUES (1, 2, 'dot', 'quote', 'group', 'tick', 'é😀')");

        var validation = trial.run().validation().orElseThrow();

        assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
        assertThat(Servers.rows(trial.target, "SELECT * FROM \"order details\""))
                .containsExactly("1|2|dot|quote|group|tick|é😀");
    }

    @Test
    void namesThatNeitherDeltaNorFoldersTakeArriveAndRejectedRowsTakeTheirChildrenWithThem() throws Exception {
        var trial = Trial.of(
                        Files.writeString(
                                folder.resolve("a.conf"),
                                "tables.\"chi/ld\".checks { odd = \"\\\"re f\\\" > 0 AND _key <> 'no'\" }"),
                        folder)
                .with("limits.rejects", "3");
        Made.file(
                trial.source,
                "CREATE TABLE \"we/ird ..name\" (\"first id\" INTEGER PRIMARY KEY, \"a,b;c{d}(e)=f\" TEXT NOT NULL,"
                        + " \"x%y\" REAL, _key INT UNIQUE, _source TEXT, _fate TEXT, \"%20\" TEXT)",
                "CREATE TABLE \"chi/ld\" (id INTEGER PRIMARY KEY, \"re f\" INT REFERENCES \"we/ird ..name\"(\"first id\"),"
                        + " _key TEXT)",
                "INSERT INTO \"we/ird ..name\" VALUES (1, 'a', 0.5, 7, 's', 'f', 'p'), (2, CAST(x'ff' AS TEXT), 1, 8, '', '', '')",
                "INSERT INTO \"chi/ld\" VALUES (1, 1, 'a'), (2, 2, 'b'), (3, 1, 'no')");

        var outcome = trial.run();

        var validation = outcome.validation().orElseThrow();
        assertThat(outcome.findings()).isEmpty();
        assertThat(validation.rejects())
                .extracting(r -> r.table() + " " + r.rule() + " " + r.count())
                .containsExactlyInAnyOrder(
                        "we/ird ..name invalid-utf8:a,b;c{d}(e)=f 1",
                        "chi/ld parent-rejected:re f 1",
                        "chi/ld check:odd 1");
        assertThat(Servers.rows(trial.target, "SELECT * FROM \"we/ird ..name\""))
                .containsExactly("1|a|0.5|7|s|f|p");
        assertThat(Servers.rows(trial.target, "SELECT * FROM \"chi/ld\"")).containsExactly("1|1|a");

        Servers.execute(trial.target, "UPDATE \"we/ird ..name\" SET \"x%y\" = 0.25");
        assertThat(trial.verify().validation().orElseThrow().tables())
                .filteredOn(t -> t.verdict() == Verdict.FAIL)
                .singleElement()
                .satisfies(t -> assertThat(t.differences().get(0).columns()).containsExactly("x%y"));
    }

    @Test
    void columnsThatAreNamedLikeThoseThatRowsAreJudgedByKeepTheirValues() throws Exception {
        var trial = Trial.of(
                        Files.writeString(folder.resolve("a.conf"), "tables.a.unique = [[_UNIQUE0, _ref0]]"), folder)
                .with("limits.rejects", "2");
        Made.file(
                trial.source,
                "CREATE TABLE a (id INTEGER PRIMARY KEY, _part INT, _Place INT, _rule TEXT, _UNIQUE0 INT, _ref0 INT)",
                "CREATE TABLE b (_ref0 INTEGER PRIMARY KEY, _ref1 INT REFERENCES a(id), _part TEXT)",
                "INSERT INTO a VALUES (1, 7, 8, 'r', 5, 6), (2, 9, 10, 's', 5, 6), (3, NULL, NULL, NULL, NULL, NULL)",
                "INSERT INTO b VALUES (3, 1, 'p'), (1, 2, 'q'), (2, NULL, NULL)");

        var validation = trial.run().validation().orElseThrow();

        assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
        assertThat(validation.rejects())
                .extracting(r -> r.table() + " " + r.rule() + " " + r.count())
                .containsExactlyInAnyOrder("a duplicate:_UNIQUE0,_ref0 1", "b parent-rejected:_ref1 1");
        assertThat(Servers.rows(trial.target, "SELECT * FROM a ORDER BY id"))
                .containsExactly("1|7|8|r|5|6", "3|null|null|null|null|null");
        assertThat(Servers.rows(trial.target, "SELECT * FROM b ORDER BY 1")).containsExactly("2|null|null", "3|1|p");
    }

    @Test
    void keysOfOddNamesBecomeUuids() throws Exception {
        var trial = Trial.of(Files.writeString(folder.resolve("a.conf"), "uuid.keys = integer"), folder);
        Made.file(
                trial.source,
                "CREATE TABLE \"a b\" (\"the id\" INTEGER PRIMARY KEY, \"par ent\" INT REFERENCES \"a b\")",
                "INSERT INTO \"a b\" VALUES (1, NULL), (2, 1)");

        assertThat(trial.run().findings()).isEmpty();
        try (var files = Files.walk(trial.out)) {
            assertThat(files.filter(f -> f.getFileName().toString().matches("old_.*\\.csv")))
                    .singleElement()
                    .satisfies(f -> assertThat(Files.readAllLines(f)).hasSize(3));
        }
    }

    /** SQLite folds the case of ASCII alone. */
    @Test
    void columnsThatDifferByTheCaseOfAnotherLetterAreTwo() throws Exception {
        var trial = Trial.of(Files.writeString(folder.resolve("a.conf"), ""), folder);
        Made.file(
                trial.source,
                "CREATE TABLE u (id INTEGER PRIMARY KEY, \"É\" INT COLLATE NOCASE, \"é\" TEXT, z INT, CHECK (\"é\" <> 'y'))",
                "CREATE TABLE v (id INTEGER PRIMARY KEY, \"Ö\" INT UNIQUE, \"ö\" INT)",
                "CREATE TABLE w (id INTEGER PRIMARY KEY, o INT REFERENCES v (\"ö\"))",
                "INSERT INTO u VALUES (1, 7, 'x', 3), (2, NULL, NULL, 4)");

        var outcome = trial.run();

        assertThat(outcome.findings()).isEmpty();
        assertThat(Servers.rows(trial.target, "SELECT * FROM u ORDER BY id"))
                .containsExactly("1|7|x|3", "2|null|null|4");
        assertThat(Servers.rows(
                        trial.target,
                        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype IN ('c', 'f')"
                                + " AND conrelid IN ('u'::regclass, 'w'::regclass)"))
                .containsExactly("CHECK ((\"é_2\" <> 'y'::text))");
    }
}
