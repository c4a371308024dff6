package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Sparks;
import io.transfuse.config.Settings;
import io.transfuse.plan.Planner;
import io.transfuse.read.Reader;
import io.transfuse.sample.Order;
import io.transfuse.sample.Samples;
import io.transfuse.source.Sources;
import io.transfuse.stage.LocalDisk;
import io.transfuse.stage.Rejects;
import io.transfuse.stage.Stage;
import io.transfuse.stage.StageWriter;
import io.transfuse.stage.StagedFile;
import io.transfuse.transform.Derivation;
import io.transfuse.transform.Reshape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of README.md; it stands here as it stands there, but for its folders and its session. */
class ReadmeTest {

    private static final Pattern PROGRAM = Pattern.compile("(?s)```java\\n(.*?)```");

    private static final String MARK = "// README\n";

    @TempDir
    Path folder;

    @Test
    void theProgramStages() throws Exception {
        Files.writeString(
                folder.resolve("app.conf"),
                "source.url = \"sqlite:" + folder.resolve("app.db") + "\", target.url = embedded, uuid.keys = integer");
        var endpoint = Settings.read(Optional.of(folder.resolve("app.conf")), Map.of(), Map.of())
                .source();
        Samples.write(Samples.named("shop"), endpoint, new Order(60, 1, false));

        // README
        var settings = Settings.read(Optional.of(folder.resolve("app.conf")), Map.of(), System.getenv());
        var spark = Sessions.prepare(Sparks.session());
        var run = UUID.randomUUID().toString();
        var namespace = UUID.randomUUID().toString();
        try (var source = Sources.open(settings.source(), folder.resolve("source"), true)) {
            var plan = Planner.plan(settings, source);
            var stage = new Stage(folder.resolve("stage").toString(), LocalDisk.in(new Configuration()));
            var origin =
                    new Stage.Origin(run, plan.identity().cut(), plan.identity().digest());
            var writer = new StageWriter(
                    stage, new Rejects(folder.resolve("rejects").toString(), stage, run), origin, 250_000, false);
            for (var mapping : plan.mappings()) {
                for (var branch : mapping.branches()) {
                    var rows = new Reader(spark, source, 250_000).rows(mapping, branch);
                    var policies = settings.policies(mapping.source().name());
                    var uuids = Derivation.of(namespace, Optional.empty());
                    var shaped = new Reshape(mapping, branch, uuids, policies, List.of()).apply(rows);
                    writer.write(spark, branch.target(), shaped);
                }
            }
        }
        // README
        var staged = new Stage(folder.resolve("stage").toString(), LocalDisk.in(new Configuration()))
                .tables().stream()
                        .filter(t -> t.target().name().equals("customers"))
                        .findFirst()
                        .orElseThrow();
        var files = staged.files().stream().map(StagedFile::path).toArray(String[]::new);
        assertThat(Sparks.session().read().parquet(files).count()).isEqualTo(60);
    }

    @Test
    void theProgramIsTheOneThatIsRun() throws Exception {
        var text = Files.readString(Path.of("src/test/java/io/transfuse/pipeline/ReadmeTest.java"));
        var own = text.substring(text.indexOf(MARK), text.lastIndexOf(MARK));
        var program = PROGRAM.matcher(Files.readString(Path.of("README.md")));

        assertThat(program.find()).isTrue();
        assertThat(bare(own)).isEqualTo(bare(program.group(1)));
    }

    /** Without comments, blanks, and what a test does elsewhere. */
    private static String bare(String code) {
        return code.replaceAll("//[^\n]*", "")
                .replaceAll("\\s", "")
                .replaceAll("folder\\.resolve\\((\"(?:stage|rejects)\")\\)\\.toString\\(\\)", "$1")
                .replace("folder.resolve(", "Path.of(")
                .replace("Sessions.prepare(Sparks.session())", "Sessions.start()");
    }
}
