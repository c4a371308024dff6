package io.transfuse.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.Endpoint;
import io.transfuse.model.Secret;
import io.transfuse.model.UserException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleServerTest {
    private static final Order ORDER = new Order(9000, 1, true);

    /** A table with what a strict session would refuse, longer than a batch. */
    private record Ledger(String lastStatement) implements Sample {

        @Override
        public String system() {
            return "ledger";
        }

        @Override
        public Kind kind() {
            return Kind.MYSQL;
        }

        @Override
        public long defaultRows() {
            return 1;
        }

        @Override
        public Planted fill(Connection connection, Order order) throws SQLException {
            try (var statement = connection.createStatement();
                    var rows = new Rows(connection, kind())) {
                statement.executeUpdate("CREATE TABLE owners (id VARCHAR(36) PRIMARY KEY);"
                        + " CREATE TABLE `or``der` (id VARCHAR(36) PRIMARY KEY, owner VARCHAR(36), born DATE,"
                        + " state ENUM('a', 'b'), word TEXT, FOREIGN KEY (owner) REFERENCES owners (id))");
                for (var row = 0L; row < order.rows(); row++) {
                    rows.insert("or`der", row(row, order.seed()));
                }
                rows.flush();
                statement.executeUpdate(lastStatement);
                var planting = new Planting(rows);
                planting.countDerivedIds(connection, kind(), List.of("or`der"));
                return planting.planted();
            }
        }

        private static Row row(long row, long seed) {
            return new Row()
                    .with(
                            "id",
                            row % 3 == 0
                                    ? "acc-" + row
                                    : Dice.of(seed, "id", row).uuid())
                    .with("owner", "gone")
                    .with("born", "2024-00-00")
                    .with("state", row == 1 ? "none of them" : "b")
                    .with("word", row == 2 ? new Row.RawText("a\0\\'\"b") : "𠮷 ☎");
        }
    }

    @OnSqlServers
    void rowsArriveAsTheyAreGivenInAnEmptyDatabase(SqlServer server) {
        var database = server.database();
        var planted = Samples.write(new Ledger("DO 1"), database, ORDER);
        assertThat(planted.faults()).containsExactlyEntriesOf(Map.of("or`der.id: uuid:derived", 3000L));
        assertThat(Servers.rows(
                        database,
                        "SELECT count(*), count(owner), sum(month(born)), sum(state = ''), min(born + 0),"
                                + " sum(hex(word) = '61005C272262'), sum(word = '𠮷 ☎') FROM `or``der`"))
                .containsExactly("9000|9000|0|1|20240000|1|8999");
    }

    @OnSqlServers
    void whatCannotBeFinishedIsTakenBack(SqlServer server) {
        var database = server.database();
        assertThatThrownBy(() -> Samples.write(new Ledger("INSERT INTO nowhere VALUES (1)"), database, ORDER))
                .isInstanceOf(IllegalStateException.class);
        assertThat(Servers.rows(database, "SHOW TABLES")).isEmpty();
    }

    @OnSqlServers
    void aDatabaseThatHoldsTablesOrLetsNobodyWriteIsRefused(SqlServer server) {
        var database = server.database();
        assertThatThrownBy(() -> Samples.write(new Ledger("DO 1"), server.reader(database), ORDER))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("where this account may not make and fill tables; grant it with GRANT ALL ON");
        Servers.execute(database, "CREATE TABLE mine (id INT)");
        assertThatThrownBy(() -> Samples.write(new Ledger("DO 1"), database, ORDER))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("already holds tables, but must be a new or empty database");
        assertThat(Servers.rows(database, "SHOW TABLES")).containsExactly("mine");
    }

    @Test
    void aSampleNamesTheKindOfDatabaseThatItIsMadeFor() {
        var file = new Endpoint("sqlite", "jdbc:sqlite:x.db", "x.db", "", new Secret(""));
        assertThatThrownBy(() -> Samples.write(new Ledger("DO 1"), file, ORDER))
                .hasMessage("--into is sqlite, but must be mysql://user@host:port/db or mariadb://user@host:port/db"
                        + " for ledger");
    }
}
