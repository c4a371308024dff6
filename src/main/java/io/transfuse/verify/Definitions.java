package io.transfuse.verify;

import io.transfuse.model.TargetTable;
import io.transfuse.model.Validation.Check;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.types.Quote;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How PostgreSQL prints what the tables are made of: what keeps its name and means something else afterwards shows.
 *
 * @param server the version that printed it, without its minor one
 * @param tables the identity of each table in its database
 * @param digests what was printed, by its name
 */
public record Definitions(int server, Map<String, String> tables, Map<String, String> digests) {

    private static final int EXAMPLES = 5;

    // A condition that somebody validated since is none that has changed.
    private static final String QUESTION = """
            WITH t AS (
              SELECT c.*, place FROM unnest(?::text[]) WITH ORDINALITY AS asked (name, place)
              JOIN pg_class c ON c.oid = to_regclass(asked.name))
            SELECT place, identity, name, md5(definition) FROM (
              SELECT place, oid AS identity, 'the table' AS name,
                concat_ws(' ', relkind, relpersistence, relrowsecurity, relforcerowsecurity) AS definition
              FROM t
              UNION ALL
              SELECT place, t.oid, 'column ' || attname, concat_ws(' ', format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated,
                (SELECT collname FROM pg_collation c WHERE c.oid = attcollation),
                pg_get_expr(adbin, adrelid),
                (SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = atttypid),
                (SELECT concat_ws(' ', seqincrement, seqmin, seqmax, seqcycle, seqtypid)
                  FROM pg_depend JOIN pg_sequence ON seqrelid = objid
                  WHERE refclassid = 'pg_class'::regclass AND refobjid = attrelid AND refobjsubid = attnum
                    AND deptype = 'i' AND classid = 'pg_class'::regclass))
              FROM pg_attribute JOIN t ON t.oid = attrelid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
              WHERE attnum > 0 AND NOT attisdropped
              UNION ALL
              SELECT place, t.oid, 'constraint ' || conname, replace(pg_get_constraintdef(c.oid), ' NOT VALID', '')
              FROM pg_constraint c JOIN t ON t.oid = conrelid
              UNION ALL
              SELECT place, t.oid, 'index ' || i.relname, pg_get_indexdef(indexrelid)
              FROM pg_index JOIN t ON t.oid = indrelid JOIN pg_class i ON i.oid = indexrelid
              UNION ALL
              SELECT place, t.oid, 'trigger ' || tgname, concat_ws(' ', pg_get_triggerdef(g.oid), prosrc, proconfig)
              FROM pg_trigger g JOIN t ON t.oid = tgrelid JOIN pg_proc p ON p.oid = tgfoid
              WHERE NOT tgisinternal
              UNION ALL
              SELECT place, t.oid, 'rule ' || rulename, pg_get_ruledef(r.oid)
              FROM pg_rewrite r JOIN t ON t.oid = ev_class) parts
            """;

    public Definitions {
        tables = Map.copyOf(tables);
        digests = Map.copyOf(digests);
    }

    /** Those of these tables as they are now. */
    public static Definitions of(Connect target, List<TargetTable> tables) throws SQLException {
        try (var connection = target.open()) {
            connection.setAutoCommit(false);
            // Names are printed with their schema, whatever the account's search path is.
            try (var statement = connection.createStatement()) {
                statement.execute("SET LOCAL search_path = pg_catalog");
            }
            var printed = printed(connection, tables);
            connection.rollback();
            return printed;
        }
    }

    private static Definitions printed(Connection connection, List<TargetTable> tables) throws SQLException {
        var identities = new TreeMap<String, String>();
        var digests = new TreeMap<String, String>();
        try (var query = connection.prepareStatement(QUESTION)) {
            query.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            tables.stream()
                                    .map(t -> Quote.identifier(t.schema(), t.name()))
                                    .toArray()));
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var table = tables.get(rows.getInt(1) - 1).qualified();
                    identities.put(table, rows.getString(2));
                    digests.put(table + ": " + rows.getString(3), rows.getString(4));
                }
            }
        }
        return new Definitions(connection.getMetaData().getDatabaseMajorVersion(), identities, digests);
    }

    /**
     * What is there under the same name, and is something else now; what is gone other checks tell. Tables out of a
     * dump may be printed otherwise and mean the same, so that of those it is a warning.
     */
    public Check kept(Definitions now) {
        var changed = new TreeMap<>(digests)
                .entrySet().stream()
                        .filter(d -> !d.getValue().equals(now.digests.getOrDefault(d.getKey(), d.getValue())))
                        .map(Map.Entry::getKey)
                        .toList();
        var same = server == now.server && tables.equals(now.tables);
        var verdict = changed.isEmpty() ? Verdict.PASS : same ? Verdict.FAIL : Verdict.WARN;
        return new Check(
                "definitions",
                verdict,
                changed.size(),
                "columns, conditions, keys, indexes, triggers and rules are what they were when the run ended"
                        + (same
                                ? ""
                                : "; the tables are others than then, as out of a dump, which may print them otherwise"),
                changed.subList(0, Math.min(changed.size(), EXAMPLES)));
    }
}
