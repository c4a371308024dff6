package io.transfuse.verify;

import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.Index;
import io.transfuse.types.Quote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether each planned index is there, one by one: another that somebody made does not stand for it. An index over
 * plain columns is known by its columns, whatever it is called; one whose SQL PostgreSQL spells in its own way, by that
 * or by its name.
 */
record IndexQuestion(TargetTable table) {

    private static final String TERM = "(\\w+|\"([^\"]|\"\")+\")( (?i:asc|desc))?";
    private static final Pattern PLAIN = Pattern.compile("\\(" + TERM + "(, *" + TERM + ")*\\)");

    /** What PostgreSQL writes before the columns of a usual index. */
    private static final String BEFORE = "^\\s*USING (btree )?";

    /** Spaces, quotes, parentheses and casts, which PostgreSQL adds and leaves out. */
    private static final String SPELLING =
            "\\s+ASC|::(character varying|timestamp without time zone|double precision|\\w+)|[\\s\"()]";

    /** A planned index, as it is compared. */
    private record Wanted(String name, boolean unique, String terms, boolean plain, long nth) {
        String sql() {
            return "(%s, %s, %s, %s, %d)".formatted(Quote.literal(name), unique, Quote.literal(terms), plain, nth);
        }
    }

    Question question(String relation) {
        var wanted = wanted();
        var invalid = "(SELECT count(*) FROM pg_index WHERE indrelid = " + relation + " AND NOT indisvalid)";
        if (wanted.isEmpty()) {
            return new Question("indexes:" + table.name(), "SELECT " + invalid, "all indexes are valid");
        }
        var missing = """
                FROM (VALUES %s) AS wanted(name, uniq, terms, plain, nth) WHERE NOT EXISTS (
                  SELECT FROM (SELECT name, uniq, terms, row_number() OVER (PARTITION BY uniq, terms ORDER BY name) AS nth
                    FROM (SELECT r.relname::text AS name, i.indisunique AS uniq,
                        regexp_replace(regexp_replace(regexp_replace(pg_get_indexdef(i.indexrelid), '^.*? USING ', ''),
                            '^btree ', ''), %s, '', 'g') AS terms
                      FROM pg_index i JOIN pg_class r ON r.oid = i.indexrelid
                      WHERE i.indrelid = %s AND i.indisvalid) AS valid) AS found
                  WHERE found.uniq = wanted.uniq AND (found.terms = wanted.terms AND found.nth = wanted.nth
                    OR NOT wanted.plain AND (found.name = wanted.name
                      OR found.name ~ '_[0-9a-f]{8}$' AND starts_with(wanted.name, left(found.name, -9)))))
                """.formatted(
                wanted.stream().map(Wanted::sql).collect(Collectors.joining(", ")), Quote.literal(SPELLING), relation);
        return new Question(
                        "indexes:" + table.name(),
                        "SELECT greatest((SELECT count(*) " + missing + "), " + invalid + ")",
                        "all indexes are present and valid")
                .naming("SELECT wanted.name " + missing + " ORDER BY 1", "");
    }

    private List<Wanted> wanted() {
        var counts = new HashMap<String, Long>();
        var wanted = new ArrayList<Wanted>();
        if (!table.primaryKey().isEmpty()) {
            wanted.add(columns("the primary key", table.primaryKey(), counts));
        }
        table.uniques().forEach(u -> wanted.add(columns("unique (" + String.join(", ", u) + ")", u, counts)));
        table.indexes().forEach(i -> wanted.add(of(i, counts)));
        return wanted;
    }

    private static Wanted columns(String name, List<String> columns, Map<String, Long> counts) {
        return of(new Index(name, true, "(" + Quote.identifiers(columns) + ")"), counts);
    }

    private static Wanted of(Index index, Map<String, Long> counts) {
        var definition = index.definition().strip();
        var terms = definition.replaceFirst("(?i)" + BEFORE, "").replaceAll(SPELLING, "");
        var nth = counts.merge(index.unique() + terms, 1L, Long::sum);
        return new Wanted(
                index.name(), index.unique(), terms, PLAIN.matcher(definition).matches(), nth);
    }
}
