package io.transfuse.sample;

import io.transfuse.model.Endpoint;
import io.transfuse.model.UserException;
import io.transfuse.source.Sources;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a sample into a database of MySQL or MariaDB, all of it or nothing. */
final class SampleServer {
    // ER_DBACCESS_DENIED_ERROR, TABLEACCESS_DENIED, COLUMNACCESS_DENIED, SPECIFIC_ACCESS_DENIED
    private static final Set<Integer> NO_RIGHT = Set.of(1044, 1142, 1143, 1227);

    /**
     * Many rows in one statement, many statements in a script; and a session that takes what real installations hold:
     * references to nowhere, days without a month.
     */
    private static final Map<String, String> SESSION = Map.of(
            "rewriteBatchedStatements", "true",
            "allowMultiQueries", "true",
            "jdbcCompliantTruncation", "false",
            "tinyInt1isBit", "false",
            "connectTimeout", "20000",
            "sessionVariables", "sql_mode='',foreign_key_checks=0,unique_checks=0,time_zone='+00:00'");

    private SampleServer() {}

    /** Fills an empty database. */
    static Planted write(Sample sample, Endpoint into, Order order) {
        try (var connection = Sources.session(into, SESSION)) {
            if (!tables(connection).isEmpty()) {
                throw UserException.usage("--into is " + into.name()
                        + ", which already holds tables, but must be a new or empty database");
            }
            connection.setAutoCommit(false);
            try {
                var planted = sample.fill(connection, order);
                connection.commit();
                return planted;
            } catch (SQLException e) {
                empty(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw told(e, into);
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()")) {
            var tables = new ArrayList<String>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            return tables;
        }
    }

    /** The database was empty before, and what is half there helps nobody. */
    private static void empty(Connection connection, SQLException cause) {
        try (var statement = connection.createStatement()) {
            for (var table : tables(connection)) {
                statement.executeUpdate("DROP TABLE " + Kind.MYSQL.quoted(table));
            }
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static RuntimeException told(SQLException e, Endpoint into) {
        var database = into.name().replaceFirst("^.*/", "");
        if (NO_RIGHT.contains(e.getErrorCode())) {
            return UserException.unreachable("--into is " + into.name()
                    + ", where this account may not make and fill tables; grant it with GRANT ALL ON `" + database
                    + "`.* TO …");
        }
        var state = String.valueOf(e.getSQLState());
        if (state.startsWith("08")) {
            return UserException.unreachable(
                    "--into is " + into.name() + ", which ended the session; empty the database and try again");
        }
        return new IllegalStateException("the sample breaks its own schema", e);
    }
}
