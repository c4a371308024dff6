package io.transfuse.verify;

import io.transfuse.model.TargetTable;
import io.transfuse.types.CanonicalSql;
import io.transfuse.types.Digest;
import io.transfuse.types.Quote;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Counts and adds up the target's rows inside PostgreSQL, one scan a table, several tables at a time. */
public final class TargetDigest {

    private TargetDigest() {}

    /**
     * The digest of each table, by {@code schema.table}; empty where the table is missing or has other columns.
     *
     * @param connections how many tables are scanned side by side
     */
    public static Map<String, Optional<Digest>> of(Connect target, List<TargetTable> tables, int connections)
            throws SQLException, InterruptedException {
        var pool = Executors.newFixedThreadPool(Math.max(1, Math.min(connections, tables.size())));
        try {
            var tasks = new ArrayList<Callable<Optional<Digest>>>();
            for (var table : tables) {
                tasks.add(() -> digest(target, table));
            }
            var futures = pool.invokeAll(tasks);
            var digests = new LinkedHashMap<String, Optional<Digest>>();
            for (var i = 0; i < tables.size(); i++) {
                digests.put(tables.get(i).qualified(), futures.get(i).get());
            }
            return digests;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw cause;
            }
            // A message for the user, as opening a connection gives, stays one.
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } finally {
            pool.shutdownNow();
        }
    }

    /** The digest of one table of the expected shape. */
    static Digest of(Connection connection, TargetTable table) throws SQLException {
        // OFFSET 0 keeps PostgreSQL from computing the checksum once for each sum.
        var sql = """
                SELECT count(*),
                  coalesce(sum(('x' || left(h, 16))::bit(64)::bigint), 0),
                  coalesce(sum(('x' || right(h, 16))::bit(64)::bigint), 0)
                FROM (SELECT %s AS h FROM %s OFFSET 0) r
                """.formatted(CanonicalSql.checksum(table), Quote.identifier(table.schema(), table.name()));
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return Digest.of(
                    rows.getLong(1),
                    rows.getBigDecimal(2).toBigInteger(),
                    rows.getBigDecimal(3).toBigInteger());
        }
    }

    private static Optional<Digest> digest(Connect target, TargetTable table) throws SQLException {
        try (var connection = target.open()) {
            return TargetShape.of(connection, table).comparable()
                    ? Optional.of(of(connection, table))
                    : Optional.empty();
        }
    }
}
