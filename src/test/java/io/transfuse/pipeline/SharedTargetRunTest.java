package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Check;
import io.transfuse.model.Validation.Compared;
import io.transfuse.model.Validation.Fate;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.source.Made;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of several source tables in one target. */
class SharedTargetRunTest {

    private static final String CONFIG = """
            limits.rejects = 100
            tables {
              orders_archive { into = orders, columns.origin { type = text, value = archive } }
              old_items { into = items }
            }
            """;

    @TempDir
    Path folder;

    private Trial trial(String config) throws Exception {
        return Trial.of(Files.writeString(folder.resolve("a.conf"), config), folder);
    }

    /** Orders 1 to 3 and archived ones 3 to 6, of which the third is there twice and the sixth nobody's. */
    private static void shop(Path file) {
        Made.file(
                file,
                "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT)",
                "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INT NOT NULL REFERENCES customers (id),"
                        + " number VARCHAR(8) UNIQUE COLLATE NOCASE, total SMALLINT NOT NULL, note TEXT, at DATE)",
                "CREATE TABLE orders_archive (id INTEGER PRIMARY KEY, customer_id INT NOT NULL REFERENCES customers (id),"
                        + " number VARCHAR(20) UNIQUE COLLATE NOCASE, total BIGINT NOT NULL, at DATE, archived_by TEXT)",
                "CREATE TABLE items (order_id INT NOT NULL REFERENCES orders (id), what TEXT)",
                "CREATE TABLE old_items (order_id INT NOT NULL REFERENCES orders_archive (id), what TEXT)",
                "INSERT INTO customers VALUES (1, 'Ann'), (2, 'Bob')",
                "INSERT INTO orders VALUES (1, 1, 'a-1', 10, 'x', '2020-01-01'), (2, 2, 'a-2', 20, NULL, NULL),"
                        + " (3, 1, 'a-3', 30, 'ü', '2020-01-03')",
                "INSERT INTO orders_archive VALUES (3, 1, 'b-3', 5000000000, '2010-01-01', 'Eve'),"
                        + " (4, 2, 'A-2', 40, '2010-01-02', 'Eve'), (5, 1, 'b-5', 50, NULL, NULL),"
                        + " (6, 9, 'b-6', 60, NULL, NULL)",
                "INSERT INTO items VALUES (1, 'one'), (3, 'three')",
                "INSERT INTO old_items VALUES (3, 'old three'), (4, 'old four'), (5, 'old five'), (6, 'old six')");
    }

    @Test
    void rowsOfTwoTablesAreInOneTargetAndWhatTheyShareIsRejected() throws Exception {
        var trial = trial(CONFIG);
        shop(trial.source);

        var outcome = trial.run();

        var validation = outcome.validation().orElseThrow();
        assertThat(outcome.findings()).isEmpty();
        assertThat(validation.sources())
                .contains(
                        new Fate("orders", 3, 3, 0, 0, 0, 0),
                        new Fate("orders_archive", 4, 1, 3, 0, 0, 0),
                        new Fate("items", 2, 2, 0, 0, 0, 0));
        assertThat(rejected(validation))
                .containsExactly(
                        "old_items parent-rejected:order_id 3",
                        "orders_archive duplicate:id 1",
                        "orders_archive duplicate:number 1",
                        "orders_archive orphan:customer_id 1");
        assertThat(validation.tables())
                .filteredOn(t -> t.table().equals("public.orders"))
                .extracting(Compared::sources)
                .containsExactly(List.of("orders", "orders_archive"));
        assertThat(Servers.rows(
                        trial.target,
                        "SELECT id, number, total, note, archived_by, origin FROM orders ORDER BY number"))
                .containsExactly(
                        "1|a-1|10|x|null|null",
                        "2|a-2|20|null|null|null",
                        "3|a-3|30|ü|null|null",
                        "5|b-5|50|null|null|archive");
        assertThat(Servers.rows(trial.target, "SELECT order_id, what FROM items ORDER BY order_id"))
                .containsExactly("1|one", "3|three", "5|old five");
        assertThat(checked(validation, "source-aggregates:public.orders")).contains("columns add up to the same");
    }

    @Test
    void referencesFollowTheRowsOfTheirOwnTableWhereKeysBecomeUuids() throws Exception {
        var trial = trial(CONFIG + "uuid.keys = integer");
        shop(trial.source);

        var outcome = trial.run();

        var validation = outcome.validation().orElseThrow();
        assertThat(outcome.findings()).isEmpty();
        assertThat(validation.sources()).allMatch(Fate::closed);
        assertThat(rejected(validation))
                .containsExactly(
                        "old_items parent-rejected:order_id 2",
                        "orders_archive duplicate:number 1",
                        "orders_archive orphan:customer_id 1");
        assertThat(Servers.rows(
                        trial.target,
                        "SELECT number, what FROM items JOIN orders ON orders.id = order_id ORDER BY number, what"))
                .containsExactly("a-1|one", "a-3|three", "b-3|old three", "b-5|old five");
        crossed(trial, "old_order_id__to__new_order_id", List.of("1", "2", "3"));
        crossed(trial, "old_orders_archive_id__to__new_order_id", List.of("3", "5"));
        assertThat(Servers.rows(
                        trial.target,
                        "SELECT source, old_id, number FROM transfuse.crosswalk_public_orders JOIN orders ON id = new_id"
                                + " WHERE old_id = '3' ORDER BY 1"))
                .containsExactly("orders|3|a-3", "orders_archive|3|b-3");
        assertThat(checked(validation, "crosswalk:orders_archive")).isNotEmpty();

        var again = trial.with("verify.source", "true").verify();

        assertThat(again.findings()).isEmpty();
        Servers.execute(trial.target, "UPDATE orders SET archived_by = 'Mallory' WHERE number = 'b-3'");
        assertThat(trial.verify().validation().orElseThrow().verdict()).isEqualTo(Verdict.FAIL);
    }

    private static void crossed(Trial trial, String name, List<String> old) throws Exception {
        var lines = Files.readAllLines(trial.out.resolve("crosswalks/" + name + ".csv"));
        assertThat(lines.subList(1, lines.size()))
                .extracting(l -> l.substring(0, l.indexOf(',')))
                .containsExactlyElementsOf(old);
    }

    @Test
    void whatCannotBeOneTableIsRefusedWithTheWayOut() throws Exception {
        var shop = trial("tables.orders_archive.target = orders");
        shop(shop.source);
        assertThat(shop.plan().findings())
                .contains("orders_archive: becomes public.orders, but orders does already; set"
                        + " tables.orders_archive.target, or tables.orders_archive.into = orders where the rows of both"
                        + " belong there");
        assertThat(trial("tables.orders_archive.into = order").plan().findings())
                .contains("orders_archive: into is order, but must be the target of another table; nearest: orders");
        assertThat(trial(CONFIG + "tables.orders_archive.columns.at.type = text")
                        .plan()
                        .findings())
                .contains("orders_archive.at: becomes text, but must be date as in the other rows of orders; set"
                        + " tables.orders_archive.columns.at.type");
        assertThat(trial(CONFIG + "tables.orders_archive.drop = [id]").plan().findings())
                .anyMatch(f -> f.startsWith("orders_archive: goes into orders, but has no column for id"));
    }

    @Test
    void aTableWithoutKeyOrReferencesTakesThoseOfTheTarget() throws Exception {
        var trial = trial("limits.rejects = 9, tables.late { into = orders }");
        Made.file(
                trial.source,
                "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT)",
                "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INT REFERENCES customers (id),"
                        + " state TEXT NOT NULL DEFAULT 'new' CHECK (state <> 'bad'))",
                "CREATE TABLE late (id INT, customer_id INT, state TEXT NOT NULL)",
                "INSERT INTO customers VALUES (1, 'Ann')",
                "INSERT INTO orders VALUES (1, 1, 'new')",
                "INSERT INTO late VALUES (2, 1, 'late'), (2, 1, 'twice'), (NULL, 1, 'none'), (3, 7, 'orphan'),"
                        + " (4, 1, 'bad'), (1, 1, 'first')");

        var outcome = trial.run();

        var validation = outcome.validation().orElseThrow();
        assertThat(outcome.findings()).isEmpty();
        assertThat(validation.sources()).contains(new Fate("late", 6, 1, 5, 0, 0, 0));
        assertThat(rejected(validation))
                .containsExactly(
                        "late check:orders_check 1",
                        "late duplicate:id 2",
                        "late null:id 1",
                        "late parent-rejected:customer_id 1");
        assertThat(Servers.rows(trial.target, "SELECT id, state FROM orders ORDER BY 1"))
                .containsExactly("1|new", "2|late");
    }

    @Test
    void aTypeThatTheFirstTableNamesRejectsRowsOfBoth() throws Exception {
        var trial = trial("limits.rejects = 9, policy.narrow = quarantine, tables.a.columns.code = varchar(5),"
                + " tables.b.into = a");
        Made.file(
                trial.source,
                "CREATE TABLE a (id INTEGER PRIMARY KEY, code TEXT)",
                "CREATE TABLE b (id INTEGER PRIMARY KEY, code TEXT)",
                "INSERT INTO a VALUES (1, 'short'), (2, 'muchtoolongcode')",
                "INSERT INTO b VALUES (10, 'x'), (11, 'longer')");

        var validation = trial.run().validation().orElseThrow();

        assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
        assertThat(rejected(validation)).containsExactly("a too-long:code 1", "b too-long:code 1");
        assertThat(Servers.rows(trial.target, "SELECT id, code FROM a ORDER BY 1"))
                .containsExactly("1|short", "10|x");
    }

    private static List<String> rejected(Validation validation) {
        return validation.rejects().stream()
                .map(r -> r.table() + " " + r.rule() + " " + r.count())
                .toList();
    }

    private static String checked(Validation validation, String name) {
        return validation.checks().stream()
                .filter(c -> c.name().equals(name) && c.verdict() == Verdict.PASS)
                .map(Check::detail)
                .findFirst()
                .orElseThrow();
    }
}
