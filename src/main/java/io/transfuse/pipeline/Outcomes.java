package io.transfuse.pipeline;

import io.transfuse.model.UserException;
import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.report.HtmlReport;
import io.transfuse.report.OutFile;
import io.transfuse.report.PlanDocument;
import io.transfuse.report.PlanJson;
import io.transfuse.report.Shortfalls;
import io.transfuse.report.ValidationJson;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns what a command found into its exit code, its lines and its files. */
record Outcomes(Workplace place) {

    /** A verdict: its files are written, and it decides the exit code. */
    Outcome judged(Validation reached) {
        var validation = reached.with(new Surroundings(place).circumstances());
        ValidationJson.write(place.out, validation);
        HtmlReport.write(place.out, validation, plan());
        return outcome(validation, summary(validation));
    }

    private Outcome outcome(Validation validation, String summary) {
        var failed = validation.verdict() == Verdict.FAIL;
        List<String> findings = new ArrayList<>();
        if (place.settings.comparison().clear()) {
            findings.add(
                    "warning: privacy.clear-values is true: keys of rows that differ stand in clear here, and with their"
                            + " values in the report and in validation_report.json");
        }
        if (failed) {
            findings.addAll(Shortfalls.named(validation));
            findings.add(place.out.path(OutFile.REPORT).toString());
        }
        return new Outcome(failed ? 1 : 0, findings, Optional.of(validation), summary, ValidationJson.text(validation));
    }

    /** Rows that were compared. */
    static long compared(Validation validation) {
        return validation.tables().stream()
                .mapToLong(Validation.Compared::targetRows)
                .sum();
    }

    /** How a comparison went, for the line that ends it. */
    static String equal(Validation validation) {
        var tables = validation.tables();
        return "%d of %d tables equal"
                .formatted(
                        tables.stream().filter(t -> t.verdict() != Verdict.FAIL).count(), tables.size());
    }

    private Optional<PlanDocument> plan() {
        return Files.exists(place.out.path(OutFile.PLAN)) ? Optional.of(PlanJson.read(place.out)) : Optional.empty();
    }

    private String summary(Validation validation) {
        var lines = new ArrayList<String>();
        lines.add("report      " + place.out.path(OutFile.REPORT));
        lines.add("changes     " + place.out.path(OutFile.SCHEMA_DIFF));
        if (!validation.rejects().isEmpty()) {
            lines.add("rejects     " + place.shown(OutFile.REJECTS));
        }
        if (Files.isDirectory(place.out.path(OutFile.CROSSWALKS))) {
            lines.add("crosswalks  " + place.out.path(OutFile.CROSSWALKS));
        }
        lines.addAll(place.look());
        return String.join("\n", lines);
    }

    /** A run after its success. */
    Outcome nothingLeft(RunMark mark, boolean sameCut) {
        var validation = ValidationJson.read(place.out);
        var source = sameCut
                ? "the source has not changed since"
                : "the source has moved on since; 'run --fresh' migrates it again";
        var done = validation.verdict() == Verdict.FAIL ? Leftover.DIFFERS + ": " : "nothing left to do: ";
        var line = done + "the target was brought to " + mark.identity().cut() + " (ask 'verify' what it holds now), "
                + source;
        return outcome(validation, line + "\n" + summary(validation));
    }

    /** The same where tables of the run are gone. */
    Outcome robbed(RunMark mark, String gone) {
        var verdict = ValidationJson.read(place.out).verdict();
        var line = "the run ended with " + verdict + " at " + mark.identity().cut() + ", but " + gone;
        return new Outcome(1, List.of(line), Optional.empty(), "", "{}");
    }

    /** The report again, from the last verdict. */
    Outcome reported() {
        place.notes().mark().ifPresentOrElse(this::refuseWithoutVerdict, this::refuseWithoutRun);
        var validation = ValidationJson.read(place.out);
        HtmlReport.write(place.out, validation, plan());
        return outcome(validation, summary(validation));
    }

    /** Without a stage 'verify' could make no verdict either. */
    private void refuseWithoutRun() {
        if (!ValidationJson.exists(place.out)) {
            throw UserException.usage("--out is " + place.out.root()
                    + ", but must be the directory of a run; there is nothing to report of before 'run'");
        }
    }

    /** Refuses to tell the verdict of an earlier run as that of this one. */
    private void refuseWithoutVerdict(RunMark mark) {
        if (!ValidationJson.exists(place.out)
                || !ValidationJson.read(place.out).run().equals(mark.run())) {
            throw UserException.usage("run " + mark.run()
                    + " has no verdict yet; 'run' goes on with it, 'verify' compares what is there once all is staged");
        }
    }
}
