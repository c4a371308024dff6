package io.transfuse.plan;

import java.util.Optional;

/**
 * What a name of the rules means.
 *
 * @param column a column
 * @param constant the SQL of a constant where there is none
 */
record Meaning(Optional<String> column, String constant) {

    static Meaning of(String column) {
        return new Meaning(Optional.of(column), "NULL");
    }

    static Meaning constant(String sql) {
        return new Meaning(Optional.empty(), sql);
    }
}
