package io.transfuse.pipeline;

import io.transfuse.config.Settings;
import io.transfuse.model.Progress;
import io.transfuse.model.UserException;
import io.transfuse.report.Corrections;
import io.transfuse.report.PlanJson;
import io.transfuse.stage.Rejects;
import io.transfuse.verify.KeySearch;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/** The commands; each is one class that knows the order of its steps. */
public final class Migration implements Commands {

    private final Supplier<SparkSession> sessions;

    /** With a session of its own. */
    public Migration() {
        this(Sessions::start);
    }

    /** With a session that is there already, for example in a notebook. */
    public Migration(Supplier<SparkSession> sessions) {
        this.sessions = sessions;
    }

    private static Settings settings(Request request) {
        return Settings.read(request.config(), request.settings(), request.environment());
    }

    @Override
    public Outcome plan(Request request, Progress progress) {
        try (var place = Workplace.forPlan(settings(request), progress)) {
            return new PlanCommand(place).execute();
        }
    }

    @Override
    public Outcome run(Request request, Start start, Progress progress) {
        try (var place = Workplace.forRun(settings(request), progress, sessions, start.keep())) {
            return Mishap.told(place, () -> new RunCommand(place, start).execute());
        }
    }

    @Override
    public Outcome verify(Request request, Progress progress) {
        return verify(request, progress, VerifyCommand.LOOK);
    }

    @Override
    public Outcome repair(Request request, Progress progress) {
        return verify(request, progress, VerifyCommand.REPAIR);
    }

    @Override
    public Outcome correct(Request request, Path file, Progress progress) {
        return verify(request, progress, VerifyCommand.corrected(file));
    }

    private Outcome verify(Request request, Progress progress, VerifyCommand.Task task) {
        try (var place = Workplace.forVerify(settings(request), progress, sessions)) {
            return Mishap.told(place, () -> new VerifyCommand(place, task).execute());
        }
    }

    @Override
    public Outcome status(Request request, Progress progress) {
        try (var place = Workplace.forStatus(settings(request), progress)) {
            return new StatusCommand(place).execute();
        }
    }

    @Override
    public Outcome report(Request request, Progress progress) {
        try (var place = Workplace.forReport(ofFiles(request), progress)) {
            return new Outcomes(place).reported();
        }
    }

    @Override
    public Outcome checkAudit(Request request, Progress progress) {
        try (var place = Workplace.forStatus(settings(request), progress)) {
            return new AuditCheck(place).execute();
        }
    }

    @Override
    public void rejects(Request request, Progress progress, Consumer<Rejects.Refused> reader) {
        try (var place = Workplace.forReport(ofFiles(request), progress)) {
            ofRun(place).rejects("").left(reader);
        }
    }

    @Override
    public long correctable(Request request, Progress progress, Path file) {
        try (var place = Workplace.forReport(ofFiles(request), progress);
                var corrections = Corrections.create(file, PlanJson.read(ofRun(place).out))) {
            place.rejects("").left(corrections::add);
            return corrections.rows();
        }
    }

    /** No refused rows would be said of a directory that is not the one meant. */
    private static Workplace ofRun(Workplace place) {
        if (place.notes().mark().isEmpty()) {
            throw UserException.usage("--out is " + place.out.root()
                    + ", but must be the directory of a run; there are no rows to tell of");
        }
        return place;
    }

    @Override
    public List<KeySearch.Found> find(Request request, Progress progress, String digest) {
        var named = request.config().isPresent() || request.settings().containsKey("target.url");
        try (var place = Workplace.forSearch(ofFiles(request), progress, sessions, named)) {
            return new FindRow(place, digest, named).execute();
        }
    }

    /** A report is made from the files under --out alone, so that source and target need not be named. */
    private static Settings ofFiles(Request request) {
        var settings = new HashMap<>(Map.of("source.url", "sqlite:none", "target.url", "embedded"));
        settings.putAll(request.settings());
        var asked = request.config().isEmpty() ? settings : request.settings();
        return Settings.read(request.config(), asked, request.environment());
    }

    @Override
    public boolean large(Request request) {
        return Extent.ofSource(settings(request)).large();
    }

    @Override
    public boolean largeStage(Request request) {
        return Extent.ofStage(settings(request)).large();
    }

    @Override
    public void startOnly() {
        sessions.get().range(1).count();
    }
}
