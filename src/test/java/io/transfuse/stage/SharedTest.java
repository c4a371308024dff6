package io.transfuse.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Sparks;
import io.transfuse.model.PgType;
import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.TargetColumn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Few values are counted in memory, many by Spark; both count alike. */
class SharedTest {

    @TempDir
    Path folder;

    @Test
    void nullsAreNoValuesAndCapitalsOfAsciiAreFolded() throws Exception {
        var values = Arrays.asList("a@b.org", "A@B.ORG", "a@b.org", null, null, "", "", "É", "é", "ａ", "Ａ");
        assertBothAre(new Shared(2, 3), values);
    }

    @Test
    void nothingIsSharedWhereNothingIs() throws Exception {
        assertBothAre(new Shared(0, 0), Arrays.asList(null, null));
        assertBothAre(new Shared(0, 0), List.of("a", "b"));
    }

    private void assertBothAre(Shared expected, List<String> values) throws Exception {
        var table = staged(values);
        var column = table.target().columns().get(0);
        assertThat(Shared.here(table, column)).isEqualTo(expected);
        assertThat(Shared.bySpark(Sparks.session(), table, column)).isEqualTo(expected);
    }

    private StagedTable staged(List<String> values) throws Exception {
        var column = new TargetColumn("email", PgType.of("text"), true, Optional.empty(), false);
        var target = new TargetTable(
                "public",
                "people",
                List.of(column),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
        var path = Files.createTempDirectory(folder, "[odd]");
        Sparks.session()
                .createDataFrame(
                        values.stream().map(RowFactory::create).toList(), new StructType().add("email", "string"))
                .write()
                .mode("overwrite")
                .parquet(path.toString());
        try (var files = Files.list(path)) {
            var staged = files.filter(f -> f.toString().endsWith(".parquet"))
                    .map(f -> new StagedFile(f.toString(), f.getFileName().toString(), 0))
                    .toList();
            return new StagedTable(target, "", "", "", 0, staged);
        }
    }
}
