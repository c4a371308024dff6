package io.transfuse.pipeline;

import io.transfuse.config.Settings;
import io.transfuse.embedded.EmbeddedServer;
import io.transfuse.load.Target;
import io.transfuse.model.Circumstances.Step;
import io.transfuse.model.Endpoint;
import io.transfuse.model.Progress;
import io.transfuse.plan.Ties;
import io.transfuse.report.MigrationLog;
import io.transfuse.report.OutDirectory;
import io.transfuse.report.OutFile;
import io.transfuse.report.ValidationJson;
import io.transfuse.source.Source;
import io.transfuse.source.Sources;
import io.transfuse.stage.HadoopSettings;
import io.transfuse.stage.KeyTable;
import io.transfuse.stage.LocalDisk;
import io.transfuse.stage.Rejects;
import io.transfuse.stage.Stage;
import io.transfuse.stage.StagePath;
import io.transfuse.types.Quote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** What one command works with; what takes long to start starts at once and is waited for when it is needed. */
final class Workplace implements AutoCloseable {

    final Settings settings;
    final Stopwatch progress;
    final OutDirectory out;
    final MigrationLog log;
    private final Supplier<SparkSession> spark;
    private final Optional<Begun<EmbeddedServer>> server;
    private final Use use;
    private final Optional<FileLock> lock;

    /** What a command does with the output directory and the embedded server. */
    private enum Use {
        /** It works there alone. */
        WORK(true, true, false),
        /** The same, and the server stays up. */
        WORK_AND_KEEP(true, true, true),
        /** It works there without a target. */
        PLAN(true, false, false),
        /** It compares stage and target, which must be there. */
        COMPARE(true, true, false),
        /** It looks at the target, beside others. */
        LOOK(false, true, false),
        /** It reads files, beside others. */
        READ(false, false, false);

        private final boolean alone;
        private final boolean target;
        private final boolean keep;

        Use(boolean alone, boolean target, boolean keep) {
            this.alone = alone;
            this.target = target;
            this.keep = keep;
        }
    }

    private Workplace(Settings settings, Progress progress, Supplier<SparkSession> spark, Use use) {
        this.settings = settings;
        this.progress = new Stopwatch(progress, this::note);
        this.out = OutDirectory.create(settings.out());
        settings.engine().stagePath().ifPresent(p -> new StagePath(p).check(files()));
        this.log = new MigrationLog(out);
        this.spark = spark;
        this.use = use;
        this.lock = use.alone ? Optional.of(out.lock()) : Optional.empty();
        if (use.alone) {
            out.guard();
        }
        var needed = use.target
                && (use == Use.WORK
                        || use == Use.WORK_AND_KEEP
                        || notes().mark().isPresent());
        this.server = needed && settings.target().kind().equals("embedded")
                ? Optional.of(new Begun<>(this::embedded))
                : Optional.empty();
    }

    /** For a plan, which needs the source alone. */
    static Workplace forPlan(Settings settings, Progress progress) {
        Sources.check(settings.source());
        return new Workplace(settings, progress, Workplace::noSpark, Use.PLAN);
    }

    /** For a run: what would stop it at once is found before anything is written anywhere. */
    static Workplace forRun(Settings settings, Progress progress, Supplier<SparkSession> sessions, boolean keep) {
        if (!staged(settings)) {
            Sources.check(settings.source());
        }
        if (!settings.target().kind().equals("embedded")) {
            new Target(settings.target())
                    .check(Set.of(settings.namespace()), settings.engine().loadConnections());
        }
        return new Workplace(settings, progress, new Begun<>(sessions), keep ? Use.WORK_AND_KEEP : Use.WORK);
    }

    /** Whether a stage is whole, which may need no source any more. */
    private static boolean staged(Settings settings) {
        var stage = settings.out()
                .resolve(OutFile.STAGE.fileName())
                .toAbsolutePath()
                .toString();
        return new StageNotes(stage, LocalDisk.in(new Configuration()))
                .evidence()
                .isPresent();
    }

    /** For a comparison, which needs stage and target. */
    static Workplace forVerify(Settings settings, Progress progress, Supplier<SparkSession> sessions) {
        return new Workplace(settings, progress, new Begun<>(sessions), Use.COMPARE);
    }

    /** For a look at stage and target while another command may be at work. */
    static Workplace forStatus(Settings settings, Progress progress) {
        return new Workplace(settings, progress, Workplace::noSpark, Use.LOOK);
    }

    /** For a look at the rows of the stage, and at those of the target where it is known, beside others. */
    static Workplace forSearch(
            Settings settings, Progress progress, Supplier<SparkSession> sessions, boolean targetKnown) {
        return new Workplace(settings, progress, new Begun<>(sessions), targetKnown ? Use.LOOK : Use.READ);
    }

    /** For a report, which is made of files. */
    static Workplace forReport(Settings settings, Progress progress) {
        return new Workplace(settings, progress, Workplace::noSpark, Use.READ);
    }

    private static SparkSession noSpark() {
        throw new IllegalStateException("this command needs no Spark");
    }

    private EmbeddedServer embedded() {
        var database = settings.system().equals("general") ? "postgres" : settings.system();
        var data = out.path(OutFile.POSTGRES);
        return use == Use.LOOK ? EmbeddedServer.look(data, database) : EmbeddedServer.start(data, database, use.keep);
    }

    SparkSession spark() {
        return spark.get();
    }

    /** Where rows go: the embedded server's database, or the one that the settings name. */
    Endpoint endpoint() {
        return server.map(s -> s.get().endpoint()).orElse(settings.target());
    }

    Target target() {
        return new Target(endpoint());
    }

    /** How to look inside an embedded server, a line each. */
    List<String> look() {
        var script = script("psql");
        return server.map(Begun::get)
                .map(s -> s.kept()
                        ? List.of(
                                "look inside " + s.psql(),
                                "stop        " + script + " --stop " + Quote.shell(out.root()))
                        : List.of("look inside " + script + " " + Quote.shell(out.root())
                                + "   (the server is down now; this starts it for as long as you look)"))
                .orElse(List.of());
    }

    /** A script of ours as it is called from here. */
    private static String script(String name) {
        var home = System.getProperty("transfuse.home", ".");
        var here = Path.of("").toAbsolutePath();
        return Path.of(home).toAbsolutePath().normalize().equals(here)
                ? "scripts/" + name
                : Quote.shell(Path.of(home, "scripts", name));
    }

    /** Whether every task of Spark runs in this process. */
    private static boolean here() {
        // local-cluster, Spark's own way to test, has executors of its own.
        return new SparkConf().get("spark.master", "local").matches("local(\\[.*)?");
    }

    Source source() {
        var source = Sources.open(settings.source(), copies(), here());
        return settings.limit().isEmpty()
                ? source
                : source.limited(settings.limit().get(), new Ties(source, source.catalogue(), settings).all());
    }

    /** Where copies of the source are, which only a file has. */
    Path copies() {
        return settings.source().kind().equals("sqlite")
                ? out.guarded(OutFile.SOURCE_COPY)
                : out.path(OutFile.SOURCE_COPY);
    }

    /** Makes the folders of stage and rejects; those of another place are their owner's to guard. */
    void guardStage() {
        if (settings.engine().stagePath().isEmpty()) {
            out.guarded(OutFile.STAGE);
            out.guarded(OutFile.REJECTS);
        }
    }

    Stage stage() {
        return new Stage(placed(OutFile.STAGE), files());
    }

    /** Removes what a run has staged and refused, and what was judged of it. */
    void clearStage() {
        ValidationJson.remove(out);
        stage().clear();
        rejects("").clear();
    }

    StageNotes notes() {
        return new StageNotes(placed(OutFile.STAGE), files());
    }

    /** What took how long, in this call and in those before it. */
    List<Step> steps() {
        return progress.after(notes().steps());
    }

    /** Notes it, once there is a run whose steps they are. */
    private void note() {
        if (use.alone && use != Use.PLAN && notes().mark().isPresent()) {
            notes().write(steps());
        }
    }

    Rejects rejects(String run) {
        return new Rejects(placed(OutFile.REJECTS), stage(), run);
    }

    /** Old and new keys of one table, as a Delta table. */
    KeyTable keys(String name, String run) throws IOException {
        return KeyTable.open(placed(OutFile.CROSSWALKS), name, run, files());
    }

    /** Removes what is left of keys that were not written to their end. */
    void keysWhole() {
        KeyTable.whole(placed(OutFile.CROSSWALKS), files());
    }

    /** Removes the files of old and new keys. */
    void clearCrosswalks() {
        KeyTable.clear(placed(OutFile.CROSSWALKS), files());
        KeyTable.clear(out.path(OutFile.CROSSWALKS).toUri().toString(), files());
    }

    /** Where the stage, the rejects or the crosswalks are, as Hadoop reads it. */
    String placed(OutFile file) {
        return settings.engine()
                .stagePath()
                .map(p -> new StagePath(p).below(file.fileName()))
                .orElseGet(() -> new StagePath(out.root().toString()).below(file.fileName()));
    }

    /** The same as people read it. */
    String shown(OutFile file) {
        return settings.engine().stagePath().isEmpty() ? out.path(file).toString() : placed(file);
    }

    private static Configuration files() {
        return LocalDisk.in(HadoopSettings.ofSpark());
    }

    @Override
    public void close() {
        server.filter(s -> !use.keep).ifPresent(s -> s.end(EmbeddedServer::close));
        lock.ifPresent(Workplace::release);
    }

    private static void release(FileLock lock) {
        try {
            lock.acquiredBy().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
