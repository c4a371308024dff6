package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.Validation.Loss;
import io.transfuse.model.Validation.Reject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** References meet the same policies as other values, whether or not their row is looked up. */
class ReferenceFindingsRunTest {

    private static final String[] UNCHECKED = {"SET sql_mode = ''", "SET FOREIGN_KEY_CHECKS = 0"};

    /** No row of the first table is referred to by a NUL byte. */
    private static final String[] NUL_WITHOUT_ROW = {
        "CREATE TABLE nk (k VARCHAR(20) PRIMARY KEY)",
        "INSERT INTO nk VALUES ('a')",
        "CREATE TABLE nkc (id INT PRIMARY KEY, k VARCHAR(20), FOREIGN KEY (k) REFERENCES nk (k))",
        "INSERT INTO nkc VALUES (1, 'a'), (2, concat('z', char(0)))"
    };

    /** One reference means no member, and so does the key of one row; another has no row. */
    private static final String[] EMPTY_MEMBERS = {
        "CREATE TABLE p (id INT PRIMARY KEY, e ENUM('a', 'b') UNIQUE)",
        "INSERT INTO p VALUES (1, 'a'), (2, '')",
        "CREATE TABLE c (id INT PRIMARY KEY, e ENUM('a', 'b'), FOREIGN KEY (e) REFERENCES p (e))",
        "INSERT INTO c VALUES (1, 'a'), (2, ''), (3, 'b')"
    };

    @TempDir
    Path folder;

    private Trial trial(SqlServer server, List<String> config, String... statements) throws IOException {
        var source = server.database();
        Servers.execute(
                source, Stream.of(UNCHECKED, statements).flatMap(Stream::of).toArray(String[]::new));
        return Trial.from(source, folder).configured(config).with("limits.rejects", "5");
    }

    private static List<String> values(Trial trial, String sql) {
        return Servers.rows(trial.target, sql);
    }

    @OnSqlServers
    void anEmptyMemberBecomesNullBesideAnOrphan(SqlServer server) throws IOException {
        var trial = trial(server, List.of(), EMPTY_MEMBERS);

        var outcome = trial.run();

        assertThat(outcome.findings()).isEmpty();
        var validation = outcome.validation().orElseThrow();
        assertThat(validation.losses())
                .containsExactlyInAnyOrder(new Loss("p", "e", "empty-enum", 1), new Loss("c", "e", "empty-enum", 1));
        assertThat(validation.rejects()).containsExactly(new Reject("c", "orphan:e", 1));
        assertThat(values(trial, "SELECT id, e FROM c ORDER BY id")).containsExactly("1|a", "2|null");
    }

    @OnSqlServers
    void anEmptyMemberIsRefusedWhereOrphansAreKept(SqlServer server) throws IOException {
        var trial = trial(server, List.of("policy.orphan = keep", "policy.empty-enum = quarantine"), EMPTY_MEMBERS);

        var outcome = trial.run();

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.validation().orElseThrow().rejects())
                .containsExactlyInAnyOrder(new Reject("p", "empty-enum:e", 1), new Reject("c", "empty-enum:e", 1));
        assertThat(values(trial, "SELECT id, e FROM c ORDER BY id")).containsExactly("1|a", "3|b");
    }

    @OnSqlServers
    void anEmptyMemberWithoutARowIsCounted(SqlServer server) throws IOException {
        var trial = trial(
                server,
                List.of("policy.orphan = keep"),
                "CREATE TABLE kind (e ENUM('a', 'b') PRIMARY KEY)",
                "INSERT INTO kind VALUES ('a'), ('b')",
                "CREATE TABLE item (id INT PRIMARY KEY, e ENUM('a', 'b'), FOREIGN KEY (e) REFERENCES kind (e))",
                "INSERT INTO item VALUES (1, 'a'), (2, '')");

        var outcome = trial.run();

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.validation().orElseThrow().losses()).contains(new Loss("item", "e", "empty-enum", 1));
        assertThat(values(trial, "SELECT id, e FROM item ORDER BY id")).containsExactly("1|a", "2|null");
    }

    @OnSqlServers
    void aNulByteIsStrippedOfTheKeyAsItsRowSpellsIt(SqlServer server) throws IOException {
        var trial = trial(
                server,
                List.of("policy.nul-byte = strip"),
                "CREATE TABLE nk (k VARCHAR(20) COLLATE utf8mb4_general_ci PRIMARY KEY)",
                "INSERT INTO nk VALUES ('a'), (concat('n', char(0)))",
                "CREATE TABLE nkc (id INT PRIMARY KEY, k VARCHAR(20) COLLATE utf8mb4_general_ci,"
                        + " FOREIGN KEY (k) REFERENCES nk (k))",
                "INSERT INTO nkc VALUES (1, 'A'), (2, concat('n', char(0))), (3, concat('N', char(0)))");

        var outcome = trial.run();

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.validation().orElseThrow().losses())
                .containsExactlyInAnyOrder(
                        new Loss("nk", "k", "nul-byte:k", 1),
                        new Loss("nkc", "k", "nul-byte:k", 2),
                        new Loss("nkc", "k", "key-spelling", 2));
        assertThat(values(trial, "SELECT id, k FROM nkc ORDER BY id")).containsExactly("1|a", "2|n", "3|n");
    }

    @OnSqlServers
    void aNulByteIsRefusedWhereOrphansAreKept(SqlServer server) throws IOException {
        var trial = trial(server, List.of("policy.orphan = keep"), NUL_WITHOUT_ROW);

        var outcome = trial.run();

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.validation().orElseThrow().rejects()).containsExactly(new Reject("nkc", "nul-byte:k", 1));
        assertThat(values(trial, "SELECT id, k FROM nkc")).containsExactly("1|a");
    }

    @OnSqlServers
    void aNulByteIsStrippedAndToldWhereOrphansAreKept(SqlServer server) throws IOException {
        var trial = trial(server, List.of("policy.orphan = keep", "policy.nul-byte = strip"), NUL_WITHOUT_ROW);

        var outcome = trial.run();

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.validation().orElseThrow().losses())
                .containsExactlyInAnyOrder(new Loss("nkc", "k", "nul-byte:k", 1), new Loss("nkc", "k", "orphan:k", 1));
        assertThat(values(trial, "SELECT id, k FROM nkc ORDER BY id")).containsExactly("1|a", "2|z");
    }

    /** Bytes and floats as the server prints them are not what is read of them. */
    @OnSqlServers
    void onlyTextsAreSpelledOtherwise(SqlServer server) throws IOException {
        var trial = trial(
                server,
                List.of("tables.vp.columns.v = text", "tables.vc.columns.v = text"),
                "CREATE TABLE bp (id BINARY(16) PRIMARY KEY)",
                "INSERT INTO bp VALUES (x'01'), (x'02')",
                "CREATE TABLE bc (id INT PRIMARY KEY, p BINARY(16), FOREIGN KEY (p) REFERENCES bp (id))",
                "INSERT INTO bc VALUES (1, x'01'), (2, x'02'), (3, x'09')",
                "CREATE TABLE fp (f FLOAT PRIMARY KEY)",
                "INSERT INTO fp VALUES (0.1), (2)",
                "CREATE TABLE fc (id INT PRIMARY KEY, f FLOAT, FOREIGN KEY (f) REFERENCES fp (f))",
                "INSERT INTO fc VALUES (1, 0.1), (2, 2), (3, 9)",
                "CREATE TABLE vp (v VARBINARY(9) PRIMARY KEY)",
                "INSERT INTO vp VALUES ('one')",
                "CREATE TABLE vc (id INT PRIMARY KEY, v VARBINARY(9), FOREIGN KEY (v) REFERENCES vp (v))",
                "INSERT INTO vc VALUES (1, 'one'), (2, 'two')");

        var outcome = trial.run();

        assertThat(outcome.findings()).isEmpty();
        var validation = outcome.validation().orElseThrow();
        assertThat(validation.losses()).isEmpty();
        assertThat(validation.rejects())
                .containsExactlyInAnyOrder(
                        new Reject("bc", "orphan:p", 1),
                        new Reject("fc", "orphan:f", 1),
                        new Reject("vc", "orphan:v", 1));
        assertThat(values(trial, "SELECT f FROM fc ORDER BY id")).containsExactly("0.1", "2");
        assertThat(values(trial, "SELECT v FROM vc")).containsExactly("one");
    }
}
