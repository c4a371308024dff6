package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.model.Endpoint;
import io.transfuse.model.Secret;
import io.transfuse.model.Validation.Asked;
import io.transfuse.model.Validation.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** One run, and questions that source and target are asked after it. */
@TestInstance(Lifecycle.PER_CLASS)
class QueriesRunTest {
    private static final String PEOPLE_SOURCE =
            "SELECT o.id, o.customer_id, o.status, o.placed_at FROM orders o JOIN customers c ON c.id = o.customer_id WHERE c.kind = 'person'";
    private static final String PEOPLE_TARGET =
            "SELECT id, person_id, status, placed_at FROM orders WHERE person_id IS NOT NULL";
    private static final String KEYS = "keys { id = order, person_id = customer }";

    private Trial good;
    private int files;

    @BeforeAll
    void aGoodRun(@TempDir Path folder) {
        good = Trial.shop(folder).with("verify.level", "counts").with("compare.runs", "3");
        assertThat(good.run().exitCode()).isZero();
    }

    private static String pair(String name, String source, String target, String... more) {
        return "{ name = \"%s\", source = \"%s\", target = \"%s\"\n%s }"
                .formatted(name, source, target, String.join("\n", more));
    }

    /** What verify says with these pairs; nothing else is wrong with the target. */
    private Outcome verified(Trial trial, String... pairs) throws Exception {
        var lines = new ArrayList<>(
                List.of("include file(\"" + Path.of("conf/examples/shop.conf").toAbsolutePath() + "\")"));
        lines.add("compare.queries = [");
        lines.addAll(Arrays.asList(pairs));
        lines.add("]");
        trial.config = Optional.of(Files.write(trial.out.resolveSibling("asked" + files++ + ".conf"), lines));
        return trial.verify();
    }

    private static Asked only(Outcome outcome) {
        var asked = outcome.validation().orElseThrow().queries();
        assertThat(asked).hasSize(1);
        return asked.get(0);
    }

    @Test
    void equalAnswersPassAndAreTimed() throws Exception {
        var outcome = verified(
                good,
                pair("orders of people", PEOPLE_SOURCE + " ORDER BY o.id DESC", PEOPLE_TARGET, KEYS),
                pair(
                        "prices",
                        "SELECT sku, price FROM products ORDER BY sku",
                        "SELECT sku, price::numeric FROM products ORDER BY sku COLLATE \\\"C\\\"",
                        "ordered = true"),
                pair(
                        "turnover",
                        "SELECT p.sku, sum(i.quantity), count(*) > 1 FROM products p JOIN order_items i ON i.product_id = p.id GROUP BY 1",
                        "SELECT p.sku, sum(i.quantity), count(*) > 1 FROM products p JOIN order_items i ON i.product_id = p.id GROUP BY 1"));
        assertThat(outcome.findings()).isEmpty();
        var asked = outcome.validation().orElseThrow().queries();
        assertThat(asked).extracting(Asked::verdict).containsOnly(Verdict.PASS).hasSize(3);
        assertThat(asked)
                .allMatch(q -> q.rows() > 0
                        && q.source().p50() > 0
                        && q.source().p95() >= q.source().p50());
        assertThat(Files.readString(good.out.resolve("report.html")))
                .contains("Questions of the application", "turnover");
        assertThat(outcome.json()).contains("\"p95\": ");
    }

    @Test
    void aChangedValueIsCountedAndNotShown() throws Exception {
        var damaged = good.withCopiedTarget();
        Servers.execute(
                damaged.target,
                "UPDATE orders SET status = 'canary' WHERE id = (SELECT min(id::text)::uuid FROM orders WHERE person_id IS NOT NULL)");
        var outcome = verified(damaged, pair("orders of people", PEOPLE_SOURCE, PEOPLE_TARGET, KEYS));
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.findings())
                .anyMatch(
                        f -> f.matches(
                                "query orders of people: 1 of \\d+ rows only in the source's answer, 1 of \\d+ only in the target's"));
        assertThat(outcome.json()).doesNotContain("canary");
    }

    @Test
    void anotherOrderFailsWhereOrderCounts() throws Exception {
        var up = "SELECT sku FROM products ORDER BY sku";
        assertThat(only(verified(good, pair("skus", up, up + " DESC"))).verdict())
                .isEqualTo(Verdict.PASS);
        var asked = only(verified(good, pair("skus", up, up + " DESC", "ordered = true")));
        assertThat(asked.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(asked.detail()).isEqualTo("the same rows in another order");
    }

    @Test
    void keysThatNobodyTranslatesDiffer() throws Exception {
        assertThat(only(verified(good, pair("orders of people", PEOPLE_SOURCE, PEOPLE_TARGET)))
                        .missing())
                .isPositive();
        assertThat(only(verified(good, pair("orders of people", PEOPLE_SOURCE, PEOPLE_TARGET, "keys { id = oder }")))
                        .detail())
                .startsWith("no keys of oder became others");
    }

    @Test
    void neitherSideCanBeWrittenTo() throws Exception {
        var writing = "WITH gone AS (DELETE FROM notes RETURNING 1) SELECT count(*) FROM gone";
        var asked = only(verified(good, pair("notes", "SELECT 1", writing)));
        assertThat(asked.detail())
                .isEqualTo("the target refuses the query (SQLSTATE 25006, error 0); mend its SQL in compare.queries");
        assertThat(only(verified(good, pair("notes", "DELETE FROM notes", "SELECT 1")))
                        .detail())
                .startsWith("the source refuses the query");
        assertThat(good.verify().exitCode()).isEqualTo(1);
        assertThat(Servers.rows(good.target, "SELECT count(*) > 0 FROM notes")).containsExactly("t");
    }

    @Test
    void anEndlessQueryIsEnded() throws Exception {
        var endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";
        var hasty = good.withCopiedTarget().with("compare.timeout-seconds", "1");
        assertThat(only(verified(hasty, pair("endless", endless, "SELECT 1"))).detail())
                .startsWith("the source has no answer after 1 s");
        assertThat(only(verified(hasty, pair("endless", "SELECT 1", "SELECT 1 FROM pg_sleep(30)")))
                        .detail())
                .startsWith("the target has no answer after 1 s");
    }

    @Test
    void aQueryForAnotherShapeIsNotAsked() throws Exception {
        var one = pair("skus", "SELECT count(*) FROM products", "SELECT count(*) FROM products");
        var other = pair("turns", "SELECT 1 FROM turns", "SELECT 1", "needs = [products, turns.role]");
        assertThat(verified(good, one, other).validation().orElseThrow().queries())
                .extracting(Asked::name)
                .containsExactly("skus");
        assertThat(Files.readString(good.out.resolve("migration.log"))).contains("unasked=turns");
        assertThat(only(verified(good, other)).detail()).startsWith("not asked: the source has not");
    }

    @Test
    void aQueryForTablesOfAnotherShapeIsNoFailure() throws Exception {
        var one = pair("skus", "SELECT 1 FROM products", "SELECT skew FROM products");
        assertThat(only(verified(good, one)).verdict()).isEqualTo(Verdict.FAIL);
        var other = pair("skus", "SELECT 1 FROM products", "SELECT skew FROM products", "needs = [products.sku]");
        assertThat(only(verified(good, other))).satisfies(asked -> {
            assertThat(asked.verdict()).isEqualTo(Verdict.WARN);
            assertThat(asked.detail())
                    .isEqualTo("the target refuses the query (SQLSTATE 42703, error 0): it is meant for tables of"
                            + " another shape");
        });
        var wrong = pair("skus", "SELECT 1 FROM products", "SELEC skew", "needs = [products.sku]");
        assertThat(only(verified(good, wrong)).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void longAnswersAreComparedInParts() throws Exception {
        var source =
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 250000) SELECT i, 'n' || i FROM n";
        var target = "SELECT i, 'n' || i FROM generate_series(1, 250000) i";
        var same = only(verified(good, pair("numbers", source, target, "ordered = true")));
        assertThat(same.verdict()).isEqualTo(Verdict.PASS);
        assertThat(same.rows()).isEqualTo(250_000);
        var other = only(verified(good, pair("numbers", source, target.replace("(1, ", "(3, "))));
        assertThat(other.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(other.missing()).isEqualTo(2);
        var turned = only(verified(good, pair("numbers", source, target + " ORDER BY i DESC", "ordered = true")));
        assertThat(turned.detail()).isEqualTo("the same rows in another order");
    }

    @Test
    void aSourceThatIsGoneOrHasMovedOnIsTold() throws Exception {
        var sku = pair("skus", "SELECT sku FROM products", "SELECT sku FROM products");
        var away = good.source.resolveSibling("away.db");
        Files.copy(good.source, away);
        try {
            Servers.execute(
                    new Endpoint("sqlite", "jdbc:sqlite:" + good.source, "", "", new Secret("")),
                    "INSERT INTO products VALUES (99999, 'later', 'later', 1)");
            var moved = verified(good, sku);
            assertThat(moved.exitCode()).isZero();
            assertThat(only(moved).verdict()).isEqualTo(Verdict.WARN);
            assertThat(only(moved).detail()).contains("1 of", "the source was written to since the run");

            Files.delete(good.source);
            var gone = verified(good, sku);
            assertThat(gone.exitCode()).isZero();
            assertThat(only(gone).verdict()).isEqualTo(Verdict.WARN);
            assertThat(only(gone).detail()).startsWith("not asked: source.url names");
        } finally {
            Files.move(away, good.source, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
