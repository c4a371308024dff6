package io.transfuse.report;

import static io.transfuse.report.Markdown.code;
import static io.transfuse.report.Markdown.codes;
import static io.transfuse.report.Markdown.text;

import io.transfuse.model.Catalogue;
import io.transfuse.model.Layout;
import io.transfuse.model.Mapping;
import io.transfuse.model.Plan;
import io.transfuse.model.TargetTable;
import io.transfuse.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The plan for people, as {@code schema_diff.md}: what changes for each table and column, and why. */
public final class SchemaDiff {
    private final Plan plan;
    private final Markdown page = new Markdown();

    private SchemaDiff(Plan plan) {
        this.plan = plan;
    }

    /** Writes the file, whole or not at all. */
    public static void write(OutDirectory out, Plan plan) {
        out.write(OutFile.SCHEMA_DIFF, markdown(plan));
    }

    /** The page's text. */
    public static String markdown(Plan plan) {
        return new SchemaDiff(plan).build();
    }

    private String build() {
        var targets = plan.targets().size();
        var rows = plan.mappings().stream().mapToLong(m -> m.profile().rows()).sum();
        page.heading(1, title())
                .paragraph(Figures.tables(plan.mappings().size()) + " with " + Figures.rows(rows)
                        + " in the source become " + Figures.tables(targets) + ".")
                .paragraph("Plan " + code(plan.identity().digest()) + " of the source at "
                        + code(plan.identity().cut()) + ".");
        var notes = new NoteList(plan, page);
        notes.of("Blockers", Plan.Level.BLOCKER, "Nothing runs until these are settled.");
        notes.of("Warnings", Plan.Level.WARNING, "Worth a look before the run.");
        notes.settings();
        application();
        forecast();
        page.heading(2, "Table by table");
        plan.mappings().forEach(this::mapping);
        enumerations();
        notCarried();
        notes.of("Notes", Plan.Level.INFO, "Decisions that need no action.");
        return page.toString();
    }

    private String title() {
        var system = plan.identity().system();
        return system.equals("general")
                ? "What changes in PostgreSQL"
                : "What changes: " + text(system) + " in PostgreSQL";
    }

    private void forecast() {
        var forecast = Forecast.of(plan);
        page.heading(2, "What a run will find")
                .paragraph(
                        text(forecast.words()) + ". Nobody counts beforehand which values no map names, which texts are"
                                + " no JSON, date or time, which values a type that settings name does not take, which keys are spelled otherwise, and which rows"
                                + " fall because of rows that they refer to: a rehearsal shows those.");
        if (!forecast.findings().isEmpty()) {
            page.paragraph("Counted in the source; the run checks that it finds the same.")
                    .table(
                            List.of("Table", "Column", "Rule", "Rows", "Then"),
                            forecast.findings().stream()
                                    .map(SchemaDiff::foretold)
                                    .toList());
        }
    }

    private static List<String> foretold(Forecast.Finding finding) {
        var then = switch (finding.action()) {
            case REJECT -> "refused, kept in rejects/";
            case COERCE -> "changed by the policy, counted as a loss";
            case NOTE -> "carried, and counted";
        };
        return List.of(
                code(finding.table()),
                code(finding.column()),
                text(finding.rule()),
                Figures.count(finding.count()),
                then);
    }

    private void application() {
        var changes = new ApplicationChanges(plan).all();
        page.heading(2, "What the application has to change");
        if (changes.isEmpty()) {
            page.paragraph("Nothing but the connection: names, types and keys stay as they are.");
        }
        changes.forEach(c -> page.heading(3, c.title() + " (" + c.items().size() + ")")
                .paragraph(text(c.advice()))
                .bullets(c.items()));
    }

    private void mapping(Mapping mapping) {
        mapping.branches().forEach(b -> branch(mapping, b));
        if (!mapping.first()) {
            return;
        }
        var lines = new ArrayList<String>();
        mapping.drops()
                .forEach(d -> lines.add("left out by rule " + code(d.rule()) + ": " + Figures.rows(d.expected())
                        + " where " + code(d.where())));
        mapping.refused()
                .forEach(d -> lines.add("refused by rule " + code(d.rule()) + ": " + Figures.rows(d.expected())
                        + " where " + code(d.where())));
        mapping.lookups().stream()
                .filter(l -> l.orphans() > 0)
                .forEach(l -> lines.add(code(l.columns()) + " refers to no row of " + code(l.entity()) + " in "
                        + Figures.rows(l.orphans())));
        PlanJson.leftOut(mapping).forEach(c -> lines.add("column " + code(c.name()) + " is left out"));
        mapping.transformations().forEach(t -> lines.add("transformed by " + code(t)));
        if (!lines.isEmpty()) {
            page.paragraph("Of the source table " + code(mapping.source().name()) + ":")
                    .bullets(lines);
        }
    }

    private void branch(Mapping mapping, Mapping.Branch branch) {
        var target = branch.target();
        page.heading(
                        3,
                        code(mapping.first() ? mapping.source().name() : mapping.label()) + " → "
                                + code(target.qualified()))
                .paragraph(Figures.rows(branch.expected()) + " expected of "
                        + Figures.count(mapping.profile().rows())
                        + (mapping.split()
                                ? "; "
                                        + branch.where()
                                                .map(w -> "those where " + code(w))
                                                .orElse("those that no other part takes")
                                : mapping.further()
                                        ? "; further rows"
                                                + branch.where()
                                                        .map(w -> ", of those where " + code(w))
                                                        .orElse("")
                                        : "")
                        + branch.crosswalk()
                                .map(c ->
                                        "; old and new keys in " + code(OutFile.CROSSWALKS.fileName() + "/" + c.file()))
                                .orElse("")
                        + ".")
                .table(
                        List.of("Source", "Type", "Target", "Type", "Null", "Value and reason"),
                        branch.columns().stream().map(c -> row(mapping, c)).toList());
        var rules = constraints(target);
        if (!rules.isEmpty()) {
            page.bullets(rules);
        }
    }

    private static List<String> row(Mapping mapping, Mapping.ColumnMapping column) {
        var takes = column.value().takes();
        var target = column.target();
        var sourceTypes =
                takes.stream().map(t -> PlanJson.declaredType(mapping, t)).toList();
        return List.of(
                takes.isEmpty() ? "(new)" : codes(takes),
                takes.isEmpty() ? "–" : codes(sourceTypes),
                code(target.name()),
                code(target.type().sql()),
                target.nullable() ? "yes" : "no",
                text(reason(mapping, column)) + extras(target));
    }

    /** How the value comes about and why; what the other cells of the line say already is left out. */
    private static String reason(Mapping mapping, Mapping.ColumnMapping column) {
        var takes = column.value().takes();
        if (column.value() instanceof Value.Carry && takes.size() == 1) {
            var type = PlanJson.declaredType(mapping, takes.get(0)) + ": ";
            var rule = column.rule();
            return rule.startsWith(type) ? rule.substring(type.length()) : rule;
        }
        return column.value().describe() + "; " + column.rule();
    }

    private static String extras(TargetTable.TargetColumn column) {
        return (column.identity() ? "; numbers itself" : "")
                + column.defaultSql().map(d -> "; default " + code(d)).orElse("")
                + column.generated().map(g -> ": " + code(g)).orElse("")
                + (column.comment().isEmpty() ? "" : "; comment: " + text(column.comment()));
    }

    private static List<String> constraints(TargetTable target) {
        var lines = new ArrayList<String>();
        if (!target.primaryKey().isEmpty()) {
            lines.add("primary key: " + codes(target.primaryKey()));
        }
        target.uniques().forEach(u -> lines.add("unique: " + codes(u)));
        target.foreignKeys()
                .forEach(f -> lines.add((f.watched() ? "no foreign key, asked by the checks " : "foreign key ")
                        + code(f.name()) + ": " + codes(f.columns()) + " → "
                        + f.targetColumns().stream()
                                .map(c -> code(f.table() + "." + c))
                                .collect(Collectors.joining(", "))
                        + action(" on delete ", f.onDelete()) + action(" on update ", f.onUpdate())));
        target.checks().forEach(c -> lines.add("check " + code(c.name()) + ": " + code(c.sql())));
        target.guards().forEach(c -> lines.add("check " + code(c.name()) + ": " + code(c.sql())));
        target.indexes()
                .forEach(i -> lines.add(
                        (i.unique() ? "unique index " : "index ") + code(i.name()) + ": " + code(i.definition())));
        layout(target.layout(), lines);
        if (!target.touched().isEmpty()) {
            lines.add("a trigger keeps: " + codes(target.touched()));
        }
        if (!target.comment().isEmpty()) {
            lines.add("comment: " + text(target.comment()));
        }
        return lines;
    }

    private static void layout(Layout layout, List<String> lines) {
        layout.partition().ifPresent(p -> {
            lines.add("partitioned by range of " + code(p.column()) + ", one partition for each "
                    + p.every().word() + " that holds rows, and a default one; of the source's values: "
                    + p.starts().size());
            p.alone()
                    .forEach(a -> lines.add("unique by itself, asked by the checks, declared with "
                            + code(p.column()) + ": " + codes(a.terms())
                            + (a.where().isEmpty() ? "" : text(" where ") + code(a.where()))));
        });
        layout.parameters().forEach((name, value) -> lines.add("storage: " + code(name + " = " + value)));
    }

    private static String action(String when, String action) {
        return action.isEmpty() ? "" : text(when + action);
    }

    private void enumerations() {
        if (!plan.types().isEmpty()) {
            page.heading(2, "Enumeration types (" + plan.types().size() + ")")
                    .bullets(plan.types().stream()
                            .map(t -> code(t.schema() + "." + t.name()) + ": " + codes(t.labels()))
                            .toList());
        }
    }

    private void notCarried() {
        if (plan.notCarried().isEmpty()) {
            return;
        }
        page.heading(2, "Not carried (" + plan.notCarried().size() + ")")
                .paragraph("These have no place in the target; write them anew where the application needs them.");
        plan.notCarried().forEach(this::object);
    }

    private void object(Catalogue.NotCarried object) {
        page.heading(3, text(object.kind()) + " " + code(object.name())).paragraph(text(object.reason()));
        if (!object.text().isBlank()) {
            page.fenced("sql", object.text());
        }
        if (!object.proposal().isEmpty()) {
            page.paragraph("A proposal; PostgreSQL took it over the migrated tables in a trial that was undone:")
                    .fenced("sql", object.proposal() + ";");
        }
    }
}
