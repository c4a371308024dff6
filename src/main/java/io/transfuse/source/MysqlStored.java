package io.transfuse.source;

import io.transfuse.model.Endpoint;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/** Asks MySQL or MariaDB how large its tables are; a server that does not answer soon is left to the command itself. */
record MysqlStored(MysqlLogin login) {

    private static final String PATIENCE_MILLIS = "5000";

    static List<Stored> of(Endpoint endpoint) {
        return new MysqlStored(new MysqlLogin(endpoint)).tables();
    }

    private List<Stored> tables() {
        var settings = new Properties();
        settings.putAll(MysqlLogin.exact());
        settings.putAll(login.account());
        settings.setProperty("connectTimeout", PATIENCE_MILLIS);
        settings.setProperty("socketTimeout", PATIENCE_MILLIS);
        try (var connection = DriverManager.getConnection(login.url(), settings);
                var statement = connection.createStatement()) {
            // MySQL 8 otherwise tells what it knew yesterday.
            statement.execute("SET SESSION " + MysqlServer.of(connection).settings());
            return Sql.rows(connection, """
                    SELECT table_name AS tbl, data_length AS bytes, table_rows AS held FROM information_schema.tables
                    WHERE table_schema = database() AND table_type = 'BASE TABLE'""").stream()
                    .map(l -> new Stored(l.text("tbl"), l.number("bytes"), l.number("held")))
                    .toList();
        } catch (SQLException | SourceException e) {
            return List.of();
        }
    }
}
