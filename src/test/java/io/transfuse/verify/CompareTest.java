package io.transfuse.verify;

import static io.transfuse.model.Validation.Verdict.FAIL;
import static io.transfuse.model.Validation.Verdict.PASS;
import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.Sparks;
import io.transfuse.model.Endpoint;
import io.transfuse.model.TargetTable;
import io.transfuse.model.Validation.Compared;
import io.transfuse.model.Validation.Difference;
import io.transfuse.model.Validation.Level;
import io.transfuse.stage.StagedTable;
import io.transfuse.types.Digest;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompareTest {
    private static final TargetTable CASES = Staged.target(
            "cases", List.of("id"), "id integer", "Title text", "at timestamptz", "score double precision");
    private static final String ROWS = """
            SELECT CAST(id AS int) AS id, IF(id % 7 = 0, '', concat('case ', id)) AS `Title`,
              timestamp_micros(id * 1234567891) AS at, CAST(id AS double) / 3 AS score FROM range(1000)
            """;
    private static final TargetTable PARTS =
            Staged.target("parts", List.of("a", "b"), "a integer", "b text", "n bigint");
    private static final TargetTable LOG = Staged.target("log", List.of(), "line text");

    private Endpoint target;
    private Staged cases;
    private Staged parts;
    private Staged log;
    private Staged nothing;

    @BeforeAll
    void stage(@TempDir Path folder) throws SQLException {
        target = Servers.postgres();
        cases = Staged.of(CASES, ROWS, folder);
        parts = Staged.of(PARTS, "SELECT 1 AS a, 'x' AS b, 5L AS n UNION ALL SELECT 1, 'y\"', 6L", folder);
        log = Staged.of(LOG, "SELECT explode(array('a', 'a', 'b', NULL, '')) AS line", folder);
        nothing = new Staged(
                new StagedTable(LOG, "run", "cut", "plan", 1, List.of()),
                Digest.of(0, BigInteger.ZERO, BigInteger.ZERO));
    }

    @Test
    void anEqualTargetPasses() throws Exception {
        fill();
        var compared = compare(cases);
        assertThat(compared.verdict()).isEqualTo(PASS);
        assertThat(compared.targetRows()).isEqualTo(1000);
        assertThat(compared.targetChecksum())
                .isEqualTo(compared.stageChecksum())
                .hasSize(32);
        assertThat(compare(parts).verdict()).isEqualTo(PASS);
        assertThat(compare(log).verdict()).isEqualTo(PASS);
    }

    @Test
    void plantedDamageIsNamedWithTableKeyAndColumn() throws Exception {
        fill();
        run("UPDATE cases SET \"Title\" = 'other', score = score + 1e-9 WHERE id = 5");
        run("UPDATE cases SET \"Title\" = NULL WHERE id = 14");
        run("UPDATE cases SET at = at + interval '1 microsecond' WHERE id = 999");
        run("DELETE FROM cases WHERE id = 6");
        run("INSERT INTO cases VALUES (5000, 'added', NULL, NULL)");
        var compared = compare(cases);
        assertThat(compared.verdict()).isEqualTo(FAIL);
        assertThat(compared.table()).isEqualTo("public.cases");
        assertThat(List.of(compared.missing(), compared.extra(), compared.changed()))
                .containsExactly(1L, 1L, 3L);
        assertThat(compared.differences())
                .containsExactlyInAnyOrder(
                        new Difference("5", "changed", List.of("Title", "score")),
                        new Difference("14", "changed", List.of("Title")),
                        new Difference("999", "changed", List.of("at")),
                        new Difference("6", "missing", List.of()),
                        new Difference("5000", "extra", List.of()));
    }

    @Test
    void allDifferencesAreCountedAndAHundredListed() throws Exception {
        fill();
        run("UPDATE cases SET score = NULL");
        var compared = compare(cases);
        assertThat(compared.changed()).isEqualTo(1000);
        assertThat(compared.differences())
                .hasSize(100)
                .allMatch(d -> d.columns().equals(List.of("score")));
    }

    @Test
    void aKeyOfSeveralColumnsIsNamedAsAJsonArray() throws Exception {
        fill();
        run("UPDATE parts SET n = 7 WHERE b = 'y\"'");
        assertThat(compare(parts).differences())
                .containsExactly(new Difference("[\"1\",\"y\\\"\"]", "changed", List.of("n")));
    }

    @Test
    void aKeyThatTheTargetHoldsTwiceIsAnExtraRow() throws Exception {
        fill();
        run("ALTER TABLE parts DROP CONSTRAINT parts_pkey");
        run("INSERT INTO parts SELECT * FROM parts WHERE b = 'x'");
        var compared = compare(parts);
        assertThat(List.of(compared.missing(), compared.extra(), compared.changed()))
                .containsExactly(0L, 1L, 0L);
        assertThat(compared.differences()).containsExactly(new Difference("[\"1\",\"x\"]", "extra", List.of()));
    }

    @Test
    void aTableWithoutKeyIsComparedRowByRowAsAMultiset() throws Exception {
        fill();
        run("DELETE FROM log WHERE ctid IN (SELECT ctid FROM log WHERE line = 'a' LIMIT 1)");
        run("INSERT INTO log VALUES ('b'), (NULL)");
        var compared = compare(log);
        assertThat(List.of(compared.missing(), compared.extra(), compared.changed()))
                .containsExactly(1L, 2L, 0L);
        assertThat(compared.differences()).contains(new Difference("a", "missing", List.of()));
        assertThat(compared.differences())
                .filteredOn(d -> d.kind().equals("extra"))
                .allMatch(d -> d.key().startsWith("ctid ("));
    }

    @Test
    void rowsWhereNothingIsStagedAreExtra() throws Exception {
        fill();
        assertThat(compare(nothing).extra()).isEqualTo(5);
    }

    @Test
    void aMissingTableFailsWithOneLine() throws Exception {
        fill();
        run("DROP TABLE cases");
        var compared = compare(cases);
        assertThat(compared.verdict()).isEqualTo(FAIL);
        assertThat(compared.missing()).isEqualTo(1000);
        assertThat(compared.differences())
                .containsExactly(new Difference("the target has no table public.cases", "missing", List.of()));
    }

    @Test
    void aMissingColumnFailsWithItsName() throws Exception {
        fill();
        run("ALTER TABLE cases DROP COLUMN score, ALTER COLUMN id TYPE numeric");
        assertThat(compare(cases).differences())
                .extracting(Difference::key)
                .containsExactly(
                        "public.cases.id is numeric in the target, but must be integer",
                        "public.cases.score is missing in the target, but must be double precision");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE})
    void rowsThatAreReadBackAreToldApart(long fewRows) throws Exception {
        fill();
        assertThat(readBack(cases, fewRows)).isEqualTo(new ReadBack.Unlike(0, 0));
        assertThat(readBack(parts, fewRows)).isEqualTo(new ReadBack.Unlike(0, 0));
        assertThat(readBack(log, fewRows)).isEqualTo(new ReadBack.Unlike(0, 0));
        assertThat(readBack(nothing, fewRows)).isEqualTo(new ReadBack.Unlike(0, 5));
        run("UPDATE cases SET \"Title\" = NULL WHERE id = 7");
        run("UPDATE cases SET at = at + interval '1 microsecond' WHERE id = 999");
        run("UPDATE cases SET score = -score WHERE id = 0");
        run("DELETE FROM cases WHERE id = 6");
        run("UPDATE parts SET n = CASE n WHEN 5 THEN 6 ELSE 5 END");
        run("INSERT INTO log VALUES ('b'), ('')");
        assertThat(readBack(cases, fewRows)).isEqualTo(new ReadBack.Unlike(4, 3));
        assertThat(readBack(parts, fewRows)).isEqualTo(new ReadBack.Unlike(2, 2));
        assertThat(readBack(log, fewRows)).isEqualTo(new ReadBack.Unlike(0, 2));
    }

    @Test
    void aRowThatOnlyReadingBackTellsIsNamedWithKeyAndColumn() throws Exception {
        fill();
        run("UPDATE parts SET n = 7 WHERE b = 'x'");
        run("DELETE FROM cases WHERE id = 6");
        run("INSERT INTO cases VALUES (5000, 'added', NULL, NULL)");
        run("UPDATE cases SET at = at + interval '1 microsecond', score = -score WHERE id = 0");
        run("INSERT INTO log VALUES ('a')");
        assertThat(unseen(parts).differences())
                .containsExactly(new Difference("[\"1\",\"x\"]", "changed", List.of("n")));
        var compared = unseen(cases);
        assertThat(compared.verdict()).isEqualTo(FAIL);
        assertThat(List.of(compared.missing(), compared.extra(), compared.changed()))
                .containsExactly(1L, 1L, 1L);
        assertThat(compared.differences())
                .containsExactlyInAnyOrder(
                        new Difference("0", "changed", List.of("at", "score")),
                        new Difference("6", "missing", List.of()),
                        new Difference("5000", "extra", List.of()));
        assertThat(unseen(log).differences())
                .singleElement()
                .matches(d -> d.kind().equals("extra") && d.key().startsWith("ctid ("));
        assertThat(unseen(nothing).extra()).isEqualTo(6);
    }

    /** As if PostgreSQL had computed the digest of what it should hold. */
    private Compared unseen(Staged staged) throws SQLException {
        var endpoint = target;
        Connect connect = () -> Servers.connect(endpoint);
        return new Compare(Sparks.session(), target, connect, 3, ShownKey.CLEAR)
                .rows(staged.table(), List.of("s"), staged.digest(), Optional.of(staged.digest()));
    }

    private ReadBack.Unlike readBack(Staged staged, long fewRows) throws SQLException {
        var endpoint = target;
        return new ReadBack(Sparks.session(), () -> Servers.connect(endpoint), 3, fewRows)
                .of(staged.table(), staged.digest().rows());
    }

    private Compared compare(Staged staged) throws SQLException, InterruptedException {
        Connect connect = () -> Servers.connect(target);
        var table = staged.table().target();
        var actual = TargetDigest.of(connect, List.of(table), 2, Level.DIGESTS).get(table.qualified());
        return new Compare(Sparks.session(), target, connect, 3, ShownKey.CLEAR)
                .table(staged.table(), List.of("s"), staged.digest(), Objects.requireNonNull(actual));
    }

    private void fill() throws SQLException {
        run("""
                DROP TABLE IF EXISTS cases, parts, log;
                CREATE TABLE cases (id integer PRIMARY KEY, "Title" text, at timestamptz, score double precision);
                INSERT INTO cases SELECT i, CASE WHEN i % 7 = 0 THEN '' ELSE 'case ' || i END,
                  to_timestamp(0) + i * 1234567891 * interval '1 microsecond', i::float8 / 3 FROM generate_series(0::bigint, 999) i;
                CREATE TABLE parts (a integer, b text, n bigint, PRIMARY KEY (a, b));
                INSERT INTO parts VALUES (1, 'x', 5), (1, 'y"', 6);
                CREATE TABLE log (line text);
                INSERT INTO log VALUES ('a'), ('a'), ('b'), (NULL), ('')
                """);
    }

    private void run(String sql) throws SQLException {
        try (var connection = Servers.connect(target);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
