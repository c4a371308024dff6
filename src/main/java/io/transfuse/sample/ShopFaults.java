package io.transfuse.sample;

import static io.transfuse.sample.Fault.orphan;
import static io.transfuse.sample.Fault.reject;

import java.sql.SQLException;
import java.util.List;

/** One bad row of each kind that a shop collects, and one bad customer with all that hangs on it. */
record ShopFaults(Rows rows, ShopRows shop) {
    private static final Row.RawText NUL = new Row.RawText("before\0after");
    private static final Row.RawText LATIN1 = new Row.RawText("Jürgen");
    private static final long NOWHERE = 999_999_999;

    Planted plant() throws SQLException {
        var planting = new Planting(rows);
        planting.all(
                List.of(
                        reject("customers", "invalid-utf8", "name", LATIN1),
                        orphan("orders", "customer_id", NOWHERE),
                        reject("orders", "not-a-timestamp", "placed_at", "last week"),
                        orphan("order_items", "order_id", NOWHERE),
                        orphan("order_items", "product_id", NOWHERE),
                        reject("order_items", "not-an-integer", "quantity", "a dozen"),
                        reject("notes", "unmapped", "owner_type", "supplier"),
                        orphan("notes", "owner_id", NOWHERE),
                        reject("notes", "nul-byte", "body", NUL)),
                this::good);
        family(planting);
        return planting.planted();
    }

    /** A good row; what it refers to exists: customer 1, order 1. */
    private Row good(String table, long number) {
        return switch (table) {
            case "customers" -> shop.customer(number);
            case "orders" -> shop.order(number, 1);
            // order 1 has products 8 and 9
            case "order_items" -> shop.item(1, 1);
            case "notes" -> shop.note(number, "customer", 1);
            default -> throw new IllegalArgumentException(table);
        };
    }

    /** A refused customer takes an order along, the order its item; each has a note that goes too. */
    private void family(Planting planting) throws SQLException {
        var customer = planting.number();
        var order = planting.number();
        planting.add(
                "customers: nul-byte:name",
                "customers",
                good("customers", customer).with("name", NUL));
        planting.add("orders: parent-rejected:customer_id", "orders", shop.order(order, customer));
        planting.add("order_items: parent-rejected:order_id", "order_items", shop.item(order, 1));
        planting.add("notes: parent-rejected:owner_id", "notes", shop.note(planting.number(), "customer", customer));
        planting.add("notes: parent-rejected:owner_id", "notes", shop.note(planting.number(), "order", order));
    }
}
