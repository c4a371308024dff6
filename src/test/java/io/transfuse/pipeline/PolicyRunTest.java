package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.model.Validation.Fate;
import io.transfuse.model.Validation.Loss;
import io.transfuse.model.Validation.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyRunTest {

    @TempDir
    Path folder;

    private Trial trial;

    @BeforeEach
    void aShopWithTwoOrphans() {
        trial = Trial.shop(folder);
        trial.inSource(
                "INSERT INTO order_items SELECT id, 7777, 1, 1 FROM orders WHERE id IN (1, 2)",
                "UPDATE customers SET name = 'test ' || name WHERE id > 18");
    }

    @Test
    void rejectedRowsFailTheRunAboveTheLimitOnly() {
        var strict = trial.run();
        var rejected = strict.validation().orElseThrow().rejects();
        var lenient = trial.with("limits.rejects", "2").run();

        assertThat(rejected).singleElement().satisfies(r -> {
            assertThat(r.table() + " " + r.rule()).isEqualTo("order_items orphan:product_id");
            assertThat(r.count()).isEqualTo(2);
        });
        assertThat(strict.exitCode()).isEqualTo(1);
        assertThat(strict.findings()).anyMatch(f -> f.startsWith("check limits.rejects: 2"));
        assertThat(lenient.exitCode()).isZero();
        assertThat(lenient.validation().orElseThrow().rejects()).isEqualTo(rejected);
    }

    @Test
    void aKeptOrphanArrivesAndItsForeignKeyStaysNotValid() {
        var outcome =
                trial.with("policy.orphan", "keep").with("uuid.keys", "none").run();

        var validation = outcome.validation().orElseThrow();
        assertThat(outcome.findings()).isEmpty();
        assertThat(validation.losses()).contains(new Loss("order_items", "product_id", "orphan:product_id", 2));
        assertThat(validation.checks())
                .filteredOn(c -> c.name().equals("orphans:order_items.product_id"))
                .singleElement()
                .satisfies(c -> assertThat(c.verdict()).isEqualTo(Verdict.WARN));
        assertThat(Servers.rows(trial.target, """
                SELECT convalidated, (SELECT count(*) FROM order_items WHERE product_id = 7777)
                FROM pg_constraint WHERE conname = 'order_items_product_id_fkey'
                """)).containsExactly("f|2");
    }

    @Test
    void anOrphanBecomesNullWhereThePolicySaysSo() {
        trial.inSource(
                "CREATE TABLE reviews (id INTEGER PRIMARY KEY, product_id INTEGER REFERENCES products(id))",
                "INSERT INTO reviews VALUES (1, 1), (2, 7777), (3, NULL)",
                "DELETE FROM order_items WHERE product_id = 7777");
        var outcome = trial.with("policy.orphan", "null").run();

        var validation = outcome.validation().orElseThrow();
        assertThat(outcome.findings()).isEmpty();
        assertThat(validation.losses()).contains(new Loss("reviews", "product_id", "orphan:product_id", 1));
        assertThat(Servers.rows(trial.target, "SELECT count(*), count(product_id) FROM reviews"))
                .containsExactly("3|1");
    }

    @Test
    void rowsDroppedByANamedRuleCloseTheFates() {
        trial.inSource("DELETE FROM order_items WHERE product_id = 7777");
        var outcome = trial.with(
                        "tables.notes.drop-rows.about-companies", "t.owner_type = 'customer' AND t.owner_id % 3 = 0")
                .run();

        var validation = outcome.validation().orElseThrow();
        assertThat(outcome.findings()).isEmpty();
        assertThat(validation.sources()).allMatch(Fate::closed);
        assertThat(validation.sources())
                .filteredOn(f -> f.table().equals("notes"))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.dropped()).isPositive();
                    assertThat(f.read()).isEqualTo(f.staged() + f.dropped());
                });
    }

    @Test
    void aRowThatSeveralRulesTakeIsCountedOnce() {
        trial.inSource(
                "CREATE TABLE marks (id INTEGER PRIMARY KEY)",
                "INSERT INTO marks VALUES (1), (2), (3), (4), (5), (6), (7)");
        var outcome = trial.with("only", "marks")
                .with("tables.marks.drop-rows.a", "t.id < 3")
                .with("tables.marks.drop-rows.b", "t.id < 5")
                .with("tables.marks.reject-rows.c", "t.id < 7")
                .with("limits.rejects", "2")
                .run();

        var validation = outcome.validation().orElseThrow();
        assertThat(outcome.findings()).isEmpty();
        assertThat(validation.sources())
                .filteredOn(f -> f.table().equals("marks"))
                .singleElement()
                .satisfies(f -> assertThat(f.dropped() + " " + f.closed()).isEqualTo("4 true"));
        assertThat(trial.out.resolve("schema_diff.md"))
                .content()
                .contains(
                        "left out by rule `a`: 2 rows", "left out by rule `b`: 2 rows", "refused by rule `c`: 2 rows");
    }

    @Test
    void textsOfSqliteBecomeWhatThePoliciesSay() {
        trial.inSource(
                "CREATE TABLE wished (id INTEGER PRIMARY KEY, doc TEXT, note TEXT, loose VARCHAR(99), ref CHAR(32))",
                "INSERT INTO wished VALUES (1, '{\"b\": 1, \"a\": 2}', 'x', '[1]', '7C9E6679742540DE944BE07FC1F90AE9'),"
                        + " (2, NULL, '{}', 'no JSON', NULL), (3, '[]', '1', NULL, 'acc-001'), (4, ' 1', '1', NULL, NULL)");

        var outcome = trial.with("policy.json-text", "auto")
                .with("tables.wished.columns.loose.policy.json-text", "jsonb")
                .with("tables.wished.columns.ref.policy.uuid-text", "uuid")
                .with("only", "wished")
                .with("uuid.keys", "none")
                .with("limits.rejects", "2")
                .run();

        assertThat(outcome.validation().orElseThrow().rejects())
                .extracting(r -> r.rule() + " " + r.count())
                .containsExactlyInAnyOrder("bad-json:loose 1", "not-a-uuid:ref 1");
        assertThat(Servers.rows(
                        trial.target, "SELECT id, doc, note, loose, ref, pg_typeof(doc) FROM wished ORDER BY id"))
                .containsExactly(
                        "1|{\"a\": 2, \"b\": 1}|x|[1]|7c9e6679-7425-40de-944b-e07fc1f90ae9|jsonb",
                        "4|1|1|null|null|jsonb");
    }

    @Test
    void valuesOfOtherClassesAreForetoldOneByOne() {
        trial.inSource(
                "CREATE TABLE mixed (id INTEGER PRIMARY KEY, n INT, small SMALLINT, price DECIMAL(9,2), score REAL,"
                        + " yes BOOLEAN, label TEXT, wide NUMERIC)",
                "INSERT INTO mixed VALUES (1, 1, 1, 1.5, 0.5, 1, 'a', 1),"
                        + " (2, 'many', 2, 2, 1, 'Y', 'b', 2), (3, 2.5, 3, 3, 2, 'maybe', 'c', 3),"
                        + " (4, 4, 'x', 4, 3, 7, 'd', 4), (5, 5, 5, 'n/a', 4, 0, 'e', 5),"
                        + " (6, 6, 6, ' 12 ', '-', 0, 'f', 9e999), (7, ' 7', 7, '1e3', '5.', 't', 'g', 'NaN'),"
                        + " (8, '9223372036854775808', 8, 8, 8, 0, 'h', 8)");

        var outcome = trial.with("policy.mixed", "quarantine")
                .with("only", "mixed")
                .with("uuid.keys", "none")
                .with("limits.rejects", "8")
                .run();

        var validation = outcome.validation().orElseThrow();
        assertThat(validation.checks())
                .filteredOn(c -> c.name().equals("predicted:mixed"))
                .extracting(c -> c.verdict() + " " + c.detail())
                .containsExactly("PASS the rows hold what the plan foretold");
        assertThat(validation.rejects())
                .extracting(r -> r.rule() + " " + r.count())
                .containsExactlyInAnyOrder(
                        "not-an-integer:n 3",
                        "not-an-integer:small 1",
                        "not-a-number:price 1",
                        "not-a-number:score 1",
                        "not-a-number:wide 1");
        assertThat(trial.out.resolve("schema_diff.md"))
                .content()
                .contains("3 rows break not-an-integer and will be rejected");
    }

    @Test
    void blobsAmongTextsAreNoTexts() {
        trial.inSource(
                "CREATE TABLE mixed (id INTEGER PRIMARY KEY, label TEXT, doc JSON, blobs TEXT)",
                "INSERT INTO mixed VALUES (1, 'a', '{}', x'61'), (2, x'62', '[1]', x'62'), (3, 'c', x'5b325d', x'00'),"
                        + " (4, x'ff', '3', NULL), (5, NULL, NULL, NULL)");

        var outcome = trial.with("policy.mixed", "quarantine")
                .with("only", "mixed")
                .with("uuid.keys", "none")
                .with("limits.rejects", "3")
                .run();

        var validation = outcome.validation().orElseThrow();
        assertThat(validation.rejects())
                .extracting(r -> r.rule() + " " + r.count())
                .containsExactlyInAnyOrder("not-a-text:label 2", "not-a-jsonb:doc 1");
        assertThat(validation.checks())
                .filteredOn(c -> c.name().equals("predicted:mixed"))
                .extracting(c -> c.verdict() + " " + c.detail())
                .containsExactly("PASS the rows hold what the plan foretold");
        assertThat(Servers.rows(trial.target, "SELECT id, label, doc, blobs FROM mixed ORDER BY id"))
                .containsExactly("1|a|{}|\\x61", "5|null|null|null");
    }

    @Test
    void aValueThatTwoColumnsTakeIsCountedOnce() throws IOException {
        trial.inSource(
                "CREATE TABLE twice (id INTEGER PRIMARY KEY, label TEXT)",
                "INSERT INTO twice VALUES (1, CAST(x'610062' AS TEXT)), (2, 'c')");
        var outcome = trial.configured(List.of(
                        "only = [twice], policy.nul-byte = strip",
                        "tables.twice.columns { label { from = [label] }, again { from = [label] } }"))
                .run();

        var validation = outcome.validation().orElseThrow();
        assertThat(validation.losses())
                .extracting(l -> l.column() + " " + l.rule() + " " + l.count())
                .containsExactly("label nul-byte:label 1");
        assertThat(validation.checks())
                .filteredOn(c -> c.name().equals("predicted:twice"))
                .extracting(c -> c.verdict() + " " + c.detail())
                .containsExactly("PASS the rows hold what the plan foretold");
        assertThat(Servers.rows(trial.target, "SELECT label, again FROM twice ORDER BY id"))
                .containsExactly("ab|ab", "c|c");
    }
}
