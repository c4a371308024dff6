package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Fate;
import io.transfuse.model.Validation.Reject;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.source.Made;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Refused rows are mended in a file and loaded: what a run would have made of them stands in the target then. */
class CorrectedRunTest {

    private static final String CONFIG = """
            limits.rejects = 4
            compare.queries = []
            tables {
              customers {
                uuid.from = integer
                split {
                  people {
                    entity = person
                    where = "t.kind = 'person'"
                    columns {
                      born = date
                      tier { type = "enum tier(gold, basic)", enum-map { g = gold, b = basic } }
                    }
                    unique = [[email]]
                  }
                  companies { entity = company, otherwise = true }
                }
              }
              orders {
                uuid.from = integer
                columns {
                  person_id { from = customer_id, to = people }
                  company_id { from = customer_id, to = companies }
                }
              }
              tickets.columns { day = date, photo = bytea }
            }
            """;

    private static final String[] SHOP = {
        "CREATE TABLE customers (id INT PRIMARY KEY, kind VARCHAR(10) NOT NULL, email VARCHAR(40), tier VARCHAR(10),"
                + " born VARCHAR(30), size DOUBLE)",
        "CREATE TABLE orders (id INT PRIMARY KEY, customer_id INT, note TEXT,"
                + " FOREIGN KEY (customer_id) REFERENCES customers (id))",
        "CREATE TABLE items (order_id INT NOT NULL, line INT NOT NULL, what VARCHAR(20), PRIMARY KEY (order_id, line),"
                + " FOREIGN KEY (order_id) REFERENCES orders (id))",
        "INSERT INTO customers VALUES (1, 'person', 'a@x', 'g', '2001-02-03', 0.1),"
                + " (2, 'person', 'b@x', 'b', '2020-02-31', NULL), (3, 'person', 'c@x', 'z', NULL, -2.5),"
                + " (4, 'person', 'a@x', 'g', NULL, NULL), (5, 'firm', 'a@x', 'q', 'x', 1e300),"
                + " (6, 'person', 'f@x', 'g', 'never', NULL)",
        "INSERT INTO orders VALUES (10, 1, 'one'), (11, 2, 'Grüße \\'), (12, 99, NULL), (13, 6, NULL), (14, 5, NULL)",
        "INSERT INTO items VALUES (10, 1, 'a'), (11, 1, 'b'), (11, 2, NULL), (13, 1, 'c')",
        "INSERT INTO tickets VALUES (1, '2020-01-01', NULL), (50, 'soon', x'00ff')"
    };

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("corrections.jsonl");
    }

    private Trial sqlite() throws Exception {
        var trial = Trial.of(Files.writeString(folder.resolve("a.conf"), CONFIG), folder);
        Made.file(
                trial.source,
                "CREATE TABLE tickets (id INTEGER PRIMARY KEY AUTOINCREMENT, day VARCHAR(20), photo BLOB)");
        trial.inSource(SHOP);
        assertThat(trial.run().exitCode()).isEqualTo(1);
        return trial;
    }

    private Trial server(SqlServer server) throws Exception {
        var made = server.database();
        Servers.execute(
                made,
                "SET foreign_key_checks = 0, sql_mode = 'NO_BACKSLASH_ESCAPES'",
                "CREATE TABLE tickets (id INT PRIMARY KEY AUTO_INCREMENT, day VARCHAR(20), photo BLOB)");
        try (var connection = Servers.connect(made);
                var statement = connection.createStatement()) {
            statement.execute("SET foreign_key_checks = 0, sql_mode = 'NO_BACKSLASH_ESCAPES'");
            for (var sql : SHOP) {
                statement.execute(sql);
            }
        }
        var trial = Trial.from(server.reader(made), folder);
        trial.config = Optional.of(Files.writeString(folder.resolve("a.conf"), CONFIG));
        assertThat(trial.run().exitCode()).isEqualTo(1);
        return trial;
    }

    /** All refused rows, one of them mended in each way, one left as it is. */
    private void mended(Trial trial) throws Exception {
        assertThat(trial.correctable(file())).isEqualTo(11);
        edit(lines -> lines.replace("\"2020-02-31\"", "\"2020-02-29\"")
                .replace("\"z\"", "\"b\"")
                .replace(
                        "\"id\":4,\"kind\":\"person\",\"email\":\"a@x\"",
                        "\"id\":4,\"kind\":\"person\",\"email\":\"d@x\"")
                .replace("\"customer_id\":99", "\"customer_id\":5")
                .replace("\"soon\"", "\"2024-12-31\""));
    }

    private void edit(UnaryOperator<String> change) throws Exception {
        var before = Files.readString(file());
        var after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(file(), after);
    }

    private static Validation validation(Outcome outcome) {
        return outcome.validation().orElseThrow();
    }

    private static void isWell(Validation validation) {
        assertThat(validation.checks())
                .filteredOn(c -> c.verdict() == Verdict.FAIL)
                .extracting(c -> c.name() + ": " + c.detail())
                .isEmpty();
        assertThat(validation.tables()).noneMatch(t -> t.verdict() == Verdict.FAIL);
        assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
        assertThat(validation.sources())
                .containsExactlyInAnyOrder(
                        new Fate("customers", 6, 5, 1, 0, 0, 0, 3),
                        new Fate("orders", 5, 4, 1, 0, 0, 0, 2),
                        new Fate("items", 4, 3, 1, 0, 0, 0, 2),
                        new Fate("tickets", 2, 2, 0, 0, 0, 0, 1));
        assertThat(validation.rejects())
                .containsExactlyInAnyOrder(
                        new Reject("customers", "not-a-date:born", 1),
                        new Reject("orders", "parent-rejected:customer_id", 1),
                        new Reject("items", "parent-rejected:order_id", 1));
    }

    private static void holds(Trial trial) {
        assertThat(Servers.rows(trial.target, "SELECT email, tier::text, born, size FROM people ORDER BY 1"))
                .containsExactly(
                        "a@x|gold|2001-02-03|0.1",
                        "b@x|basic|2020-02-29|null",
                        "c@x|basic|null|-2.5",
                        "d@x|gold|null|null");
        assertThat(Servers.rows(trial.target, """
                SELECT coalesce(o.note, '-'), p.email, c.email, string_agg(i.line || coalesce(i.what, '-'), ' ' ORDER BY line)
                FROM orders o LEFT JOIN people p ON p.id = person_id LEFT JOIN companies c ON c.id = company_id
                LEFT JOIN items i ON i.order_id = o.id GROUP BY o.id, p.email, c.email ORDER BY 1, 2, 4
                """))
                .containsExactlyInAnyOrder(
                        "one|a@x|null|1a", "Grüße \\|b@x|null|1b 2-", "-|null|a@x|null", "-|null|a@x|null");
        assertThat(Servers.rows(trial.target, "SELECT day, photo FROM tickets WHERE id = 50"))
                .containsExactly("2024-12-31|\\x00ff");
        assertThat(Servers.rows(trial.target, "INSERT INTO tickets (day) VALUES (NULL) RETURNING id"))
                .containsExactly("51");
        Servers.execute(trial.target, "DELETE FROM tickets WHERE id = 51");
        assertThat(Servers.rows(trial.target, """
                SELECT count(*), count(p.id) FROM transfuse.crosswalk_public_people x LEFT JOIN people p ON p.id = x.new_id
                """)).containsExactly("4|4");
    }

    private void everyRowArrives(Trial trial) throws Exception {
        mended(trial);

        var outcome = trial.correct(file());

        assertThat(outcome.findings())
                .hasSize(1)
                .allMatch(f -> f.matches(
                        ".*corrections.jsonl line \\d+: customers hmac:[0-9a-f]{16} stays refused: not-a-date:born.*"));
        assertThat(outcome.exitCode()).isEqualTo(1);
        isWell(validation(outcome));
        holds(trial);
        assertThat(Files.readAllLines(trial.out.resolve("crosswalks/old_customer_id__to__new_person_id.csv")))
                .hasSize(5);
        var again = trial.with("verify.source", "true").verify();
        isWell(validation(again));
        assertThat(validation(again).checks())
                .anyMatch(c ->
                        c.name().equals("source:people") && c.detail().endsWith("; 3 corrected rows are left aside"));
        assertThat(trial.run().summary()).startsWith("nothing left to do");
        assertThat(trial.checkAudit().exitCode()).isZero();
        assertThat(Files.readAllLines(trial.out.resolve("audit.jsonl")))
                .filteredOn(l -> l.contains("\"what\":\"corrected\""))
                .hasSize(1)
                .allMatch(l -> l.contains("{\"customers\":3,\"items\":2,\"orders\":2,\"tickets\":1}"));
    }

    @Test
    void rowsOfSqliteArrive() throws Exception {
        everyRowArrives(sqlite());
    }

    @OnSqlServers
    void rowsOfAServerArrive(SqlServer server) throws Exception {
        everyRowArrives(server(server));
    }

    @Test
    void theFileIsForItsOwnerAndHasEveryColumn() throws Exception {
        var trial = sqlite();
        trial.correctable(file());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(Files.readAllLines(file()))
                .contains(
                        "{\"table\":\"tickets\",\"key\":\"50\",\"reason\":\"not-a-date:day\",\"row\":{\"id\":50,\"day\":\"soon\",\"photo\":{\"bytes\":\"AP8=\"}}}",
                        "{\"table\":\"orders\",\"key\":\"12\",\"reason\":\"orphan:customer_id\",\"row\":{\"id\":12,\"customer_id\":99,\"note\":null}}");
        assertThatThrownBy(() -> trial.correctable(file())).hasMessageContaining("must be a new file");
    }

    private static void isNotDone(Trial trial) {
        assertThat(trial.status().summary())
                .endsWith("; corrected rows are staged, but not in the target yet; put them there with"
                        + " 'verify --repair'");
        assertThat(trial.status().json()).contains("\"done\" : false");
    }

    @Test
    void aCallThatIsKilledGoesOn() throws Exception {
        var trial = sqlite();
        mended(trial);
        var killed = Halting.at("repair", () -> {
            throw new IllegalStateException("killed");
        });
        assertThatThrownBy(() -> trial.migration().correct(trial.request(), file(), killed))
                .hasMessage("killed");
        // As if it had happened between the note and the stage.
        var note = trial.out.resolve("stage/_corrected.json");
        Files.writeString(note, Files.readString(note).replace("\"staged\" : true", "\"staged\" : false"));
        Files.deleteIfExists(note.resolveSibling("._corrected.json.crc"));

        isNotDone(trial);
        assertThatThrownBy(trial::run).hasMessageContaining("verify --repair");
        // What was noted is staged by now.
        isNotDone(trial);
        assertThat(trial.verify().exitCode()).isEqualTo(1);
        var outcome = trial.correct(file());

        isWell(validation(outcome));
        holds(trial);
        // What was left is asked once more, nothing else.
        edit(lines -> lines.lines().filter(l -> !l.contains("\"never\"")).reduce("", (all, line) -> all + line + "\n"));
        var twice = trial.correct(file());
        assertThat(twice.exitCode()).isZero();
        isWell(validation(twice));
    }

    @Test
    void aLineThatCannotBeMeantIsRefusedAndNothingChanges() throws Exception {
        var trial = sqlite();
        assertThat(trial.correctable(file())).isEqualTo(11);
        var whole = Files.readAllLines(file());
        var order = whole.stream()
                .filter(l -> l.contains("\"customer_id\":99"))
                .findFirst()
                .orElseThrow();
        for (var wrong : List.of(
                List.of("\"key\":\"12\"", "\"key\":\"7777\"", "names no refused row"),
                List.of("\"orders\"", "\"order\"", "names no refused row"),
                List.of("\"note\":null", "\"nota\":null", "has the column nota"),
                List.of(",\"note\":null", "", "has no column note"),
                List.of("\"id\":12", "\"id\":7777", "must keep the key"),
                List.of("\"customer_id\":99", "\"customer_id\":\"five\"", "a whole number or null"),
                List.of("\"customer_id\":99", "\"customer_id\":true", "for column customer_id"),
                List.of("\"row\":{", "\"row\":", "is no JSON object"))) {
            Files.write(file(), List.of(order.replace(wrong.get(0), wrong.get(1))));
            assertThatThrownBy(() -> trial.correct(file()))
                    .as(wrong.toString())
                    .hasMessageContaining("corrections.jsonl line 1 ")
                    .hasMessageContaining(wrong.get(2))
                    .hasMessageNotContaining("7777")
                    .hasMessageNotContaining("five");
        }
        Files.write(file(), List.of(order, order));
        assertThatThrownBy(() -> trial.correct(file())).hasMessageContaining("line 2 names the row of line 1 again");
        var kind =
                whole.stream().filter(l -> l.contains("\"never\"")).findFirst().orElseThrow();
        Files.write(file(), List.of(kind.replace("\"person\"", "\"firm\"")));
        assertThatThrownBy(() -> trial.correct(file())).hasMessageContaining("does not go to public.people");
        assertThat(trial.out.resolve("stage/_corrected.json")).doesNotExist();
        assertThat(trial.verify().exitCode()).isEqualTo(1);
    }
}
