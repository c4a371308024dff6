package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.Servers;
import io.transfuse.model.UserException;
import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Fate;
import io.transfuse.model.Validation.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New keys, and targets of several source tables, in a schema that is there already. */
class ExistingKeysRunTest {

    private static final String NOTES = """
            uuid.keys = integer
            tables.notes.polymorphic.owner { type = owner_type, id = owner_id, to { user = users, order = orders } }
            """;

    @TempDir
    Path folder;

    private Trial trial(String config) throws Exception {
        return Trial.of(Files.writeString(folder.resolve("a.conf"), config), folder)
                .with("target.schema", "existing")
                .with("limits.rejects", "100");
    }

    private static void people(Trial trial) {
        trial.inSource(
                "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, boss INT REFERENCES users (id))",
                "CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INT NOT NULL REFERENCES users (id), total INT)",
                "CREATE TABLE notes (id INTEGER PRIMARY KEY, owner_type TEXT, owner_id INT)",
                "INSERT INTO users VALUES (1, 'Ann', NULL), (2, 'Bob', 1)",
                "INSERT INTO orders VALUES (10, 2, 5), (11, 1, 7), (12, 3, 8)",
                "INSERT INTO notes VALUES (1, 'user', 1), (2, 'order', 10), (3, 'order', 99)");
        Servers.execute(
                trial.target,
                "CREATE TABLE users (id char(36) PRIMARY KEY, name text, boss varchar(40) )",
                "CREATE TABLE orders (id uuid PRIMARY KEY, user_id char(36) NOT NULL REFERENCES users, total int)",
                "CREATE TABLE notes (id text PRIMARY KEY, owner_type varchar(20), owner_id varchar(36))");
    }

    @Test
    void rowLevelSecurityIsToldBeforeARowIsRead() throws Exception {
        var trial = trial("");
        trial.inSource("CREATE TABLE beds (id INTEGER PRIMARY KEY)", "INSERT INTO beds VALUES (1)");
        var role = "guarded_" + Long.toHexString(System.nanoTime());
        var database = Servers.rows(trial.target, "SELECT current_database()").get(0);
        Servers.execute(
                trial.target,
                "CREATE TABLE beds (id bigint PRIMARY KEY)",
                "ALTER TABLE beds ENABLE ROW LEVEL SECURITY",
                "CREATE ROLE " + role + " LOGIN",
                "GRANT SET ON PARAMETER session_replication_role TO " + role,
                "GRANT CREATE ON DATABASE \"" + database + "\" TO " + role,
                "GRANT ALL ON SCHEMA public TO " + role,
                "GRANT ALL ON beds TO " + role);

        assertThatThrownBy(trial.with("target.user", role)::run)
                .isInstanceOf(UserException.class)
                .hasMessageContaining("row-level security on public.beds")
                .hasMessageEndingWith("run: ALTER ROLE " + role + " BYPASSRLS");
    }

    @Test
    void uuidsStandAsTextWhereTheExistingColumnsAreTexts() throws Exception {
        var trial = trial(NOTES);
        people(trial);

        var outcome = trial.run();

        var validation = outcome.validation().orElseThrow();
        assertThat(outcome.findings()).isEmpty();
        assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
        assertThat(rejected(validation)).containsExactly("notes orphan:owner_id 1", "orders orphan:user_id 1");
        assertThat(Servers.rows(trial.target, """
                SELECT u.name, b.name, total, count(n.id), count(m.id), bool_and(u.id::uuid::text = u.id)
                FROM users u LEFT JOIN users b ON b.id = u.boss LEFT JOIN orders o ON o.user_id = u.id
                LEFT JOIN notes n ON n.owner_id = u.id AND n.owner_type = 'user'
                LEFT JOIN notes m ON m.owner_id = o.id::text AND m.owner_type = 'order'
                GROUP BY u.name, b.name, total ORDER BY 1
                """)).containsExactly("Ann|null|7|1|0|t", "Bob|Ann|5|0|1|t");
        assertThat(Files.readString(trial.out.resolve("schema_diff.md")))
                .contains("is char(36) in the existing schema, so UUIDs stand there as text");
        assertThat(trial.with("verify.level", "rows").verify().exitCode()).isZero();
        Servers.execute(
                trial.target,
                "SET session_replication_role = replica",
                "UPDATE orders SET user_id = (SELECT id FROM users WHERE name = 'Ann')");
        assertThat(trial.verify().validation().orElseThrow().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void whatCannotHoldAUuidIsRefusedUnlessTheSettingsKeepTheKeys() throws Exception {
        var trial = trial("uuid.keys = integer");
        people(trial);
        Servers.execute(trial.target, "ALTER TABLE users ALTER boss TYPE varchar(20)");

        assertThat(trial.plan().findings())
                .containsExactly("users.boss: is varchar(20) in the existing schema, but must be uuid, or a text of 36"
                        + " letters or more, because it holds UUIDs; set uuid.keys = none to keep the keys that there"
                        + " are");

        trial.configured(List.of("uuid.keys = integer", "tables.users.columns.id.type = text"));
        assertThat(trial.plan().findings()).isEmpty();
    }

    @Test
    void aReferenceHasTheTypeOfItsExistingColumn() throws Exception {
        var trial = trial("tables.users.drop = [boss]");
        people(trial);
        Servers.execute(
                trial.target,
                "DROP TABLE notes, orders, users",
                "CREATE TABLE users (id bigint PRIMARY KEY, name text)",
                "CREATE TABLE orders (id integer PRIMARY KEY, user_id integer NOT NULL REFERENCES users, total int)");

        var outcome = trial.with("skip", "notes").run();

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.validation().orElseThrow().verdict()).isEqualTo(Verdict.PASS);
        assertThat(Servers.rows(trial.target, "SELECT id, user_id FROM orders ORDER BY 1"))
                .containsExactly("10|2", "11|1");
    }

    private static void orders(Trial trial) {
        trial.inSource(
                "CREATE TABLE orders (id INTEGER PRIMARY KEY, name TEXT)",
                "CREATE TABLE orders_archive (id INTEGER PRIMARY KEY, name TEXT)",
                "CREATE TABLE lines (order_id INT NOT NULL REFERENCES orders (id), no INT NOT NULL, what TEXT,"
                        + " PRIMARY KEY (order_id, no))",
                "CREATE TABLE old_lines (order_id INT NOT NULL REFERENCES orders_archive (id), no INT NOT NULL,"
                        + " what TEXT, PRIMARY KEY (order_id, no))",
                "CREATE TABLE payments (id INTEGER PRIMARY KEY, order_id INT, no INT,"
                        + " FOREIGN KEY (order_id, no) REFERENCES lines (order_id, no))",
                "CREATE TABLE old_payments (id INTEGER PRIMARY KEY, order_id INT, no INT,"
                        + " FOREIGN KEY (order_id, no) REFERENCES old_lines (order_id, no))",
                "CREATE TABLE notes (id INTEGER PRIMARY KEY, owner_type TEXT, owner_id INT)",
                "INSERT INTO orders VALUES (1, 'one'), (2, 'two')",
                "INSERT INTO orders_archive VALUES (1, 'old one'), (3, 'old three')",
                "INSERT INTO lines VALUES (1, 1, 'a'), (2, 1, 'b')",
                "INSERT INTO old_lines VALUES (1, 1, 'c'), (3, 2, 'd'), (2, 1, 'nowhere')",
                "INSERT INTO payments VALUES (1, 1, 1), (2, 9, 9)",
                "INSERT INTO old_payments VALUES (1, 1, 1), (2, 3, 2), (3, 3, 7)",
                "INSERT INTO notes VALUES (1, 'order', 1), (2, 'archived', 1), (3, 'archived', 2)");
        Servers.execute(
                trial.target,
                "CREATE TABLE orders (id uuid PRIMARY KEY, name text)",
                "CREATE TABLE lines (order_id uuid NOT NULL REFERENCES orders, no int NOT NULL, what text,"
                        + " PRIMARY KEY (order_id, no))",
                "CREATE TABLE payments (id uuid PRIMARY KEY, order_id uuid, no int,"
                        + " FOREIGN KEY (order_id, no) REFERENCES lines)",
                "CREATE TABLE old_payments (id uuid PRIMARY KEY, order_id uuid, no int,"
                        + " FOREIGN KEY (order_id, no) REFERENCES lines)",
                "CREATE TABLE notes (id uuid PRIMARY KEY, owner_type text, owner_id uuid)");
    }

    @Test
    void aSharedTargetThatIsThereAlreadyIsFilledAfterAStopWithAllThatRefersToIt() throws Exception {
        var trial = trial("""
                uuid.keys = integer
                tables {
                  orders_archive { into = orders }
                  old_lines { into = lines }
                  notes.polymorphic.owner { type = owner_type, id = owner_id, to { order = orders, archived = orders_archive } }
                }
                """);
        orders(trial);
        var halting = Halting.at("stage+", () -> {
            throw UserException.stopped("the test stops here");
        });
        assertThatThrownBy(() -> trial.run(halting)).hasMessageContaining("the test stops here");

        var outcome = trial.run();

        var validation = outcome.validation().orElseThrow();
        assertThat(outcome.findings()).isEmpty();
        assertThat(validation.sources()).allMatch(Fate::closed);
        assertThat(rejected(validation))
                .containsExactly(
                        "notes orphan:owner_id 1",
                        "old_lines orphan:order_id 1",
                        "old_payments orphan:order_id, no 1",
                        "payments orphan:order_id, no 1");
        assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
        assertThat(Servers.rows(trial.target, """
                SELECT o.name, l.what, count(p.id), count(q.id), count(n.id) FROM orders o
                LEFT JOIN lines l ON l.order_id = o.id LEFT JOIN notes n ON n.owner_id = o.id
                LEFT JOIN payments p ON (p.order_id, p.no) = (l.order_id, l.no)
                LEFT JOIN old_payments q ON (q.order_id, q.no) = (l.order_id, l.no) GROUP BY 1, 2 ORDER BY 1
                """))
                .containsExactly("old one|c|0|1|1", "old three|d|0|1|0", "one|a|1|0|1", "two|b|0|0|0");
        assertThat(trial.with("verify.source", "true").verify().exitCode()).isZero();
    }

    private static List<String> rejected(Validation validation) {
        return validation.rejects().stream()
                .map(r -> r.table() + " " + r.rule() + " " + r.count())
                .toList();
    }
}
