package io.transfuse.source;

import io.transfuse.model.Endpoint;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Opens sessions that read the same text and times whatever the server's own settings are. */
record MysqlLogin(Endpoint endpoint) {

    static final String DRIVER = "com.mysql.cj.jdbc.Driver";

    /** Options of a URL that would have the server or the driver recode text. */
    private static final String RECODING =
            "(?i)(?<=[?&])(characterEncoding|characterSetResults|connectionCollation)=[^&]*&?";

    /** Connector/J speaks to both products, under one scheme. */
    String url() {
        return endpoint.jdbcUrl()
                .replaceFirst("^jdbc:mariadb:", "jdbc:mysql:")
                .replaceAll(RECODING, "")
                .replaceFirst("[?&]$", "");
    }

    /** Who answers, and lets us read every table; nothing is kept open. */
    MysqlServer server() {
        try (var connection = DriverManager.getConnection(url(), properties(Map.of()))) {
            var server = MysqlServer.of(connection);
            // What limits answers and their time counts here, too.
            try (var statement = connection.createStatement()) {
                statement.execute("SET SESSION " + server.settings());
            }
            new MysqlRights(connection, server).readable();
            return server;
        } catch (SQLException e) {
            throw new MysqlUnreachable(endpoint).because(e);
        }
    }

    Connection connect(MysqlServer server) {
        try {
            return DriverManager.getConnection(url(), properties(session(server)));
        } catch (SQLException e) {
            throw new MysqlUnreachable(endpoint).because(e);
        }
    }

    /** A session that gives text to whoever asks; the driver does not know the collations of newer servers. */
    Connection asking(MysqlServer server) {
        var properties = properties(session(server));
        properties.setProperty("characterSetResults", "UTF-8");
        try {
            return DriverManager.getConnection(url(), properties);
        } catch (SQLException e) {
            throw new MysqlUnreachable(endpoint).because(e);
        }
    }

    /** A session for somebody who writes and knows how. */
    Connection writing(Map<String, String> more) {
        var properties = new Properties();
        more.forEach(properties::setProperty);
        account().forEach(properties::setProperty);
        try {
            return DriverManager.getConnection(url(), properties);
        } catch (SQLException e) {
            throw new MysqlUnreachable(endpoint).because(e);
        }
    }

    /** Driver properties of a reading session, without the login. */
    Map<String, String> session(MysqlServer server) {
        return Map.of("sessionVariables", server.settings());
    }

    /** The login as Spark's executors need it. */
    Map<String, String> account() {
        return endpoint.user().isEmpty()
                ? Map.of()
                : Map.of(
                        "user", endpoint.user(), "password", endpoint.password().reveal());
    }

    /** Properties of the driver that keep values as they are. */
    static Map<String, String> exact() {
        var properties = new LinkedHashMap<String, String>();
        properties.put("tinyInt1isBit", "false");
        properties.put("yearIsDateType", "false");
        properties.put("jdbcCompliantTruncation", "false");
        properties.put("connectTimeout", "20000");
        properties.put("tcpKeepAlive", "true");
        return properties;
    }

    private Properties properties(Map<String, String> more) {
        var properties = new Properties();
        exact().forEach(properties::setProperty);
        more.forEach(properties::setProperty);
        account().forEach(properties::setProperty);
        return properties;
    }
}
