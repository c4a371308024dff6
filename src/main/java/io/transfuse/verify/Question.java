package io.transfuse.verify;

/**
 * One thing to ask PostgreSQL.
 *
 * @param name as the report prints it
 * @param sql a query for one number, how many times the rule is broken; or for a further query that tells it, where
 *     only the database knows what to ask
 * @param rule what must hold
 * @param allowed whether the user's policy lets it be broken
 */
record Question(String name, String sql, String rule, boolean allowed) {

    Question(String name, String sql, String rule) {
        this(name, sql, rule, false);
    }
}
