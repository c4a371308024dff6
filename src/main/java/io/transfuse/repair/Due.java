package io.transfuse.repair;

import io.transfuse.load.CopyFiles;
import io.transfuse.model.PgType;
import io.transfuse.transform.Reshape;
import io.transfuse.types.Quote;
import io.transfuse.types.RowSql;
import io.transfuse.verify.Differing;
import io.transfuse.verify.KeyDigest;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds out inside PostgreSQL what is to be done to a table, row by row. */
record Due(Connection connection, TableNames names) {
    // No column of a target has such a name by chance.
    private static final String KEY = "_transfuse key";
    private static final String ROW = "_transfuse row";

    /** Brings the staged rows of the keys that differ, in columns of the table's own types. */
    void bring(List<String> keys, List<String> rows) throws SQLException, IOException {
        var columns = names.loaded().stream().map(c -> c.name()).toList();
        execute("CREATE TEMP TABLE %s ON COMMIT DROP AS SELECT NULL::bytea AS k WITH NO DATA"
                .formatted(unqualified(names.keys())));
        execute(
                "CREATE TEMP TABLE %s ON COMMIT DROP AS SELECT NULL::bytea AS %s, NULL::bytea AS %s, %s FROM %s WITH NO DATA"
                        .formatted(
                                unqualified(names.staged()),
                                Quote.identifier(KEY),
                                Quote.identifier(ROW),
                                Quote.identifiers(columns),
                                names.table()));
        var copy = new CopyFiles(connection);
        copy.into(names.keys(), List.of(new CopyFiles.Column("k", Differing.KEY, PgType.Kind.BYTEA)), keys);
        var into = new ArrayList<CopyFiles.Column>();
        into.add(new CopyFiles.Column(KEY, Differing.KEY, PgType.Kind.BYTEA));
        into.add(new CopyFiles.Column(ROW, Reshape.CHECKSUM, PgType.Kind.BYTEA));
        names.loaded()
                .forEach(c -> into.add(
                        new CopyFiles.Column(c.name(), c.staged(), c.type().kind())));
        copy.into(names.staged(), into, rows);
        execute("ANALYZE " + names.keys());
        execute("ANALYZE " + names.staged());
    }

    /**
     * Pairs staged rows with rows of the table. Equal rows are left out, as often as both sides hold them, so that
     * tables without a key and keys that are there twice need no care of their own.
     */
    void decide() throws SQLException {
        execute("""
                CREATE TEMP TABLE %s ON COMMIT DROP AS
                WITH staged AS (
                  SELECT place, k, h, d, row_number() OVER (PARTITION BY k, h ORDER BY place) AS n
                  FROM (SELECT ctid AS place, %s AS k, %s AS h, %s AS d FROM %s) AS s),
                held AS (
                  SELECT part, place, k, h, d, row_number() OVER (PARTITION BY k, h ORDER BY part, place) AS n
                  FROM (SELECT tableoid AS part, ctid AS place, %s AS k, %s AS h, %s AS d FROM %s) AS t
                  WHERE t.k IN (SELECT k FROM %s)),
                missing AS (
                  SELECT s.*, row_number() OVER (PARTITION BY k ORDER BY h, n) AS r FROM staged AS s
                  WHERE NOT EXISTS (SELECT FROM held AS x WHERE x.k = s.k AND x.h = s.h AND x.n = s.n)),
                surplus AS (
                  SELECT t.*, row_number() OVER (PARTITION BY k ORDER BY h, n) AS r FROM held AS t
                  WHERE NOT EXISTS (SELECT FROM staged AS x WHERE x.k = t.k AND x.h = t.h AND x.n = t.n))
                SELECT m.place AS wanted, t.part, t.place, false AS stays,
                  ARRAY(SELECT i FROM generate_subscripts(m.d, 1) AS i WHERE m.d[i] <> t.d[i]) AS columns
                FROM missing AS m FULL JOIN surplus AS t USING (k, r)
                """.formatted(
                        unqualified(names.due()),
                        Quote.identifier(KEY),
                        Quote.identifier(ROW),
                        digests(),
                        names.staged(),
                        KeyDigest.sql(names.target()),
                        RowSql.checksum(names.target().columns()),
                        digests(),
                        names.table(),
                        names.keys()));
        execute("ANALYZE " + names.due());
    }

    /** A digest of each column that can be set. */
    private String digests() {
        return names.loaded().stream()
                .map(c -> RowSql.checksum(List.of(c)))
                .collect(Collectors.joining(", ", "ARRAY[", "]::bytea[]"));
    }

    /** A temporary table is made without its schema. */
    private static String unqualified(String temporary) {
        return temporary.substring(temporary.indexOf('.') + 1);
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
