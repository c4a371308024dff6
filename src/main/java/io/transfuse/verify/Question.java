package io.transfuse.verify;

import io.transfuse.model.TargetTable;

/**
 * One thing to ask PostgreSQL.
 *
 * @param name as the report prints it
 * @param sql a query for one number, how many times the rule is broken; or for a further query that tells it, where
 *     only the database knows what to ask
 * @param rule what must hold
 * @param accepted how many times it may be broken, because the user's policy or the source has it so
 * @param examples where it is broken
 */
record Question(String name, String sql, String rule, long accepted, Examples examples) {

    /** Whatever the number is. */
    static final long ALWAYS = Long.MAX_VALUE;

    /** How many examples are asked for. */
    static final int EXAMPLES = 5;

    /**
     * How to ask where a rule is broken; each query may be empty.
     *
     * @param words a query for a few words each of which tells it without any value
     * @param keys a query for the keys of rows, an array of text each: only {@link ShownKey} may pass them on
     * @param look a query for the rows, by which somebody who may see them finds them himself
     */
    record Examples(String words, String keys, String look) {
        static final Examples NONE = new Examples("", "", "");

        /** A query for the first words as one list. */
        String firstWords() {
            return words.isEmpty() ? "" : "SELECT ARRAY(" + words + " LIMIT " + EXAMPLES + ")::text[]";
        }

        /** A query for the first keys. */
        String firstKeys() {
            return keys.isEmpty() ? "" : keys + " LIMIT " + EXAMPLES;
        }
    }

    Question(String name, String sql, String rule) {
        this(name, sql, rule, 0);
    }

    Question(String name, String sql, String rule, long accepted) {
        this(name, sql, rule, accepted, Examples.NONE);
    }

    /** The same with examples that hold no values, and the rows behind them. */
    Question naming(String words, String look) {
        return new Question(name, sql, rule, accepted, new Examples(words, "", look));
    }

    /**
     * The same with the rows that break it, named by their keys; where a table has none, by where they lie.
     *
     * @param from what follows {@code SELECT c.*}, the table under the name c
     */
    Question rows(TargetTable table, String from) {
        return named(table, KeyText.list(table, "c."), KeyText.place(table, "c."), from, "SELECT c.* " + from);
    }

    /**
     * The same with the first row of each group that breaks it.
     *
     * @param of what they are grouped by
     */
    Question groups(TargetTable table, String of, String from) {
        return named(
                table,
                "min(" + KeyText.list(table, "c.") + ")",
                "min(" + KeyText.place(table, "c.") + ")",
                from,
                "SELECT " + of + ", count(*) " + from);
    }

    private Question named(TargetTable table, String key, String place, String from, String look) {
        var keyless = table.primaryKey().isEmpty();
        var query = "SELECT " + (keyless ? place : key) + " " + from + " ORDER BY 1";
        var found = keyless ? new Examples(query, "", look) : new Examples("", query, look);
        return new Question(name, sql, rule, accepted, found);
    }
}
