package io.transfuse.plan;

import io.transfuse.config.ColumnRules;
import io.transfuse.config.Settings;
import io.transfuse.config.TableRules;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.PgType;
import io.transfuse.model.PgType.Kind;
import io.transfuse.model.Table;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.model.Value;
import java.util.Optional;
import java.util.Set;

/**
 * Columns of an existing schema that are of other types than keys and references would be: a UUID stands in a text as
 * PostgreSQL prints it, and a reference may be longer or narrower than its key.
 */
final class ExistingTypes {

    private static final int LETTERS = 36;

    private static final Set<Kind> WHOLE = Set.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT);

    private ExistingTypes() {}

    /** Whether an existing column takes texts of that length. */
    static boolean fits(PgType type) {
        return type.kind() == Kind.TEXT && type.maxLength() >= LETTERS;
    }

    /** Whether the type of a key's rule is that of the existing column alone, so that it may become a UUID there. */
    static boolean open(Settings settings, String table, String target) {
        return settings.existing()
                && settings.tables().stream()
                        .filter(r -> r.source().equals(table))
                        .flatMap(TableRules::whole)
                        .flatMap(r -> r.columns().stream())
                        .noneMatch(c -> c.target().equals(target) && c.type().isPresent());
    }

    /** Why a column of the source goes nowhere: the settings say so, or the existing column is computed too. */
    static String left(Settings settings, Entity entity, Table.Column column) {
        var asked = settings.tables().stream()
                .filter(r -> r.source().equals(entity.rules().source()))
                .flatMap(TableRules::whole)
                .anyMatch(r -> r.drops(column.name()));
        return "left out: " + (asked ? "the configuration drops it" : "PostgreSQL computes the existing column");
    }

    /** The rules under which the key is a UUID, in columns of the existing types. */
    static TableRules keyed(Table table, TableRules rules, String key) {
        return rules.with(
                        rules.columns().stream().map(c -> keyed(table, c, key)).toList(),
                        rules.unique(),
                        rules.checks(),
                        rules.indexes())
                .inside(r -> keyed(table, r, key));
    }

    private static ColumnRules keyed(Table table, ColumnRules rule, String key) {
        return rule.type()
                .filter(ExistingTypes::fits)
                .filter(t -> Entity.source(table, rule).equals(Optional.of(key)))
                .map(t -> rule.typed(new PgType(Kind.UUID, t.sql()), false))
                .orElse(rule);
    }

    /** A column in the type of the existing column. */
    static ColumnMapping fitted(Graph graph, Entity entity, TableRules rules, ColumnMapping made) {
        var planned = made.target().type();
        var existing = rules.columns().stream()
                .filter(r -> r.target().equals(made.target().name()))
                .findFirst()
                .flatMap(ColumnRules::type)
                .map(t -> t.kind() == Kind.UUID ? PgType.of(t.sql()) : t)
                .filter(t -> graph.settings().existing() && !t.equals(planned));
        if (existing.isEmpty()) {
            return made;
        }
        var type = existing.get();
        if (planned.kind() == Kind.UUID) {
            return uuids(graph.notes(), entity, made, type);
        }
        return refers(made.value()) && alike(planned.kind(), type.kind())
                ? typed(made, type, made.rule() + "; " + type + " as in the existing schema")
                : made;
    }

    private static boolean refers(Value value) {
        return value instanceof Value.Reference || value instanceof Value.OwnerId || value instanceof Value.OwnerLabel;
    }

    private static boolean alike(Kind planned, Kind existing) {
        return planned == existing || (WHOLE.contains(planned) && WHOLE.contains(existing));
    }

    private static ColumnMapping uuids(Notes notes, Entity entity, ColumnMapping made, PgType type) {
        var name = made.target().name();
        if (!fits(type)) {
            notes.block(
                    entity.name(),
                    name,
                    "is " + type + " in the existing schema, but must be uuid, or a text of " + LETTERS
                            + " letters or more, because it holds UUIDs; set uuid.keys = none to keep the keys that"
                            + " there are");
            return made;
        }
        notes.info(entity.name(), name, "is " + type + " in the existing schema, so UUIDs stand there as text");
        return typed(made, type, made.rule() + "; as text in the existing " + type);
    }

    private static ColumnMapping typed(ColumnMapping made, PgType type, String rule) {
        var target = made.target();
        return new ColumnMapping(
                new TargetColumn(
                        target.name(),
                        type,
                        target.nullable(),
                        target.defaultSql(),
                        target.identity(),
                        target.generated(),
                        target.next(),
                        target.comment()),
                made.value(),
                rule);
    }
}
