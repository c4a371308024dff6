package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.config.Settings;
import io.transfuse.model.DecidedBy;
import io.transfuse.model.Plan;
import io.transfuse.model.Value;
import io.transfuse.source.MysqlSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnumTypesTest {
    private static final String[] SOURCE = {
        "CREATE TABLE visits (id INTEGER PRIMARY KEY, kind TEXT DEFAULT 'in-person', state TEXT)",
        "CREATE TABLE calls (id INTEGER PRIMARY KEY, state TEXT)"
    };

    @TempDir
    Path folder;

    private Plan planned(String callMembers) {
        return Planned.of(folder, """
                tables.visits.columns {
                  kind { type = "ENUM ( virtual, 'in_person' )", enum-map { in-person = in_person } }
                  state = "enum visit_state(new, done) not null default 'new'"
                }
                tables.calls.columns.state = "enum visit_state(%s)"
                """.formatted(callMembers), SOURCE);
    }

    @Test
    void columnsShareATypeThatHasAName() {
        var plan = planned("new, done");
        assertThat(plan.blockers()).isEmpty();
        assertThat(plan.types())
                .extracting(t -> t.name() + t.labels())
                .containsExactlyInAnyOrder("visits_kind[virtual, in_person]", "visit_state[new, done]");
        assertThat(type(plan, "visits", "state"))
                .isEqualTo(type(plan, "calls", "state"))
                .isEqualTo("public.visit_state");
    }

    @Test
    void whatIsNoMemberAndHasNoNewNameIsUnmapped() {
        var kind = Planned.column(planned("new, done"), "visits", "kind");
        assertThat(kind.value())
                .isEqualTo(new Value.EnumMap(
                        "kind",
                        Map.of("virtual", "virtual", "in_person", "in_person", "in-person", "in_person"),
                        List.of(),
                        false));
        assertThat(kind.target().defaultSql()).contains("'in_person'");
    }

    @Test
    void aColumnThatDecidesAloneLeavesAllOtherMembers() {
        var plan = Planned.of(
                folder,
                "tables.visits.columns.state { enum-by.new { column = kind, map { virtual = CALL } } }",
                SOURCE);

        assertThat(plan.blockers()).isEmpty();
        assertThat(Planned.column(plan, "visits", "state").value())
                .isEqualTo(new Value.EnumMap(
                        "state",
                        Map.of("*", "keep"),
                        List.of(new DecidedBy("new", "kind", Map.of("virtual", "CALL"))),
                        false));
    }

    @Test
    void aMisspeltColumnThatDecidesAloneIsABlocker() {
        var plan = Planned.of(
                folder, "tables.visits.columns.state { enum-by.new { column = knd, map { virtual = CALL } } }", SOURCE);

        assertThat(Planned.blockers(plan))
                .anyMatch(b -> b.contains("columns has an enum-by whose column is knd, no column of visits"));
    }

    @Test
    void oneNameWithOtherMembersIsABlocker() {
        assertThat(Planned.blockers(planned("done, new")))
                .anyMatch(b -> b.contains("makes the enumeration visit_state of")
                        && b.contains("but must list the same members as the other columns of that type"));
    }

    private static String type(Plan plan, String table, String column) {
        return Planned.column(plan, table, column).target().type().sql();
    }

    @OnSqlServers
    void wrongMembersThatReadAsADeclaredOneAreCounted(SqlServer server) {
        var database = server.database();
        Servers.execute(
                database,
                "SET SESSION sql_mode = ''",
                "CREATE TABLE em (id INT PRIMARY KEY, e ENUM('', 'a'), f ENUM('', 'a'))",
                "INSERT INTO em VALUES (1, '', ''), (2, 'bad', 'a'), (3, 'a', NULL)");
        var settings = Settings.read(
                Optional.empty(), Map.of("source.url", "mysql://nobody/nothing", "target.url", "embedded"), Map.of());

        try (var source = MysqlSource.open(database, true)) {
            assertThat(Planned.warnings(Planner.plan(settings, source)))
                    .filteredOn(w -> w.startsWith("em."))
                    .containsExactly(
                            "em.e holds 1 value that is no member and cannot be told from the declared member '';"
                                    + " to keep them apart, mend the rows where e + 0 = 0 in the source");
        }
    }
}
