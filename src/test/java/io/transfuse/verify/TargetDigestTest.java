package io.transfuse.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.model.Endpoint;
import io.transfuse.model.TargetTable;
import io.transfuse.model.Validation.Level;
import io.transfuse.types.Digest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TargetDigestTest {
    private static final TargetTable EVENTS =
            Staged.target("events", List.of("id"), "id integer", "at timestamp", "what text");
    private static final TargetTable NONE = Staged.target("no_such_table", List.of(), "id integer");
    private static final int ROWS = 3000;

    private final Endpoint target = Servers.postgres();
    private final List<Connection> opened = new ArrayList<>();

    @BeforeEach
    void fill() throws SQLException {
        run("DROP TABLE IF EXISTS events");
        run("CREATE TABLE events (id integer, at timestamp, what text)");
        run("INSERT INTO events SELECT i, timestamp '1890-01-01' + i * interval '30 days', repeat('x', 100)"
                + " FROM generate_series(1, " + ROWS + ") i");
    }

    @Test
    void aTableInPartsAddsUpToTheSameAsAWhole() throws Exception {
        var whole = digest(1, Long.MAX_VALUE);
        assertThat(whole.rows()).isEqualTo(ROWS);
        assertThat(digest(3, 1)).isEqualTo(whole);
        assertThat(digest(3, 7)).isEqualTo(whole);
        assertThat(digest(1, 7)).isEqualTo(whole);
    }

    @Test
    void partsOverlapNowhereAndEndNowhere() {
        assertThat(PageRanges.of("p", 7, 3))
                .containsExactly(
                        "p >= '(0,0)'::tid AND p < '(2,0)'::tid",
                        "p >= '(2,0)'::tid AND p < '(4,0)'::tid",
                        "p >= '(4,0)'::tid");
        assertThat(PageRanges.of("p", 0, 3)).containsExactly("true");
        assertThat(PageRanges.of("p", 2, 9)).hasSize(2);
    }

    @Test
    void oneRowLostAddedOrDoubledChangesTheSum() throws Exception {
        var before = digest(3, 7);
        run("DELETE FROM events WHERE id = " + ROWS);
        var lost = digest(3, 7);
        assertThat(lost.rows()).isEqualTo(ROWS - 1);
        run("INSERT INTO events SELECT * FROM events WHERE id = 17");
        var doubled = digest(3, 7);
        assertThat(doubled.rows()).isEqualTo(before.rows());
        assertThat(doubled.checksum()).isNotEqualTo(before.checksum());
        run("DELETE FROM events WHERE ctid = (SELECT max(ctid) FROM events WHERE id = 17)");
        run("INSERT INTO events SELECT 3000, timestamp '1890-01-01' + 3000 * interval '30 days', repeat('x', 100)");
        assertThat(digest(3, 7)).isEqualTo(before);
    }

    @Test
    void valuesThatChangePlacesChangeTheSum() throws Exception {
        var pairs = Staged.target("pairs", List.of("id"), "id integer", "a integer", "b integer", "c text");
        run("CREATE TABLE pairs (id integer, a integer, b integer, c text)");
        run("INSERT INTO pairs VALUES (1, 10, 20, 'x'), (2, 20, 10, 'y'), (3, 10, 20, 'x'), (4, 30, 40, NULL)");
        var sums = new ArrayList<Digest>();
        for (var damage : List.of(
                "pairs SET id = id",
                "pairs SET a = CASE id WHEN 1 THEN 20 ELSE 10 END WHERE id IN (1, 2)",
                "pairs SET c = CASE id WHEN 1 THEN 'y' ELSE 'x' END WHERE id IN (1, 2)",
                "pairs SET c = CASE id WHEN 3 THEN NULL ELSE 'x' END WHERE id IN (3, 4)",
                "pairs SET a = b, b = a WHERE id = 4",
                "pairs SET a = b, b = a WHERE id IN (1, 2)",
                "pairs SET a = a + 1 WHERE id IN (1, 3)",
                "pairs SET a = a + CASE id WHEN 1 THEN 1 ELSE -1 END WHERE id IN (1, 2)",
                "pairs SET id = 1 WHERE id = 3")) {
            run("DROP TABLE IF EXISTS kept; CREATE TABLE kept AS TABLE pairs");
            run("UPDATE " + damage);
            sums.add(of(this::connect, pairs, 1, Level.DIGESTS, 7).orElseThrow());
            run("TRUNCATE pairs; INSERT INTO pairs TABLE kept");
        }
        assertThat(sums).doesNotHaveDuplicates();
        assertThat(sums).extracting(Digest::rows).containsOnly(4L);
        assertThat(of(this::connect, pairs, 1, Level.DIGESTS, 7)).contains(sums.get(0));
    }

    @Test
    void anIntegerThatBecameWiderHasNoDigest() throws Exception {
        run("ALTER TABLE events ALTER id TYPE smallint");
        var narrow = digest(1, 7);
        run("ALTER TABLE events ALTER id TYPE integer");
        assertThat(digest(1, 7)).isEqualTo(narrow);
        run("ALTER TABLE events ALTER id TYPE bigint");
        assertThat(of(this::connect, EVENTS, 1, Level.DIGESTS, 7)).isEmpty();
    }

    @Test
    void rowsWrittenMeanwhileBelongToNoPart() throws Exception {
        var before = digest(3, 7);
        Connect meanwhile = () -> {
            var connection = connect();
            // The second session begins after the moment was taken.
            if (opened.size() == 2) {
                run("INSERT INTO events SELECT i, NULL, 'late' FROM generate_series(5000, 9000) i");
                run("UPDATE events SET what = 'changed' WHERE id < 100");
            }
            return connection;
        };
        opened.clear();
        assertThat(of(meanwhile, EVENTS, 3, Level.DIGESTS, 7)).contains(before);
        assertThat(opened).hasSize(3);
        assertThat(digest(3, 7).rows()).isEqualTo(ROWS + 4001);
    }

    @Test
    void aPartitionedTableIsAddedUpAsAWhole() throws Exception {
        var plain = digest(2, 7);
        run("ALTER TABLE events RENAME TO events_before");
        run("CREATE TABLE events (id integer, at timestamp, what text) PARTITION BY RANGE (id)");
        run("CREATE TABLE events_low PARTITION OF events FOR VALUES FROM (0) TO (2000)");
        run("CREATE TABLE events_high PARTITION OF events FOR VALUES FROM (2000) TO (9000)");
        run("INSERT INTO events SELECT * FROM events_before");
        run("DROP TABLE events_before");
        assertThat(digest(2, 7)).isEqualTo(plain);
        assertThat(digest(1, Long.MAX_VALUE)).isEqualTo(plain);
        assertThat(digest(3, 1)).isEqualTo(plain);
        try (var connection = connect()) {
            var pages = PageRanges.pages(connection, List.of(EVENTS, NONE));
            assertThat(pages.get(0).all()).isGreaterThan(pages.get(0).longest());
            assertThat(pages.get(1)).isEqualTo(new PageRanges.Pages(0, 0));
        }
    }

    @Test
    void countsSeeHowManyAndNothingElse() throws Exception {
        assertThat(of(this::connect, EVENTS, 2, Level.COUNTS, 7)).contains(new Digest(ROWS, ""));
        run("UPDATE events SET what = 'changed'");
        assertThat(of(this::connect, EVENTS, 2, Level.COUNTS, 7)).contains(new Digest(ROWS, ""));
    }

    @Test
    void aMissingTableHasNoDigest() throws Exception {
        assertThat(of(this::connect, NONE, 2, Level.DIGESTS, 7)).isEmpty();
        assertThat(of(this::connect, NONE, 2, Level.COUNTS, 7)).isEmpty();
    }

    private Digest digest(int connections, long pages) throws SQLException, InterruptedException {
        return of(this::connect, EVENTS, connections, Level.DIGESTS, pages).orElseThrow();
    }

    private static Optional<Digest> of(Connect target, TargetTable table, int connections, Level level, long pages)
            throws SQLException, InterruptedException {
        return Objects.requireNonNull(TargetDigest.of(target, List.of(table), connections, level, pages)
                .get(table.qualified()));
    }

    private Connection connect() throws SQLException {
        var connection = Servers.connect(target);
        opened.add(connection);
        return connection;
    }

    private void run(String sql) throws SQLException {
        try (var connection = Servers.connect(target);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
