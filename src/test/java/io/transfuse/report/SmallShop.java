package io.transfuse.report;

import io.transfuse.model.Catalogue.NotCarried;
import io.transfuse.model.Circumstances;
import io.transfuse.model.Circumstances.Share;
import io.transfuse.model.Circumstances.Step;
import io.transfuse.model.Form;
import io.transfuse.model.Lookup;
import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.Branch;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.Orphans;
import io.transfuse.model.PgType;
import io.transfuse.model.Plan;
import io.transfuse.model.Profile;
import io.transfuse.model.Storage;
import io.transfuse.model.Table;
import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.model.UuidStrategy;
import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.model.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A shop by hand: customers split into people and companies, orders that refer to them. */
final class SmallShop {
    private static final Lookup CUSTOMER = new Lookup(
            "l0",
            "customers",
            "id",
            "customer_id",
            true,
            Optional.of("CASE WHEN p.kind = 'person' THEN 'people' ELSE 'companies' END"),
            2);
    private static final TargetTable.Link TO_PEOPLE =
            new TargetTable.Link("orders_person_id_fkey", List.of("person_id"), "people", List.of("id"), "CASCADE", "");

    private static final Value.Derived CUSTOMERS = new Value.Derived("customers", UuidStrategy.NAME_BASED);

    private SmallShop() {}

    static Plan plan() {
        return new Plan(
                new Plan.Identity(
                        "general",
                        "sqlite:9f2c11d0",
                        "7d1e4c52a90b",
                        Map.of("uuid.keys", "all", "name", "shop", "source.url", "mysql://app:hunter2@db:3306/shop")),
                List.of(customers(), orders()),
                List.of(new Plan.Polymorphic(
                        "notes",
                        "owner_type",
                        "owner_id",
                        Map.of("order", new Plan.Owner("orders", "id"), "customer", new Plan.Owner("people", "id")))),
                List.of(
                        new NotCarried(
                                "view", "big|spenders", "CREATE VIEW v AS SELECT ```", "views are written by people"),
                        new NotCarried("trigger", "touch`it", "", "SQLite's triggers have no counterpart")),
                List.of(
                        new Plan.Note(Plan.Level.INFO, "orders", "", "read in one part"),
                        new Plan.Note(
                                Plan.Level.WARNING, "orders", "total", "declared integer, but holds 3 decimal values"),
                        new Plan.Note(Plan.Level.BLOCKER, "customers", "", "no *table* of this name")),
                List.of());
    }

    private static Mapping customers() {
        var source = table(
                "customers",
                List.of(
                        column("id", "integer", false),
                        column("kind", "text", true),
                        column("created", "text", true),
                        column("legacy_flag", "integer", true)),
                List.of());
        return new Mapping(
                source,
                new Profile("customers", 12, Map.of(), 0),
                Map.of("id", Form.LONG, "kind", Form.TEXT, "created", Form.TEXT, "legacy_flag", Form.LONG),
                List.of(),
                List.of(
                        party("people", Optional.of("t.kind = 'person'"), 7, "person"),
                        party("companies", Optional.empty(), 4, "company")),
                List.of(new Mapping.Drop("test-data", "t.name LIKE 'test%'", 1)),
                List.of("com.acme.Clean"));
    }

    private static Branch party(String name, Optional<String> where, long expected, String entity) {
        var id = target("id", "uuid", false, Optional.empty());
        var created = target("created_at", "timestamptz", false, Optional.of("now()"));
        var tags = target("tags", "jsonb", true, Optional.empty());
        return new Branch(
                new TargetTable(
                        "public",
                        name,
                        List.of(id, created, tags),
                        List.of("id"),
                        List.of(),
                        List.of(new Table.Check(name + "_check", "created_at IS NOT NULL")),
                        List.of(),
                        List.of(),
                        Optional.of("created_at")),
                where,
                expected,
                List.of(
                        new ColumnMapping(id, new Value.Key(CUSTOMERS, "id"), "uuid.keys = all"),
                        new ColumnMapping(created, new Value.Carry("created"), "ISO text | a moment in UTC"),
                        new ColumnMapping(tags, new Value.Constant(Optional.empty()), "new in the target")),
                Optional.of(new Mapping.Crosswalk("customer", entity, "id", "id")),
                List.of());
    }

    private static Mapping orders() {
        var id = target("id", "bigint", false, Optional.empty());
        var person = target("person_id", "uuid", true, Optional.empty());
        var paid = target("paid", "boolean", true, Optional.of("false"));
        var odd = target("ho`w|odd", "text", true, Optional.empty());
        var reference = new Value.Reference(
                "customer_id",
                CUSTOMER,
                "customers",
                Optional.of(CUSTOMERS),
                Optional.of("people"),
                Orphans.QUARANTINE);
        return new Mapping(
                ordersTable(),
                ordersProfile(),
                Map.of("id", Form.LONG, "customer_id", Form.LONG, "paid", Form.LONG, "ho`w|odd", Form.TEXT),
                List.of(CUSTOMER),
                List.of(new Branch(
                        new TargetTable(
                                "public",
                                "orders",
                                List.of(id, person, paid, odd),
                                List.of("id"),
                                List.of(),
                                List.of(),
                                List.of(TO_PEOPLE),
                                List.of(new TargetTable.Index("idx_orders_paid", false, "(paid) WHERE paid")),
                                Optional.empty()),
                        Optional.empty(),
                        40,
                        List.of(
                                new ColumnMapping(id, new Value.Carry("id"), "INTEGER PRIMARY KEY"),
                                new ColumnMapping(person, reference, "references follow their keys"),
                                new ColumnMapping(paid, new Value.Carry("paid"), "only 0, 1 and NULL"),
                                new ColumnMapping(odd, new Value.Carry("ho`w|odd"), "text affinity")),
                        Optional.empty(),
                        List.of())),
                List.of(),
                List.of());
    }

    private static Profile ordersProfile() {
        var paid = new Profile.OfColumn(Map.of(Storage.INTEGER, 40L), Optional.of(0L), Optional.of(1L), 0, Map.of());
        return new Profile("orders", 40, Map.of("paid", paid), 0);
    }

    private static Table ordersTable() {
        return table(
                "orders",
                List.of(
                        column("id", "integer", false),
                        column("customer_id", "integer", false),
                        column("paid", "boolean", true),
                        column("ho`w|odd", "text", true)),
                List.of(new Table.ForeignKey(List.of("customer_id"), "customers", List.of(), "CASCADE", "")));
    }

    private static Table table(String name, List<Table.Column> columns, List<Table.ForeignKey> references) {
        return new Table(
                name,
                columns,
                List.of("id"),
                List.of(),
                references,
                List.of(),
                List.of(),
                "t.rowid",
                "",
                Optional.empty());
    }

    private static Table.Column column(String name, String type, boolean nullable) {
        return new Table.Column(name, type, nullable, Optional.empty(), "BINARY", false);
    }

    private static TargetColumn target(String name, String type, boolean nullable, Optional<String> defaultSql) {
        return new TargetColumn(name, PgType.of(type), nullable, defaultSql, false);
    }

    /** How the verdict came about, with a password that slipped into a setting. */
    static Circumstances circumstances() {
        var tables = List.of(new Share("public.people", 11, 22.0), new Share("public.orders", 38, 58.5));
        return new Circumstances(
                List.of(
                        new Step("plan", "2025-11-21T01:20:30Z", 1.5, 0, List.of()),
                        new Step("stage", "2025-11-21T01:20:32Z", 60.0, 49, tables)),
                Map.of("source", "MariaDB 11.4.5, db:3306/shop", "cores", "2"),
                Map.of("policy.orphan", "quarantine", "source.url", "mysql://app:hunter2@db:3306/shop"));
    }

    /** Everything equal; two orders refused, one customer left out. */
    static Validation pass() {
        return validation(
                Verdict.PASS,
                List.of(
                        new Validation.Fate("customers", 12, 11, 0, 1, 0, 0),
                        new Validation.Fate("orders", 40, 38, 2, 0, 0, 3)),
                List.of(
                        same("public.people", "customers", 7),
                        same("public.companies", "customers", 4),
                        same("public.orders", "orders", 38)),
                List.of(new Validation.Check("orphans:orders.person_id", Verdict.PASS, 0, "no order without person")));
    }

    /** The same shop after somebody worked in the target. */
    static Validation fail(Validation.Unequal... values) {
        return validation(
                Verdict.FAIL,
                List.of(
                        new Validation.Fate("customers", 12, 11, 0, 1, 0, 0),
                        new Validation.Fate("orders", 40, 37, 2, 0, 0, 3)),
                List.of(
                        same("public.people", "customers", 7),
                        same("public.companies", "customers", 4),
                        new Validation.Compared(
                                "public.orders",
                                List.of("orders"),
                                37,
                                37,
                                1,
                                1,
                                1,
                                3,
                                "aa".repeat(16),
                                "bb".repeat(16),
                                Verdict.FAIL,
                                List.of(
                                        new Validation.Difference("17", "missing", List.of()),
                                        new Validation.Difference("99", "extra", List.of()),
                                        new Validation.Difference(
                                                "21", "changed", List.of("paid", "person_id"), List.of(values))))),
                List.of(
                        new Validation.Check("aggregates:orders", Verdict.WARN, 1, "sums differ in the last digit"),
                        new Validation.Check("orphans:orders.person_id", Verdict.FAIL, 3, "orders without person")));
    }

    private static Validation validation(
            Verdict verdict,
            List<Validation.Fate> fates,
            List<Validation.Compared> tables,
            List<Validation.Check> checks) {
        return new Validation(
                "0b6f6c3e-6f0e-4f7e-9a36-d2b7f9a1c001",
                "general",
                "sqlite:9f2c11d0",
                "7d1e4c52a90b",
                verdict,
                "2025-11-21T01:20:30Z",
                74.25,
                fates,
                tables,
                List.of(new Validation.Loss("customers", "created", "date:unix-seconds", 5)),
                List.of(new Validation.Reject("orders", "orphan:customer_id", 2)),
                checks,
                Validation.Level.DIGESTS,
                List.of(new Validation.Asked(
                        "orders of a month",
                        verdict,
                        12,
                        new Validation.Times(1.25, 4),
                        new Validation.Times(0.75, 2),
                        verdict == Verdict.FAIL ? 1 : 0,
                        0,
                        verdict == Verdict.FAIL ? "1 row only in the source's answer" : "")));
    }

    private static Validation.Compared same(String table, String source, long rows) {
        return new Validation.Compared(
                table,
                List.of(source),
                rows,
                rows,
                0,
                0,
                0,
                3,
                "cd".repeat(16),
                "cd".repeat(16),
                Verdict.PASS,
                List.of());
    }
}
