package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.config.Naming;
import io.transfuse.model.Plan;
import io.transfuse.model.TargetTable;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamingTest {
    private static final String LONG = "a_very_long_name_that_somebody_gave_to_a_column_of_a_table_once_upon_a_time";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "createdAt, created_at",
        "HTTPServer, http_server",
        "userID, user_id",
        "first name, first_name",
        "_key, _key",
        "Straße 2b, straße_2b",
        "already_snake, already_snake",
        "page2Name, page2_name"
    })
    void snakeNamesHaveSmallWords(String name, String snake) {
        assertThat(Naming.SNAKE.of(name)).isEqualTo(snake);
    }

    @Test
    void namesThatBecomeTheSameGetANumberAndAreListed() {
        var plan = Planned.of(
                folder,
                "names = snake",
                "CREATE TABLE \"userList\" (id INTEGER PRIMARY KEY, \"createdAt\" TEXT, created_at TEXT, xmin INT, \""
                        + LONG + "\" INT)",
                "CREATE TABLE user_list (id INTEGER PRIMARY KEY, \"userList\" INT REFERENCES \"userList\" (id))");

        assertThat(plan.blockers()).isEmpty();
        assertThat(columns(plan, "user_list_2"))
                .containsExactly("id", "created_at_2", "created_at", "xmin_", LONG.substring(0, 63));
        assertThat(Planned.target(plan, "user_list").foreignKeys())
                .singleElement()
                .satisfies(l -> assertThat(l.table()).isEqualTo("user_list_2"));
        assertThat(infos(plan))
                .contains(
                        "userList. is named user_list_2: another is named user_list already",
                        "userList.createdAt is named created_at_2: another is named created_at already",
                        "userList.xmin is named xmin_: PostgreSQL gives every table a column xmin itself",
                        "userList." + LONG + " is named " + LONG.substring(0, 63)
                                + ": PostgreSQL's names have at most 63 bytes");
    }

    @Test
    void indexesOfOneNameGetTheirTablesName() {
        var plan = Planned.of(
                folder,
                "",
                "CREATE TABLE a (x INT)",
                "CREATE TABLE by_x (x INT)",
                "CREATE INDEX i ON a (x)",
                "CREATE INDEX by_y ON by_x (x)");

        assertThat(infos(plan)).isEmpty();
        assertThat(Planned.target(plan, "a").indexes())
                .extracting(TargetTable.Index::name)
                .containsExactly("i");
    }

    @Test
    void theSchemaMayBeNamedAfterTheSource() {
        var plan = Planned.of(folder, "target.namespace = \"@source\"", "CREATE TABLE t (x INT)");

        assertThat(plan.targets().get(0).schema()).startsWith("s").isNotEqualTo("@source");
    }

    private static List<String> columns(Plan plan, String table) {
        return Planned.target(plan, table).columns().stream()
                .map(TargetTable.TargetColumn::name)
                .toList();
    }

    private static List<String> infos(Plan plan) {
        return plan.notes().stream()
                .filter(n -> n.level() == Plan.Level.INFO)
                .map(n -> n.table() + "." + n.column() + " " + n.text())
                .toList();
    }
}
