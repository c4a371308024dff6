package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.model.Validation.Fate;
import io.transfuse.source.Made;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that only the target has, and columns that only it has. */
class GivenRowsRunTest {

    private static final String TENANTS = """
            uuid.keys = integer
            touch = updated_at
            new-tables {
              tenants {
                columns {
                  id = uuid
                  name = "varchar(20) not null"
                  settings = jsonb
                  rank { type = "enum tenant_rank(low, high)" }
                  founded = date
                  updated_at = "timestamptz default now()"
                }
                unique = [[name]]
                rows = [
                  { id = main, name = Main, settings = { b = 1, a = [1.10] }, rank = high, founded = 2024-02-29 }
                  { id = "11111111-2222-3333-4444-555555555555", name = Other }
                  { id = third, name = Main }
                  { id = fourth, name = "A name of more than twenty letters" }
                ]
              }
              logs {
                columns { id = uuid, user_id = "uuid not null", tenant_id = uuid }
                references { user_id = "users on delete cascade", tenant_id = tenants }
                rows = [{ id = a, user_id = 1, tenant_id = main }, { id = b, user_id = 99 }, { id = c, user_id = 2, tenant_id = third }]
              }
              users { columns { id = uuid } }
            }
            tables.users {
              columns {
                tenant_id { new = true, not-null = true, value = main }
                seen { type = timestamp, from = [seen_at, seenAt], merge = true }
                tags { type = jsonb, expression = "to_json(array(name))", takes = [name] }
              }
              references { tenant_id = tenants }
            }
            """;

    @TempDir
    Path folder;

    private Trial trial(String config) throws Exception {
        return Trial.of(Files.writeString(folder.resolve("a.conf"), config), folder)
                .with("limits.rejects", "100");
    }

    @Test
    void tablesOfTheTargetAloneHoldTheRowsOfTheSettings() throws Exception {
        var trial = trial(TENANTS);
        Made.file(
                trial.source,
                "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, seen_at TEXT, seenAt TEXT)",
                "INSERT INTO users VALUES (1, 'Ann', '2024-01-01 00:00:00', '2024-01-01 00:00:00'),"
                        + " (2, 'Bob', NULL, '2024-02-02 00:00:00'), (3, 'Cy', '2024-03-03 00:00:00', '2024-03-04 00:00:00')");

        var outcome = trial.run();

        var validation = outcome.validation().orElseThrow();
        assertThat(outcome.findings()).isEmpty();
        assertThat(validation.rejects())
                .extracting(r -> r.table() + " " + r.rule() + " " + r.count())
                .containsExactlyInAnyOrder(
                        "config:tenants duplicate:name 1",
                        "config:tenants too-long:name 1",
                        "config:logs parent-rejected:user_id 1",
                        "config:logs parent-rejected:tenant_id 1");
        assertThat(validation.sources()).contains(new Fate("config:tenants", 4, 2, 2, 0, 0, 0));
        assertThat(validation.losses())
                .filteredOn(l -> l.rule().startsWith("differs"))
                .extracting(l -> l.table() + "." + l.column() + " " + l.rule() + " " + l.count())
                .containsExactly("users.seenAt differs:seenAt 1");
        arrived(trial);
    }

    private static void arrived(Trial trial) throws Exception {
        assertThat(Servers.rows(trial.target, """
                SELECT u.name, u.seen, u.tags, t.name, t.settings, t.rank, t.founded FROM users u
                JOIN tenants t ON t.id = u.tenant_id ORDER BY 1
                """))
                .containsExactly(
                        "Ann|2024-01-01 00:00:00|[\"Ann\"]|Main|{\"a\": [1.1], \"b\": 1}|high|2024-02-29",
                        "Bob|2024-02-02 00:00:00|[\"Bob\"]|Main|{\"a\": [1.1], \"b\": 1}|high|2024-02-29",
                        "Cy|2024-03-03 00:00:00|[\"Cy\"]|Main|{\"a\": [1.1], \"b\": 1}|high|2024-02-29");
        assertThat(Servers.rows(trial.target, "SELECT u.name FROM logs l JOIN users u ON u.id = l.user_id"))
                .containsExactly("Ann");
        Servers.execute(trial.target, "UPDATE tenants SET updated_at = '2020-01-01' WHERE name = 'Other'");
        assertThat(Servers.rows(trial.target, "SELECT updated_at > '2024-01-01' FROM tenants WHERE name = 'Other'"))
                .containsExactly("t");
    }

    @Test
    void aConstantThatNamesNoGivenRowIsRefused() throws Exception {
        var trial = trial("""
                new-tables.tenants { columns { id = uuid }, rows = [{ id = main }] }
                tables.users { columns.tenant_id { new = true, value = mane }, references { tenant_id = tenants } }
                """);
        Made.file(trial.source, "CREATE TABLE users (id INTEGER PRIMARY KEY)");

        assertThat(trial.plan().findings())
                .anyMatch(
                        f -> f.contains(
                                "tables.users.columns.tenant_id.value is mane, but must be the id of a row of new-tables.tenants"));
    }

    @Test
    void aSourceThatHasTheTableButNotTheRowIsRefused() throws Exception {
        var trial = trial("""
                new-tables.tenants { columns { id = uuid }, rows = [{ id = main }] }
                tables.users { columns.tenant_id { new = true, value = main }, references { tenant_id = tenants } }
                """);
        Made.file(
                trial.source,
                "CREATE TABLE users (id INTEGER PRIMARY KEY)",
                "CREATE TABLE tenants (id TEXT PRIMARY KEY)",
                "INSERT INTO tenants VALUES ('other')");

        assertThat(trial.plan().findings())
                .anyMatch(f -> f.contains("has no row with the key main, but would need it for"
                        + " tables.users.columns.tenant_id.value"));
        Made.file(trial.source, "INSERT INTO tenants VALUES ('main')");
        assertThat(trial.plan().findings()).isEmpty();
    }

    @Test
    void onlyAndSkipKnowNewTables() throws Exception {
        var trial = trial("""
                uuid.keys = integer
                new-tables {
                  tenants { columns { id = uuid }, rows = [{ id = main }] }
                  logs { columns { id = uuid, user_id = uuid }, references { user_id = users } }
                  others { columns { id = uuid } }
                }
                tables.users { columns.tenant_id { new = true, value = main }, references { tenant_id = tenants } }
                """);
        Made.file(
                trial.source,
                "CREATE TABLE users (id INTEGER PRIMARY KEY)",
                "CREATE TABLE cars (id INTEGER PRIMARY KEY)");

        assertThat(targets(trial.with("only", "users"))).containsExactlyInAnyOrder("users", "tenants");
        assertThat(targets(trial.with("only", "users,logs"))).containsExactlyInAnyOrder("users", "tenants", "logs");
        trial.settings.remove("only");
        assertThat(targets(trial.with("skip", "cars,others"))).containsExactlyInAnyOrder("users", "tenants", "logs");
        assertThat(trial.with("skip", "tenants").plan().findings())
                .singleElement()
                .asString()
                .contains("has the key of a row of new-tables.tenants, which --skip leaves out, but must have one of");
        assertThat(trial.with("skip", "tennants").plan().findings())
                .singleElement()
                .asString()
                .contains("must name a table of the source or of new-tables; nearest: tenants");
    }

    private static List<String> targets(Trial trial) throws Exception {
        var outcome = trial.plan();
        assertThat(outcome.findings()).isEmpty();
        try (var lines = Files.lines(trial.out.resolve("schema.sql"))) {
            return lines.filter(l -> l.startsWith("CREATE TABLE public."))
                    .map(l -> l.replaceAll("CREATE TABLE public\\.(\\w+).*", "$1"))
                    .toList();
        }
    }
}
