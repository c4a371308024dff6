package io.transfuse.sample;

import java.sql.Connection;
import java.sql.SQLException;

/** A small shop in SQLite: people and companies in one table, orders, products, notes that belong to either. */
final class Shop implements Sample {
    private static final int PRODUCTS = 25;

    @Override
    public String system() {
        return "shop";
    }

    @Override
    public Kind kind() {
        return Kind.SQLITE;
    }

    @Override
    public long defaultRows() {
        return 60;
    }

    @Override
    public Planted fill(Connection connection, Order order) throws SQLException {
        Script.run(connection, "shop.sql");
        var shop = new ShopRows(order.seed());
        try (var rows = new Rows(connection, kind())) {
            for (var product = 1; product <= PRODUCTS; product++) {
                rows.insert("products", shop.product(product));
            }
            for (var customer = 1L; customer <= order.rows(); customer++) {
                customer(rows, shop, customer);
            }
            rows.flush();
            var planted = order.dirty() ? new ShopFaults(rows, shop).plant() : Planted.nothing();
            rows.flush();
            return planted;
        }
    }

    /** A customer with two orders of one to three items; some customers and orders have a note. */
    private static void customer(Rows rows, ShopRows shop, long customer) throws SQLException {
        rows.insert("customers", shop.customer(customer));
        for (var order = customer * 2 - 1; order <= customer * 2; order++) {
            rows.insert("orders", shop.order(order, customer));
            for (var i = 0; i <= order % 3; i++) {
                rows.insert("order_items", shop.item(order, 1 + (order * 7 + i) % PRODUCTS));
            }
            if (order % 5 == 0) {
                rows.insert("notes", shop.note(order * 2, "order", order));
            }
        }
        if (customer % 3 == 0) {
            rows.insert("notes", shop.note(customer * 4 + 1, "customer", customer));
        }
    }
}
