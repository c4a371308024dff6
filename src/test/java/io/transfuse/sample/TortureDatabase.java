package io.transfuse.sample;

import io.transfuse.SqlServers;
import io.transfuse.embedded.SourceProduct;
import io.transfuse.embedded.SourceServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** Makes the torture database for {@code scripts/bench-tables} and keeps its server up until its input ends. */
final class TortureDatabase {

    private TortureDatabase() {}

    /** Arguments: {@code mariadb} or {@code sqlite}, the number of tables, a folder that is empty. */
    public static void main(String[] arguments) throws IOException, SQLException {
        var tables = Integer.parseInt(arguments[1]);
        var folder = Path.of(arguments[2]);
        if (arguments[0].equals("sqlite")) {
            var file = folder.resolve("source.db");
            fill("jdbc:sqlite:" + file, new Torture(false, tables).statements());
            System.out.println("sqlite:" + file);
            return;
        }
        var archive = SqlServers.archive(SourceProduct.MARIADB).orElseThrow();
        try (var server = SourceServer.start(archive, folder.resolve("data"))) {
            fill(server.administrator("").jdbcUrl(), List.of("CREATE DATABASE torture"));
            fill(server.administrator("torture").jdbcUrl(), new Torture(true, tables).statements());
            System.out.println(
                    "mariadb://root@" + server.administrator("torture").name());
            while (System.in.read() >= 0) {
                // Until the input ends.
            }
        }
    }

    private static void fill(String url, List<String> statements) throws SQLException {
        try (var connection = DriverManager.getConnection(url, "root", "");
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (var sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        }
    }
}
