package io.transfuse.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.Servers;
import io.transfuse.Sparks;
import io.transfuse.model.Endpoint;
import io.transfuse.model.PgType.Kind;
import io.transfuse.model.TargetTable;
import io.transfuse.model.UserException;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

class CopyBinaryTest {
    private static final List<Kind> KINDS =
            Boundaries.ALL.stream().map(Boundaries::kind).toList();

    private final Endpoint endpoint = Servers.postgres();
    private final Target target = new Target(endpoint);

    @TempDir
    Path folder;

    @Test
    void valuesAtTheEndsOfEveryTypeAreTheSameInBothFormats() throws Exception {
        var rows = Boundaries.rowsOfEnds();
        inBothFormats(rows, rows);
        assertThat(differing()).isEmpty();
        assertThat(Servers.rows(endpoint, "SELECT count(*), count(c0) FROM in_binary"))
                .containsExactly(rows.size() + "|2");
    }

    @Test
    void anyValuesAreTheSameInBothFormats() throws Exception {
        var rows = Boundaries.anyRows(1000, new Random(7));
        inBothFormats(rows, rows);
        assertThat(differing()).isEmpty();
        assertThat(Servers.rows(endpoint, "SELECT count(*) FROM in_binary")).containsExactly("1000");
    }

    @Test
    void aValueThatIsNotTheSameIsSeen() throws Exception {
        var dates = KINDS.indexOf(Kind.DATE);
        var dayLater = Boundaries.rowsOfEnds();
        dayLater.get(4)[dates] = (Integer) dayLater.get(4)[dates] + 1;
        inBothFormats(Boundaries.rowsOfEnds(), dayLater);
        assertThat(differing()).containsExactly("5");
    }

    @ParameterizedTest
    @CsvSource({"text, true", "letters, false"})
    void theLoaderTakesTheFormatThatTheColumnsTake(String type, boolean binary) throws Exception {
        Servers.execute(
                endpoint,
                "CREATE DOMAIN letters AS text",
                "CREATE TABLE t (x " + type + ")",
                "CREATE TABLE seen (query text)",
                """
                CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN INSERT INTO seen VALUES (current_query()); RETURN NEW; END'""",
                "CREATE TRIGGER see BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION see()");
        load(Given.table("t", "x text"), "SELECT 'a' AS x");
        assertThat(Servers.rows(endpoint, "SELECT query LIKE 'COPY%(FORMAT binary)' FROM seen"))
                .containsExactly(binary ? "t" : "f");
    }

    @Test
    void aChunkThatChangesItsFormatOnTheWayIsLoadedOnce() throws Exception {
        var last = 99_999;
        load(
                "n bigint, x numeric",
                "SELECT id AS n, if(id = " + last + ", '1e3', string(id)) AS x FROM range(0, 100000, 1, 1)");
        assertThat(Servers.rows(
                        endpoint, "SELECT count(*), count(DISTINCT n), max(x) FROM t WHERE n = x OR n = " + last))
                .containsExactly("100000|100000|99998");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            json           | jsonb
            timetz         | time
            "char"         | text
            name           | text
            xml            | text
            money          | numeric
            inet           | text
            letters        | text
            varchar(9)[]   | text[]
            integer        | bigint
            """)
    void aColumnOfAnotherTypeIsFilledInText(String there, String staged) throws SQLException {
        Servers.execute(endpoint, "CREATE DOMAIN letters AS text", "CREATE TABLE t (n integer, x " + there + ")");
        assertThat(takesBinary(Given.table("t", "n integer", "x " + staged))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text", "varchar(3)", "char(3)", "citext", "numeric(3,1)", "bit(3)", "varbit", "text[]", "jsonb"
            })
    void aColumnOfTheVeryTypeIsFilledInBinary(String type) throws SQLException {
        Servers.execute(endpoint, "CREATE EXTENSION citext", "CREATE TABLE t (x " + type + ", other money)");
        assertThat(takesBinary(Given.table("t", "x " + type))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            uuid    | {00000000000080008000-00000000000f} | 00000000-0000-8000-8000-00000000000f
            numeric | 1.5e3                               | 1500
            numeric | +1                                  | 1
            numeric | .5                                  | 0.5
            time    | 7:05                                | 07:05:00
            time    | 24:00:00                            | 24:00:00
            varbit  | xF0                                 | 11110000
            text[]  | {{a,b},{c,d}}                       | {{a,b},{c,d}}
            text[]  | [0:1]={a,b}                         | [0:1]={a,b}
            """)
    void aValueInAnotherSpellingTakesItsChunkToTheTextFormat(String type, String staged, String there)
            throws Exception {
        assertThat(load("n integer, x " + type, "SELECT 1 AS n, '" + staged + "' AS x UNION ALL SELECT 2, NULL"))
                .isEqualTo(2);
        assertThat(Servers.rows(endpoint, "SELECT x::text FROM t ORDER BY n")).containsExactly(there, "null");
        assertThat(Servers.rows(endpoint, "SELECT sum(rows) FROM transfuse.chunks"))
                .containsExactly("2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            jsonb       | {"secret"               | 22P02
            uuid        | secret                  | 22P02
            numeric     | secret                  | 22P02
            numeric(3)  | 1234567                 | 22003
            varchar(3)  | secret                  | 22001
            bit(3)      | 1010101                 | 22026
            text[]      | {secret                 | 22P02
            """)
    void aValueThatDoesNotFitIsToldWithoutIt(String type, String staged, String state) {
        assertThatThrownBy(() -> load("x " + type, "SELECT '" + staged + "' AS x"))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll("public.t", "SQLSTATE " + state)
                .hasMessageNotContaining(staged)
                .hasNoCause();
    }

    @Test
    void aMissingValueIsToldWithItsColumn() {
        assertThatThrownBy(() -> load("n integer, x integer NOT NULL", "SELECT 1 AS n, CAST(NULL AS INT) AS x"))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll("23502", "table public.t", "column x");
    }

    @Test
    void aLongValueIsHandedOverInPieces() throws SQLException {
        var written = new ByteArrayOutputStream();
        var largest = new AtomicInteger();
        var copy = new CopyBinary(List.of(Kind.TEXT, Kind.BYTEA), 16, (bytes, size) -> {
            written.write(bytes, 0, size);
            largest.accumulateAndGet(size, Math::max);
        });
        copy.append(
                new GenericInternalRow(new Object[] {UTF8String.fromString("ä".repeat(500_000)), new byte[1_000_000]}));
        copy.end();
        var head = 19 + 2;
        assertThat(written.size()).isEqualTo(head + 4 + 1_000_000 + 4 + 1_000_000 + 2);
        assertThat(largest.get()).isLessThan(200_000);
    }

    /** Loads a table {@code t} as a task does. */
    private long load(String columns, String query) throws Exception {
        Servers.execute(endpoint, "CREATE TABLE t (" + columns + ")");
        return load(Given.table("t", columns.replace(" NOT NULL", "").split(", ")), query);
    }

    private long load(TargetTable table, String query) throws Exception {
        var run = Given.run();
        var ledger = new Ledger(target);
        ledger.establish();
        ledger.register(run, Given.identity());
        ledger.adopt(run, List.of(table));
        var staged = Given.staged(table, run, Sparks.session().sql(query).coalesce(1), folder);
        return new Loader(Sparks.context(), target, 1).load(List.of(staged), 1, new Given.Count());
    }

    private boolean takesBinary(TargetTable table) throws SQLException {
        var columns = table.columns().stream()
                .map(c -> new Chunk.Loaded(c.name(), c.staged(), c.type().kind()))
                .toList();
        try (var connection = target.open()) {
            return new BinaryColumns(connection, new Chunk.Into("", 0, "public", table.name(), columns)).all();
        }
    }

    private void inBothFormats(List<Object[]> text, List<Object[]> binary) throws SQLException {
        var columns = IntStream.range(0, KINDS.size())
                .mapToObj(i -> "c" + i + " " + Boundaries.ALL.get(i).type())
                .collect(Collectors.joining(", "));
        Servers.execute(
                endpoint,
                "CREATE EXTENSION citext",
                Boundaries.MOOD,
                "CREATE TABLE in_text (n integer, " + columns + ")",
                "CREATE TABLE in_binary (n integer, " + columns + ")");
        var kinds = new ArrayList<>(List.of(Kind.INTEGER));
        kinds.addAll(KINDS);
        try (var connection = target.open()) {
            var api = connection.unwrap(PGConnection.class).getCopyAPI();
            var into = api.copyIn("COPY in_text FROM STDIN");
            send(text, new CopyText(kinds, 64, (bytes, size) -> into.writeToCopy(bytes, 0, size)));
            assertThat(into.endCopy()).isEqualTo(text.size());
            var intoBinary = api.copyIn("COPY in_binary FROM STDIN (FORMAT binary)");
            send(binary, new CopyBinary(kinds, 64, (bytes, size) -> intoBinary.writeToCopy(bytes, 0, size)));
            assertThat(intoBinary.endCopy()).isEqualTo(binary.size());
        }
    }

    private static void send(List<Object[]> rows, CopyRows copy) throws SQLException {
        for (var i = 0; i < rows.size(); i++) {
            var row = new ArrayList<Object>();
            row.add(i + 1);
            row.addAll(Arrays.asList(rows.get(i)));
            copy.append(new GenericInternalRow(row.toArray()));
            copy.flush();
        }
        copy.end();
    }

    /** Rows that differ in what is printed or in the bytes that PostgreSQL holds. */
    private List<String> differing() {
        return Servers.rows(endpoint, """
                SELECT coalesce(a.n, b.n) FROM in_text a FULL JOIN in_binary b ON a.n = b.n
                WHERE a::text IS DISTINCT FROM b::text OR record_send(a) IS DISTINCT FROM record_send(b)
                ORDER BY 1""");
    }
}
