package io.transfuse.types;

import io.transfuse.model.Form;
import io.transfuse.model.PgType;
import java.util.Optional;

/**
 * What a source column becomes, and why.
 *
 * @param type the type in PostgreSQL
 * @param form how its values are read
 * @param rule the row of the type table that decided, with the evidence
 * @param declared the type that the declaration alone would give, where the rows forbid it
 */
public record Decision(PgType type, Form form, String rule, Optional<PgType> declared) {}
