package io.transfuse.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.Endpoint;
import io.transfuse.model.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What stands in for functions that older servers lack gives what newer ones give. */
class MysqlOlderTest {

    private static final List<String> ROWS = List.of(
            "CREATE TABLE t (a INT, b VARCHAR(9))",
            "INSERT INTO t VALUES (1, 'x'), (1, 'x'), (2, 'y'), (1, 'x'), (NULL, NULL), (NULL, NULL), (3, '')");

    @OnSqlServers
    void rowsWithoutAKeyGetTheSameNumbersFromVariablesAsFromWindows(SqlServer server) {
        var database = server.database();
        Servers.execute(database, ROWS.toArray(String[]::new));
        try (var source = MysqlSource.open(server.reader(database), true)) {
            var table = source.catalogue().tables().get(0);
            var older = new MysqlPosition(table.columns(), List.of(), List.of()).sql(false);

            assertThat(positions(database, at(table, older)))
                    .hasSize(7)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(positions(database, table));
        }
    }

    private static List<String> positions(Endpoint database, Table table) {
        return Servers.rows(database, "SELECT " + table.position() + " FROM " + MysqlPosition.from(table));
    }

    private static Table at(Table table, String position) {
        return new Table(
                table.name(),
                table.columns(),
                table.primaryKey(),
                table.uniques(),
                table.foreignKeys(),
                table.indexes(),
                table.checks(),
                position,
                table.comment(),
                table.next());
    }

    @OnSqlServers
    void digestsBecomeRows(SqlServer server) throws SQLException {
        for (var number : List.of(1, 9, 10, 11, 1234)) {
            var positions = IntStream.range(0, number).mapToObj(i -> "é'\\" + i).toList();
            var digests = new MysqlDigests(List.of(positions));
            try (var connection = Servers.connect(server.database());
                    var query = connection.prepareStatement(
                            "SELECT LOWER(HEX(`transfuse rejected`)) FROM " + digests.sql() + " r")) {
                query.setObject(1, digests.bound()[0]);
                var rows = query.executeQuery();
                var found = new ArrayList<String>();
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
                assertThat(found)
                        .containsExactlyInAnyOrderElementsOf(
                                positions.stream().map(DigestUtils::md5Hex).toList());
            }
        }
    }

    @Test
    void versionsAreComparedByTheirNumbersAndTheirProduct() {
        var maria = server(true, "10.2.11-MariaDB-log");
        var mysql = server(false, "5.6.14-log");

        assertThat(maria.hasWindows()).isTrue();
        assertThat(maria.tellsChecks()).isFalse();
        assertThat(maria.counts("json")).isTrue();
        assertThat(server(true, "10.3.9-MariaDB").tellsChecks()).isFalse();
        assertThat(server(true, "10.11.5-MariaDB-1:10.11.5+maria~deb12").tellsChecks())
                .isTrue();
        assertThat(mysql.hasWindows()).isFalse();
        assertThat(mysql.counts("json")).isFalse();
        assertThat(mysql.counts("nul")).isTrue();
        assertThat(server(false, "8.0.33").tellsChecks()).isTrue();
        assertThat(server(false, "9.4.0").since("8.2.0", "")).isTrue();
    }

    @Test
    void onlyVariablesThatAServerHasAreSet() {
        assertThat(server(false, "5.6.14").settings()).isEqualTo("sql_mode='',time_zone='+00:00'");
    }

    private static MysqlServer server(boolean mariadb, String version) {
        return new MysqlServer(mariadb, version, "d", "`a`@`%`", Set.of("time_zone", "sql_mode"));
    }

    @Test
    void defaultsAreKnownAlsoWhereTheCatalogueSaysLessAboutThem() {
        assertThat(given("timestamp", "CURRENT_TIMESTAMP")).contains("CURRENT_TIMESTAMP");
        assertThat(given("varchar(20)", "CURRENT_TIMESTAMP")).contains("'CURRENT_TIMESTAMP'");
        assertThat(given("binary(4)", "ab\u0000\u0000")).contains("X'61620000'");
    }

    private static Optional<String> given(String type, String shown) {
        var values = new HashMap<String, @Nullable Object>();
        values.putAll(Map.of("name", "c", "type", type, "given", shown));
        return new MysqlColumns(false, List.of(new Sql.Line(values)), List.of())
                .all()
                .get(0)
                .defaultSql();
    }
}
