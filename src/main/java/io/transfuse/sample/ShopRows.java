package io.transfuse.sample;

import java.util.List;

/** The rows of the shop; every third customer is a company. */
record ShopRows(long seed) {
    private static final List<String> FORMS =
            List.of(" GmbH", " & Sons Ltd.", " S.à r.l.", "株式会社", " AB", " \"Ökoladen\" eG");
    private static final List<String> WARES = List.of("Lamp", "Café crème", "Stuhl „Oslo“", "Notebook 📓", "5\" pipe");
    private static final List<String> NOTES = List.of(
            "Call back on Monday ☎",
            "Wants the invoice by e-mail;\npays late.",
            "Gift wrap: \"für Oma\"",
            "",
            "C:\\orders\\new");

    Row customer(long id) {
        var dice = Dice.of(seed, "customers", id);
        var company = id % 3 == 0;
        var name = Names.display(dice);
        return new Row()
                .with("id", id)
                .with("kind", company ? "company" : "person")
                .with("name", company ? name + dice.pick(FORMS) : name)
                .with("vat_number", company ? "DE" + (100_000_000 + dice.below(899_999_999)) : null)
                .with("email", dice.percent(15) ? null : Names.login(dice, id) + "@example.org")
                .with("created_at", dice.moment());
    }

    Row product(long id) {
        var dice = Dice.of(seed, "products", id);
        return new Row()
                .with("id", id)
                .with("sku", "SKU-" + dice.hex(4) + "-" + id)
                .with("name", dice.pick(WARES) + " " + id)
                .with("price", (100 + dice.below(50_000)) / 100.0);
    }

    Row order(long id, long customer) {
        var dice = Dice.of(seed, "orders", id);
        return new Row()
                .with("id", id)
                .with("customer_id", customer)
                .with("status", dice.pick(List.of("new", "paid", "shipped")))
                .with("placed_at", dice.moment());
    }

    Row item(long order, long product) {
        var dice = Dice.of(seed, "items of " + order, product);
        return new Row()
                .with("order_id", order)
                .with("product_id", product)
                .with("quantity", 1 + dice.below(9))
                .with("unit_price", product(product).values().get("price"));
    }

    Row note(long id, String ownerType, long owner) {
        var dice = Dice.of(seed, "notes", id);
        return new Row()
                .with("id", id)
                .with("owner_type", ownerType)
                .with("owner_id", owner)
                .with("body", dice.pick(NOTES))
                .with("created_at", dice.moment());
    }
}
