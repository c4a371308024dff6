package io.transfuse.report;

import static io.transfuse.report.Markdown.code;

import io.transfuse.model.Mapping;
import io.transfuse.model.PgType.Kind;
import io.transfuse.model.Plan;
import io.transfuse.model.Value;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a program that used the old database has to do differently, by kind of change. */
final class ApplicationChanges {
    private final Plan plan;

    ApplicationChanges(Plan plan) {
        this.plan = plan;
    }

    /**
     * One kind of change.
     *
     * @param title its heading
     * @param advice what to do about it
     * @param items where it happens, as Markdown
     */
    record Change(String title, String advice, List<String> items) {}

    private record Cell(Mapping mapping, Mapping.Branch branch, Mapping.ColumnMapping column) {
        String place() {
            return code(branch.target().name() + "." + column.target().name());
        }

        String origin() {
            return column.value().takes().stream()
                    .map(t -> code(mapping.source().name() + "." + t))
                    .collect(Collectors.joining(", "));
        }

        String types() {
            return column.value().takes().stream()
                            .map(t -> code(PlanJson.declaredType(mapping, t)))
                            .collect(Collectors.joining(", "))
                    + " → "
                    + code(column.target().type().sql());
        }

        boolean becomes(Kind kind) {
            return !column.value().takes().isEmpty() && column.target().type().kind() == kind;
        }
    }

    /** Every kind that occurs. */
    List<Change> all() {
        return Stream.of(tables(), types(), texts(), values(), new Unguarded(plan).kinds(), triggers())
                .flatMap(kinds -> kinds)
                .filter(c -> !c.items().isEmpty())
                .toList();
    }

    private Stream<Change> tables() {
        return Stream.of(splitTables(), renamedTables(), partitionedTables());
    }

    private Stream<Change> types() {
        return Stream.of(
                columns("Keys and references that become UUID", """
                        Ids are text of 36 characters now, in URLs, caches and foreign systems too; \
                        the crosswalk files translate old ids.""", c -> c.becomes(Kind.UUID), Cell::types),
                columns(
                        "Renamed columns",
                        "Queries and models use the new name.",
                        ApplicationChanges::renamed,
                        c -> "was " + c.origin()),
                columns("JSON columns", """
                        The driver returns parsed JSON; text that is not JSON is refused on writing; \
                        the order of keys and spaces are not kept.""", c -> c.becomes(Kind.JSONB), Cell::types),
                columns("Timestamps with zone", """
                        Values are moments in time: send them with an offset, and expect them in the \
                        session's zone.""", c -> c.becomes(Kind.TIMESTAMPTZ), Cell::types),
                columns(
                        "Booleans",
                        "Compare with true and false instead of 1 and 0.",
                        c -> c.becomes(Kind.BOOLEAN),
                        Cell::types));
    }

    private Stream<Change> texts() {
        return Stream.of(
                columns(
                        "Enumerations",
                        "Only members are taken, and every letter counts; ALTER TYPE … ADD VALUE adds one.",
                        c -> c.becomes(Kind.ENUM),
                        Cell::types),
                columns(
                        "Lists instead of sets",
                        "Ask with 'member' = ANY (column), and write arrays instead of words between commas.",
                        c -> c.becomes(Kind.ARRAY),
                        Cell::types),
                folded());
    }

    /** One line for each table, because there may be many of them. */
    private Change folded() {
        return new Change("Text that compares with case now", """
                In the source 'A' = 'a' holds here, also in LIKE, GROUP BY, DISTINCT and ORDER BY; in PostgreSQL it does \
                not; nor does it overlook accents or blanks at the end where the source does. Compare lower(column) where the \
                application relies on it, or set policy.collation = citext for keys.""", targets((m, b) -> {
            var names = b.columns().stream()
                    .filter(c -> c.target().type().kind() == Kind.TEXT)
                    .filter(c -> !c.target().type().sql().equals("citext"))
                    .filter(c -> c.value().takes().stream()
                            .anyMatch(t -> m.source().column(t).stream()
                                    .anyMatch(s -> s.collation().matches("(?i)nocase|.*_ci"))))
                    .map(c -> code(c.target().name()))
                    .collect(Collectors.joining(", "));
            return names.isEmpty() ? Stream.of() : Stream.of(code(b.target().name()) + ": " + names);
        }));
    }

    private Stream<Change> values() {
        return Stream.of(
                columns(
                        "Values by a map",
                        "Old members are gone; use the new ones.",
                        c -> c.column().value() instanceof Value.EnumMap,
                        c -> Markdown.text(c.column().value().describe())),
                columns(
                        "Columns that no longer take NULL",
                        "Every INSERT has to give a value or rely on the default.",
                        ApplicationChanges::stricter,
                        ApplicationChanges::byDefault),
                columns(
                        "New columns",
                        "Fill them where the application knows a value.",
                        c -> c.column().value().takes().isEmpty(),
                        c -> code(c.column().target().type().sql()) + ", "
                                + Markdown.text(c.column().value().describe())),
                leftOut());
    }

    private Stream<Change> triggers() {
        return Stream.of(touched(), polymorphic());
    }

    private static String byDefault(Cell cell) {
        return cell.column()
                .target()
                .defaultSql()
                .map(d -> "default " + code(d))
                .orElse("no default");
    }

    private Change columns(String title, String advice, Predicate<Cell> which, Function<Cell, String> words) {
        return new Change(
                title,
                advice,
                cells().filter(which)
                        .map(c -> c.place() + ": " + words.apply(c))
                        .toList());
    }

    private Stream<Cell> cells() {
        return plan.mappings().stream()
                .flatMap(m ->
                        m.branches().stream().flatMap(b -> b.columns().stream().map(c -> new Cell(m, b, c))));
    }

    private static boolean renamed(Cell cell) {
        var takes = cell.column().value().takes();
        return takes.size() == 1 && !takes.get(0).equals(cell.column().target().name());
    }

    private static boolean stricter(Cell cell) {
        return !cell.column().target().nullable()
                && cell.column().value().takes().stream()
                        .anyMatch(
                                t -> cell.mapping().source().column(t).stream().anyMatch(c -> c.nullable()));
    }

    private Change splitTables() {
        return new Change(
                "Split tables",
                """
                One table is several now: queries choose one, or join them again by UNION ALL. Unique keys and numbering \
                hold in each of them alone.""",
                plan.mappings().stream()
                        .filter(Mapping::split)
                        .map(m -> code(m.source().name()) + " → "
                                + m.branches().stream()
                                        .map(ApplicationChanges::part)
                                        .collect(Collectors.joining("; ")))
                        .toList());
    }

    private static String part(Mapping.Branch branch) {
        return code(branch.target().name())
                + branch.where().map(w -> " where " + code(w)).orElse(" for all other rows");
    }

    private Change renamedTables() {
        return new Change(
                "Renamed tables",
                "Queries and models use the new name.",
                targets((m, b) -> m.split()
                                || !m.first()
                                || m.source().name().equals(b.target().name())
                        ? Stream.of()
                        : Stream.of(code(b.target().name()) + ": was "
                                + code(m.source().name()))));
    }

    private Change partitionedTables() {
        return new Change(
                "Tables in partitions",
                """
                Name the column of the partitions in WHERE, so that PostgreSQL looks into few of them, and in ON CONFLICT, \
                which needs the whole key; make the next partitions in time: until then new rows lie in the default one, \
                out of which they have to be moved later.""",
                targets((m, b) -> b.target().layout().partition().stream()
                        .map(p -> code(b.target().name()) + ": by " + code(p.column()) + ", each "
                                + p.every().word() + "; key "
                                + Markdown.codes(b.target().primaryKey()))));
    }

    private Change leftOut() {
        return new Change(
                "Columns left out",
                "The target does not have them; nothing may read or write them.",
                plan.mappings().stream()
                        .flatMap(m -> PlanJson.leftOut(m).stream()
                                .map(c -> code(m.source().name() + "." + c.name()) + ": " + code(c.type())))
                        .toList());
    }

    private Change touched() {
        return new Change(
                "Columns that a trigger keeps",
                """
                The application need not set them on update; what it sets is overwritten, also where a foreign key \
                changes the row.""",
                targets((m, b) ->
                        b.target().touched().stream().map(c -> code(b.target().name() + "." + c))));
    }

    private Change polymorphic() {
        return new Change(
                "References whose table another column tells",
                "PostgreSQL cannot guard them; post_migration_checks.sql asks about them.",
                plan.polymorphic().stream()
                        .map(p -> code(p.table() + "." + p.idColumn()) + " by " + code(p.typeColumn()) + ": "
                                + p.owners().entrySet().stream()
                                        .sorted(Map.Entry.comparingByKey())
                                        .map(o -> code(o.getKey()) + " → "
                                                + code(o.getValue().table() + "."
                                                        + o.getValue().keyColumn()))
                                        .collect(Collectors.joining(", ")))
                        .toList());
    }

    private List<String> targets(BiFunction<Mapping, Mapping.Branch, Stream<String>> lines) {
        return plan.mappings().stream()
                .flatMap(m -> m.branches().stream().flatMap(b -> lines.apply(m, b)))
                .toList();
    }
}
