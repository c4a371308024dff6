package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.source.Made;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.HexFormat;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of many megabytes on their whole way; what memory they take is measured by hand. */
class LargeValuesRunTest {
    private static final int BLOB = 24 << 20;
    private static final String TEXT = "a\tä\\\n€\uD83D\uDE00".repeat(600_000);

    private final byte[] blob = new byte[BLOB];

    @TempDir
    Path folder;

    LargeValuesRunTest() {
        new Random(42).nextBytes(blob);
    }

    @OnSqlServers
    void aServersLargeValuesArrive(SqlServer server) throws Exception {
        var source = server.database();
        // Sessions take the limit when they begin; small values of other tests do not ask for it.
        Servers.execute(source, "SET GLOBAL max_allowed_packet = 268435456");
        try (var connection = Servers.connect(source)) {
            fill(connection, "id INT PRIMARY KEY, b LONGBLOB, t LONGTEXT CHARACTER SET utf8mb4");
        }
        assertArrived(Trial.from(source, folder));
    }

    @Test
    void largeValuesOfSqliteArrive() throws Exception {
        var trial = Trial.of("general", folder);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + trial.source)) {
            fill(connection, "id INTEGER PRIMARY KEY, b BLOB, t TEXT");
        }
        assertArrived(trial);
    }

    /** A reader takes a whole page into memory, however many rows Parquet has put into it. */
    @Test
    void aPageHoldsFewLongValues() throws Exception {
        var trial = Trial.of("general", folder);
        Made.file(
                trial.source,
                "CREATE TABLE long (id INTEGER PRIMARY KEY, t TEXT)",
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)"
                        + " INSERT INTO long SELECT i, hex(zeroblob(150000)) FROM n");

        assertThat(trial.run().validation().orElseThrow().verdict()).isEqualTo(Verdict.PASS);

        try (var files = Files.walk(trial.out.resolve("stage"))) {
            var file = files.filter(f -> f.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
            var input = HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration());
            try (var reader = ParquetFileReader.open(input)) {
                var column = reader.getFooter().getBlocks().get(0).getColumns().stream()
                        .filter(c -> c.getPath().toDotString().equals("t"))
                        .findFirst()
                        .orElseThrow();
                assertThat(reader.readOffsetIndex(column).getPageCount()).isGreaterThan(9);
                assertThat(column.getTotalSize()).isLessThan(column.getTotalUncompressedSize() / 2);
            }
        }
    }

    private void fill(Connection connection, String columns) throws Exception {
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE large (" + columns + ")");
            statement.execute("INSERT INTO large VALUES (1, x'00ff', 'small')");
        }
        try (var insert = connection.prepareStatement("INSERT INTO large VALUES (?, ?, ?)")) {
            insert.setInt(1, 2);
            insert.setBytes(2, blob);
            insert.setString(3, null);
            insert.execute();
            insert.setInt(1, 3);
            insert.setBytes(2, null);
            insert.setString(3, TEXT);
            insert.execute();
        }
    }

    private void assertArrived(Trial trial) throws Exception {
        assertThat(trial.run().validation().orElseThrow().verdict()).isEqualTo(Verdict.PASS);
        assertThat(Servers.rows(trial.target, "SELECT id, md5(b), md5(t) FROM large ORDER BY id"))
                .containsExactly(
                        "1|" + md5(new byte[] {0, -1}) + "|" + md5("small".getBytes(StandardCharsets.UTF_8)),
                        "2|" + md5(blob) + "|null",
                        "3|null|" + md5(TEXT.getBytes(StandardCharsets.UTF_8)));
    }

    private static String md5(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    }
}
