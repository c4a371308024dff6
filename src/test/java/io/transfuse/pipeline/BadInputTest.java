package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.Servers;
import io.transfuse.model.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each mistake is one clear line with its exit code, and nothing has changed anywhere. */
class BadInputTest {

    @TempDir
    Path folder;

    private Trial trial;

    @BeforeEach
    void aTrial() {
        trial = Trial.shop(folder);
    }

    private void refused(int code, String... words) {
        var target = Footprint.of(trial.target);
        var source = source();
        try {
            trial.run();
        } catch (UserException e) {
            assertThat(e.getMessage()).contains(words).doesNotContain("\n", "s3cret");
            assertThat(e.exitCode()).isEqualTo(code);
            assertThat(Footprint.of(trial.target)).isEqualTo(target);
            assertThat(source()).isEqualTo(source);
            assertThat(trial.out.resolve("stage")).doesNotExist();
            return;
        }
        throw new AssertionError("nobody noticed");
    }

    private Set<String> source() {
        var files = Footprint.files(folder);
        files.removeIf(f -> f.startsWith("out/"));
        return files;
    }

    @Test
    void theSourceFileIsMissing() throws IOException {
        Files.delete(trial.source);
        refused(3, "source.url names", "which is no file");
    }

    @Test
    void theSourceIsNotSqlite() throws IOException {
        Files.writeString(trial.source, "id;name\n1;s3cret\n".repeat(50));
        refused(3, "which is not a SQLite 3 database");
    }

    @Test
    void aKeyIsUnknown() {
        trial.with("polcy.orphan", "keep");
        refused(2, "polcy is no known key", "nearest: policy");
        assertThat(trial.out).doesNotExist();
    }

    @Test
    void aValueIsNotAllowed() {
        trial.with("policy.orphan", "ignore");
        refused(2, "policy.orphan is ignore, but must be quarantine or null or keep");
    }

    @Test
    void thePasswordIsWrong() throws IOException {
        Servers.execute(trial.target, "DROP ROLE IF EXISTS locked", "CREATE ROLE locked LOGIN PASSWORD 'right'");
        var hba = Path.of(Servers.rows(trial.target, "SHOW hba_file").get(0));
        Files.writeString(hba, "host all locked all scram-sha-256\n" + Files.readString(hba));
        Servers.execute(trial.target, "SELECT pg_reload_conf()", "SELECT pg_sleep(0.3)");
        trial.with("target.user", "locked").with("target.password", "s3cret");
        refused(3, "refuses the password of account locked", "TRANSFUSE_TARGET_PASSWORD");
    }

    @Test
    void nobodyListensOnThePort() {
        trial.with("target.url", "postgresql://localhost:1/shop");
        refused(3, "localhost:1/shop refuses connections");
    }

    @Test
    void thereIsNoSuchDatabase() {
        trial.with("target.url", trial.target.jdbcUrl().replaceFirst("/[^/]*$", "/nowhere"));
        refused(3, "/nowhere does not exist on that server; create it");
    }

    @Test
    void theAccountMayNotCreateTables() {
        Servers.execute(
                trial.target,
                "DROP ROLE IF EXISTS reader",
                "CREATE ROLE reader LOGIN",
                "DO $$BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO reader', current_database()); END$$");
        trial.with("target.user", "reader");
        refused(3, "run: GRANT USAGE, CREATE ON SCHEMA public TO \"reader\"".replace("\"", ""));
        Servers.execute(trial.target, "DROP OWNED BY reader", "DROP ROLE reader");
    }

    @Test
    void theTargetHasATableOfThatName() {
        Servers.execute(trial.target, "CREATE TABLE people (theirs text)", "INSERT INTO people VALUES ('s3cret')");
        refused(2, "the target has public.people already");
    }

    @Test
    void theTargetUsesTheNameOfAnIndex() {
        Servers.execute(trial.target, "CREATE TABLE idx_orders_person (theirs text)");
        refused(2, "the target has public.idx_orders_person already");
    }

    @Test
    void outLiesBelowAFile() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "theirs");
        trial.with("out", file.resolve("out").toString());
        refused(2, "--out is " + file.resolve("out"), "must be a directory that can be written");
    }

    @Test
    void theTargetIsOfAnotherKind() {
        trial.with("target.url", "mysql://me:s3cret@localhost/shop");
        refused(2, "target.url is mysql://me:***@localhost/shop, but must be postgresql://");
    }

    @Test
    void theSourceIsOfAnotherKind() {
        trial.with("source.url", "oracle://me:s3cret@localhost/shop");
        refused(2, "source.url is oracle://me:***@localhost/shop, but must be sqlite:FILE");
    }

    @Test
    void aTransformationDoesNotExist() {
        trial.with("tables.orders.transform", "com.acme.Nowhere");
        refused(2, "tables.orders.transform is com.acme.Nowhere, but must be a class on the class path");
    }

    @Test
    void thereIsNothingToVerify() {
        try {
            trial.verify();
        } catch (UserException e) {
            assertThat(e).hasMessageContaining("there is no stage to verify against");
            assertThat(e.exitCode()).isEqualTo(2);
            assertThat(trial.status().summary()).startsWith("nothing is done yet");
            return;
        }
        throw new AssertionError("nobody noticed");
    }

    @Test
    void thereIsNoRunWhoseRefusedRowsCouldBeRead() {
        assertThatThrownBy(() -> trial.correctable(folder.resolve("mended.jsonl")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("must be the directory of a run; there are no rows to tell of");
        assertThat(folder.resolve("mended.jsonl")).doesNotExist();
    }

    @Test
    void aReportWithoutARunNamesTheCommandThatComesFirst() {
        assertThatThrownBy(trial::report)
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessage("--out is " + trial.out
                        + ", but must be the directory of a run; there is nothing to report of before 'run'");
    }
}
