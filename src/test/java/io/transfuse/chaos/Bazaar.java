package io.transfuse.chaos;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Eight tables with keys, indexes and references, in SQL that SQLite, MySQL, MariaDB and PostgreSQL all read. */
final class Bazaar {
    private static final String PROSE = "a text that is long enough to be worth carrying, with a tab \t and ünïcode ";

    private Bazaar() {}

    /** A table, its columns without the key, its references, and the rows it has for each customer. */
    private record Made(String name, double share, List<String> columns, List<String> parents, List<String> values) {}

    private static final List<Made> TABLES = List.of(
            made(
                    "customers",
                    1,
                    List.of("email VARCHAR(80) NOT NULL UNIQUE", "born DATE", "note TEXT"),
                    List.of(),
                    List.of(
                            "'c' || n || '@example.org'",
                            "'19' || (10 + n % 90) || '-0' || (1 + n % 9) || '-11'",
                            "'" + PROSE + "' || n")),
            made(
                    "products",
                    0.05,
                    List.of("title VARCHAR(60)", "cents INTEGER"),
                    List.of(),
                    List.of("'p' || n", "n % 900")),
            made("orders", 2, List.of("state VARCHAR(20)"), List.of("customers"), List.of("'state ' || (n % 5)")),
            made("items", 4, List.of("amount INTEGER"), List.of("orders", "products"), List.of("n % 13")),
            made(
                    "payments",
                    2,
                    List.of("paid DATE", "cents INTEGER"),
                    List.of("orders"),
                    List.of("'2020-1' || (n % 3) || '-0' || (1 + n % 9)", "n % 7000")),
            made("shipments", 1, List.of("label TEXT"), List.of("orders"), List.of("'" + PROSE + "' || (n * 7)")),
            made(
                    "reviews",
                    1,
                    List.of("stars INTEGER", "words TEXT"),
                    List.of("customers", "products"),
                    List.of("n % 6", "'" + PROSE + "' || (n * 3)")),
            made("tickets", 1, List.of("subject VARCHAR(60)"), List.of("customers"), List.of("'ticket ' || n")));

    private static Made made(
            String name, double share, List<String> columns, List<String> parents, List<String> values) {
        return new Made(name, share, columns, parents, values);
    }

    /** Fills an empty database with eight tables of twelve rows for each customer. */
    static void fill(Connection connection, long customers, boolean mysql) throws SQLException {
        try (var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            if (mysql) {
                statement.execute("SET SESSION sql_mode = 'ANSI'");
            }
            statement.execute("CREATE TABLE digits (d INTEGER)");
            statement.execute("INSERT INTO digits VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)");
            for (var table : TABLES) {
                statement.execute(create(table));
                statement.execute(insert(table, customers));
            }
            for (var table : TABLES) {
                for (var parent : table.parents) {
                    statement.execute("CREATE INDEX " + table.name + "_by_" + parent + " ON " + table.name + " ("
                            + parent + "_id)");
                }
            }
            statement.execute("DROP TABLE digits");
            connection.commit();
        }
    }

    private static String create(Made table) {
        var parts = new ArrayList<String>();
        parts.add("id INTEGER NOT NULL PRIMARY KEY");
        table.parents.forEach(p -> parts.add(p + "_id INTEGER NOT NULL"));
        parts.addAll(table.columns);
        table.parents.forEach(p -> parts.add("FOREIGN KEY (" + p + "_id) REFERENCES " + p + "(id)"));
        return "CREATE TABLE " + table.name + " (" + String.join(", ", parts) + ")";
    }

    private static String insert(Made table, long customers) {
        var rows = rows(table, customers);
        var selected = new ArrayList<String>(List.of("n"));
        table.parents.forEach(p -> selected.add("1 + n * 31 % " + rows(named(p), customers)));
        selected.addAll(table.values);
        return "INSERT INTO " + table.name + " SELECT " + String.join(", ", selected)
                + " FROM (SELECT 1 + a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d AS n"
                + " FROM digits a, digits b, digits c, digits e, digits f) AS numbers WHERE n <= " + rows;
    }

    private static long rows(Made table, long customers) {
        return Math.round(table.share * customers);
    }

    private static Made named(String name) {
        return TABLES.stream().filter(t -> t.name.equals(name)).findFirst().orElseThrow();
    }

    /** For each table the number of rows, of different keys, and a digest of every value in the order of the keys. */
    static Map<String, String> content(Connection connection) throws SQLException {
        var content = new LinkedHashMap<String, String>();
        for (var table : TABLES) {
            content.put(table.name, content(connection, table));
        }
        return content;
    }

    private static String content(Connection connection, Made table) throws SQLException {
        var digest = md5();
        var columns = new ArrayList<String>(List.of("id"));
        table.parents.forEach(p -> columns.add(p + "_id"));
        table.columns.forEach(c -> columns.add(c.substring(0, c.indexOf(' '))));
        var count = 0L;
        var keys = 0L;
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT " + String.join(", ", columns) + " FROM " + table.name + " ORDER BY id")) {
            var last = "";
            while (rows.next()) {
                for (var i = 1; i <= columns.size(); i++) {
                    digest.update((rows.getString(i) + "|").getBytes(StandardCharsets.UTF_8));
                }
                count++;
                keys += rows.getString(1).equals(last) ? 0 : 1;
                last = rows.getString(1);
            }
        }
        return count + " rows, " + keys + " keys, " + HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
