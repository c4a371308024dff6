package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.UserException;
import io.transfuse.model.Validation.Difference;
import io.transfuse.model.Validation.Reject;
import io.transfuse.model.Validation.Unequal;
import io.transfuse.verify.KeySearch.Found;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every column of every row holds something that is found nowhere else; all that commands say, write, log and send to
 * Spark's listeners, when all goes well and when it does not, is searched for it.
 */
class CanaryTest {
    private static final String MARK = "Qx7Zcanary";
    private static final String PASSWORD = "Pw9Kpassword";

    /** The mark as text, as hexadecimal digits and in base64, a number, an amount, a float, days and a time. */
    private static final List<String> CANARIES = List.of(
            MARK,
            "5178375a63616e617279",
            "UXg3WmNhbmFye",
            "7391846520",
            "918273.64",
            "6.283185307",
            "1947-11-23",
            "1947-00-23",
            "17:43:21",
            PASSWORD);

    /** Where clear data may lie. */
    private static final Set<String> CLEAR = Set.of("stage", "rejects", "source", "crosswalks", "postgres");

    private static final List<String> FILL = List.of(
            "INSERT INTO people VALUES ('M1', 'M one', 'Menum', '1947-11-23', '1947-11-23 17:43:21', 918273.64, 7391846520,"
                    + " 6.283185307, '{\"M\": [\"M\", 7391846520]}', 'M')",
            "INSERT INTO people VALUES ('M2', 'M two', 'Menum', '1947-11-23', '1947-11-23 17:43:21', 918273.64, 7391846520,"
                    + " 6.283185307, '{\"M\": null}', 'M')",
            "INSERT INTO visits VALUES (7391846520, 'M1', 'M note', '1947-11-23')",
            "INSERT INTO visits VALUES (7391846521, 'M2', 'M note', '1947-11-23')",
            "INSERT INTO visits VALUES (7391846522, 'Mnobody', 'M orphan', '1947-11-23')",
            "INSERT INTO notes VALUES ('M', 7391846520)",
            "INSERT INTO notes VALUES ('M', 7391846520)",
            "INSERT INTO twins VALUES (7391846524, 'M twin')",
            "INSERT INTO twins VALUES (7391846525, 'M twin')");

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();

    @Test
    void nothingOfAFileIsOverheard() throws Exception {
        var trial = Trial.of("general", folder);
        trial.inSource(tables("TEXT", "BLOB", "TEXT").toArray(String[]::new));
        FILL.forEach(f -> trial.inSource(f.replace("M", MARK)));
        trial.inSource(
                "INSERT INTO visits VALUES (7391846523, '" + MARK + "1', '" + MARK + "' || char(0), '1947-00-23')");
        trial.with("tables.visits.columns.seen.type", "date");
        overheard(trial, true);
    }

    @Test
    void whoAsksForClearKeysGetsThemAndIsWarned() throws Exception {
        var trial = Trial.shop(folder).with("verify.level", "digests");
        trial.with("tables.products.uuid.from", "none");
        trial.run();
        Servers.execute(trial.target, "UPDATE products SET name = 'x' WHERE id = 1");
        assertThat(trial.verify().findings()).noneMatch(f -> f.contains("public.products 1 is changed"));
        Servers.execute(trial.target, "INSERT INTO products VALUES (7777, 'sku', 'x', 1)");
        var named = trial.verify().validation().orElseThrow().tables().stream()
                .filter(t -> t.table().equals("public.products"))
                .flatMap(t -> t.differences().stream())
                .collect(Collectors.toMap(Difference::kind, Difference::key));
        assertThat(trial.find(Objects.requireNonNull(named.get("changed"))))
                .contains(new Found("public.products", "stage", "1", "products", "1"));
        assertThat(trial.find(Objects.requireNonNull(named.get("extra"))))
                .containsExactly(new Found("public.products", "target", "7777", "", ""));
        assertThatThrownBy(() -> trial.find("hmac:0123456789abcdef"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("no row of stage, rejects and target has it");
        var clear = trial.with("privacy.clear-values", "true").verify();
        assertThat(clear.findings()).anyMatch(f -> f.startsWith("warning: privacy.clear-values is true"));
        assertThat(clear.findings()).contains("public.products 1 is changed: name");
        assertThat(Files.readString(trial.out.resolve("report.html")))
                .contains("privacy.clear-values is true: protect it");
        var shown = clear.validation().orElseThrow().tables().stream()
                .flatMap(t -> t.differences().stream())
                .filter(d -> d.kind().equals("changed"))
                .flatMap(d -> d.values().stream())
                .toList();
        assertThat(shown).extracting(Unequal::column, Unequal::actual).containsExactly(tuple("name", "x"));
        assertThat(Files.readString(trial.out.resolve("validation_report.json")))
                .contains("\"actual\": \"x\"", "\"expected\": \"" + shown.get(0).expected() + "\"");
    }

    @OnSqlServers
    void nothingOfAServerIsOverheard(SqlServer server) throws Exception {
        var database = server.database();
        Servers.execute(database, tables("VARCHAR(60)", "BLOB", "DATE").toArray(String[]::new));
        FILL.forEach(f -> Servers.execute(database, f.replace("M", MARK)));
        overheard(Trial.from(server.reader(database), folder), false);
    }

    private static List<String> tables(String text, String bytes, String day) {
        return List.of(
                """
                CREATE TABLE people (code %1$s NOT NULL PRIMARY KEY, name %1$s, kind %1$s, born %3$s, at DATETIME,
                  salary DECIMAL(12,2), big BIGINT, ratio DOUBLE, doc JSON, photo %2$s)""".formatted(text, bytes, day),
                "CREATE TABLE visits (id BIGINT NOT NULL PRIMARY KEY, person %1$s, note %1$s, seen %2$s)"
                        .formatted(text, day),
                "CREATE TABLE notes (body %s, n BIGINT)".formatted(text),
                "CREATE TABLE twins (id BIGINT NOT NULL PRIMARY KEY, word %s)".formatted(text));
    }

    private void overheard(Trial trial, boolean everyTrouble) throws Exception {
        trial.configured(List.of("tables.twins.unique = [[word]]"))
                .with("limits.rejects", "10")
                .with("tables.visits.references.person", "people")
                .with("tables.people.columns.doc.type", "jsonb");
        var heard = new ArrayList<String>();
        try (var overheard = new Overheard()) {
            tell(trial.plan());
            fails(trial, "load", "ALTER TABLE people ADD CHECK (name NOT LIKE '" + MARK + "%')", "23514");
            Servers.execute(trial.target, "ALTER TABLE people DROP CONSTRAINT people_name_check");
            if (everyTrouble) {
                fails(trial, "keys and indexes", "INSERT INTO people SELECT * FROM people", "23505");
                Servers.execute(
                        trial.target, "DELETE FROM people a USING people b WHERE a.code = b.code AND a.ctid > b.ctid");
            }
            tell(refused(trial.run()));
            damaged(trial);
            if (everyTrouble) {
                troubles(trial);
            }
            heard.addAll(overheard.lines());
        }
        assertThat(heard).anyMatch(l -> l.contains("SparkListenerSQLExecutionStart"));
        if (everyTrouble) {
            assertThat(heard).anyMatch(l -> l.contains("SparkListenerTaskEnd") && l.contains("CAST_INVALID_INPUT"));
        }
        said.addAll(heard);
        files(trial.out);
        Servers.rows(
                        trial.target,
                        "SELECT t::text FROM transfuse.runs t UNION ALL SELECT entry FROM transfuse.audit"
                                + " UNION ALL SELECT t::text FROM transfuse.chunks t UNION ALL SELECT t::text FROM transfuse.objects t")
                .forEach(said::add);
        for (var canary : CANARIES) {
            assertThat(said)
                    .as(canary)
                    .noneMatch(l -> l.toLowerCase(Locale.ROOT).contains(canary.toLowerCase(Locale.ROOT)));
        }
    }

    private static Outcome refused(Outcome outcome) {
        assertThat(outcome.validation().orElseThrow().rejects())
                .extracting(Reject::rule)
                .contains("duplicate:word", "orphan:person");
        return outcome;
    }

    /** Rows that differ are named, mended and compared at every level. */
    private void damaged(Trial trial) {
        Servers.execute(
                trial.target,
                "UPDATE people SET name = name || '" + MARK + "' WHERE code = '" + MARK + "1'",
                "DELETE FROM visits WHERE id = 7391846521",
                "INSERT INTO notes VALUES ('" + MARK + "', 7391846520)");
        var differing = trial.verify();
        assertThat(differing.findings())
                .anyMatch(f -> f.contains("public.people hmac:") && f.endsWith("is changed: name"));
        tell(differing);
        var again = trial.with("verify.source", "true")
                .with("verify.level", "counts")
                .verify();
        assertThat(again.findings()).anyMatch(f -> f.startsWith("check aggregate:people.name: 1"));
        tell(again);
        trial.with("verify.source", "false");
        tell(trial.report());
        tell(trial.with("verify.level", "counts").verify());
        var repaired = trial.with("verify.level", "rows").repair();
        assertThat(repaired.exitCode()).isZero();
        tell(repaired);
        tell(trial.status());
        tell(trial.checkAudit());
    }

    /** What goes wrong before or beside the rows. */
    private void troubles(Trial trial) {
        Servers.execute(
                trial.target,
                "UPDATE people SET name = '" + MARK + "'",
                """
                CREATE FUNCTION kill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$""",
                "CREATE TRIGGER killer BEFORE UPDATE ON people FOR EACH ROW EXECUTE FUNCTION kill()",
                "ALTER TABLE people ENABLE ALWAYS TRIGGER killer");
        stops(trial::repair, "57P01");
        Servers.execute(trial.target, "DROP TRIGGER killer ON people");
        var own = Trial.of("general", folder.resolve("own"));
        own.with("source.url", "sqlite:" + trial.source).with("tables.visits.transform", Quoting.class.getName());
        stops(own::run, "tables.visits.transform stopped at a row with CAST_INVALID_INPUT");
        var target = trial.target.jdbcUrl();
        trial.with("target.url", target.replace("//", "//" + trial.target.user() + ":" + PASSWORD + "@"))
                .with("target.user", "nobody_here")
                .with("target.password", PASSWORD);
        stops(trial::verify, "nobody_here");
        trial.with("target.url", "postgresql://app:" + PASSWORD + "@127.0.0.1:1/app?password=" + PASSWORD);
        stops(trial::verify, "127.0.0.1");
    }

    private void fails(Trial trial, String step, String trouble, String state) {
        stops(() -> trial.run(Halting.at(step, () -> Servers.execute(trial.target, trouble))), "SQLSTATE " + state);
    }

    /** Spark's own wrapping is printed with --verbose. */
    private void stops(Runnable command, String why) {
        try {
            command.run();
        } catch (RuntimeException e) {
            said.add(Overheard.whole(e));
            Throwable known = e;
            while (known != null && !(known instanceof UserException)) {
                known = known.getCause();
            }
            assertThat(known).as(Overheard.whole(e)).isNotNull().hasMessageContaining(why);
            return;
        }
        throw new AssertionError("went well, but must stop with " + why);
    }

    private void tell(Outcome outcome) {
        said.addAll(outcome.findings());
        said.add(outcome.summary());
        said.add(outcome.json());
    }

    private void files(Path out) throws IOException {
        try (var entries = Files.newDirectoryStream(
                out, f -> !CLEAR.contains(f.getFileName().toString()))) {
            for (var entry : entries) {
                if (Files.isDirectory(entry)) {
                    files(entry);
                } else {
                    said.add(entry + "\n" + new String(Files.readAllBytes(entry), StandardCharsets.ISO_8859_1));
                }
            }
        }
    }
}
