package io.transfuse.report;

import io.transfuse.model.Catalogue.NotCarried;
import io.transfuse.model.Plan;
import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Compared;
import io.transfuse.model.Validation.Fate;
import io.transfuse.model.Validation.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Everything that the template of {@code report.html} prints, in its order. */
record ReportPage(
        String system,
        Headline headline,
        List<Fact> figures,
        List<Fact> facts,
        List<Flow> flow,
        List<Group<FateRow>> fates,
        List<Group<TableRow>> tables,
        List<TableRow> differing,
        List<RuleRow> rejects,
        List<RuleRow> losses,
        List<RuleRow> leftOut,
        List<Fact> verdicts,
        List<Group<CheckRow>> checks,
        List<QueryRow> queries,
        List<StepRow> steps,
        List<TableTime> times,
        List<TypeTable.Kind> kinds,
        List<TypeTable> types,
        List<NoteRow> warnings,
        boolean planKnown,
        List<NotCarried> notCarried,
        List<Fact> environment,
        List<Fact> settings,
        String directory,
        List<FileRow> files) {

    /** A name and what it is. */
    record Fact(String name, String value, String about, String style) {}

    /** Rows or values that a rule refused or changed. */
    record RuleRow(String table, String column, String rule, String words, String policy, String count) {}

    /** One question with its answer. */
    record CheckRow(Badge badge, String name, String count, String detail) {}

    /** A decision of the plan that is worth a look. */
    record NoteRow(String place, String text) {}

    /** A file beside the page. */
    record FileRow(String name, String about) {}

    static ReportPage of(Validation v, Optional<PlanDocument> plan, OutDirectory out) {
        var tables = IntStream.range(0, v.tables().size())
                .mapToObj(i -> TableRow.of(v.tables().get(i), i + 1))
                .toList();
        return new ReportPage(
                v.system().equals("general") ? "" : v.system(),
                Headline.of(v),
                figures(v),
                facts(v),
                Headline.sum(v.sources(), Fate::read) == 0 ? List.of() : List.of(Flow.of(v)),
                fates(v),
                Group.of(sortedByVerdict(tables), t -> !t.calm(), "Need a look", "Equal"),
                tables.stream().filter(TableRow::listed).toList(),
                v.rejects().stream()
                        .map(r -> rule(v, r.table(), "", r.rule(), r.count()))
                        .toList(),
                v.losses().stream()
                        .map(l -> rule(v, l.table(), l.column(), l.rule(), l.count()))
                        .toList(),
                leftOut(plan),
                verdicts(v),
                checks(v),
                v.queries().stream().map(QueryRow::of).toList(),
                StepRow.of(v.circumstances().steps()),
                TableTime.of(v.circumstances().steps()),
                TypeTable.kinds(planned(plan)),
                planned(plan).stream().map(TypeTable::of).toList(),
                plan.stream()
                        .flatMap(p -> p.warnings().stream())
                        .map(ReportPage::note)
                        .toList(),
                plan.isPresent(),
                plan.map(PlanDocument::notCarried).orElse(List.of()),
                Environment.facts(v.circumstances()),
                Environment.settings(v.circumstances(), plan),
                out.root().toAbsolutePath().normalize().toString(),
                files(out));
    }

    private static List<FileRow> files(OutDirectory out) {
        return out.present().stream()
                .filter(f -> f != OutFile.REPORT)
                .map(f -> new FileRow(f.fileName(), f.about()))
                .toList();
    }

    private static List<PlanDocument.Written> planned(Optional<PlanDocument> plan) {
        return plan.map(PlanDocument::tables).orElse(List.of());
    }

    private static List<TableRow> sortedByVerdict(List<TableRow> tables) {
        return tables.stream().sorted(Comparator.comparing(t -> !t.differs())).toList();
    }

    private static List<Fact> figures(Validation v) {
        var equal = v.tables().stream().filter(t -> t.verdict() != Verdict.FAIL).count();
        var rejected = Headline.sum(v.sources(), Fate::rejected);
        var losses = v.losses().stream().mapToLong(Validation.Loss::count).sum();
        return List.of(
                figure("Rows read", Headline.sum(v.sources(), Fate::read), ""),
                figure(
                        "Rows in PostgreSQL",
                        v.tables().stream().mapToLong(Compared::targetRows).sum(),
                        ""),
                new Fact(
                        "Tables equal",
                        Figures.count(equal) + " of " + Figures.count(v.tables().size()),
                        "",
                        equal < v.tables().size() ? "fail" : ""),
                figure("Rows refused", rejected, rejected > 0 ? "warn" : ""),
                figure("Rows left out by rule", Headline.sum(v.sources(), Fate::dropped), ""),
                figure("Values changed by policy", losses, ""));
    }

    private static Fact figure(String name, long n, String style) {
        return new Fact(name, Figures.count(n), "", style);
    }

    private static List<Fact> facts(Validation v) {
        return List.of(
                new Fact(
                        "Run began",
                        Figures.moment(v.startedAt()),
                        "the last command took " + Figures.duration(v.seconds()),
                        ""),
                new Fact("Compared", Headline.level(v), Headline.meaning(v), ""),
                new Fact("Run", v.run(), "names the stage", ""),
                new Fact("Cut", v.cut(), "what was read", ""),
                new Fact("Plan", v.planDigest(), "settings and catalogue", ""));
    }

    private static List<Group<FateRow>> fates(Validation v) {
        var arrivals = Arrival.bySource(v.tables());
        return Group.of(
                v.sources().stream()
                        .sorted(Comparator.comparing(Fate::closed))
                        .map(f -> FateRow.of(f, arrivals.getOrDefault(f.table(), Arrival.NONE)))
                        .toList(),
                f -> !f.calm(),
                "With rows that were not carried",
                "Carried whole");
    }

    private static RuleRow rule(Validation v, String table, String column, String rule, long count) {
        var policy = new RulePolicy(v.circumstances().settings()).of(table, column, rule);
        return new RuleRow(table, column, rule, RuleWords.of(rule), policy, Figures.count(count));
    }

    private static List<RuleRow> leftOut(Optional<PlanDocument> plan) {
        return plan.stream()
                .flatMap(p -> p.sources().stream())
                .flatMap(s -> s.drops().stream()
                        .map(d -> new RuleRow(s.table(), "", d.rule(), d.where(), "", Figures.count(d.expected()))))
                .toList();
    }

    /** How many checks came to which answer, for the buttons that choose among them. */
    private static List<Fact> verdicts(Validation v) {
        return Stream.of(Verdict.FAIL, Verdict.WARN, Verdict.PASS)
                .map(verdict -> Map.entry(
                        Badge.of(verdict, "passed", "warning", "failed"),
                        v.checks().stream().filter(c -> c.verdict() == verdict).count()))
                .filter(c -> c.getValue() > 0)
                .map(c -> new Fact(
                        c.getKey().word(),
                        Figures.count(c.getValue()),
                        c.getKey().sign(),
                        c.getKey().style()))
                .toList();
    }

    private static List<Group<CheckRow>> checks(Validation v) {
        var rows = v.checks().stream()
                .sorted(Comparator.comparing(Validation.Check::verdict).reversed())
                .map(c -> new CheckRow(
                        Badge.of(c.verdict(), "passed", "warning", "failed"),
                        c.name(),
                        Figures.count(c.count()),
                        Shortfalls.words(c)))
                .toList();
        return Group.of(rows, c -> !c.badge().style().equals("pass"), "Need a look", "Passed");
    }

    private static NoteRow note(Plan.Note note) {
        return new NoteRow(note.column().isEmpty() ? note.table() : note.table() + "." + note.column(), note.text());
    }

    boolean hasDiffering() {
        return !differing.isEmpty();
    }

    boolean hasRejects() {
        return !rejects.isEmpty();
    }

    boolean hasLosses() {
        return !losses.isEmpty();
    }

    boolean hasQueries() {
        return !queries.isEmpty();
    }

    boolean hasLeftOut() {
        return !leftOut.isEmpty();
    }

    boolean hasChecks() {
        return !checks.isEmpty();
    }

    boolean hasSteps() {
        return !steps.isEmpty();
    }

    boolean hasTimes() {
        return !times.isEmpty();
    }

    boolean hasTypes() {
        return !types.isEmpty();
    }

    boolean hasEnvironment() {
        return !environment.isEmpty();
    }

    boolean hasSettings() {
        return !settings.isEmpty();
    }

    boolean hasWarnings() {
        return !warnings.isEmpty();
    }
}
