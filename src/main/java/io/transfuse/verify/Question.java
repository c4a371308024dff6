package io.transfuse.verify;

/**
 * One thing to ask PostgreSQL.
 *
 * @param name as the report prints it
 * @param sql a query for one number, how many times the rule is broken; or for a further query that tells it, where
 *     only the database knows what to ask
 * @param rule what must hold
 * @param accepted how many times it may be broken, because the user's policy or the source has it so
 * @param examples a query for a few words each of which tells where it is broken without any value; may be empty
 */
record Question(String name, String sql, String rule, long accepted, String examples) {

    /** Whatever the number is. */
    static final long ALWAYS = Long.MAX_VALUE;

    /** How many examples are asked for. */
    static final int EXAMPLES = 5;

    Question(String name, String sql, String rule) {
        this(name, sql, rule, 0, "");
    }

    Question(String name, String sql, String rule, long accepted) {
        this(name, sql, rule, accepted, "");
    }

    /** The same with examples. */
    Question naming(String query) {
        return new Question(name, sql, rule, accepted, query);
    }

    /** A query for a list of the first examples. */
    static String first(String examples) {
        return "SELECT ARRAY(" + examples + " LIMIT " + EXAMPLES + ")::text[]";
    }
}
