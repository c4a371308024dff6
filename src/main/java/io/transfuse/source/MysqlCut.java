package io.transfuse.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;

/** Names the moment of a server: by its binary log, or by the content of the tables where that cannot be read. */
record MysqlCut(MysqlServer server) {

    /** The moment that others see now; the sessions of a snapshot would always see their own. */
    static String now(MysqlLogin login, MysqlServer server) {
        try (var connection = login.connect(server)) {
            return new MysqlCut(server).of(connection);
        } catch (SQLException e) {
            throw new SourceException("ask", e);
        }
    }

    /** Where the binary log ends; empty where it is off or the account may not ask. */
    Optional<String> position(Connection connection) {
        if (Sql.row(connection, "SELECT @@global.log_bin AS n").number("n") == 0) {
            return Optional.empty();
        }
        return server.mariadb() ? gtid(connection, "gtid_binlog_pos") : mysql(connection);
    }

    private static Optional<String> gtid(Connection connection, String variable) {
        return Optional.of("gtid:"
                + Sql.row(connection, "SELECT @@global." + variable + " AS gtid")
                        .text("gtid")
                        .replaceAll("\\s", ""));
    }

    private Optional<String> mysql(Connection connection) {
        // MySQL 5.5 has no such variable.
        if (Sql.rows(connection, "SHOW GLOBAL VARIABLES LIKE 'gtid_mode'").stream()
                .anyMatch(l -> l.text("Value").equals("ON"))) {
            return gtid(connection, "gtid_executed");
        }
        try {
            var line = Sql.row(connection, server.since("8.2.0", "") ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS");
            return Optional.of("binlog:" + line.text("File") + ":" + line.number("Position"));
        } catch (SourceException e) {
            return Optional.empty();
        }
    }

    /** A digest of the content of all tables, read whole. */
    String checksum(Connection connection) {
        var tables = String.join(", ", MysqlLock.names(connection));
        var sums = tables.isEmpty()
                ? ""
                : Sql.rows(connection, "CHECKSUM TABLE " + tables).stream()
                        .map(l -> l.text("Table") + "=" + l.text("Checksum"))
                        .collect(Collectors.joining(";"));
        return "checksum:" + DigestUtils.md5Hex(sums);
    }

    /** The position, or the content where there is none. */
    String of(Connection connection) {
        return position(connection).orElseGet(() -> checksum(connection));
    }
}
