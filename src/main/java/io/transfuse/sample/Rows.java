package io.transfuse.sample;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Inserts rows in batches; one prepared statement for each shape of row. */
final class Rows implements AutoCloseable {
    private final Connection connection;
    private final Kind kind;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>();
    private int waiting;

    Rows(Connection connection, Kind kind) {
        this.connection = connection;
        this.kind = kind;
    }

    void insert(String table, Row row) throws SQLException {
        var sql = sql(table, row);
        var statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        var position = 0;
        for (var value : row.values().values()) {
            statement.setObject(++position, value instanceof Row.RawText raw ? raw.bytes() : value);
        }
        statement.addBatch();
        if (++waiting == kind.batch()) {
            flush();
        }
    }

    private String sql(String table, Row row) {
        var columns = row.values().keySet().stream().map(kind::quoted).collect(Collectors.joining(", "));
        var marks = row.values().values().stream()
                .map(value -> kind.mark(value instanceof Row.RawText))
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + kind.quoted(table) + " (" + columns + ") VALUES (" + marks + ")";
    }

    void flush() throws SQLException {
        for (var statement : statements.values()) {
            statement.executeBatch();
        }
        waiting = 0;
        if (kind == Kind.MYSQL) {
            // A server keeps a log of what is not committed.
            connection.commit();
        }
    }

    /** Closes the statements; rows not flushed are lost, which is right only after a failure. */
    @Override
    public void close() throws SQLException {
        for (var statement : statements.values()) {
            statement.close();
        }
    }
}
