package io.transfuse.verify;

import io.transfuse.types.Quote;
import java.util.stream.Collectors;

/** The questions of {@link TargetChecks} as {@code post_migration_checks.sql}, which needs nothing but psql. */
public final class PostChecksSql {

    private static final String BEFORE = """
            -- Asks a migrated database whether it is whole; it changes nothing.
            -- psql -v ON_ERROR_STOP=1 -f post_migration_checks.sql
            -- Prints one row a check and ends with an error when one fails.
            \\set QUIET on
            SET client_min_messages = warning;

            CREATE TEMPORARY TABLE checks (
              place bigint GENERATED ALWAYS AS IDENTITY, name text, allowed boolean, rule text, sql text);

            -- How many times a rule is broken; NULL where a table or column of the question is missing.
            CREATE FUNCTION pg_temp.broken(sql text) RETURNS bigint LANGUAGE plpgsql AS $$
            DECLARE answer text := sql;
            BEGIN
              WHILE answer LIKE 'SELECT%' LOOP
                EXECUTE answer INTO answer;
              END LOOP;
              RETURN answer::bigint;
            EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
              RETURN NULL;
            END $$;
            """;

    private static final String AFTER = """
            CREATE TEMPORARY TABLE answers AS
            SELECT place, name, coalesce(n, 1) AS count,
              CASE WHEN n = 0 THEN 'PASS' WHEN n > 0 AND allowed THEN 'WARN' ELSE 'FAIL' END AS verdict,
              rule || CASE WHEN n IS NULL THEN '; cannot be asked, look whether the table and its columns exist'
                ELSE '' END AS rule
            FROM (SELECT *, pg_temp.broken(sql) AS n FROM checks OFFSET 0) AS asked;

            SELECT name, count, verdict, rule FROM answers ORDER BY place;

            DO $$
            DECLARE failed bigint := (SELECT count(*) FROM pg_temp.answers WHERE verdict = 'FAIL');
            BEGIN
              IF failed > 0 THEN
                RAISE EXCEPTION '% of % checks failed', failed, (SELECT count(*) FROM pg_temp.answers);
              END IF;
            END $$;
            """;

    private PostChecksSql() {}

    /** The script: one row a check, and an exit code other than 0 where one fails. */
    public static String script(TargetChecks checks) {
        var questions = checks.questions()
                .map(q -> "INSERT INTO pg_temp.checks (name, allowed, rule, sql) VALUES (%s, %s, %s, %s);"
                        .formatted(
                                Quote.literal(q.name()),
                                q.allowed(),
                                Quote.literal(q.rule()),
                                Quote.literal(q.sql().strip())))
                .collect(Collectors.joining("\n"));
        return BEFORE + "\n" + questions + "\n\n" + AFTER;
    }
}
