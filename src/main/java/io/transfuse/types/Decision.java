package io.transfuse.types;

import io.transfuse.model.Form;
import io.transfuse.model.PgType;

/**
 * What a source column becomes, and why.
 *
 * @param type the type in PostgreSQL
 * @param form how its values are read
 * @param rule the row of the type table that decided, with the evidence
 */
public record Decision(PgType type, Form form, String rule) {}
