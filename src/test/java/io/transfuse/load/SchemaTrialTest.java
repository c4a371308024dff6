package io.transfuse.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.Servers;
import io.transfuse.model.Endpoint;
import io.transfuse.model.Secret;
import io.transfuse.model.Table;
import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.Index;
import io.transfuse.model.TargetTable.Link;
import io.transfuse.model.UserException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SchemaTrialTest {
    private static final String OBJECTS = """
            SELECT 'relation', relname::text FROM pg_class WHERE oid >= 16384
            UNION ALL SELECT 'type', typname::text FROM pg_type WHERE oid >= 16384
            UNION ALL SELECT 'function', proname::text FROM pg_proc WHERE oid >= 16384
            UNION ALL SELECT 'schema', nspname::text FROM pg_namespace WHERE oid >= 16384
            UNION ALL SELECT 'extension', extname::text FROM pg_extension WHERE oid >= 16384
            """;

    private final Endpoint endpoint = Servers.postgres();

    private SchemaTrial.Result tried(TargetTable... tables) {
        return new SchemaTrial(new Target(endpoint).inTheMiddle()).of(Given.ddl(tables));
    }

    @Test
    void whatIsTakenIsTriedAndDoesNotStay() {
        var result = new SchemaTrial(new Target(endpoint).inTheMiddle()).of(GivenShop.ddl());
        assertThat(result.refused()).isEmpty();
        assertThat(result.tried()).isGreaterThan(10);
        assertThat(Servers.rows(endpoint, OBJECTS)).isEmpty();
    }

    @Test
    void allThatIsRefusedIsToldAtOnceAndNothingStays() {
        var result = tried(
                table("people", List.of(new Table.Check("grown", "agee > 17")), List.of(), List.of()),
                table(
                        "visits",
                        List.of(),
                        List.of(new Link("", List.of("id"), "people", List.of("id"), "", "")),
                        List.of(new Index("by_age", false, "(age) WHER age > 1"))),
                table("rooms", List.of(), List.of(), List.of(new Index("by_no", false, "(number)"))));
        assertThat(result.refused()).hasSize(3);
        assertThat(result.refused().get(0))
                .startsWith("public.people cannot be made in ")
                .contains(": column \"agee\" does not exist; mend the check");
        assertThat(result.refused().get(1))
                .startsWith("by_age of public.visits cannot be made in ")
                .contains("syntax error at or near \"WHER\"");
        assertThat(result.refused().get(2)).contains("column \"number\" does not exist");
        assertThat(Servers.rows(endpoint, OBJECTS)).isEmpty();
    }

    @Test
    void anExtensionThatTheServerDoesNotHaveIsNamedByItsSetting() {
        var ddl = new Ddl(List.of(table("people", List.of(), List.of(), List.of())), List.of("nope"), Set.of());

        assertThat(new SchemaTrial(new Target(endpoint).inTheMiddle()).of(ddl).refused())
                .singleElement()
                .satisfies(l -> assertThat(l)
                        .startsWith("nope cannot be made in ")
                        .endsWith("; install it on that server, or take it out of extensions"));
    }

    @Test
    void tablesThatAreThereAlreadyAreLeftAlone() {
        Servers.execute(endpoint, "CREATE TABLE people (id int)");
        assertThat(tried(table("people", List.of(new Table.Check("grown", "agee > 17")), List.of(), List.of())))
                .isEqualTo(new SchemaTrial.Result(0, List.of()));
    }

    @Test
    void moreTablesThanTheServerHasLocksForAreNotTried() {
        var room = Long.parseLong(Servers.rows(
                        endpoint,
                        "SELECT current_setting('max_locks_per_transaction')::int * current_setting('max_connections')::int")
                .get(0));
        var many = IntStream.range(0, (int) (room / 8) + 1)
                .mapToObj(i -> Given.table("t" + i, "id bigint"))
                .toArray(TargetTable[]::new);
        assertThat(tried(many).tried()).isZero();
    }

    @Test
    void aMissingRightIsAskedFor() {
        Servers.execute(
                endpoint, "REVOKE CREATE ON SCHEMA public FROM PUBLIC", "CREATE ROLE looker_on LOGIN PASSWORD 'x'");
        var account = new Endpoint(endpoint.kind(), endpoint.jdbcUrl(), endpoint.name(), "looker_on", new Secret("x"));
        assertThatThrownBy(() -> new SchemaTrial(new Target(account))
                        .of(Given.ddl(table("people", List.of(), List.of(), List.of()))))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("permission denied for schema public; ask the owner for that right")
                .satisfies(e -> assertThat(((UserException) e).exitCode()).isEqualTo(3));
    }

    /** It waits for a table of the same name that somebody else may still take back. */
    @Test
    void aSessionThatIsEndedIsTriedAgain() throws Exception {
        try (var other = Servers.connect(endpoint);
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("CREATE TABLE people (id bigint)");
            var result = CompletableFuture.supplyAsync(
                    () -> tried(table("people", List.of(), List.of(), List.of(new Index("by_age", false, "(age)")))));
            while (!result.isDone() && Servers.rows(endpoint, """
                            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                            WHERE datname = current_database() AND wait_event_type = 'Lock'
                            """).isEmpty()) {
                Thread.onSpinWait();
            }
            other.rollback();
            assertThat(result.get(1, TimeUnit.MINUTES).refused()).isEmpty();
            assertThat(result.get().tried()).isGreaterThan(1);
        }
    }

    private static TargetTable table(String name, List<Table.Check> checks, List<Link> links, List<Index> indexes) {
        return new TargetTable(
                "public",
                name,
                List.of(Given.column("id bigint!"), Given.column("age int")),
                List.of("id"),
                List.of(),
                checks,
                links,
                indexes,
                Optional.empty());
    }
}
