package io.transfuse.types;

import io.transfuse.model.Form;
import io.transfuse.model.PgType;
import java.util.List;
import java.util.Optional;

/**
 * What a source column becomes, and why.
 *
 * @param type the type in PostgreSQL
 * @param form how its values are read
 * @param rule the row of the type table that decided, with the evidence
 * @param declared the type that the declaration alone would give, where the rows forbid it
 * @param labels the members of an enumeration or set, in the source's order
 * @param blocker why nothing can be decided and what to say in the settings instead; empty where it is decided
 */
public record Decision(
        PgType type, Form form, String rule, Optional<PgType> declared, List<String> labels, Optional<String> blocker) {

    public Decision {
        labels = List.copyOf(labels);
    }

    /** A type with members. */
    public Decision(PgType type, Form form, String rule, Optional<PgType> declared, List<String> labels) {
        this(type, form, rule, declared, labels, Optional.empty());
    }

    /** A type without members. */
    public Decision(PgType type, Form form, String rule, Optional<PgType> declared) {
        this(type, form, rule, declared, List.of());
    }
}
