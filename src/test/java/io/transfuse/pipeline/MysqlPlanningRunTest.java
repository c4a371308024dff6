package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.report.OutFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/** What MySQL declares beside types arrives in PostgreSQL, or is listed. */
class MysqlPlanningRunTest {
    private static final String[] SHOP = {
        "CREATE TABLE customers (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, email VARCHAR(100) NOT NULL,"
                + " firstName VARCHAR(50), lastName VARCHAR(50), state ENUM('new','old') DEFAULT 'new',"
                + " tags SET('a','b'), fullName VARCHAR(101) AS (concat(firstName, ' ', lastName)) STORED,"
                + " changed TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,"
                + " ctid INT, UNIQUE KEY email (email), KEY name_start (lastName(10)), FULLTEXT KEY words (firstName, lastName))"
                + " COMMENT 'who buys' AUTO_INCREMENT = 500",
        "CREATE TABLE orders (id INT AUTO_INCREMENT PRIMARY KEY, customerId BIGINT UNSIGNED NOT NULL,"
                + " total DECIMAL(10,2) NOT NULL DEFAULT 0, quantity INT NOT NULL DEFAULT 1,"
                + " double_total DECIMAL(20,2) AS (total * quantity) STORED,"
                + " CONSTRAINT total_positive CHECK (total >= 0), CONSTRAINT quantity_positive CHECK (quantity between 1 and 100),"
                + " FOREIGN KEY (customerId) REFERENCES customers (id) ON DELETE CASCADE,"
                + " KEY name_start (total DESC))",
        "CREATE TABLE countries (code VARCHAR(2) PRIMARY KEY, `order` INT, KEY name_start (`order`))",
        "CREATE TABLE cities (id INT PRIMARY KEY, country VARCHAR(3), CONSTRAINT c FOREIGN KEY (country) REFERENCES countries (code))",
        "CREATE VIEW totals AS SELECT c.id AS customer, concat(c.firstName, ' ', c.lastName) AS name, sum(o.total) AS total, count(*) AS n"
                + " FROM customers c JOIN orders o ON o.customerId = c.id WHERE o.total >= 0 GROUP BY c.id, c.firstName, c.lastName",
        "CREATE VIEW days AS SELECT date_format(changed, '%Y') AS y FROM customers",
        "INSERT INTO customers (id, email, firstName, lastName, state, tags) VALUES"
                + " (1, 'Ann@x.org', 'Ann', 'Lee', 'new', 'a,b'), (2, 'bob@x.org', NULL, 'Öz', NULL, '')",
        "INSERT INTO orders (customerId, total, quantity) VALUES (1, 9.99, 3), (2, 0, 1)",
        "INSERT INTO countries VALUES ('de', 1), ('FR', 2)",
        "INSERT INTO cities VALUES (1, 'DE'), (2, 'FR')"
    };

    @TempDir
    Path folder;

    private Trial trial(SqlServer server, String config, String... statements) throws IOException {
        var made = server.database();
        Servers.execute(made, statements);
        var source = server.reader(made);
        var trial = Trial.of(Files.writeString(folder.resolve("a.conf"), config), folder);
        return trial.with(
                        "source.url",
                        source.jdbcUrl().replaceFirst("^jdbc:[a-z]+", "mysql").replaceFirst("\\?.*", ""))
                .with("source.user", source.user())
                .with("source.password", source.password().reveal());
    }

    @OnSqlServers
    void whatIsDeclaredBesideTypesArrivesOrIsListed(SqlServer server) throws IOException {
        var trial = trial(
                server,
                "names = snake\ntables.customers.columns.state.enum-map { new = fresh, old = \"well known\" }",
                SHOP);

        var outcome = trial.run();
        var page = Files.readString(trial.out.resolve(OutFile.SCHEMA_DIFF.fileName()));

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.validation().orElseThrow().verdict()).isNotEqualTo(Verdict.FAIL);
        assertThat(Servers.rows(trial.target, "SELECT id, email, full_name, state, tags FROM customers ORDER BY id"))
                .containsExactly("1|Ann@x.org|Ann Lee|fresh|{a,b}", "2|bob@x.org|null|null|{}");
        assertThat(Servers.rows(trial.target, "SELECT customer_id, double_total FROM orders ORDER BY id"))
                .containsExactly("1|29.97", "2|0.00");
        assertThat(Servers.rows(
                        trial.target,
                        "SELECT replace(indexdef, ' ON public.', ' ON ') FROM pg_indexes WHERE schemaname = 'public'"
                                + " AND tablename = 'customers' AND indexname <> 'customers_pkey' ORDER BY indexname"))
                .containsExactly(
                        "CREATE UNIQUE INDEX customers_email_lower_key ON customers USING btree (lower((email)::text))",
                        "CREATE INDEX customers_name_start ON customers USING btree (\"left\"((last_name)::text, 10))",
                        "CREATE INDEX words ON customers USING gin (to_tsvector('simple'::regconfig,"
                                + " (((COALESCE(first_name, ''::character varying))::text || ' '::text) ||"
                                + " (COALESCE(last_name, ''::character varying))::text)))");
        assertThat(Servers.rows(
                        trial.target,
                        "INSERT INTO customers (email, changed) VALUES ('c', now())"
                                + " RETURNING id, state, obj_description('customers'::regclass)"))
                .containsExactly("500|fresh|who buys");
        assertThat(page).contains("CREATE VIEW public.totals").doesNotContain("CREATE VIEW public.days");
    }

    @OnSqlServers
    void aTextOfJsonIsComputedWhereItsRowsArePrintedAlike(SqlServer server) throws IOException {
        var trial = trial(
                server,
                "",
                "CREATE TABLE docs (id INT PRIMARY KEY, j JSON,"
                        + " n VARCHAR(40) AS (json_unquote(json_extract(j, '$.n'))) VIRTUAL,"
                        + " o VARCHAR(40) AS (json_unquote(json_extract(j, '$.o'))) VIRTUAL,"
                        + " t VARCHAR(40) AS (json_unquote(json_extract(j, '$.t[0]'))) VIRTUAL)",
                "INSERT INTO docs (id, j) VALUES (1, '{\"n\": -0.5, \"o\": {\"b\": 1, \"a\": 2}, \"t\": \"x\"}')");

        assertThat(trial.plan().findings()).isEmpty();
        assertThat(Files.readString(trial.out.resolve(OutFile.SCHEMA_DIFF.fileName())))
                .containsOnlyOnce("PostgreSQL prints numbers, objects and arrays in its own way");
        assertThat(Files.readString(trial.out.resolve(OutFile.SCHEMA_SQL.fileName())))
                .containsOnlyOnce("GENERATED ALWAYS AS (CASE WHEN jsonb_typeof(j #> '{n}')");
    }

    @OnSqlServers
    void aLimitFollowsReferencesThatAnotherColumnNames(SqlServer server) throws IOException {
        var trial = trial(
                        server,
                        "tables.notes.polymorphic.owner { type = kind, id = owner_id, to { person = people, firm = firms } }",
                        "CREATE TABLE people (id INT PRIMARY KEY, name VARCHAR(20))",
                        "CREATE TABLE firms (id INT PRIMARY KEY, name VARCHAR(20))",
                        "CREATE TABLE notes (id INT PRIMARY KEY, kind VARCHAR(20), owner_id INT)",
                        "INSERT INTO people VALUES (1, 'a'), (2, 'b'), (9, 'c')",
                        "INSERT INTO firms VALUES (1, 'd'), (9, 'e')",
                        "INSERT INTO notes VALUES (1, 'person', 9), (2, 'firm', 9)")
                .with("limit", "1")
                .with("source.user", "root")
                .with("source.password", "");

        assertThat(trial.run().findings()).isEmpty();
        assertThat(Servers.rows(trial.target, "SELECT string_agg(id::text, ',' ORDER BY id) FROM people"))
                .containsExactly("1,9");
        assertThat(Servers.rows(trial.target, "SELECT count(*) FROM firms")).containsExactly("1");
    }

    @OnSqlServers
    void aTypeInOtherLettersIsForetoldAsTheRunTakesIt(SqlServer server) throws IOException {
        var trial = trial(
                server,
                "limits.rejects = 2\n"
                        + "tables.notes.polymorphic.owner { type = kind, id = owner_id, to { person = people } }",
                "CREATE TABLE people (id INT PRIMARY KEY, name VARCHAR(20))",
                "CREATE TABLE notes (id INT PRIMARY KEY, kind VARCHAR(20) COLLATE utf8mb4_general_ci, owner_id INT)",
                "INSERT INTO people VALUES (1, 'a')",
                "INSERT INTO notes VALUES (1, 'person', 1), (2, 'Person', 99999), (3, 'person', 9)");

        var outcome = trial.run();

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.validation().orElseThrow().rejects())
                .extracting(r -> r.rule() + " " + r.count())
                .containsExactlyInAnyOrder("orphan:owner_id 1", "unmapped:kind 1");
    }

    /** Random letters of four bytes, which PostgreSQL cannot press together. */
    @OnSqlServers
    void keysOfMoreBytesThanAnIndexTakesAreKeptByDigests(SqlServer server) throws IOException {
        var random = new Random(7);
        var values = IntStream.range(0, 4)
                .mapToObj(i -> "'" + letters(random, 185) + "'")
                .collect(Collectors.joining(", "));
        var trial = trial(
                server,
                "",
                "CREATE TABLE codes (id INT PRIMARY KEY, a VARCHAR(190), b VARCHAR(190), c VARCHAR(190), d VARCHAR(190), p TEXT,"
                        + " UNIQUE KEY k (a, b, c, d), KEY beginning (p(700))) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
                "INSERT INTO codes VALUES (1, " + values + ", '" + letters(random, 1500) + "')");

        assertThat(trial.run().findings()).isEmpty();
        assertThat(Servers.rows(
                        trial.target,
                        "SELECT indexdef FROM pg_indexes WHERE tablename = 'codes' AND indexname <> 'codes_pkey'"))
                .singleElement()
                .asString()
                .contains("UNIQUE", "md5((a)::text)", "md5((d)::text)");
        assertThat(Files.readString(trial.out.resolve(OutFile.SCHEMA_DIFF.fileName())))
                .contains("beginning", "2600 bytes or more");
    }

    private static String letters(Random random, int count) {
        var text = new StringBuilder();
        random.ints(count, 0x20000, 0x2A000).forEach(text::appendCodePoint);
        return text.toString();
    }

    /** As floats the text and both numbers are equal; two rows of which one is read twice would be three. */
    @OnSqlServers
    void aReferenceNeverMakesTwoRowsOfOne(SqlServer server) throws IOException {
        var trial = trial(
                server,
                "tables.notes.references { author = people, owner = people }\npolicy.orphan = keep",
                "CREATE TABLE people (id BIGINT PRIMARY KEY, name VARCHAR(20))",
                "CREATE TABLE notes (id INT PRIMARY KEY, author VARCHAR(20), owner BIGINT UNSIGNED, name VARCHAR(20))",
                "INSERT INTO people VALUES (9007199254740992, 'a'), (9007199254740993, 'b')",
                "INSERT INTO notes VALUES (1, '9007199254740993', 9007199254740993, 'x'), (2, '7', 7, 'y'), (3, NULL, NULL, 'z')");

        var outcome = trial.run();
        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.validation().orElseThrow().verdict()).isNotEqualTo(Verdict.FAIL);
        assertThat(Servers.rows(trial.target, "SELECT id, owner, name FROM notes ORDER BY id"))
                .containsExactly("1|9007199254740993|x", "2|7|y", "3|null|z");
    }

    @OnSqlServers
    void aKeyWithoutCaseAndAccentsStaysSoUnderIcu(SqlServer server) throws IOException {
        var trial = trial(
                server,
                "policy.collation = icu",
                "CREATE TABLE people (id INT PRIMARY KEY, name VARCHAR(20) UNIQUE)",
                "INSERT INTO people VALUES (1, 'Müller'), (2, 'Meyer')");

        assertThat(trial.run().findings()).isEmpty();
        assertThatThrownBy(() -> Servers.execute(trial.target, "INSERT INTO people VALUES (3, 'MULLER')"))
                .hasMessageContaining("duplicate key");
        assertThat(trial.fresh().exitCode()).isZero();
    }

    @OnSqlServers
    void keysThatReferencesConnectBecomeOneType(SqlServer server) throws IOException {
        var trial = trial(
                server,
                "policy.collation = citext",
                "CREATE TABLE big (id BIGINT UNSIGNED PRIMARY KEY, code VARCHAR(5) UNIQUE)",
                "CREATE TABLE small (id INT PRIMARY KEY, big_id BIGINT UNSIGNED,"
                        + " code VARCHAR(5), FOREIGN KEY (big_id) REFERENCES big (id), FOREIGN KEY (code) REFERENCES big (code))",
                "INSERT INTO big VALUES (18446744073709551615, 'a'), (1, 'B')",
                "INSERT INTO small VALUES (1, 18446744073709551615, 'A'), (2, 1, NULL)");

        var outcome = trial.run();

        assertThat(outcome.findings()).isEmpty();
        assertThat(Servers.rows(
                        trial.target,
                        "SELECT s.big_id, b.code, pg_typeof(s.big_id), pg_typeof(b.code) FROM small s"
                                + " JOIN big b ON b.id = s.big_id ORDER BY s.id"))
                .containsExactly("18446744073709551615|a|numeric|citext", "1|B|numeric|citext");
        assertThat(Servers.rows(
                        trial.target, "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND convalidated"))
                .containsExactly("2");
    }

    @OnSqlServers
    void keysBeyondLongArriveWhereTheConfigurationDoesWithoutNumbering(SqlServer server) throws IOException {
        String[] far = {
            "CREATE TABLE far (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY)",
            "INSERT INTO far VALUES (18446744073709551600)"
        };
        assertThat(trial(server, "", far).run().findings())
                .singleElement()
                .asString()
                .endsWith("do without numbering by tables.far.columns.id = \"numeric(20)\"");

        var trial = trial(server, "tables.far.columns.id = \"numeric(20)\"", far);

        assertThat(trial.run().findings()).isEmpty();
        assertThat(Servers.rows(trial.target, "SELECT id FROM far")).containsExactly("18446744073709551600");
    }

    @OnSqlServers
    void aViewSortsByTheOrderOfMembersWhereTheTypeHasIt(SqlServer server) throws IOException {
        var trial = trial(
                server,
                "tables.tags.columns.e.type = text",
                "CREATE TABLE en (id INT PRIMARY KEY, e ENUM('low','mid','high'), s SET('b','a'))",
                "CREATE TABLE tags (id INT PRIMARY KEY, e ENUM('b','a'))",
                "CREATE VIEW ranks AS SELECT id, e FROM en WHERE e <> 'mid' ORDER BY e DESC",
                "CREATE VIEW ranked AS SELECT e, count(*) AS n FROM en GROUP BY e ORDER BY e",
                "CREATE VIEW spelt AS SELECT id FROM en ORDER BY CAST(e AS CHAR)",
                "CREATE VIEW sets AS SELECT id FROM en ORDER BY s",
                "CREATE VIEW texts AS SELECT id FROM tags ORDER BY e");

        assertThat(trial.run().findings()).isEmpty();

        assertThat(Files.readString(trial.out.resolve(OutFile.SCHEMA_DIFF.fileName())))
                .contains("ORDER BY en.e DESC", "GROUP BY en.e\nORDER BY en.e;")
                .doesNotContain("CREATE VIEW public.sets", "CREATE VIEW public.texts", "CAST(en.e AS text) DESC");
    }

    @OnSqlServers
    void aFloatThatNumbersRowsIsSaidToBeOne(SqlServer server) throws IOException {
        String[] counted = {
            "CREATE TABLE af (f FLOAT AUTO_INCREMENT PRIMARY KEY, v INT)", "INSERT INTO af VALUES (1, 1)"
        };
        assertThat(trial(server, "", counted).plan().findings())
                .singleElement()
                .asString()
                .endsWith("numbers its rows, and is real, but must be bigint for PostgreSQL to go on numbering; write"
                        + " tables.af.columns.f = bigint, or do without numbering by tables.af.columns.f = \"real\"");
        assertThat(trial(server, "tables.af.columns.f = \"real\"", counted)
                        .plan()
                        .findings())
                .isEmpty();

        var trial = trial(server, "tables.af.columns.f = bigint", counted);

        assertThat(trial.run().findings()).isEmpty();
        assertThat(Servers.rows(trial.target, "INSERT INTO af (v) VALUES (2) RETURNING f"))
                .containsExactly("2");
    }
}
