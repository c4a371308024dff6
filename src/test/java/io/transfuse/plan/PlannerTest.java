package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.model.Mapping;
import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.Link;
import io.transfuse.model.UserException;
import io.transfuse.model.Value;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
    static final String[] SHOP = {
        "CREATE TABLE customers (id INTEGER PRIMARY KEY, kind TEXT, email TEXT COLLATE NOCASE, flag INT)",
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INT NOT NULL REFERENCES customers ON DELETE CASCADE, total REAL)",
        "CREATE TABLE receipts (order_id INTEGER PRIMARY KEY REFERENCES orders, note TEXT)",
        "CREATE TABLE lines (order_id INT REFERENCES receipts (order_id), n INT)",
        "CREATE INDEX i ON orders (total DESC)",
        "CREATE INDEX e ON customers (email) WHERE email IS NOT NULL",
        "CREATE INDEX x ON customers (upper(email))",
        "CREATE INDEX y ON customers (hex(email))",
        "INSERT INTO customers VALUES (1, 'person', 'a@x', 1), (2, 'firm', 'b@x', 1)",
        "INSERT INTO orders VALUES (1, 1, 1.25), (2, 2, 2e10)",
        "INSERT INTO receipts VALUES (1, 'é')",
        "INSERT INTO lines VALUES (1, 70000)"
    };

    @TempDir
    Path folder;

    @Test
    void referencesFollowTheirKeyThroughAChain() {
        var plan = Planned.of(folder, "uuid.keys = integer", SHOP);

        assertThat(plan.blockers()).isEmpty();
        for (var column : new String[] {"orders.customer_id", "receipts.order_id", "lines.order_id"}) {
            var parts = column.split("\\.", 2);
            assertThat(Planned.column(plan, parts[0], parts[1]).target().type().sql())
                    .as(column)
                    .isEqualTo("uuid");
        }
        assertThat(Planned.target(plan, "orders").foreignKeys())
                .extracting(Link::onDelete)
                .containsExactly("CASCADE");
    }

    @Test
    void indexesAreCarriedOrListed() {
        var plan = Planned.of(folder, "", SHOP);

        assertThat(Planned.target(plan, "orders").indexes())
                .extracting(TargetTable.Index::definition)
                .containsExactly("(\"total\" DESC)");
        assertThat(Planned.target(plan, "customers").indexes())
                .extracting(TargetTable.Index::definition)
                .containsExactly("(lower(\"email\")) WHERE email IS NOT NULL", "((upper(email)))");
        assertThat(Planned.warnings(plan)).anyMatch(w -> w.startsWith("customers. index y is not carried"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            tables.custmers.target = c                     | tables.custmers names custmers, but must name a table of the source (nearest: customers)
            tables.orders.columns.totl = numeric           | tables.orders.columns.totl names no column of orders, but must be one of its columns (nearest: total) or say 'new'
            tables.orders.drop = [totl]                    | tables.orders.drop names totl, which is no column of orders, but must be one; nearest: total
            tables.orders.references { custmer_id = customers } | tables.orders.references names custmer_id, which is no column of orders, but must be one; nearest: customer_id
            tables.lines.references { n = ordrs }          | refers to ordrs, but must refer to a table of the source; nearest: orders
            tables.orders.unique = [[totl]]                | tables.orders.unique names totl, which becomes no column of orders, but must be one; nearest: total
            tables.orders.columns.x { type = text, expression = "totl", takes = [totl] } | tables.orders.columns has an expression that takes totl, no column of orders, but must be one; nearest: total
            tables.lines.polymorphic.o { type = knd, id = n, to { a = orders } } | tables.lines.polymorphic.o names knd, which is no column of lines, but must be one; nearest: n
            tables.orders.columns.total { from = total, to = customers } | tables.orders.columns.total.to is customers, but its column must be a reference for that: name its table in references
            tables.orders.columns.customer_id { from = customer_id, to = custs } | tables.orders.columns.customer_id.to is custs, but must be a branch of customers, to which it refers; nearest: customers
            tables.orders.columns.customer_id { from = customer_id, to = customers } |
            only = [order]                                 | --only or --skip names order, but must name a table of the source; nearest: orders
            skip = [order]                                 | --only or --skip names order, but must name a table of the source; nearest: orders
            tables.receipts.target = orders                | becomes public.orders, but orders does already; set tables.receipts.target, or tables.receipts.into = orders where the rows of both belong there
            tables.orders.columns.id2 { from = total }     |
            tables.orders.columns { a { from = total }, A { from = id } } | becomes a, but another column becomes A already, and the stage does not tell upper from lower case; give it another name: tables.orders.columns.<name> { from = total }
            tables.orders.columns.ID = "text new"          |
            tables.orders.columns.ctid { from = total }    | becomes ctid, a column that PostgreSQL gives every table itself; give it another name: tables.orders.columns.<name> { from = total }
            tables.orders.columns { Total { type = text, value = x } } | becomes Total, but another column becomes total already, and the stage does not tell upper from lower case; give it another name: tables.orders.columns.<name> { from = Total }
            """)
    void aNameThatFitsNothingIsABlocker(String config, String text) {
        var blockers = Planned.of(folder, config, SHOP).blockers();

        if (text == null) {
            assertThat(blockers).isEmpty();
        } else {
            assertThat(blockers).anyMatch(b -> b.text().equals(text), text);
        }
    }

    @Test
    void aMisspeltNameAboveASystemIsABlockerToo() {
        var plan = Planned.of(
                folder,
                "system = radcase\ntables { imagez.target = x, cases { required = false, columns.titel = text, drop = [titl] },"
                        + " users.required = false }",
                "CREATE TABLE cases (id TEXT PRIMARY KEY, title TEXT)");

        assertThat(Planned.blockers(plan))
                .anyMatch(b -> b.contains("tables.imagez names imagez, but must name a table of the source"))
                .anyMatch(b -> b.contains("tables.cases.columns.titel names no column of cases"))
                .anyMatch(b -> b.contains("tables.cases.drop names titl, which is no column of cases"))
                .noneMatch(b -> b.contains("quiz_attempts"));
        assertThat(plan.notes()).anyMatch(n -> n.text().equals("not in this source; radcase goes on without it"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tables.orders.drop-rows { old = "t.totl > 1" } | tables.orders.drop-rows.old is t.totl > 1, but must be a condition in the source's SQL over alias t:
            tables.customers.split { a { where = "t.kid = 1" }, b { otherwise = true } } | tables.customers.split.a.where is t.kid = 1, but must be a condition in the source's SQL over alias t:
            """)
    void aConditionThatTheSourceRefusesIsNamed(String config, String message) {
        assertThatThrownBy(() -> Planned.of(folder, config, SHOP))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(message)
                .hasMessageContaining("no such column");
    }

    @Test
    void aSplitTableNeedsOneColumnForEachTarget() {
        var split =
                "tables.customers.split { people { where = \"t.kind = 'person'\" }\n firms { otherwise = true } }\n";
        var without = Planned.of(folder, split, SHOP);
        var with = Planned.of(
                folder,
                split
                        + "tables.orders.columns { person_id { from = customer_id, to = people }, firm_id { from = customer_id, to = firms } }",
                SHOP);

        assertThat(Planned.blockers(without))
                .containsExactly(
                        "orders.customer_id refers to customers, which is split; name one column for each target,"
                                + " for example tables.orders.columns.people_id { from = customer_id, to = people }");
        assertThat(with.blockers()).isEmpty();
        assertThat(with.mappings().get(0).branches())
                .extracting(Mapping.Branch::expected)
                .containsExactly(1L, 1L);
    }

    @Test
    void aReferenceToAColumnThatIsNotThereIsListed() {
        var plan = Planned.of(
                folder,
                "limit = 1",
                "CREATE TABLE dt (id INTEGER PRIMARY KEY)",
                "CREATE TABLE two (a INT, b INT, PRIMARY KEY (a, b))",
                "CREATE TABLE x (id INTEGER PRIMARY KEY, y INT REFERENCES dt (nocol), z INT REFERENCES two)");

        assertThat(Planned.warnings(plan))
                .contains(
                        "x.y refers to dt.nocol, a column that it does not have, so correct it in the source;"
                                + " the foreign key is left out",
                        "x.z refers to two, which has no key of one column, so correct it in the source;"
                                + " the foreign key is left out");
    }

    @Test
    void aReferenceToATableThatIsLeftOutIsListed() {
        var plan = Planned.of(folder, "skip = [customers]\ntables.lines.references { n = customers }", SHOP);

        assertThat(plan.blockers()).isEmpty();
        assertThat(Planned.target(plan, "orders").foreignKeys()).isEmpty();
        assertThat(Planned.column(plan, "orders", "customer_id").value()).isInstanceOf(Value.Carry.class);
        assertThat(Planned.warnings(plan))
                .contains(
                        "orders.customer_id refers to customers, which is not carried; the foreign key is left out",
                        "lines.n refers to customers, which is not carried; the foreign key is left out");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            widen      | bigint  | numeric | text
            quarantine | integer | numeric(5,2) | varchar(2)
            error      | integer | numeric(5,2) | varchar(2)
            """)
    void aTypeNarrowerThanTheDataFollowsThePolicy(String policy, String flag, String total, String email) {
        var config =
                "policy.narrow = " + policy + "\ntables { customers.columns { flag = integer, email = \"varchar(2)\" },"
                        + " orders.columns.total = \"numeric(5,2)\" }";
        var shop = java.util.Arrays.copyOf(SHOP, SHOP.length + 1);
        shop[SHOP.length] = "UPDATE customers SET flag = 3000000000 WHERE id = 1";

        var plan = Planned.of(folder, config, shop);

        assertThat(Planned.column(plan, "customers", "flag").target().type().sql())
                .isEqualTo(flag);
        assertThat(Planned.column(plan, "orders", "total").target().type().sql())
                .isEqualTo(total);
        assertThat(Planned.column(plan, "customers", "email").target().type().sql())
                .isEqualTo(email);
        assertThat(plan.blockers()).hasSize(policy.equals("error") ? 3 : 0);
        assertThat(Planned.warnings(plan).stream().filter(w -> w.contains("policy.narrow")))
                .hasSize(policy.equals("error") ? 0 : 3);
        assertThat(plan.foreseen()).hasSize(policy.equals("widen") ? 3 : 0).allMatch(c -> c.count() > 0);
    }

    @Test
    void droppedAndNewColumnsAreAsTheConfigurationSays() {
        var plan = Planned.of(folder, """
                tables.customers {
                  drop = [flag]
                  columns { mail { from = [e_mail, email] }, site = "uuid new", live { type = boolean, value = "true" } }
                }""", SHOP);

        assertThat(plan.blockers()).isEmpty();
        assertThat(Planned.target(plan, "customers").columns())
                .extracting(TargetTable.TargetColumn::name)
                .containsExactly("id", "kind", "mail", "live", "site");
    }

    @Test
    void aSourceColumnNamedLikeThoseBesideItIsRefused() {
        var plan = Planned.of(folder, "", "CREATE TABLE t (_findings TEXT, \"_KEY\" INT)");

        assertThat(Planned.blockers(plan))
                .containsExactly(
                        "t._findings has the name of a column that Transfuse reads beside it; rename it in the source");
    }

    @Test
    void aSourceWithoutTablesIsPlanned() {
        assertThat(Planned.of(folder, "", "PRAGMA user_version = 1").mappings()).isEmpty();
    }

    @Test
    void aColumnOfTheDocumentThatTheInstallationLacksIsLeftOutWithWhatIsBuiltOnIt() {
        var plan = Planned.of(
                folder,
                "system = radcase, only = [cases]",
                "CREATE TABLE cases (id TEXT PRIMARY KEY, title TEXT NOT NULL, modality TEXT, diagnosis TEXT)",
                "INSERT INTO cases VALUES ('6f1c1f6e-7d2a-4f6e-9a8b-0c1d2e3f4a5b', 'Chest', 'CT', 'none')");

        var cases = Planned.target(plan, "cases");
        assertThat(plan.blockers()).isEmpty();
        assertThat(cases.column("difficulty")).isEmpty();
        assertThat(cases.checks()).isEmpty();
        assertThat(cases.indexes())
                .extracting(TargetTable.Index::name)
                .contains("idx_cases_modality", "idx_cases_search");
        assertThat(cases.indexes()).extracting(TargetTable.Index::name).doesNotContain("idx_cases_difficulty");
        assertThat(plan.notes())
                .anyMatch(n -> n.column().equals("difficulty") && n.text().contains("left out"));
    }

    @Test
    void aColumnThatIsLeftOutAndHasARuleIsABlocker() {
        var own = "CREATE TABLE t (id INTEGER PRIMARY KEY, st TEXT, x TEXT)";

        assertThat(Planned.blockers(Planned.of(folder, "tables.t { drop = [st, x], columns.st = text }", own)))
                .containsExactly("t.st stands in drop, but must not stand in tables.t.columns.st beside it;"
                        + " leave out one of the two");
        assertThat(Planned.blockers(Planned.of(
                        folder, "tables.t { drop = [st], columns { state { from = st }, id = bigint } }", own)))
                .isEmpty();
        assertThat(Planned.blockers(Planned.of(folder, "tables.t { drop = \"*\", columns.st = text }", own)))
                .isEmpty();
    }

    @Test
    void aPlanWithoutATableIsABlocker() {
        assertThat(Planned.blockers(Planned.of(folder, "only = [t]\nskip = [t]", "CREATE TABLE t (id INTEGER)")))
                .containsExactly(
                        "tables. there are none to be carried, but there must be one that only and skip leave");
    }

    @Test
    void aValueThatMayTakeMoreMemoryThanThereIsIsNamedWithTheWayOut() {
        var length = Runtime.getRuntime().maxMemory() / 15 + 1;

        var plan = Planned.of(
                folder,
                "",
                "CREATE TABLE files (id INTEGER PRIMARY KEY, body BLOB)",
                "INSERT INTO files VALUES (1, zeroblob(" + length + "))");

        assertThat(Planned.warnings(plan))
                .anyMatch(w -> w.startsWith("files.body holds a value of length " + length)
                        && w.contains("TRANSFUSE_JAVA_OPTS=-Xmx"));
    }

    @Test
    void numbersBesideBlobsAreForetoldAsRejected() {
        var plan = Planned.of(
                folder,
                "",
                "CREATE TABLE kept (k TEXT PRIMARY KEY, v)",
                "INSERT INTO kept VALUES ('a', x'00'), ('b', 'text'), ('c', 1), ('d', 2.5), ('e', NULL)");

        assertThat(Planned.warnings(plan)).contains("kept.v 2 rows break not-a-bytea and will be rejected");
    }
}
