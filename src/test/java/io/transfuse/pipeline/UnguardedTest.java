package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.report.OutFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class UnguardedTest {

    @TempDir
    Path folder;

    @OnSqlServers
    void theApplicationIsToldWhatPostgresqlDoesNotLookAfter(SqlServer server) throws IOException {
        var source = server.database();
        Servers.execute(source, """
                CREATE TABLE beds (id INT AUTO_INCREMENT PRIMARY KEY, floor TINYINT, places SMALLINT UNSIGNED, price INT,
                    cleaned DATETIME(3), made DATETIME(6), built YEAR, free TINYINT(1))
                """, "INSERT INTO beds (floor, free) VALUES (1, 0), (2, 1)");
        var trial = Trial.from(server.reader(source), folder);

        assertThat(trial.plan().exitCode()).isZero();

        assertThat(trial.out.resolve(OutFile.SCHEMA_DIFF.fileName()))
                .content()
                .contains("- `beds`: `floor`, `places`, `built`\n", "- `beds`: `cleaned`\n", "- `beds`: `id`\n");
    }
}
