package io.transfuse.plan;

import io.transfuse.config.ColumnRules;
import io.transfuse.config.EnumRule;
import io.transfuse.model.PgType;
import java.util.List;
import java.util.Optional;

/**
 * Which values of a column need no entry in the settings, because an existing column takes them as they are.
 *
 * @param asked what the settings say about the column
 * @param type the type of the existing column
 * @param labels its members, if it is an enumeration
 */
record ExistingMembers(ColumnRules asked, PgType type, List<String> labels) {

    /** The members of an existing enumeration, whatever the settings call them; what is none would stop the load. */
    Optional<EnumRule> rule() {
        if (type.kind() == PgType.Kind.ENUM) {
            return Optional.of(new EnumRule(
                    Optional.empty(), labels.stream().filter(this::stays).toList()));
        }
        // A text takes everything: the declared members count only beside a map that would refuse them.
        var mapped = !asked.members().isEmpty() || !asked.by().isEmpty();
        return asked.enumeration().filter(e -> mapped && type.kind() == PgType.Kind.TEXT);
    }

    /** Whether no entry says that rows with this member are refused. */
    private boolean stays(String label) {
        return !"".equals(asked.members().get(label));
    }
}
