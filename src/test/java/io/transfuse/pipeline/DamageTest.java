package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.Psql;
import io.transfuse.Servers;
import io.transfuse.model.Validation.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A good run, then one damage at a time in a copy of its target. */
@TestInstance(Lifecycle.PER_CLASS)
class DamageTest {
    private static final String ORDER = "(SELECT id FROM orders ORDER BY id LIMIT 1)";

    private static final String FIRST_PRODUCTS = "(SELECT id FROM products ORDER BY id LIMIT 2)";

    private Trial good;

    @BeforeAll
    void aGoodRun(@TempDir Path folder) {
        good = Trial.shop(folder)
                .with("touch", "placed_at")
                .with("tables.orders.checks.status_is_short", "length(status) < 20");
        assertThat(good.run().exitCode()).isZero();
    }

    private List<String> found(String... damage) {
        var damaged = good.withCopiedTarget();
        Servers.execute(damaged.target, damage);
        var outcome = damaged.with("privacy.clear-values", "true").verify();
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.findings()).last().asString().endsWith("report.html");
        return outcome.findings();
    }

    private String one(String sql) {
        return Servers.rows(good.target, sql).get(0);
    }

    @Test
    void withoutDamageNothingIsFound() {
        var outcome = good.verify();
        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void aChangedValueIsNamedWithTableKeyAndColumn() {
        var key = one("SELECT id FROM orders ORDER BY id LIMIT 1");
        assertThat(found(
                        "ALTER TABLE orders DISABLE TRIGGER ALL",
                        "UPDATE orders SET status = 'lost' WHERE id = " + ORDER))
                .contains("public.orders: 1 changed", "public.orders " + key + " is changed: status");
    }

    @Test
    void nullInPlaceOfTheEmptyTextIsNamed() {
        var key = one("SELECT id FROM notes WHERE body = '' ORDER BY id LIMIT 1");
        assertThat(found("UPDATE notes SET body = NULL WHERE id = '" + key + "'"))
                .contains("public.notes " + key + " is changed: body");
    }

    @Test
    void valuesThatChangedPlacesAreNamed() {
        var keys = Servers.rows(good.target, "SELECT id FROM products ORDER BY id LIMIT 2");
        assertThat(found(
                        "UPDATE products p SET name = (SELECT max(q.name) FROM products q WHERE q.id <> p.id AND q.id IN "
                                + FIRST_PRODUCTS + ") WHERE id IN " + FIRST_PRODUCTS))
                .contains("public.products: 2 changed")
                .contains("public.products " + keys.get(0) + " is changed: name")
                .contains("public.products " + keys.get(1) + " is changed: name");
    }

    @Test
    void aDeletedRowIsNamed() {
        var key = one("SELECT '[\"' || order_id || '\",\"' || product_id || '\"]' FROM order_items ORDER BY 1 LIMIT 1");
        assertThat(found("DELETE FROM order_items WHERE (order_id, product_id) IN"
                        + " (SELECT order_id, product_id FROM order_items ORDER BY 1, 2 LIMIT 1)"))
                .contains("public.order_items: 1 missing", "public.order_items " + key + " is missing")
                .anyMatch(f -> f.startsWith("check rows:order_items: 1"));
    }

    @Test
    void anAddedRowIsNamed() {
        assertThat(found("INSERT INTO products (id, sku, name, price)"
                        + " VALUES ('00000000-0000-4000-8000-000000000001', 'new', 'new', 1)"))
                .contains("public.products 00000000-0000-4000-8000-000000000001 is extra");
    }

    @Test
    void manyChangedRowsAreNamedUpToTenAndCounted() {
        var findings = found("UPDATE products SET name = name || '!'");
        assertThat(findings).contains("public.products: 25 changed", "public.products: … and 15 more in the report");
        assertThat(findings).filteredOn(f -> f.endsWith(" is changed: name")).hasSize(10);
    }

    @Test
    void aDroppedTableIsNamed() {
        assertThat(found("DROP TABLE notes"))
                .anyMatch(f -> f.contains("the target has no table public.notes"))
                .anyMatch(f -> f.startsWith("check columns:notes"));
    }

    @Test
    void aDroppedColumnIsNamed() {
        assertThat(found("ALTER TABLE companies DROP COLUMN vat_number"))
                .anyMatch(f -> f.contains("public.companies.vat_number is missing in the target"))
                .anyMatch(f -> f.startsWith("check columns:companies: 1"));
    }

    @Test
    void whateverGuardsTheRowsIsMissedWhenItIsGone() {
        assertThat(found(
                        "ALTER TABLE orders DISABLE TRIGGER touch_placed_at_utc",
                        "ALTER TABLE orders DROP CONSTRAINT status_is_short",
                        "ALTER TABLE order_items DROP CONSTRAINT order_items_product_id_fkey",
                        "ALTER TABLE products DROP CONSTRAINT products_sku_key",
                        "ALTER TABLE notes DROP CONSTRAINT notes_pkey",
                        "ALTER TABLE people ALTER COLUMN name DROP NOT NULL",
                        "DROP INDEX idx_orders_person"))
                .anyMatch(f -> f.startsWith("check trigger:orders.placed_at: 1"))
                .anyMatch(f -> f.startsWith("check checks:orders: 1"))
                .anyMatch(f -> f.startsWith("check foreign key:order_items.product_id: 1"))
                .anyMatch(f -> f.startsWith("check unique:products.sku: 1"))
                .anyMatch(f -> f.startsWith("check primary key:notes: 1"))
                .anyMatch(f -> f.startsWith("check not null:people: 1"))
                .anyMatch(f -> f.startsWith("check indexes:orders: 1"));
    }

    @Test
    void psqlAloneNamesWhatVerifyNames() {
        var damaged = good.withCopiedTarget();
        Servers.execute(
                damaged.target,
                "UPDATE people SET email = (SELECT upper(max(email)) FROM people) WHERE id ="
                        + " (SELECT id FROM people WHERE email < (SELECT max(email) FROM people) ORDER BY id LIMIT 1)",
                "DELETE FROM transfuse.crosswalk_public_products WHERE old_id = '1'",
                "ALTER TABLE orders DROP CONSTRAINT status_is_short",
                "ALTER TABLE orders DISABLE TRIGGER touch_placed_at_utc",
                "UPDATE orders SET status = repeat('x', 30) WHERE id = " + ORDER);
        var names = List.of(
                "shared ignoring case:people.email",
                "crosswalk:product",
                "violations:orders",
                "checks:orders",
                "trigger:orders.placed_at");
        var findings = damaged.verify().findings();
        var script = damaged.out.resolve("post_migration_checks.sql");
        assertThatThrownBy(() -> Psql.run(damaged.target, script))
                .satisfies(said -> names.forEach(name -> {
                    assertThat(findings).anyMatch(f -> f.startsWith("check " + name + ": "));
                    assertThat(said.getMessage()).containsPattern(Pattern.quote(name) + " +\\| +[1-9]\\d* \\| FAIL");
                }));
    }

    @Test
    void aDroppedTriggerIsNamed() {
        assertThat(found("DROP TRIGGER touch_placed_at_utc ON orders"))
                .anyMatch(f -> f.startsWith("check trigger:orders.placed_at: 1"));
    }

    @Test
    void whatIsReplacedUnderItsNameIsNamed() {
        var damaged = good.withCopiedTarget();
        Servers.execute(
                damaged.target,
                "ALTER TABLE orders DROP CONSTRAINT status_is_short, ADD CONSTRAINT status_is_short CHECK (length(status) < 900)",
                "CREATE OR REPLACE FUNCTION touch_placed_at_utc() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "ALTER TABLE notes SET UNLOGGED");

        var validation = damaged.verify().validation().orElseThrow();

        assertThat(validation.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(validation.checks())
                .filteredOn(c -> c.verdict() == Verdict.FAIL)
                .singleElement()
                .satisfies(c -> assertThat(c.name()).isEqualTo("definitions"))
                .satisfies(c -> assertThat(c.examples())
                        .containsExactly(
                                "public.notes: the table",
                                "public.orders: constraint status_is_short",
                                "public.orders: trigger touch_placed_at_utc"));
    }

    @Test
    void whatIsAddedIsNoDamage() {
        var changed = good.withCopiedTarget();
        Servers.execute(
                changed.target,
                "CREATE INDEX of_mine ON orders (placed_at)",
                "ALTER TABLE orders ADD COLUMN mine integer DEFAULT 3",
                "ALTER TABLE orders ADD CONSTRAINT mine CHECK (mine < 5) NOT VALID",
                "ALTER TABLE orders VALIDATE CONSTRAINT mine");

        assertThat(changed.verify().exitCode()).isZero();
    }

    @Test
    void aSecondRunDoesNotCallADamagedTargetDone() {
        var damaged = good.withCopiedTarget();
        Servers.execute(damaged.target, "UPDATE notes SET body = 'x'");
        damaged.verify();

        var outcome = damaged.run();

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.summary()).doesNotContain("nothing left to do").contains("run --fresh");
    }
}
