package io.transfuse.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.Catalogue;
import io.transfuse.model.Catalogue.NotCarried;
import io.transfuse.model.Endpoint;
import io.transfuse.model.Table;
import io.transfuse.model.Table.Column;
import io.transfuse.model.UserException;
import io.transfuse.types.MysqlType;
import java.util.List;
import java.util.Optional;

class MysqlCatalogueTest {

    private static Catalogue catalogue(Endpoint database) {
        try (var source = MysqlSource.open(database, true)) {
            return source.catalogue();
        }
    }

    private static Table made(SqlServer server, String... statements) {
        var database = server.database();
        Servers.execute(database, statements);
        return catalogue(server.reader(database)).tables().get(0);
    }

    private static Column column(Table table, String name) {
        return table.column(name).orElseThrow();
    }

    @OnSqlServers
    void columnsKeepTypeNullabilityAndComment(SqlServer server) {
        var table = made(server, """
                CREATE TABLE t (id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, e ENUM('A','b''X','') NOT NULL COMMENT 'it''s',
                  n DECIMAL(10,2), k VARCHAR(9) CHARACTER SET latin1 COLLATE latin1_bin, b TINYINT(1))
                COMMENT 'all of them' AUTO_INCREMENT = 77""");

        assertThat(table.comment()).isEqualTo("all of them");
        assertThat(table.next()).contains(77L);
        assertThat(table.primaryKey()).containsExactly("id");
        assertThat(column(table, "id").nature().counts()).isTrue();
        assertThat(column(table, "id").type()).startsWith("int").endsWith("unsigned");
        assertThat(column(table, "e").type()).isEqualTo("enum('A','b''X','')");
        assertThat(column(table, "e").nullable()).isFalse();
        assertThat(column(table, "e").nature().comment()).isEqualTo("it's");
        assertThat(column(table, "k").collation()).isEqualTo("latin1_bin");
        assertThat(column(table, "k").nature().charset()).isEqualTo("latin1");
        assertThat(column(table, "n").collation()).isEqualTo("BINARY");
        assertThat(column(table, "b").type()).isEqualTo("tinyint(1)");
    }

    @OnSqlServers
    void defaultsAreSqlWhateverTheProductWrites(SqlServer server) {
        var table = made(server, """
                CREATE TABLE t (a VARCHAR(30) DEFAULT 'it''s', b INT DEFAULT -1, c INT, d VARCHAR(9) DEFAULT 'NULL',
                  e VARCHAR(30) DEFAULT (concat('a', 'b''c')), f DATE DEFAULT '2024-01-02', g BIT(1) DEFAULT b'1',
                  h DATETIME(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3), i VARCHAR(9) DEFAULT '')""");

        assertThat(column(table, "a").defaultSql()).contains("'it''s'");
        assertThat(column(table, "b").defaultSql()).contains("-1");
        assertThat(column(table, "c").defaultSql()).isEmpty();
        assertThat(column(table, "d").defaultSql()).contains("'NULL'");
        assertThat(column(table, "e").defaultSql()).contains("concat('a','b''c')");
        assertThat(column(table, "f").defaultSql()).contains("'2024-01-02'");
        assertThat(column(table, "g").defaultSql()).contains("b'1'");
        assertThat(column(table, "h").defaultSql().orElseThrow()).startsWithIgnoringCase("current_timestamp");
        assertThat(column(table, "h").nature().touched()).isTrue();
        assertThat(column(table, "i").defaultSql()).contains("''");
    }

    @OnSqlServers
    void defaultsOfBytesEndInZerosWhereTheTypeSaysSo(SqlServer server) {
        var table = made(server, """
                CREATE TABLE t (a BINARY(4) NOT NULL DEFAULT 'ab', b BINARY(16) NOT NULL DEFAULT 0x00, c VARBINARY(4) DEFAULT 'ab',
                  d VARBINARY(4) DEFAULT 0x6100, e BINARY(3) DEFAULT '', f BINARY(4) DEFAULT ('a''b'), g BINARY(4) DEFAULT 0x00ff)""");

        assertThat(table.columns().subList(0, 6))
                .extracting(c -> c.defaultSql().orElseThrow())
                .containsExactly(
                        "X'61620000'", "X'" + "0".repeat(32) + "'", "X'6162'", "X'6100'", "X'000000'", "X'61276200'");
        if (server.mysql()) {
            assertThat(column(table, "g").defaultSql()).contains("X'00FF0000'");
        }
    }

    @OnSqlServers
    void generatedColumnsAndConditionsAreWrittenInPlainSql(SqlServer server) {
        var table = made(server, """
                CREATE TABLE t (n INT, k VARCHAR(9), g INT GENERATED ALWAYS AS (n + 1) VIRTUAL,
                  s VARCHAR(30) GENERATED ALWAYS AS (concat(k, 'it''s')) STORED,
                  CONSTRAINT positive CHECK (n > 0 AND k <> 'a''b'))""");

        assertThat(column(table, "g").generated()).isTrue();
        assertThat(column(table, "g").nature().expression()).contains("`n` + 1");
        assertThat(column(table, "s").nature().expression()).isEqualTo("concat(`k`,'it''s')");
        assertThat(column(table, "n").generated()).isFalse();
        assertThat(table.checks()).singleElement().satisfies(c -> {
            assertThat(c.name()).isEqualTo("positive");
            assertThat(c.sql()).contains("`n` > 0").contains("`k` <> 'a''b'").doesNotContain("_utf8mb4");
        });
    }

    @OnSqlServers
    void lettersOfAnyLanguageStayWhatTheyAre(SqlServer server) {
        // MariaDB's information schema has no letters of four bytes.
        var laugh = server.mysql() ? "😀" : "?";
        var table = made(server, """
                CREATE TABLE t (länge INT, k VARCHAR(20), a VARCHAR(20) DEFAULT ('né – 中 😀'), b VARCHAR(20) DEFAULT 'Ã¶',
                  c VARCHAR(20) DEFAULT (_latin1 x'8ce4'), s VARCHAR(30) GENERATED ALWAYS AS (concat(k, ' – ok')) STORED,
                  CONSTRAINT one CHECK (länge > 0 AND k IN ('Ã¶', 'gelöst', 'Á€😀')))""");

        assertThat(column(table, "a").defaultSql()).contains("'né – 中 😀'");
        assertThat(column(table, "b").defaultSql()).contains("'Ã¶'");
        if (server.mysql()) {
            assertThat(column(table, "c").defaultSql()).contains("'Œä'");
        }
        assertThat(column(table, "s").nature().expression()).isEqualTo("concat(`k`,' – ok')");
        assertThat(table.checks())
                .singleElement()
                .satisfies(c -> assertThat(c.sql()).contains("`länge` > 0", "'Ã¶'", "'gelöst'", "'Á€" + laugh));
    }

    @OnSqlServers
    void defaultsAndTheirMembersHaveLettersOfFourBytesAlsoInAnEmptyTable(SqlServer server) {
        var table = made(server, """
                CREATE TABLE t (a VARCHAR(20) DEFAULT 'l''x\\\\😀?', b VARCHAR(9) DEFAULT 'why?', c CHAR(3) CHARACTER SET utf8mb3 DEFAULT '?',
                  e ENUM('a', '😀') DEFAULT '😀')""");

        assertThat(column(table, "a").defaultSql()).contains("'l''x\\😀?'");
        assertThat(column(table, "b").defaultSql()).contains("'why?'");
        assertThat(column(table, "c").defaultSql()).contains("'?'");
        assertThat(column(table, "e").defaultSql()).contains("'😀'");
        assertThat(column(table, "e").type()).isEqualTo("enum('a','😀')");
    }

    @OnSqlServers
    void membersAndDefaultsKeepBackslashesAndLineBreaks(SqlServer server) {
        var table = made(server, """
                CREATE TABLE t (a ENUM('?', 'a\\\\b', 'l\\n\\r\\t"%''\\Z\\b\\\\n', '\\\\') DEFAULT 'a\\\\b',
                  b SET('a\\\\', 'l\\nl') DEFAULT 'a\\\\,l\\nl', c VARCHAR(20) DEFAULT 'a\\\\n\\n''',
                  d VARCHAR(20) DEFAULT 'a\\\\\\n?', e TEXT DEFAULT ('a\\\\n\\n'))""");

        assertThat(MysqlType.of(column(table, "a")).members())
                .containsExactly("?", "a\\b", "l\n\r\t\"%'\u001a\b\\n", "\\");
        assertThat(column(table, "a").defaultSql()).contains("'a\\b'");
        assertThat(MysqlType.of(column(table, "b")).members()).containsExactly("a\\", "l\nl");
        assertThat(column(table, "b").defaultSql()).contains("'a\\,l\nl'");
        assertThat(column(table, "c").defaultSql()).contains("'a\\n\n'''");
        assertThat(column(table, "d").defaultSql()).contains("'a\\\n?'");
        assertThat(column(table, "e").defaultSql()).contains("'a\\n\n'");
    }

    @OnSqlServers
    void jsonIsJsonOnBothProductsWithoutACondition(SqlServer server) {
        var table = made(server, "CREATE TABLE t (j JSON, x LONGTEXT)");

        assertThat(column(table, "j").type()).isEqualTo("json");
        assertThat(column(table, "j").collation()).isEqualTo("BINARY");
        assertThat(column(table, "x").type()).isEqualTo("longtext");
        assertThat(table.checks()).isEmpty();
    }

    @OnSqlServers
    void indexesSayHowTheyFindRows(SqlServer server) {
        var table = made(server, """
                CREATE TABLE t (id INT PRIMARY KEY, a VARCHAR(99), b INT NOT NULL, c TEXT, s POINT NOT NULL,
                  UNIQUE KEY whole (b, a), UNIQUE KEY part (c(10)), KEY falls (b DESC), FULLTEXT KEY words (c),
                  SPATIAL KEY shape (s))""");

        assertThat(table.uniques()).containsExactly(List.of("b", "a"));
        assertThat(table.indexes())
                .extracting(i -> i.name() + " " + i.method() + " " + i.unique() + " "
                        + i.parts().get(0).prefix() + " " + i.parts().get(0).descending())
                .containsExactlyInAnyOrder(
                        "part ORDER true 10 false",
                        "falls ORDER false 0 true",
                        "words WORDS false 0 false",
                        "shape SPACE false 0 false");
        assertThat(table.indexes())
                .extracting(Table.Index::text)
                .contains("CREATE UNIQUE INDEX `part` ON `t` (`c`(10))");
    }

    @OnSqlServers
    void anIndexOverAnExpressionHasNoColumn(SqlServer server) {
        assumeTrue(server.mysql(), "MariaDB has no such index");
        var table = made(server, "CREATE TABLE t (a VARCHAR(99), KEY f ((concat(a,'–ö'))))");

        assertThat(table.indexes())
                .singleElement()
                .satisfies(i ->
                        assertThat(i.parts()).containsExactly(new Table.Part("", "concat(`a`,'–ö')", 0, false, "")));
    }

    @OnSqlServers
    void referencesKeepTheirActionsThoughTheAccountOnlyReads(SqlServer server) {
        var other = server.database();
        Servers.execute(other, "CREATE TABLE far (id INT PRIMARY KEY)");
        var far = other.name().replaceFirst(".*/", "");
        var database = server.database();
        Servers.execute(
                database,
                "CREATE TABLE p (id INT PRIMARY KEY, x INT NOT NULL, KEY (id, x))",
                "CREATE TABLE c (a INT, b INT, d INT, CONSTRAINT one FOREIGN KEY (a) REFERENCES p (id) ON DELETE CASCADE"
                        + " ON UPDATE SET NULL, CONSTRAINT two FOREIGN KEY (a, b) REFERENCES p (id, x) ON DELETE RESTRICT,"
                        + " CONSTRAINT three FOREIGN KEY (d) REFERENCES " + far + ".far (id))");

        var catalogue = catalogue(server.reader(database));

        assertThat(catalogue.table("c").orElseThrow().foreignKeys())
                .containsExactlyInAnyOrder(
                        new Table.ForeignKey(List.of("a"), "p", List.of("id"), "CASCADE", "SET NULL"),
                        new Table.ForeignKey(List.of("a", "b"), "p", List.of("id", "x"), "", ""));
        assertThat(catalogue.notCarried())
                .contains(new NotCarried(
                        "foreign key",
                        "c.three",
                        "(d) REFERENCES " + far + ".far (id)",
                        "it refers to another database, whose rows are not read"));
    }

    @OnSqlServers
    void whatIsNoTableIsListedWithItsText(SqlServer server) {
        var database = server.database();
        Servers.execute(
                database,
                "CREATE TABLE t (id INT PRIMARY KEY)",
                "CREATE VIEW v AS SELECT id FROM t",
                "CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.id = NEW.id + 1",
                "CREATE PROCEDURE pr() SELECT 42",
                "CREATE EVENT ev ON SCHEDULE EVERY 1 DAY DO DELETE FROM t",
                "ALTER TABLE t ADD COLUMN hidden INT INVISIBLE",
                "ALTER TABLE t PARTITION BY HASH (id) PARTITIONS 3");

        var catalogue = catalogue(database);

        assertThat(catalogue.tables()).extracting(Table::name).containsExactly("t");
        assertThat(catalogue.kind()).isEqualTo(server.mysql() ? "mysql" : "mariadb");
        assertThat(catalogue.notCarried())
                .extracting(NotCarried::kind)
                .containsExactlyInAnyOrder("view", "trigger", "routine", "event", "partitions", "invisible column");
        assertThat(catalogue.notCarried()).allSatisfy(n -> assertThat(n.text()).isNotEmpty());
        assertThat(catalogue.notCarried())
                .extracting(n -> n.name() + ": " + n.text())
                .contains(
                        "t: PARTITION BY HASH (`id`) in 3 partitions",
                        "t.hidden: int" + (server.mysql() ? "" : "(11)"));
    }

    @OnSqlServers
    void aTableWithoutKeyIsNumberedByItsContent(SqlServer server) {
        var table = made(server, "CREATE TABLE t (a INT, b VARCHAR(9))");

        assertThat(table.position()).isEqualTo("t.`_transfuse_row`");
        assertThat(table.next()).isEqualTo(Optional.empty());
    }

    @OnSqlServers
    void aColumnThatTheAccountMayNotReadIsRefusedWithTheGrant(SqlServer server) {
        var database = server.database();
        Servers.execute(
                database,
                "CREATE TABLE secret_one (id INT PRIMARY KEY, pay INT)",
                "CREATE USER 'half" + System.identityHashCode(database) + "'@'%' IDENTIFIED BY 'x'",
                "GRANT INSERT ON secret_one TO 'half" + System.identityHashCode(database) + "'@'%'");
        var half = new Endpoint(
                database.kind(),
                database.jdbcUrl(),
                database.name(),
                "half" + System.identityHashCode(database),
                new io.transfuse.model.Secret("x"));

        assertThatThrownBy(() -> catalogue(half))
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.exitCode()).isEqualTo(3))
                .hasMessageContaining("a table (secret_one); GRANT SELECT ON `");
    }
}
