package io.transfuse.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.transfuse.Servers;
import io.transfuse.Sparks;
import io.transfuse.model.Endpoint;
import io.transfuse.model.TargetTable;
import io.transfuse.model.UserException;
import io.transfuse.stage.StagedFile;
import io.transfuse.stage.StagedTable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoaderTest {
    private static final TargetTable TABLE = Given.table("Order", "id bigint!", "name text");
    private static final String COUNTS = "SELECT count(*), count(DISTINCT id) FROM \"Order\"";

    private final Given.Count progress = new Given.Count();
    private final String run = Given.run();
    private final Endpoint endpoint = Servers.postgres();
    private final Target target = new Target(endpoint);
    private final Loader loader = new Loader(Sparks.context(), target, 2);

    @TempDir
    Path folder;

    @BeforeEach
    void aLedgerAndABareTable() {
        var ledger = new Ledger(target);
        ledger.establish();
        ledger.register(run, Given.identity());
        ledger.create(run, Given.ddl(TABLE));
    }

    @Test
    void allChunksArriveOnceAndTheProgressCountsTheirRows() throws Exception {
        var staged = staged(1000, 5);
        assertThat(loader.load(List.of(staged), 1000, progress)).isEqualTo(1000);
        assertThat(Servers.rows(endpoint, COUNTS)).containsExactly("1000|1000");
        assertThat(progress.rows).hasValue(1000);
        assertThat(progress.took).containsOnly(Map.entry("public.Order", 1000L));
        assertThat(new Ledger(target).loadedRows(run)).containsEntry("public.Order", 1000L);
        assertThat(Servers.rows(endpoint, "SELECT count(*), sum(rows) FROM transfuse.chunks"))
                .containsExactly("5|1000");
    }

    @Test
    void loadingAgainBringsNothingMore() throws Exception {
        var staged = staged(10, 2);
        loader.load(List.of(staged), 10, progress);
        assertThat(loader.load(List.of(staged), 10, progress)).isZero();
        assertThat(Servers.rows(endpoint, COUNTS)).containsExactly("10|10");
    }

    @Test
    void onlyMissingChunksAreLoadedAfterAStop() throws Exception {
        var staged = staged(100, 4);
        loader.load(List.of(some(staged, staged.files().subList(0, 3))), 100, progress);
        assertThat(loader.load(List.of(staged), 100, progress)).isEqualTo(25);
        assertThat(Servers.rows(endpoint, COUNTS)).containsExactly("100|100");
    }

    @Test
    void aTwinWaitsAndThenDoesNothing() throws Exception {
        var chunk = Chunk.of(staged(10, 1)).findFirst().orElseThrow();
        try (var first = target.open();
                var second = target.open()) {
            first.setAutoCommit(false);
            second.setAutoCommit(false);
            first.createStatement()
                    .execute("INSERT INTO transfuse.chunks (run, target, stage_version, chunk, rows) VALUES ('" + run
                            + "', 'public.Order', 0, '" + chunk.file().name() + "', 10)");
            var twin = CompletableFuture.supplyAsync(() -> {
                try {
                    return new CopyChunk(second, chunk).load();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            TimeUnit.MILLISECONDS.sleep(300);
            assertThat(twin).isNotDone();
            first.commit();
            assertThat(twin.get(10, TimeUnit.SECONDS)).isZero();
        }
        assertThat(Servers.rows(endpoint, COUNTS)).containsExactly("0|0");
    }

    @Test
    void twinsThatLoadAtTheSameTimeBringTheRowsOnce() throws Exception {
        var chunks = Chunk.of(staged(2000, 10)).toList();
        var twins = List.of(loading(chunks), loading(chunks), loading(chunks));
        var rows = 0L;
        for (var twin : twins) {
            rows += twin.get(1, TimeUnit.MINUTES);
        }
        assertThat(rows).isEqualTo(2000);
        assertThat(Servers.rows(endpoint, COUNTS)).containsExactly("2000|2000");
    }

    private CompletableFuture<Long> loading(List<Chunk> chunks) {
        return CompletableFuture.supplyAsync(() -> {
            var rows = new AtomicLong();
            new CopyTask(target, false)
                    .call(List.of(chunks).iterator())
                    .forEachRemaining(t -> rows.addAndGet(t.rows()));
            return rows.get();
        });
    }

    @Test
    void aTwinWhoseFirstFailsDoesTheWork() throws Exception {
        var chunk = Chunk.of(staged(10, 1)).findFirst().orElseThrow();
        try (var first = target.open();
                var second = target.open()) {
            first.setAutoCommit(false);
            second.setAutoCommit(false);
            first.createStatement()
                    .execute("INSERT INTO transfuse.chunks (run, target, stage_version, chunk, rows) VALUES ('" + run
                            + "', 'public.Order', 0, '" + chunk.file().name() + "', 10)");
            first.rollback();
            assertThat(new CopyChunk(second, chunk).load()).isEqualTo(10);
        }
        assertThat(Servers.rows(endpoint, COUNTS)).containsExactly("10|10");
    }

    @Test
    void aFailingRowIsNotQuotedAndLeavesNothingBehind() throws Exception {
        Servers.execute(endpoint, "ALTER TABLE \"Order\" ADD CONSTRAINT no_seven CHECK (name <> 'row 7') NOT VALID");
        var staged = staged(10, 1);
        var failure = catchThrowable(() -> loader.load(List.of(staged), 10, progress));
        assertThat(failure)
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll("public.Order", "23514", "no_seven", "; run the same command again")
                .hasNoCause();
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("row 7").doesNotContain("Failing row");
        assertThat(Servers.rows(endpoint, "SELECT (SELECT count(*) FROM \"Order\"), count(*) FROM transfuse.chunks"))
                .containsExactly("0|0");
    }

    @Test
    void aValueThatDoesNotFitIsNotQuoted() throws Exception {
        Servers.execute(endpoint, "ALTER TABLE \"Order\" ALTER name TYPE integer USING NULL");
        var staged = staged(10, 1);
        assertThatThrownBy(() -> loader.load(List.of(staged), 10, progress))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("22P02")
                .hasMessageNotContaining("row ");
    }

    @Test
    void aTableOfAnotherRunIsNotTouched() throws Exception {
        var staged = staged(10, 1);
        var other = new StagedTable(TABLE, Given.run(), "cut-1", "digest-1", 0, staged.files());
        assertThatThrownBy(() -> loader.load(List.of(other), 10, progress))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("does not belong to run");
        assertThat(Servers.rows(endpoint, COUNTS)).containsExactly("0|0");
    }

    @Test
    void anExistingEmptyTableIsFilledAndEmptiedAgainByForget() throws Exception {
        Servers.execute(endpoint, "CREATE TABLE theirs (id bigint PRIMARY KEY, name text DEFAULT 'x')");
        var theirs = Given.table("theirs", "id bigint!", "name text");
        var ledger = new Ledger(target);
        ledger.adopt(run, List.of(theirs));
        loader.load(List.of(Given.staged(theirs, run, Given.numbered(10, 1), folder)), 10, progress);
        ledger.adopt(run, List.of(theirs));
        assertThat(Servers.rows(endpoint, "SELECT count(*) FROM theirs")).containsExactly("10");
        assertThatThrownBy(() -> ledger.adopt(Given.run(), List.of(theirs)))
                .hasMessage("table public.theirs holds rows, but must be empty");
        ledger.forget(run);
        assertThat(Servers.rows(endpoint, "SELECT count(*) FROM theirs")).containsExactly("0");
    }

    @Test
    void aStageFileWithoutAColumnIsRefused() throws Exception {
        var staged = Given.staged(TABLE, run, Given.numbered(3, 1).selectExpr("id", "name AS nome"), folder);
        assertThatThrownBy(() -> loader.load(List.of(staged), 3, progress))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("has no column name");
    }

    @Test
    void columnsAreFoundByNameWhateverTheirOrderInTheFile() throws Exception {
        var staged =
                Given.staged(TABLE, run, Given.numbered(1, 1).selectExpr("X'00' AS _checksum", "name", "id"), folder);
        loader.load(List.of(staged), 1, progress);
        assertThat(Servers.rows(endpoint, "SELECT id, name FROM \"Order\"")).containsExactly("0|row 0");
    }

    @Test
    void chunksAreDealtOutEvenly() {
        var files = List.of(9, 5, 4, 3, 3).stream()
                .map(size -> new StagedFile("/", "f" + size, size))
                .toList();
        var staged = new StagedTable(TABLE, run, "cut-1", "digest-1", 0, files);
        var parts = Loader.shared(Chunk.of(staged).toList(), 2);
        assertThat(parts)
                .extracting(p -> p.stream().map(c -> c.file().size()).toList())
                .containsExactly(List.of(9L, 3L), List.of(5L, 4L, 3L));
    }

    private StagedTable staged(long rows, int files) throws Exception {
        return Given.staged(TABLE, run, Given.numbered(rows, files), folder);
    }

    private static StagedTable some(StagedTable staged, List<StagedFile> files) {
        return new StagedTable(staged.target(), staged.run(), staged.cut(), staged.plan(), staged.version(), files);
    }
}
