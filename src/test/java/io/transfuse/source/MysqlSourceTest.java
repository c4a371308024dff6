package io.transfuse.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.Endpoint;
import io.transfuse.model.Lookup;
import io.transfuse.model.PgType;
import io.transfuse.model.Secret;
import io.transfuse.model.UserException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

class MysqlSourceTest {

    private static MysqlSource source(SqlServer server, String... statements) {
        var database = server.database("CHARACTER SET utf8mb4");
        Servers.execute(database, statements);
        return MysqlSource.open(server.reader(database), true);
    }

    @OnSqlServers
    void theCutIsEqualForEqualContentAndDiffersAfterAChange(SqlServer server) {
        var database = server.database();
        Servers.execute(database, "CREATE TABLE t (x INT)", "INSERT INTO t VALUES (1)");

        var first = cut(database);
        var again = cut(database);
        Servers.execute(database, "UPDATE t SET x = 2");
        var changed = cut(database);

        assertThat(again).isEqualTo(first).startsWith(server.mysql() ? "binlog:" : "gtid:");
        assertThat(changed).isNotEqualTo(first);
    }

    static String cut(Endpoint database) {
        try (var source = MysqlSource.open(database, true)) {
            return source.cut();
        }
    }

    @OnSqlServers
    void anAccountThatOnlyReadsHasACutAndASnapshotToo(SqlServer server) {
        var database = server.database();
        var account = "r" + System.identityHashCode(database);
        Servers.execute(
                database,
                "CREATE TABLE t (x INT)",
                "INSERT INTO t VALUES (1), (3)",
                "CREATE USER " + account + "@'%' IDENTIFIED BY 'x'",
                "GRANT SELECT ON " + database.name().replaceFirst(".*/", "") + ".* TO " + account + "@'%'");
        var reader = new Endpoint(database.kind(), database.jdbcUrl(), database.name(), account, new Secret("x"));

        var first = cut(reader);
        var again = cut(reader);
        Servers.execute(database, "UPDATE t SET x = 2");

        assertThat(again).isEqualTo(first).startsWith(server.mysql() ? "checksum:" : "gtid:");
        assertThat(cut(reader)).isNotEqualTo(first);
        try (var source = MysqlSource.open(reader, true)) {
            assertThat(source.remarks()).singleElement().asString().contains("GRANT SHOW VIEW, TRIGGER, EVENT ON `");
            assertThatThrownBy(() -> source.limited(1, List.of()))
                    .isInstanceOfSatisfying(
                            UserException.class, e -> assertThat(e.exitCode()).isEqualTo(3))
                    .hasMessageContaining(
                            "make temporary tables, which --limit needs; GRANT CREATE TEMPORARY TABLES ON");
        }
    }

    @OnSqlServers
    void whoCannotComeInIsToldWhy(SqlServer server) {
        var database = server.database();
        var place = database.name();
        refused(
                new Endpoint(database.kind(), database.jdbcUrl(), place, "nobody", new Secret("wrong")),
                "source " + place + " refuses the password of account nobody; set TRANSFUSE_SOURCE_PASSWORD");
        refused(
                new Endpoint(
                        database.kind(),
                        database.jdbcUrl().replaceFirst("/[^/?]+(\\?|$)", "/not_there$1"),
                        "h/not_there",
                        database.user(),
                        database.password()),
                "source h/not_there does not exist on that server; check the name of the database in the URL");
        refused(
                new Endpoint("mysql", "jdbc:mysql://127.0.0.1:1/x", "127.0.0.1:1/x", "me", new Secret("")),
                "source 127.0.0.1:1/x refuses connections; check host and port, and that the server is running");
        if (server.mysql()) {
            assertThatThrownBy(() -> Sources.check(with(
                            database, "sslMode=VERIFY_CA&trustCertificateKeyStoreUrl=file:/nowhere/authority.p12")))
                    .hasMessageContaining("cannot be reached with the key store that the URL names")
                    .hasMessageContaining("file:/nowhere/authority.p12");
        } else {
            refused(
                    with(database, "sslMode=DISABLED"),
                    "source " + place
                            + " refuses the password of account nobody; set TRANSFUSE_SOURCE_PASSWORD, or turn TLS"
                            + " on, if the account may not do without");
        }
    }

    private static Endpoint with(Endpoint database, String options) {
        return new Endpoint(
                database.kind(), database.jdbcUrl() + "?" + options, database.name(), "nobody", new Secret("wrong"));
    }

    @OnSqlServers
    void bitsOfRowsWithoutAKeyArriveInEveryEngine(SqlServer server) throws SQLException {
        var rows = "VALUES (b'0', 'a'), (b'1', 'b'), (b'0', 'c'), (b'0', 'd')";
        try (var source = source(
                        server,
                        "CREATE TABLE i (b BIT(1), x TEXT)",
                        "CREATE TABLE m (b BIT(1), x TEXT) ENGINE=MyISAM",
                        "INSERT INTO i " + rows,
                        "INSERT INTO m " + rows);
                var connection = source.open()) {
            for (var table : source.catalogue().tables()) {
                var sum = "SELECT SUM(t.b + 0) AS n FROM " + MysqlPosition.from(table);
                assertThat(Sql.row(connection, sum).number("n")).isEqualTo(1);
            }
        }
    }

    @OnSqlServers
    void aUrlThatAsksForAnotherCharacterSetChangesNoText(SqlServer server) throws SQLException {
        var database = server.database("CHARACTER SET utf8mb4");
        Servers.execute(database, "CREATE TABLE t (x TEXT)", "INSERT INTO t VALUES ('Zoë \uD83D\uDE00')");
        var asked = new Endpoint(
                database.kind(),
                database.jdbcUrl() + "?characterEncoding=latin1&characterSetResults=latin1&tcpKeepAlive=true",
                database.name(),
                database.user(),
                database.password());
        try (var source = MysqlSource.open(asked, true);
                var connection = source.open();
                var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT x FROM t")) {
            assertThat(source.jdbcUrl()).endsWith("?tcpKeepAlive=true");
            assertThat(result.next()).isTrue();
            assertThat(result.getBytes(1)).isEqualTo("Zoë \uD83D\uDE00".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void refused(Endpoint endpoint, String message) {
        assertThatThrownBy(() -> Sources.check(endpoint))
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.exitCode()).isEqualTo(3))
                .hasMessage(message);
    }

    @OnSqlServers
    void tablesOutsideOfSnapshotsAreRemarked(SqlServer server) {
        try (var source = source(server, "CREATE TABLE m (x INT) ENGINE=MyISAM", "CREATE TABLE i (x INT)")) {
            assertThat(source.remarks())
                    .containsExactly(
                            "no snapshot covers m (MyISAM): these engines have none, so nobody must write there"
                                    + " meanwhile");
        }
    }

    @OnSqlServers
    void questionsCompareAsPostgresqlDoes(SqlServer server) {
        try (var source = source(
                server,
                "CREATE TABLE t (id INT PRIMARY KEY, k VARCHAR(40), n DECIMAL(20,3), x TEXT)",
                "INSERT INTO t VALUES (1, 'a', 1.5, 'same'), (2, 'A', 99999.999, 'same'), (3, 'a', 3, 'Same'),"
                        + " (4, NULL, NULL, NULL), (5, '6F9619FF-8B86-D011-B42D-00C04FC964FF', 1, ''),"
                        + " (6, '6f9619ff8b86d011b42d00c04fc964ff', 1, NULL)")) {
            var table = source.catalogue().tables().get(0);

            assertThat(source.duplicates(table, List.of("k"), List.of())).isEqualTo(1);
            assertThat(source.duplicates(table, List.of("k"), List.of("k"))).isGreaterThanOrEqualTo(2);
            assertThat(source.duplicates(table, List.of("x"), List.of())).isEqualTo(1);
            assertThat(source.caseTwins(table, "k")).isEqualTo(1);
            assertThat(source.beyond(table, "n", PgType.of("numeric(6,2)"))).isEqualTo(1);
            assertThat(source.beyond(table, "k", PgType.of("varchar(35)"))).isEqualTo(1);
            assertThat(source.beyond(table, "id", PgType.of("smallint"))).isZero();
            assertThat(source.count("t", "t.`id` > 4")).isEqualTo(2);
        }
    }

    @OnSqlServers
    void spellingsOfOneUuidAreCountedWithoutTheUsualOnes(SqlServer server) {
        try (var source = source(
                server,
                "CREATE TABLE t (k VARCHAR(40) CHARACTER SET latin1 PRIMARY KEY, d INT)",
                "INSERT INTO t (k) VALUES ('6F9619FF-8B86-D011-B42D-00C04FC964FF'), ('6f9619ff8b86d011b42d00c04fc964ff'),"
                        + " ('{6f9619ff-8b86-d011-b42d-00c04fc964ff}'), ('aaaaaaaa-8b86-d011-b42d-00c04fc964ff'),"
                        + " ('bbbbbbbb8b86d011b42d00c04fc964ff'), ('{BBBBBBBB8B86d011b42d00c04fc964ff}'),"
                        + " ('cccccccc8b86d011b42d00c04fc964ff'), ('acc-001'), ('acc001')")) {
            var table = source.catalogue().tables().get(0);

            assertThat(source.spelledTwice(table, "k")).isEqualTo(3);
        }
    }

    @OnSqlServers
    void aReferenceFindsItsRowAsTheKeysCollationSays(SqlServer server) {
        try (var source = source(
                server,
                "CREATE TABLE p (k VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci PRIMARY KEY)",
                "CREATE TABLE c (id INT PRIMARY KEY, r VARCHAR(20) CHARACTER SET latin1 COLLATE latin1_bin)",
                "INSERT INTO p VALUES ('Ann'), ('Bob')",
                "INSERT INTO c VALUES (1, 'ann'), (2, 'Bob'), (3, 'Eve'), (4, NULL)")) {
            var lookup = new Lookup("r", "p", "k", "r", true, Optional.empty(), 0);

            assertThat(referred(source, "c", lookup, "TRUE", true)).isEqualTo(new Referred(1, 1));
            assertThat(referred(source, "c", lookup, "t.id > 2", true)).isEqualTo(new Referred(1, 0));
            assertThat(referred(source, "c", lookup, "t.id < 4", false)).isEqualTo(new Referred(1, 0));
        }
    }

    /** Of two ways to ask it, the one in parts says the same. */
    private static Referred referred(Source source, String table, Lookup lookup, String condition, boolean spelling) {
        var from = source.catalogue().table(table).orElseThrow();
        var whole = answered(source.referred(from, lookup, condition, spelling, Long.MAX_VALUE));
        assertThat(answered(source.referred(from, lookup, condition, spelling, 1)))
                .isEqualTo(whole);
        return whole;
    }

    private static Referred answered(Parted<Referred> parted) {
        return parted.together()
                .apply(parted.questions().stream().map(Supplier::get).toList());
    }

    @OnSqlServers
    void aLimitKeepsTheFirstRowsAndTheirParents(SqlServer server) {
        var statements = new String[] {
            "CREATE TABLE p (id INT PRIMARY KEY, boss INT, KEY (boss))",
            "CREATE TABLE c (k VARCHAR(9) PRIMARY KEY, p INT)",
            "CREATE TABLE n (a INT)",
            "INSERT INTO p VALUES (1, NULL), (2, 1), (7, 8), (8, 9), (9, NULL)",
            "INSERT INTO c VALUES ('a', 7), ('b', 1), ('c', 2)",
            "INSERT INTO n VALUES (5), (5), (6)"
        };
        var database = server.database();
        Servers.execute(database, statements);
        var ties = List.of(
                new Tie("c", List.of("p"), "p", List.of("id"), "TRUE"),
                new Tie("p", List.of("boss"), "p", List.of("id"), "TRUE"));
        try (var source = MysqlSource.open(database, true).limited(1, ties)) {
            assertThat(source.cut()).startsWith("rows:").endsWith(":limit=1");
            assertThat(source.count("p", "TRUE")).isEqualTo(4);
            assertThat(source.count("c", "TRUE")).isEqualTo(1);
            assertThat(source.count("n", "TRUE")).isEqualTo(1);
            var boss = new Lookup("b", "p", "id", "boss", true, Optional.empty(), 0);
            assertThat(referred(source, "p", boss, "TRUE", true)).isEqualTo(Referred.UNASKED);
            assertThat(source.profile(source.catalogue().table("p").orElseThrow())
                            .rows())
                    .isEqualTo(4);
            try (var again = MysqlSource.open(database, true).limited(1, ties)) {
                assertThat(again.cut()).isEqualTo(source.cut());
            }
        }
    }

    @OnSqlServers
    void textsAreCountedAsTheyAreSpelt(SqlServer server) {
        try (var source = source(
                server,
                "CREATE TABLE t (id INT, k VARCHAR(300), e ENUM('x', 'y') CHARACTER SET latin1)",
                "INSERT INTO t VALUES (1, 'App\\\\Models\\\\Ä', 'x'), (2, 'a', 'x'), (3, 'A', NULL), (NULL, 'b', 'y')")) {
            var table = source.catalogue().table("t").orElseThrow();

            assertThat(source.texts(table, "k", "t.id IS NOT NULL", 10))
                    .isEqualTo(Map.of("App\\Models\\Ä", 1L, "a", 1L, "A", 1L));
            assertThat(source.texts(table, "e", "TRUE", 10)).isEqualTo(Map.of("x", 2L, "y", 1L));
            assertThat(source.texts(table, "k", "TRUE", 2)).hasSize(2);
        }
    }
}
