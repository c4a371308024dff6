package io.transfuse.sample;

import io.transfuse.model.Endpoint;
import io.transfuse.model.Secret;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A sample in a file, and questions to it in plain SQL. */
record Written(Planted planted, Connection connection) implements AutoCloseable {

    static Written of(String system, Path file, Order order) throws SQLException {
        var into = new Endpoint("sqlite", "jdbc:sqlite:" + file, file.toString(), "", new Secret(""));
        return new Written(
                SampleFile.write(Samples.named(system), into, order), DriverManager.getConnection(into.jdbcUrl()));
    }

    long count(String fromWhere) throws SQLException {
        return number("SELECT count(*) FROM " + fromWhere);
    }

    long number(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(sql)) {
            return answer.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
