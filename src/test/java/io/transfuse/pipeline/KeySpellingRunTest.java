package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.Validation.Loss;
import io.transfuse.model.Validation.Reject;
import io.transfuse.model.Validation.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** References find the row that the source means, and spell its key as it is spelled in PostgreSQL. */
class KeySpellingRunTest {

    /** {@code KEY} stands for a text that compares without case. */
    private static final String[] LINKS = {
        "CREATE TABLE a (k KEY PRIMARY KEY)",
        "CREATE TABLE b (k KEY PRIMARY KEY, FOREIGN KEY (k) REFERENCES a (k))",
        "CREATE TABLE c (id INTEGER PRIMARY KEY, k KEY UNIQUE, FOREIGN KEY (k) REFERENCES b (k))",
        "CREATE TABLE d (id INTEGER PRIMARY KEY, k KEY, FOREIGN KEY (k) REFERENCES c (k))",
        "CREATE TABLE patient (mrn KEY PRIMARY KEY)",
        "CREATE TABLE visit (mrn KEY, no INTEGER, PRIMARY KEY (mrn, no), FOREIGN KEY (mrn) REFERENCES patient (mrn))",
        "CREATE TABLE lab (id INTEGER PRIMARY KEY, mrn KEY NOT NULL, no INTEGER NOT NULL,"
                + " FOREIGN KEY (mrn, no) REFERENCES visit (mrn, no))",
        "CREATE TABLE tube (id INTEGER PRIMARY KEY, mrn KEY, no INTEGER, lab INTEGER,"
                + " FOREIGN KEY (mrn, no) REFERENCES visit (mrn, no))",
        "INSERT INTO a VALUES ('AA'), ('Bb')",
        "INSERT INTO b VALUES ('aa'), ('Bb')",
        "INSERT INTO c VALUES (1, 'Aa'), (2, 'Bb')",
        "INSERT INTO d VALUES (1, 'aa'), (2, 'Bb'), (3, 'AA'), (4, NULL)",
        "INSERT INTO patient VALUES ('MRN-1')",
        "INSERT INTO visit VALUES ('mrn-1', 1), ('MRN-1', 2)",
        "INSERT INTO lab VALUES (1, 'mrn-1', 1), (2, 'MRN-1', 2)",
        "INSERT INTO tube VALUES (1, 'Mrn-1', 1, 1), (2, NULL, 2, NULL)"
    };

    @TempDir
    Path folder;

    @Test
    void keysAreSpelledThroughAllLinksAsTheirFirstRow() {
        var trial = Trial.of("general", folder);
        trial.inSource(links("TEXT COLLATE NOCASE"));

        arrived(trial);
    }

    @OnSqlServers
    void aServersKeysAreSpelledThroughAllLinksAsTheirFirstRow(SqlServer server) {
        var source = server.database();
        Servers.execute(source, links("VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci"));

        arrived(Trial.from(source, folder));
    }

    @Test
    void idsBesideATypeAreSpelledAsTheirOwnersKey() throws IOException {
        var trial = Trial.of("general", folder);
        trial.inSource(owned("TEXT COLLATE NOCASE"));

        owned(trial);
    }

    @OnSqlServers
    void aServersIdsBesideATypeAreSpelledAsTheirOwnersKey(SqlServer server) throws IOException {
        var source = server.database();
        Servers.execute(source, owned("VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci"));

        owned(Trial.from(source, folder));
    }

    private static String[] owned(String key) {
        return new String[] {
            "CREATE TABLE orgs (code " + key + " PRIMARY KEY)",
            "CREATE TABLE people (id INTEGER PRIMARY KEY)",
            "CREATE TABLE notes (id INTEGER PRIMARY KEY, no INTEGER, kind VARCHAR(9), about VARCHAR(20))",
            "INSERT INTO orgs VALUES ('ABC')",
            "INSERT INTO people VALUES (1)",
            "INSERT INTO notes VALUES (1, 1, 'org', 'abc'), (2, 2, 'org', 'ABC'), (3, 3, 'man', '1')"
        };
    }

    private static void owned(Trial trial) throws IOException {
        var outcome = trial.configured(List.of("""
                uuid.keys = integer
                tables.notes.polymorphic.owner { type = kind, id = about, to { org = orgs, man = people } }
                """)).run();

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.validation().orElseThrow().losses()).contains(new Loss("notes", "about", "key-spelling", 1));
        assertThat(Servers.rows(trial.target, """
                SELECT no FROM notes n WHERE about = 'ABC' OR about = (SELECT id::text FROM people) ORDER BY no
                """)).containsExactly("1", "2", "3");
    }

    private static String[] links(String key) {
        return Stream.of(LINKS)
                .map(s -> s.replaceAll("([a-z]) KEY", "$1 " + key))
                .toArray(String[]::new);
    }

    private static void arrived(Trial trial) {
        var outcome = trial.run();

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        var validation = outcome.validation().orElseThrow();
        assertThat(validation.rejects()).isEmpty();
        assertThat(validation.losses())
                .contains(
                        new Loss("b", "k", "key-spelling", 1),
                        new Loss("c", "k", "key-spelling", 1),
                        new Loss("d", "k", "key-spelling", 1),
                        new Loss("lab", "mrn", "key-spelling", 1));
        assertThat(Servers.rows(trial.target, "SELECT k FROM d ORDER BY id")).containsExactly("AA", "Bb", "AA", "null");
        assertThat(Servers.rows(trial.target, "SELECT mrn, no FROM lab ORDER BY id"))
                .containsExactly("MRN-1|1", "MRN-1|2");
        assertThat(Servers.rows(trial.target, "SELECT mrn, no FROM tube ORDER BY id"))
                .containsExactly("MRN-1|1", "null|2");
    }

    @Test
    void onlySpellingsOfOneUuidAreOneKey() throws Exception {
        var trial = Trial.of("general", folder);
        trial.inSource(spelledTwice("TEXT"));

        oneKeyTwice(trial);
    }

    @OnSqlServers
    void onAServerOnlySpellingsOfOneUuidAreOneKey(SqlServer server) throws Exception {
        var source = server.database();
        Servers.execute(source, spelledTwice("VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"));

        oneKeyTwice(Trial.from(source, folder));
    }

    private static String[] spelledTwice(String key) {
        return new String[] {
            "CREATE TABLE patients (id " + key + " PRIMARY KEY, name TEXT)",
            "INSERT INTO patients (id) VALUES ('aaaaaaaa-1111-4222-8333-444444444444'),"
                    + " ('AAAAAAAA111142228333444444444444'), ('{BBBBBBBB-1111-4222-8333-444444444444}'), ('demo'), ('DEMO')"
        };
    }

    /** Two words that only differ in case become two UUIDs. */
    private static void oneKeyTwice(Trial trial) throws IOException {
        trial.configured(List.of("uuid.keys = text", "tables.patients.columns.id = uuid"));

        var validation = trial.with("limits.rejects", "5").run().validation().orElseThrow();

        assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
        assertThat(validation.rejects()).containsExactly(new Reject("patients", "duplicate:id", 1));
        assertThat(Servers.rows(trial.target, "SELECT count(*) FROM patients")).containsExactly("4");
    }

    @Test
    void aNumberThatIsATextKeyOnlyAsANumberIsAnOrphan() {
        var trial = Trial.of("general", folder).with("limits.rejects", "1");
        trial.inSource(
                "CREATE TABLE zip (code TEXT PRIMARY KEY, city TEXT)",
                "CREATE TABLE addr (id INTEGER PRIMARY KEY, zip INTEGER REFERENCES zip (code))",
                "INSERT INTO zip VALUES ('01067', 'Dresden'), ('80331', 'Muenchen')",
                "INSERT INTO addr VALUES (1, '01067'), (2, '80331')");

        var outcome = trial.run();

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.validation().orElseThrow().rejects()).containsExactly(new Reject("addr", "orphan:zip", 1));
        assertThat(Servers.rows(trial.target, "SELECT id, zip FROM addr")).containsExactly("2|80331");
    }
}
