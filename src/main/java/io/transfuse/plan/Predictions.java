package io.transfuse.plan;

import io.transfuse.config.Policy;
import io.transfuse.config.Settings;
import io.transfuse.config.Ways;
import io.transfuse.model.Finding;
import io.transfuse.model.Finding.Action;
import io.transfuse.model.Form;
import io.transfuse.model.Lookup;
import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.Branch;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.Orphans;
import io.transfuse.model.PgType;
import io.transfuse.model.Plan.Prediction;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Storage;
import io.transfuse.model.Table;
import io.transfuse.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run will find, as the source's own counts foretell it: orphans, zero dates, NUL bytes, bytes that are no text,
 * text that is no UUID. A count of 0 is foretold as well, so that a finding out of the blue shows.
 */
final class Predictions {

    /** Which count of the profile foretells a rule. */
    private static final Map<String, String> FACTS = Map.of(
            "zero-date", "zero-date", "nul-byte", "nul", "empty-enum", "enum-zero", "invalid-utf8", "invalid-utf8");

    private static final String NULL = "null";

    private final Settings settings;
    private final Dialect dialect;
    private final Map<String, Map<Finding, Long>> duplicates = new HashMap<>();

    Predictions(Settings settings, Dialect dialect) {
        this.settings = settings;
        this.dialect = dialect;
    }

    /** Rows that share with an earlier one of the same target what must be unique. */
    void duplicates(Entity entity, List<String> unique, List<ColumnMapping> columns, long rows) {
        // What is made of the values of a split table differs from target to target, and is not counted.
        var plain = columns.stream()
                .filter(c -> unique.contains(c.target().name()))
                .allMatch(c -> c.value() instanceof Value.Carry);
        if (plain || !entity.split()) {
            duplicates
                    .computeIfAbsent(entity.name(), t -> new LinkedHashMap<>())
                    .merge(new Finding("duplicate", unique.get(0), Action.REJECT), rows, Long::sum);
        }
    }

    /** The predictions for all tables whose rows are all read and not reshaped by code of the user's. */
    List<Prediction> of(List<Mapping> mappings) {
        return mappings.stream()
                .filter(m ->
                        m.first() && m.drops().isEmpty() && m.transformations().isEmpty())
                .flatMap(m -> of(m).stream())
                .toList();
    }

    /** Tells of rows that will be refused; references and duplicates have notes of their own. */
    List<Prediction> told(List<Mapping> mappings, Notes notes) {
        var all = of(mappings);
        all.stream()
                .filter(p -> p.count() > 0 && p.finding().action() == Action.REJECT)
                .filter(p -> !List.of("orphan", "duplicate", NULL)
                        .contains(p.finding().rule()))
                .forEach(p -> notes.warn(
                        p.table(),
                        p.finding().column(),
                        p.count() + (p.count() == 1 ? " row breaks " : " rows break ")
                                + p.finding().rule() + " and will be rejected"
                                + around(p, mappings)
                                        .map(w -> " (" + w + " may decide otherwise)")
                                        .orElse("")));
        return all;
    }

    /** What is no UUID is decided by a policy only where no rule of the column prescribes its type. */
    private static Optional<String> around(Prediction prediction, List<Mapping> mappings) {
        var finding = prediction.finding();
        return mappings.stream()
                .filter(m ->
                        finding.rule().equals("not-a-uuid") && m.source().name().equals(prediction.table()))
                .flatMap(m -> m.branches().stream())
                .flatMap(b -> b.columns().stream())
                .filter(c ->
                        c.value().takes().contains(finding.column()) && c.rule().startsWith(Columns.PRESCRIBED))
                .map(c -> Ways.text(c.rule().substring(Columns.PRESCRIBED.length())))
                .findFirst()
                .or(() -> Ways.around(finding.rule()));
    }

    private List<Prediction> of(Mapping mapping) {
        // A finding that several columns of the same row report, or several branches, is foretold once.
        // Which of equal rows of two tables is the first, the source does not know.
        var alone = mapping.branches().stream().noneMatch(Branch::shared);
        var found = new LinkedHashMap<Finding, Long>(
                alone ? duplicates.getOrDefault(mapping.source().name(), Map.of()) : Map.of());
        for (var branch : mapping.branches()) {
            for (var column : branch.columns()) {
                if (everywhere(mapping, column) && !joined(mapping, column)) {
                    missing(mapping, column).ifPresent(p -> found.merge(p.finding(), p.count(), Math::max));
                    column(mapping, column).forEach(p -> found.merge(p.finding(), p.count(), Math::max));
                }
            }
        }
        for (var refused : mapping.refused()) {
            found.put(new Finding(refused.rule(), "", Action.REJECT), refused.expected());
        }
        for (var composite : mapping.composites()) {
            var lookup = composite.lookup();
            var foretold = orphans(mapping, lookup.columns(), composite.orphans(), List.of(lookup));
            found.put(foretold.finding(), foretold.count());
        }
        return found.entrySet().stream()
                .map(e -> new Prediction(mapping.source().name(), e.getKey(), e.getValue()))
                .toList();
    }

    /** Whether every branch takes the column into the same type: only then do all rows meet the same rule. */
    private static boolean everywhere(Mapping mapping, ColumnMapping column) {
        return mapping.branches().stream().allMatch(b -> same(b, column));
    }

    private static boolean same(Branch branch, ColumnMapping column) {
        return branch.columns().stream()
                .anyMatch(c -> c.value().equals(column.value())
                        && c.target().type().equals(column.target().type())
                        && c.target().nullable() == column.target().nullable());
    }

    /** Of values of other tables the source has counted all, not those that rows of this one name. */
    private static boolean joined(Mapping mapping, ColumnMapping column) {
        return !(column.value() instanceof Value.Reference)
                && column.value().takes().stream()
                        .flatMap(t -> mapping.source().column(t).stream())
                        .anyMatch(c -> c.nature().joined().isPresent());
    }

    /** What is made of one column is missing where that is; the notes tell of it beside the setting that wants it. */
    private static Optional<Prediction> missing(Mapping mapping, ColumnMapping column) {
        var made = column.value() instanceof Value.Expression || column.value() instanceof Value.Merged;
        return column.value().takes().stream()
                .limit(column.target().nullable() || made ? 0 : 1)
                .filter(t -> mapping.source()
                        .column(t)
                        .filter(Table.Column::nullable)
                        .isPresent())
                .map(t -> Optional.ofNullable(mapping.profile().columns().get(t))
                        .map(p -> prediction(mapping, NULL, t, Action.REJECT, p.count(Storage.NULL))))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private List<Prediction> column(Mapping mapping, ColumnMapping column) {
        if (column.value() instanceof Value.Reference reference) {
            // Two columns of one reference to a split table would each tell of it.
            if (reference.branch().isPresent() && reference.orphans() != Orphans.QUARANTINE) {
                return List.of();
            }
            return List.of(orphans(mapping, reference.column(), reference.orphans(), List.of(reference.lookup())));
        }
        if (column.value() instanceof Value.OwnerId owner) {
            return List.of(orphans(
                    mapping,
                    owner.idColumn(),
                    Orphans.QUARANTINE,
                    List.copyOf(owner.owners().values())));
        }
        return column.value() instanceof Value.Carry carry ? carried(mapping, column, carry.column()) : List.of();
    }

    private static Prediction orphans(Mapping mapping, String column, Orphans orphans, List<Lookup> lookups) {
        var action = switch (orphans) {
            case QUARANTINE -> Action.REJECT;
            case KEEP -> Action.NOTE;
            case NULL -> Action.COERCE;
        };
        return prediction(
                mapping,
                "orphan",
                column,
                action,
                lookups.stream().mapToLong(Lookup::orphans).sum());
    }

    private List<Prediction> carried(Mapping mapping, ColumnMapping column, String source) {
        var profile = Objects.requireNonNull(mapping.profile().columns().get(source), source);
        var all = new ArrayList<Prediction>();
        var policy = settings.policies(mapping.source().name()).column(source);
        counted(profile, column, policy).forEach((rule, action) -> {
            var fact = Objects.requireNonNull(FACTS.get(rule));
            if (profile.facts().containsKey(fact)) {
                all.add(prediction(mapping, rule, source, action, profile.fact(fact)));
            }
        });
        if (column.target().type().kind() == PgType.Kind.UUID && isText(mapping, source, profile)) {
            var others = profile.values() - profile.fact("uuid");
            all.add(prediction(mapping, "not-a-uuid", source, Action.REJECT, others));
        }
        new Misfits(mapping.source().column(source).orElseThrow().type(), profile, dialect, policy.mixed())
                .in(
                        column.target().type(),
                        Objects.requireNonNull(mapping.forms().get(source)))
                .ifPresent(m -> all.add(prediction(mapping, m.rule(), source, Action.REJECT, m.count())));
        return all;
    }

    /** The rule that a column of this type meets with, and what it does. */
    private static Map<String, Action> counted(OfColumn profile, ColumnMapping column, Policy policy) {
        return switch (column.target().type().kind()) {
            case DATE, TIMESTAMP, TIMESTAMPTZ -> Map.of("zero-date", zeroDates(column, policy));
            // What a blob's bytes become in a text is not counted.
            case TEXT ->
                profile.count(Storage.BLOB) > 0
                        ? Map.of()
                        : Map.of(
                                "nul-byte",
                                policy.nulByte() == Policy.NulByte.STRIP ? Action.COERCE : Action.REJECT,
                                "invalid-utf8",
                                Action.REJECT);
            case ENUM -> keepsEmpty(policy) ? Map.of() : Map.of("empty-enum", emptyEnums(column, policy));
            default -> Map.of();
        };
    }

    private static boolean isText(Mapping mapping, String source, OfColumn profile) {
        return mapping.forms().get(source) == Form.TEXT && profile.facts().containsKey("uuid");
    }

    private static boolean keepsEmpty(Policy policy) {
        return policy.choices().emptyEnum().equals("keep");
    }

    private static Action zeroDates(ColumnMapping column, Policy policy) {
        var choice = policy.choices().zeroDate();
        return switch (choice) {
            case "null" -> column.target().nullable() ? Action.COERCE : Action.REJECT;
            case "quarantine", "error" -> Action.REJECT;
            default -> Action.COERCE;
        };
    }

    private static Action emptyEnums(ColumnMapping column, Policy policy) {
        return policy.choices().emptyEnum().equals("null") && column.target().nullable()
                ? Action.COERCE
                : Action.REJECT;
    }

    private static Prediction prediction(Mapping mapping, String rule, String column, Action action, long count) {
        return new Prediction(mapping.source().name(), new Finding(rule, column, action), count);
    }
}
