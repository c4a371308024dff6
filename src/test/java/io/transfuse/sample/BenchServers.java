package io.transfuse.sample;

import io.transfuse.SqlServers;
import io.transfuse.embedded.EmbeddedServer;
import io.transfuse.embedded.SourceProduct;
import io.transfuse.embedded.SourceServer;
import io.transfuse.model.Endpoint;
import io.transfuse.model.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * The servers of {@code scripts/bench}: a source with a sample in its database {@code bench}, and a PostgreSQL. They
 * run until the input ends; each line of the input is answered by one line.
 *
 * <pre>
 * fresh NAME   an empty database of the target, after a checkpoint
 * tables NAME  how many tables the target has in it, without the ledger's
 * rows NAME    how many rows all these tables have
 * </pre>
 */
final class BenchServers {
    private static final String TABLES = "SELECT count(*) FROM information_schema.tables"
            + " WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema', 'transfuse')";

    // A partition's rows are counted with those of its table.
    private static final String ROWS = """
            SELECT coalesce(sum((xpath('/row/n/text()',
                query_to_xml(format('SELECT count(*) AS n FROM %s', c.oid::regclass), false, true, '')))[1]::text::bigint), 0)
            FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
              AND s.nspname NOT IN ('pg_catalog', 'information_schema', 'transfuse') AND s.nspname NOT LIKE 'pg_toast%'""";

    private static final String MEMORY = "SET GLOBAL innodb_buffer_pool_size = ";

    private final String target;

    private BenchServers(String target) {
        this.target = target;
    }

    /**
     * Arguments: {@code mariadb}, {@code mysql} or {@code sqlite}, {@code patients}, {@code tables} or a system, how
     * many rows or tables, an empty folder.
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        var number = Long.parseLong(arguments[2]);
        var folder = Path.of(arguments[3]);
        var mysql = !arguments[0].equals("sqlite");
        Filling sample = switch (arguments[1]) {
            case "patients" -> source -> fill(source.jdbcUrl(), new Patients(number).statements());
            case "tables" -> source -> fill(source.jdbcUrl(), new Torture(mysql, Math.toIntExact(number)).statements());
            default -> source -> Samples.write(Samples.named(arguments[1]), source, new Order(number, 1, false));
        };
        try (var target = EmbeddedServer.start(folder.resolve("postgres"), "postgres", false)) {
            var process = Files.readAllLines(folder.resolve("postgres/postmaster.pid"));
            if (mysql) {
                serve(SourceProduct.valueOf(arguments[0].toUpperCase(Locale.ROOT)), sample, folder, target, process);
            } else {
                var file = folder.resolve("source.db");
                sample.into(new Endpoint("sqlite", "jdbc:sqlite:" + file, file.toString(), "", new Secret("")));
                System.out.println("sqlite:" + file + " -");
                answer(target, process);
            }
        }
    }

    /** What makes the sample in an empty database. */
    private interface Filling {
        void into(Endpoint source) throws SQLException;
    }

    private static void serve(
            SourceProduct product, Filling sample, Path folder, EmbeddedServer target, List<String> process)
            throws IOException, SQLException {
        var archive = SqlServers.archive(product)
                .orElseThrow(() -> new IOException("the build has no " + product.title() + " for this platform"));
        try (var server = SourceServer.start(archive, folder.resolve("source"))) {
            var all = server.administrator("").jdbcUrl();
            // Random keys that do not fit into memory take minutes to insert; what is measured has the usual memory.
            fill(all, List.of("CREATE DATABASE bench", MEMORY + (1 << 30)));
            sample.into(server.administrator("bench"));
            fill(all, List.of(MEMORY + (64 << 20)));
            var pid = ProcessHandle.current()
                    .descendants()
                    .filter(p -> p.info().command().orElse("").matches(".*/(mariadbd|mysqld)"))
                    .findFirst()
                    .orElseThrow()
                    .pid();
            var endpoint = server.administrator("bench");
            System.out.println(endpoint.kind() + "://root@" + endpoint.name() + " " + pid);
            answer(target, process);
        }
    }

    private static void answer(EmbeddedServer target, List<String> process) throws IOException, SQLException {
        var endpoint = target.endpoint();
        var url = endpoint.jdbcUrl().replaceFirst("/[^/]*$", "/");
        System.out.println(url.replaceFirst("jdbc:postgresql://", "postgresql://postgres@") + " "
                + process.get(0).strip());
        var servers = new BenchServers(url);
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var words = line.split(" ", 2);
            System.out.println(servers.reply(words[0], words[1]));
        }
    }

    private String reply(String command, String name) throws SQLException {
        return switch (command) {
            case "fresh" -> {
                try (var connection = DriverManager.getConnection(target + "postgres", "postgres", "");
                        var statement = connection.createStatement()) {
                    statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
                    statement.execute("CREATE DATABASE " + name);
                    statement.execute("CHECKPOINT");
                }
                yield "fresh";
            }
            case "tables" -> number(name, TABLES);
            case "rows" -> number(name, ROWS);
            default -> throw new IllegalArgumentException("the command is " + command);
        };
    }

    private String number(String database, String query) throws SQLException {
        try (var connection = DriverManager.getConnection(target + database, "postgres", "");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void fill(String url, List<String> statements) throws SQLException {
        try (var connection = DriverManager.getConnection(url, "root", "");
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (var sql : statements) {
                statement.execute(sql);
                connection.commit();
            }
        }
    }
}
