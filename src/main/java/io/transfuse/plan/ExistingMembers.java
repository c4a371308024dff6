package io.transfuse.plan;

import io.transfuse.config.ColumnRules;
import io.transfuse.config.EnumRule;
import io.transfuse.model.PgType;
import io.transfuse.model.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which values of a column need no entry in the settings, because an existing column takes them as they are.
 *
 * @param asked what the settings say about the column
 * @param type the type of the existing column
 * @param labels its members, if it is an enumeration
 */
record ExistingMembers(ColumnRules asked, PgType type, List<String> labels) {

    /** What the settings ask for, as the existing column takes it; members that it has not block the plan. */
    ColumnRules known(Table source, Table.Column column, Notes notes) {
        var unknown = unknown();
        if (!unknown.isEmpty()) {
            notes.block(
                    source.name(),
                    column.name(),
                    asked.key() + " makes " + String.join(", ", unknown)
                            + ", but must make members of the existing type "
                            + column.type() + " (" + String.join(", ", labels)
                            + "); add them there with ALTER TYPE, or change the setting");
        }
        return asked.typed(type, !column.nullable(), rule());
    }

    /** The members of an existing enumeration, whatever the settings call them; what is none would stop the load. */
    private Optional<EnumRule> rule() {
        if (type.kind() == PgType.Kind.ENUM) {
            return Optional.of(new EnumRule(
                    Optional.empty(), labels.stream().filter(this::stays).toList()));
        }
        // A text takes everything: the declared members count only beside a map that would refuse them.
        var mapped = !asked.members().isEmpty() || !asked.by().isEmpty();
        return asked.enumeration().filter(e -> mapped && type.kind() == PgType.Kind.TEXT);
    }

    /** What the settings make of members or rows and the existing enumeration has not. */
    private List<String> unknown() {
        return type.kind() != PgType.Kind.ENUM
                ? List.of()
                : Stream.of(
                                asked.members().entrySet().stream()
                                        .filter(e -> !e.getKey().equals(EnumRule.OTHERS))
                                        .map(Map.Entry::getValue),
                                asked.by().stream().flatMap(b -> b.members().values().stream()),
                                asked.value().stream())
                        .flatMap(Function.identity())
                        .filter(l -> !l.isEmpty() && !labels.contains(l))
                        .distinct()
                        .sorted()
                        .toList();
    }

    /** Whether no entry says that rows with this member are refused. */
    private boolean stays(String label) {
        return !"".equals(asked.members().get(label));
    }
}
