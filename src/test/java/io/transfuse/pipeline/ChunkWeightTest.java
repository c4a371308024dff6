package io.transfuse.pipeline;

import static org.apache.spark.sql.functions.input_file_name;
import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Sparks;
import io.transfuse.config.Settings;
import io.transfuse.model.Plan;
import io.transfuse.model.Profile;
import io.transfuse.plan.Planner;
import io.transfuse.read.Reader;
import io.transfuse.sample.Order;
import io.transfuse.sample.Samples;
import io.transfuse.source.Source;
import io.transfuse.source.Sources;
import io.transfuse.stage.HadoopSettings;
import io.transfuse.stage.Rejects;
import io.transfuse.stage.Stage;
import io.transfuse.stage.StageWriter;
import io.transfuse.stage.StagedFile;
import io.transfuse.transform.Derivation;
import io.transfuse.transform.Reshape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chunk is what one connection loads and what is sent again: heavy rows make it shorter. */
class ChunkWeightTest {
    private static final int ROWS = 60;
    private static final long HEAVY = 20L << 20;

    @TempDir
    Path folder;

    @Test
    void heavyRowsMakeShorterChunks() throws Exception {
        var settings = Settings.read(
                Optional.empty(),
                Map.of("source.url", "sqlite:" + folder.resolve("app.db"), "target.url", "embedded"),
                Map.of());
        Samples.write(Samples.named("shop"), settings.source(), new Order(ROWS, 1, false));
        try (var source = Sources.open(settings.source(), folder.resolve("source"), true)) {
            var plan = Planner.plan(settings, source);

            assertThat(rowsOfChunks(settings, source, plan, ROWS)).containsExactly((long) ROWS);
            // 256 MB are twelve such rows.
            assertThat(rowsOfChunks(settings, source, plan, ROWS * HEAVY)).containsExactly(12L, 12L, 12L, 12L, 12L);
            // A row is a chunk, however heavy it is.
            assertThat(rowsOfChunks(settings, source, plan, ROWS * 1024L * HEAVY))
                    .hasSize(ROWS)
                    .containsOnly(1L);
        }
    }

    /** How many rows each chunk of the customers has, were they so many bytes. */
    private List<Long> rowsOfChunks(Settings settings, Source source, Plan plan, long bytes) throws Exception {
        var run = UUID.randomUUID().toString();
        var stage = new Stage(folder.resolve(run).toString(), HadoopSettings.ofSpark());
        var origin =
                new Stage.Origin(run, plan.identity().cut(), plan.identity().digest());
        var mapping = plan.mappings().stream()
                .filter(m -> m.source().name().equals("customers"))
                .findFirst()
                .orElseThrow();
        var branch = mapping.branches().get(0);
        var rows = new Reader(Sparks.session(), source, 250_000).rows(mapping, branch);
        var shaped = new Reshape(
                        mapping,
                        branch,
                        Derivation.of(run, Optional.empty()),
                        settings.policies("customers"),
                        List.of())
                .apply(rows);
        new StageWriter(stage, new Rejects(folder.resolve("rejects").toString(), stage, run), origin, 250_000, false)
                .sized(new Profile("customers", ROWS, mapping.profile().columns(), bytes))
                .write(Sparks.session(), branch.target(), shaped);
        var files = stage.table(branch.target(), run).orElseThrow().files().stream()
                .map(StagedFile::path)
                .toArray(String[]::new);
        return Sparks.session().read().parquet(files).groupBy(input_file_name()).count().collectAsList().stream()
                .map(r -> r.getLong(1))
                .toList();
    }
}
