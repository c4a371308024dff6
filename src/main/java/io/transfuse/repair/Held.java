package io.transfuse.repair;

import io.transfuse.model.ParentsFirst;
import io.transfuse.types.Quote;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The references to tables that are repaired, whoever declared them. An extra row that one of them needs stays, because
 * its deletion would take other rows with it or leave them without their parent.
 */
record Held(Connection connection, List<TableNames> tables) {

    /** A foreign key: the table that refers, in SQL, and the table that is referred to. */
    record Reference(String from, List<String> columns, TableNames to, List<String> keys) {

        String name() {
            return from + " (" + String.join(", ", columns) + ")";
        }
    }

    /** These tables, each behind those that it refers to. */
    static List<TableNames> parentsFirst(List<TableNames> tables, List<Reference> references) {
        return ParentsFirst.of(
                tables,
                t -> references.stream()
                        .filter(r -> r.from().equals(t.table()))
                        .map(Reference::to)
                        .toList());
    }

    List<Reference> references() throws SQLException {
        var found = new ArrayList<Reference>();
        var byName = new HashMap<String, TableNames>();
        tables.forEach(t -> byName.put(t.table(), t));
        try (var query = connection.prepareStatement("""
                SELECT fn.nspname, f.relname,
                  ARRAY(SELECT attname::text FROM unnest(conkey) WITH ORDINALITY AS k(n, i)
                        JOIN pg_attribute ON attrelid = conrelid AND attnum = n ORDER BY i),
                  tn.nspname, t.relname,
                  ARRAY(SELECT attname::text FROM unnest(confkey) WITH ORDINALITY AS k(n, i)
                        JOIN pg_attribute ON attrelid = confrelid AND attnum = n ORDER BY i)
                FROM pg_constraint
                JOIN pg_class f ON f.oid = conrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
                JOIN pg_class t ON t.oid = confrelid JOIN pg_namespace tn ON tn.oid = t.relnamespace
                WHERE contype = 'f' AND conparentid = 0 AND confrelid IN (SELECT to_regclass(x) FROM unnest(?) AS x)
                ORDER BY 1, 2, conname
                """)) {
            var names = tables.stream().map(TableNames::table).toArray();
            query.setArray(1, connection.createArrayOf("text", names));
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(new Reference(
                            Quote.identifier(rows.getString(1), rows.getString(2)),
                            List.of((String[]) rows.getArray(3).getArray()),
                            Objects.requireNonNull(byName.get(Quote.identifier(rows.getString(4), rows.getString(5)))),
                            List.of((String[]) rows.getArray(6).getArray())));
                }
            }
        }
        return found;
    }

    /**
     * Marks the extra rows that stay, and says why, by table. A row that refers to one counts while it will be there
     * with what it holds now: those that are deleted themselves, or become what the stage says, do not.
     */
    Map<TableNames, List<String>> marked(List<Reference> references) throws SQLException {
        var marked = new HashMap<Reference, Long>();
        for (var more = true; more; ) {
            more = false;
            for (var reference : references) {
                var rows = mark(reference);
                marked.merge(reference, rows, Long::sum);
                more |= rows > 0;
            }
        }
        var reasons = new HashMap<TableNames, List<String>>();
        for (var reference : references) {
            var rows = marked.getOrDefault(reference, 0L);
            if (rows > 0) {
                reasons.computeIfAbsent(reference.to(), t -> new ArrayList<>())
                        .add(rows + " extra rows stay, because rows of " + reference.name() + " refer to them");
            }
        }
        return reasons;
    }

    private long mark(Reference reference) throws SQLException {
        var same = IntStream.range(0, reference.columns().size())
                .mapToObj(i -> "c." + Quote.identifier(reference.columns().get(i)) + " = t."
                        + Quote.identifier(reference.keys().get(i)))
                .collect(Collectors.joining(" AND "));
        var leaving = tables.stream()
                .filter(t -> t.table().equals(reference.from()))
                .findFirst()
                .map(t -> " AND NOT EXISTS (SELECT FROM " + t.due()
                        + " AS x WHERE x.place = c.ctid AND x.part = c.tableoid AND NOT x.stays)")
                .orElse("");
        try (var statement = connection.createStatement()) {
            return statement.executeLargeUpdate(
                    """
                    UPDATE %s AS d SET stays = true FROM %s AS t
                    WHERE t.ctid = d.place AND t.tableoid = d.part AND d.wanted IS NULL AND NOT d.stays
                      AND EXISTS (SELECT FROM %s AS c WHERE %s%s)
                    """.formatted(reference.to().due(), reference.to().table(), reference.from(), same, leaving));
        }
    }
}
