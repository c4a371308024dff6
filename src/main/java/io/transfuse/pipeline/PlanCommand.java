package io.transfuse.pipeline;

import io.transfuse.model.Plan;
import io.transfuse.model.UserException;
import io.transfuse.plan.Planner;
import io.transfuse.report.OutFile;
import io.transfuse.report.PlanJson;
import io.transfuse.report.ValidationJson;
import io.transfuse.source.PostgresCatalogue;
import io.transfuse.source.Source;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides everything, writes it down, touches nothing. */
record PlanCommand(Workplace place) {

    Outcome execute() {
        try (var source = place.source()) {
            // A finished run has counted what its checks ask for.
            var finished = ValidationJson.exists(place.out);
            var plan = decided(source, !finished);
            var blockers = blockers(plan);
            var summary = "%d source tables become %d tables, %d rows expected, %d warnings; see %s"
                    .formatted(
                            plan.mappings().size(),
                            plan.targets().size(),
                            PlanFiles.expected(plan),
                            plan.notes().stream()
                                    .filter(n -> n.level() == Plan.Level.WARNING)
                                    .count(),
                            place.out.path(OutFile.SCHEMA_DIFF));
            return new Outcome(
                    blockers.isEmpty() ? 0 : 2,
                    blockers,
                    Optional.empty(),
                    summary + "\n" + PlanJson.forecast(plan).words(),
                    PlanJson.text(plan));
        }
    }

    /** The plan, with its files written; a setting that cannot work is refused first. */
    Plan decided(Source source) {
        return decided(source, true);
    }

    private Plan decided(Source source, boolean withChecks) {
        place.progress.begin("plan", 0);
        var files = new PlanFiles(place.out, place.settings);
        var plan = files.named(plan(source));
        Staging.checkTransformations(plan);
        files.write(plan);
        if (withChecks) {
            files.checks(plan, Map.of());
        }
        var facts = "%d tables, %d rows".formatted(plan.targets().size(), PlanFiles.expected(plan));
        place.log.append(
                "plan",
                Map.of("cut", plan.identity().cut(), "digest", plan.identity().digest(), "facts", facts));
        place.progress.end(facts);
        return plan;
    }

    /** What the settings ask for; where the tables exist already, what they allow. */
    Plan plan(Source source) {
        if (!place.settings.existing()) {
            return Planner.plan(place.settings, source);
        }
        if (place.settings.target().kind().equals("embedded")) {
            throw UserException.usage("target.schema is existing, but must be create for an embedded target");
        }
        try (var connection = place.target().openToFill()) {
            var found = new PostgresCatalogue(connection, place.settings.namespace()).read();
            return Planner.into(found, place.settings, source);
        } catch (SQLException e) {
            throw place.target().failed("looking at the existing schema", e);
        }
    }

    /** What forbids a run, a line each. */
    static List<String> blockers(Plan plan) {
        return plan.blockers().stream()
                .map(n -> n.table() + (n.column().isEmpty() ? "" : "." + n.column()) + ": " + n.text())
                .toList();
    }
}
