package io.transfuse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopFaultsTest {
    private static final String BAD_CUSTOMER = "SELECT id FROM customers WHERE instr(CAST(name AS BLOB), x'00') > 0";
    private static final String BAD_ORDER = "SELECT id FROM orders WHERE customer_id IN (" + BAD_CUSTOMER + ")";

    private static final Map<String, String> FOUND_BY = Map.ofEntries(
            Map.entry("customers: nul-byte:name", "(" + BAD_CUSTOMER + ")"),
            Map.entry("customers: invalid-utf8:name", "customers WHERE hex(name) LIKE '4AFC%'"),
            Map.entry("orders: orphan:customer_id", "orders WHERE customer_id NOT IN (SELECT id FROM customers)"),
            Map.entry("orders: not-a-timestamp:placed_at", "orders WHERE julianday(placed_at) IS NULL"),
            Map.entry("orders: parent-rejected:customer_id", "(" + BAD_ORDER + ")"),
            Map.entry("order_items: orphan:order_id", "order_items WHERE order_id NOT IN (SELECT id FROM orders)"),
            Map.entry(
                    "order_items: orphan:product_id", "order_items WHERE product_id NOT IN (SELECT id FROM products)"),
            Map.entry("order_items: not-an-integer:quantity", "order_items WHERE typeof(quantity) <> 'integer'"),
            Map.entry("order_items: parent-rejected:order_id", "order_items WHERE order_id IN (" + BAD_ORDER + ")"),
            Map.entry("notes: unmapped:owner_type", "notes WHERE owner_type NOT IN ('customer', 'order')"),
            Map.entry("notes: nul-byte:body", "notes WHERE instr(CAST(body AS BLOB), x'00') > 0"),
            Map.entry("notes: orphan:owner_id", """
                    notes WHERE owner_type = 'customer' AND owner_id NOT IN (SELECT id FROM customers)
                             OR owner_type = 'order' AND owner_id NOT IN (SELECT id FROM orders)
                    """),
            Map.entry(
                    "notes: parent-rejected:owner_id",
                    "notes WHERE owner_type = 'customer' AND owner_id IN (" + BAD_CUSTOMER
                            + ") OR owner_type = 'order' AND owner_id IN (" + BAD_ORDER + ")"));

    @TempDir
    Path folder;

    @Test
    void plain_sql_finds_what_was_planted_and_nothing_else() throws SQLException {
        try (var dirty = Written.of("shop", folder.resolve("dirty.db"), new Order(40, 3, true))) {
            assertThat(found(dirty)).isEqualTo(dirty.planted().faults());
        }
    }

    @Test
    void the_clean_shop_has_none_and_both_kinds_of_customer() throws SQLException {
        try (var clean = Written.of("shop", folder.resolve("clean.db"), new Order(40, 3, false))) {
            assertThat(found(clean).values()).containsOnly(0L);
            assertThat(clean.count("customers WHERE kind = 'person'")).isEqualTo(27);
            assertThat(clean.count("customers WHERE kind = 'company'")).isEqualTo(13);
            assertThat(clean.count("customers WHERE kind = 'person' AND vat_number IS NOT NULL"))
                    .isZero();
        }
    }

    private static Map<String, Long> found(Written shop) throws SQLException {
        var found = new TreeMap<String, Long>();
        for (var fault : FOUND_BY.entrySet()) {
            found.put(fault.getKey(), shop.count(fault.getValue()));
        }
        return found;
    }
}
