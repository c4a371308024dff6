package io.transfuse.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A database of everything that is legal and unpleasant: many tables, odd names, cycles, wide, empty and keyless
 * tables.
 *
 * @param mysql for MySQL and MariaDB, else for SQLite
 * @param tables how many tables it has, at least {@link #ODD}
 */
public record Torture(boolean mysql, int tables) {
    /** Tables that are odd; all others are plain. */
    public static final int ODD = 40;

    private static final int REFERENCES = 50;
    private static final int WIDE = 500;
    private static final List<String> RESERVED =
            List.of("order", "select", "user", "table", "group", "end", "analyse", "limit");
    private static final String LONG = "a_name_that_is_as_long_as_the_source_allows_which_is_one_more_";

    public Torture {
        if (tables < ODD) {
            throw new IllegalArgumentException("tables is " + tables + ", but must be at least " + ODD);
        }
    }

    /** What makes and fills it, in order. */
    public List<String> statements() {
        var made = new ArrayList<String>();
        made.add(mysql ? "SET SESSION foreign_key_checks = 0" : "PRAGMA foreign_keys = off");
        odd().forEach(made::add);
        var odd = odd().stream().filter(s -> s.startsWith("CREATE TABLE ")).count();
        for (int i = 0; i < tables - odd; i++) {
            plain(i, made);
        }
        made.add("CREATE VIEW " + q("some View") + " AS SELECT id, label FROM t000 WHERE id > 1");
        made.add("CREATE VIEW sums AS SELECT label, SUM(amount) AS total FROM t001 GROUP BY label");
        made.add(
                mysql
                        ? "CREATE TRIGGER `on order` BEFORE INSERT ON `order` FOR EACH ROW SET NEW.`from` = 1"
                        : "CREATE TRIGGER \"on order\" AFTER INSERT ON \"order\" BEGIN SELECT 1; END");
        return made;
    }

    private void plain(int i, List<String> made) {
        var name = "t%03d".formatted(i);
        var link = i > 0 && i <= REFERENCES ? ", " + reference("up", "t%03d".formatted(i - 1), "id") : "";
        // Nothing of the made names of PostgreSQL stays free: a table is called as the next one's key would be.
        var table = i % 40 == 7 ? "t%03d_pkey".formatted(i + 1) : name;
        made.add("CREATE TABLE %s (%s, label varchar(40) NOT NULL, amount decimal(10,2), happened datetime, up int%s%s)"
                .formatted(
                        table,
                        id(),
                        i % 3 == 0
                                ? ", " + (mysql ? "CONSTRAINT " + q(name + "_label_key") + " " : "") + "UNIQUE (label)"
                                : "",
                        link.replace("t007", "t008_pkey")));
        made.add("CREATE INDEX %s ON %s (amount, happened)".formatted(mysql ? "idx" : name + "_idx", table));
        if (i % 10 != 9) {
            var rows = IntStream.rangeClosed(1, 1 + i % 7)
                    .mapToObj(r -> "(%d, 'row %d of %s', %d.25, '2024-02-29 12:00:%02d', %s)"
                            .formatted(r, r, name, r, r, i > 0 && i % 10 != 0 ? "1" : "NULL"))
                    .collect(Collectors.joining(", "));
            made.add("INSERT INTO " + table + " VALUES " + rows);
        }
    }

    private List<String> odd() {
        var made = new ArrayList<String>();
        for (var word : RESERVED) {
            made.add("CREATE TABLE %s (%s, %s int, %s varchar(20) DEFAULT 'x', %s int, %s int, %s)"
                    .formatted(
                            q(word),
                            id(),
                            q("from"),
                            q("Where"),
                            q("default"),
                            q("xmin"),
                            reference("default", word, "id")));
            made.add("CREATE INDEX %s ON %s (%s)".formatted(q("primary " + word), q(word), q("Where")));
            made.add("INSERT INTO %s VALUES (1, 2, 'a''b', NULL, 3), (2, 2, 'ü', 1, 3), (3, 2, '', 3, 3)"
                    .formatted(q(word)));
        }
        names(made);
        shapes(made);
        return made;
    }

    /** Names that are long, of mixed case, or the same once they are folded or cut. */
    private void names(List<String> made) {
        var alike = mysql
                ? List.of("OrderItems", "orderItems", "orderitems", "ORDERITEMS", "order_items", "order items")
                : List.of("OrderItems", "order_items", "order items");
        var lengthy =
                List.of(LONG + "a1", LONG + "a2", "ü".repeat(40), "ü".repeat(40) + "x", "a b.c\"d", "x'y;z", "%s");
        for (var name : concat(alike, lengthy)) {
            made.add("CREATE TABLE %s (%s, %s int, %s int, %s varchar(9), UNIQUE (%s))"
                    .formatted(q(name), id(), q(LONG + "c1"), q(LONG + "c2"), q("Mixed Case"), q(LONG + "c1")));
            made.add("CREATE INDEX %s ON %s (%s, %s)"
                    .formatted(q(mysql ? LONG + "i1" : name + " index"), q(name), q(LONG + "c2"), q("Mixed Case")));
            made.add("INSERT INTO %s VALUES (1, 1, 5, 'a'), (2, 2, 5, 'b')".formatted(q(name)));
        }
    }

    /** Tables without key, with a key of five columns, with 500 columns, and references in a circle. */
    private void shapes(List<String> made) {
        made.add("CREATE TABLE keyless (a int, b varchar(9))");
        made.add("INSERT INTO keyless VALUES (1, 'x'), (1, 'x'), (NULL, NULL)");
        made.add("CREATE TABLE five (a int NOT NULL, b int NOT NULL, c varchar(9) NOT NULL, d int NOT NULL,"
                + " e int NOT NULL, note varchar(9), PRIMARY KEY (e, a, c, b, d))");
        made.add("INSERT INTO five VALUES (1, 2, 'c', 4, 5, 'one'), (1, 2, 'C2', 4, 5, 'two')");
        made.add("CREATE TABLE of_five (%s, e int, a int, c varchar(9), b int, d int, FOREIGN KEY (e, a, c, b, d)"
                        .formatted(id())
                + " REFERENCES five (e, a, c, b, d) ON DELETE CASCADE)");
        made.add("INSERT INTO of_five VALUES (1, 5, 1, 'c', 2, 4), (2, NULL, 1, 'c', 2, 4)");
        made.add(IntStream.range(0, WIDE - 1)
                .mapToObj(i -> "c%03d %s".formatted(i, i % 5 == 0 ? "varchar(5)" : "int"))
                .collect(Collectors.joining(", ", "CREATE TABLE wide (" + id() + ", ", ")")));
        made.add(IntStream.range(0, WIDE - 1)
                .mapToObj(i -> i % 5 == 0 ? "'v'" : String.valueOf(i))
                .collect(Collectors.joining(", ", "INSERT INTO wide VALUES (1, ", ")")));
        var circle = List.of("hen", "egg", "chick");
        for (int i = 0; i < circle.size(); i++) {
            var next = circle.get((i + 1) % circle.size());
            made.add("CREATE TABLE %s (%s, %s int NOT NULL, %s)"
                    .formatted(circle.get(i), id(), q(next), reference(next, next, "id")));
            made.add("INSERT INTO %s VALUES (1, 2), (2, 1)".formatted(circle.get(i)));
        }
        made.add("CREATE TABLE %s (%s, b int DEFAULT 7)".formatted(q("empty"), id()));
    }

    private static List<String> concat(List<String> first, List<String> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private String id() {
        return mysql ? "id int NOT NULL AUTO_INCREMENT PRIMARY KEY" : "id INTEGER PRIMARY KEY";
    }

    private String reference(String column, String table, String key) {
        return "FOREIGN KEY (%s) REFERENCES %s (%s)".formatted(q(column), q(table), q(key));
    }

    private String q(String name) {
        return mysql ? "`" + name + "`" : "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
