package io.transfuse.verify;

import io.transfuse.types.Quote;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The questions of {@link TargetChecks} as {@code post_migration_checks.sql}, which needs nothing but psql. */
public final class PostChecksSql {

    private static final String BEFORE = """
            -- Asks a migrated database whether it is whole. It changes and makes nothing, so that anybody who may read
            -- the tables can run it, also on a standby:
            --   psql -v ON_ERROR_STOP=1 -f post_migration_checks.sql
            -- Prints a line a check, PASS, WARN or FAIL, and ends with an error when one fails. It names no rows: the
            -- queries at its end show those that a check counts, with their values, to whoever asks them himself.
            \\set QUIET on
            SET client_min_messages = warning;
            SET quote_all_identifiers = off;

            DO $transfuse$
            DECLARE
              question record;
              answer text;
              examples text[];
              answers text[] := '{}';
            BEGIN
              FOR question IN SELECT * FROM (VALUES
            """;

    private static final String AFTER = """
              ) AS checks(place, name, accepted, rule, sql, examples) ORDER BY place
              LOOP
                examples := '{}';
                BEGIN
                  answer := question.sql;
                  WHILE answer LIKE 'SELECT%' LOOP
                    EXECUTE answer INTO answer;
                  END LOOP;
                  IF answer::bigint > 0 AND question.examples <> '' THEN
                    EXECUTE question.examples INTO examples;
                  END IF;
                EXCEPTION WHEN syntax_error_or_access_rule_violation OR data_exception THEN
                  answer := NULL;
                END;
                answers := answers || json_build_object('place', question.place, 'name', question.name,
                  'count', coalesce(answer::bigint, 1),
                  'verdict', CASE WHEN answer::bigint = 0 THEN 'PASS'
                    WHEN answer::bigint <= question.accepted THEN 'WARN' ELSE 'FAIL' END,
                  'rule', question.rule
                    || CASE WHEN answer IS NULL THEN '; cannot be asked, look whether the table and its columns exist' ELSE '' END
                    || CASE WHEN cardinality(examples) > 0 THEN ': ' || array_to_string(examples, '; ') ELSE '' END)::text;
              END LOOP;
              PERFORM set_config('transfuse.answers', '[' || array_to_string(answers, ',') || ']', false);
            END $transfuse$;

            SELECT name, count, verdict, rule
            FROM json_to_recordset(current_setting('transfuse.answers')::json)
              AS answers(place int, name text, count bigint, verdict text, rule text)
            ORDER BY place;

            DO $transfuse$
            DECLARE
              failed bigint;
              asked bigint;
            BEGIN
              SELECT count(*) FILTER (WHERE verdict = 'FAIL'), count(*) INTO failed, asked
              FROM json_to_recordset(current_setting('transfuse.answers')::json) AS answers(verdict text);
              IF failed > 0 THEN
                RAISE EXCEPTION '% of % checks failed', failed, asked;
              END IF;
            END $transfuse$;
            """;

    private static final String QUERIES = """

            -- The rows behind a check, with their values: ask the query yourself.
            """;

    private PostChecksSql() {}

    /** The script: one row a check, and an exit code other than 0 where one fails. */
    public static String script(TargetChecks checks) {
        var place = new AtomicInteger();
        var questions = checks.questions()
                .map(q -> "    (%d, %s, %d::bigint, %s, %s, %s)"
                        .formatted(
                                place.incrementAndGet(),
                                Quote.literal(q.name()),
                                q.accepted(),
                                Quote.literal(q.rule()),
                                Quote.literal(q.sql().strip()),
                                Quote.literal(q.examples().firstWords())))
                .collect(Collectors.joining(",\n"));
        var looks = checks.questions()
                .filter(q -> !q.examples().look().isEmpty())
                .map(q -> commented(q.name(), "") + commented(q.examples().look() + ";", "  "))
                .collect(Collectors.joining());
        return BEFORE + questions + "\n" + AFTER + (looks.isEmpty() ? "" : QUERIES + looks);
    }

    /** Names may hold line breaks, which would end a comment. */
    private static String commented(String text, String indent) {
        return Pattern.compile("\\R")
                .splitAsStream(text)
                .map(line -> "-- " + indent + line + "\n")
                .collect(Collectors.joining());
    }
}
