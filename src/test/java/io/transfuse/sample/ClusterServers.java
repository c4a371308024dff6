package io.transfuse.sample;

import io.transfuse.SqlServers;
import io.transfuse.embedded.EmbeddedServer;
import io.transfuse.embedded.SourceArchive;
import io.transfuse.embedded.SourceProduct;
import io.transfuse.embedded.SourceServer;
import io.transfuse.model.Endpoint;
import io.transfuse.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** Makes source and target for {@code scripts/cluster-demo} and keeps them up until its input ends. */
final class ClusterServers {

    private static final String SHOP = "shop";
    private static final String DATABASE = "source";

    private ClusterServers() {}

    /**
     * Arguments: {@code mariadb} or {@code sqlite}, {@code shop} or a system, the number of its rows, an empty folder.
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        var system = arguments[1];
        var order = new Order(Long.parseLong(arguments[2]), 1, false);
        var folder = Path.of(arguments[3]);
        var archive = SqlServers.archive(SourceProduct.MARIADB)
                .filter(a -> onServer(system, arguments[0]) && a.obstacle().isEmpty());
        try (var target = EmbeddedServer.start(folder.resolve("postgres"), DATABASE, false)) {
            if (archive.isPresent()) {
                withServer(archive.get(), system, order, folder, target.endpoint());
            } else {
                var file = folder.resolve("source.db");
                if (system.equals(SHOP)) {
                    fill("jdbc:sqlite:" + file, "", sqlite(order.rows()));
                } else {
                    var into = new Endpoint("sqlite", "jdbc:sqlite:" + file, file.toString(), "", new Secret(""));
                    Samples.write(Samples.named(system), into, order);
                }
                told(folder, "sqlite:" + file, new Secret(""), target.endpoint());
            }
        }
    }

    private static boolean onServer(String system, String asked) {
        return system.equals(SHOP)
                ? asked.equals("mariadb")
                : Samples.named(system).kind() == Kind.MYSQL;
    }

    private static void withServer(SourceArchive archive, String system, Order order, Path folder, Endpoint target)
            throws IOException, SQLException {
        try (var source = SourceServer.start(archive, folder.resolve("mariadb"))) {
            fill(source.administrator("").jdbcUrl(), "root", List.of("CREATE DATABASE " + DATABASE));
            if (system.equals(SHOP)) {
                fill(source.administrator(DATABASE).jdbcUrl(), "root", mariadb(order.rows()));
            } else {
                Samples.write(Samples.named(system), source.administrator(DATABASE), order);
            }
            var reader = source.reader(DATABASE);
            told(folder, "mariadb://" + reader.user() + "@" + reader.name(), reader.password(), target);
        }
    }

    /** Leaves a file that a shell can read, then waits. */
    private static void told(Path folder, String source, Secret password, Endpoint target) throws IOException {
        var part = folder.resolve("servers.part");
        Files.write(
                part,
                List.of(
                        "source=" + source,
                        "target=postgresql://" + target.user() + "@" + target.name(),
                        "port=" + target.name().replaceAll(".*:|/.*", ""),
                        "TRANSFUSE_SOURCE_PASSWORD=" + password.reveal()));
        Files.move(part, folder.resolve("servers"));
        while (System.in.read() >= 0) {
            // Until the input ends.
        }
    }

    private static List<String> mariadb(long rows) {
        return List.of(
                "CREATE TABLE customers (id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, email VARCHAR(190) NOT NULL UNIQUE,"
                        + " name TEXT, born DATE, active BOOLEAN NOT NULL, note JSON)",
                "CREATE TABLE orders (id BIGINT AUTO_INCREMENT PRIMARY KEY, customer_id INT UNSIGNED NOT NULL,"
                        + " placed DATETIME(3), total DECIMAL(12, 2) NOT NULL, state ENUM('open', 'paid', 'sent') NOT NULL,"
                        + " FOREIGN KEY (customer_id) REFERENCES customers (id))",
                "CREATE TABLE order_lines (order_id BIGINT NOT NULL, number INT NOT NULL, product VARCHAR(80) NOT NULL,"
                        + " amount DOUBLE, PRIMARY KEY (order_id, number),"
                        + " FOREIGN KEY (order_id) REFERENCES orders (id))",
                "CREATE TABLE documents (id INT AUTO_INCREMENT PRIMARY KEY, order_id BIGINT NOT NULL, body LONGTEXT,"
                        + " scan BLOB, FOREIGN KEY (order_id) REFERENCES orders (id))",
                "INSERT INTO customers SELECT seq, concat('c', seq, '@example.org'), concat('Müller № ', seq),"
                        + " date('1950-01-01') + INTERVAL seq % 20000 DAY, seq % 3 > 0, json_object('n', seq, 't', 'ü')"
                        + " FROM seq_1_to_" + (rows / 4 + 1),
                "INSERT INTO orders SELECT seq, 1 + seq * 7 % " + (rows / 4)
                        + ", timestamp('2020-01-01') + INTERVAL seq MINUTE, seq * 1.07, 1 + seq % 3 FROM seq_1_to_"
                        + rows,
                "INSERT INTO order_lines SELECT 1 + seq DIV 2, seq % 2, concat('product ', seq % 977), seq / 7"
                        + " FROM seq_1_to_" + (2 * rows - 1),
                "INSERT INTO documents SELECT seq, seq, repeat(md5(seq), 20), unhex(repeat(sha1(seq), 10))"
                        + " FROM seq_1_to_" + rows);
    }

    private static List<String> sqlite(long rows) {
        var numbers = "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < %d) ";
        return List.of(
                "CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, name TEXT, born DATE,"
                        + " active BOOLEAN NOT NULL, note JSON)",
                "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers (id),"
                        + " placed DATETIME, total DECIMAL(12, 2) NOT NULL, state TEXT NOT NULL)",
                "CREATE TABLE order_lines (order_id INTEGER NOT NULL REFERENCES orders (id), number INTEGER NOT NULL,"
                        + " product TEXT NOT NULL, amount REAL, PRIMARY KEY (order_id, number))",
                "CREATE TABLE documents (id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders (id),"
                        + " body TEXT, scan BLOB)",
                "INSERT INTO customers " + numbers.formatted(rows / 4 + 1)
                        + "SELECT n, 'c' || n || '@example.org', 'Müller № ' || n, date('1950-01-01', n % 20000 || ' days'),"
                        + " n % 3 > 0, json_object('n', n, 't', 'ü') FROM s",
                "INSERT INTO orders " + numbers.formatted(rows) + "SELECT n, 1 + n * 7 % " + (rows / 4)
                        + ", datetime('2020-01-01', n || ' minutes'), n, 'open' FROM s",
                "INSERT INTO order_lines " + numbers.formatted(2 * rows - 1)
                        + "SELECT 1 + n / 2, n % 2, 'product ' || n % 977, n / 7.0 FROM s",
                "INSERT INTO documents " + numbers.formatted(rows)
                        + "SELECT n, n, hex(zeroblob(300)) || n, zeroblob(200) FROM s");
    }

    private static void fill(String url, String user, List<String> statements) throws SQLException {
        try (var connection = DriverManager.getConnection(url, user, "");
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (var sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        }
    }
}
