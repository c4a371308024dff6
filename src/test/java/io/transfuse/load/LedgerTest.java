package io.transfuse.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.Servers;
import io.transfuse.model.Endpoint;
import io.transfuse.model.TargetTable;
import io.transfuse.model.UserException;
import io.transfuse.model.Validation.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final String TABLES =
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename";

    private final String run = Given.run();
    private final Endpoint endpoint = Servers.postgres();
    private final Ledger ledger = new Ledger(new Target(endpoint));

    @Test
    void withoutALedgerThereIsNothingAndReadingMakesNone() {
        assertThat(ledger.runs()).isEmpty();
        assertThat(ledger.loaded()).isEmpty();
        ledger.forget(run);
        assertThat(Servers.rows(endpoint, "SELECT to_regnamespace('transfuse')"))
                .containsExactly("null");
    }

    @Test
    void aNamespaceIsDrawnOnceAndKept() {
        ledger.establish();
        ledger.establish();
        var drawn = ledger.namespace(Optional.empty());
        assertThat(ledger.namespace(Optional.empty())).isEqualTo(drawn);
        assertThat(ledger.namespace(Optional.of(drawn))).isEqualTo(drawn);
    }

    @Test
    void theStagesNamespaceIsKeptAndAnotherOneRefused() {
        ledger.establish();
        var known = UUID.randomUUID();
        assertThat(ledger.namespace(Optional.of(known))).isEqualTo(known);
        assertThatThrownBy(() -> ledger.namespace(Optional.of(UUID.randomUUID())))
                .isInstanceOf(UserException.class);
    }

    @Test
    void aRunIsReadBackAsItWasRegistered() {
        ledger.establish();
        ledger.register(run, Given.identity());
        ledger.register(run, Given.identity());
        assertThat(ledger.runs()).singleElement().satisfies(r -> {
            assertThat(r.run()).isEqualTo(run);
            assertThat(r.identity()).isEqualTo(Given.identity());
            assertThat(r.verdict()).isEmpty();
        });
        ledger.finish(run, Verdict.PASS);
        assertThat(ledger.current().orElseThrow().verdict()).contains("PASS");
        assertThat(ledger.current().orElseThrow().finishedAt()).isPresent();
    }

    @Test
    void aTableOfSomebodyElseIsAClashAndOursIsNot() {
        Servers.execute(
                endpoint,
                "CREATE VIEW cases AS SELECT 1",
                "CREATE TABLE other (id int CONSTRAINT people_pkey PRIMARY KEY)",
                "CREATE FUNCTION touch_changed() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'");
        ledger.establish();
        var ddl = Given.ddl(Given.table("cases", "id bigint"), keyed("people"), keyed("orders"));
        assertThat(ledger.clashes(run, ddl))
                .containsExactly("public.touch_changed", "public.cases", "public.people_pkey");
        var mine = Given.ddl(Given.table("orders", "id bigint"));
        ledger.create(run, mine);
        assertThat(ledger.clashes(run, mine)).isEmpty();
        assertThat(ledger.clashes(Given.run(), mine)).containsExactly("public.orders");
    }

    @Test
    void makingTablesGoesOnWhereItStopped() {
        ledger.establish();
        ledger.create(run, Given.ddl(keyed("a")));
        ledger.create(run, Given.ddl(keyed("a"), keyed("b")));
        assertThat(Servers.rows(endpoint, "SELECT kind, name FROM transfuse.objects ORDER BY 1, 2"))
                .containsExactly("function|touch_changed", "table|a", "table|b");
    }

    @Test
    void aTableThatSomebodyDroppedIsMadeAgainAndLoadedAgain() {
        ledger.establish();
        ledger.create(run, Given.ddl(keyed("a")));
        Servers.execute(
                endpoint,
                "INSERT INTO transfuse.chunks VALUES ('" + run + "', 'public.a', 0, 'part-1', 5)",
                "DROP TABLE a");
        assertThat(ledger.loaded()).containsKey("public.a");
        ledger.create(run, Given.ddl(keyed("a")));
        assertThat(ledger.loaded()).isEmpty();
    }

    @Test
    void forgetRemovesOnlyWhatTheRunMade() {
        Servers.execute(endpoint, "CREATE TABLE theirs (id int)");
        ledger.establish();
        var other = Given.run();
        ledger.register(run, Given.identity());
        ledger.register(other, Given.identity());
        ledger.create(run, Given.ddl(keyed("a"), keyed("b")));
        ledger.create(other, Given.ddl(Given.table("c", "id bigint")));
        Servers.execute(
                endpoint,
                "ALTER TABLE a ADD PRIMARY KEY (id)",
                "ALTER TABLE b ADD PRIMARY KEY (id)",
                "ALTER TABLE a ADD FOREIGN KEY (id) REFERENCES b",
                "ALTER TABLE b ADD FOREIGN KEY (id) REFERENCES a");
        ledger.forget(run);
        assertThat(Servers.rows(endpoint, TABLES)).containsExactly("c", "theirs");
        assertThat(Servers.rows(endpoint, "SELECT kind, name FROM transfuse.objects"))
                .containsExactly("table|c");
        assertThat(Servers.rows(endpoint, "SELECT to_regproc('public.touch_changed')"))
                .containsExactly("null");
        assertThat(ledger.runs()).extracting(RecordedRun::run).containsExactly(other);
    }

    @Test
    void twoRunsShareATouchFunctionUntilTheLastIsForgotten() {
        ledger.establish();
        var other = Given.run();
        for (var r : List.of(run, other)) {
            ledger.register(r, Given.identity());
        }
        var first = Given.ddl(keyed("a"));
        var second = Given.ddl(keyed("b"));
        ledger.create(run, first);
        assertThat(ledger.clashes(other, second)).isEmpty();
        ledger.create(other, second);
        second.finishing().forEach(s -> Servers.execute(endpoint, s.sql()));
        ledger.forget(run);
        assertThat(Servers.rows(endpoint, "UPDATE b SET id = id RETURNING 1")).isEmpty();
        ledger.forget(other);
        assertThat(Servers.rows(endpoint, "SELECT to_regproc('public.touch_changed'), count(*) FROM transfuse.objects"))
                .containsExactly("null|0");
    }

    @Test
    void forgetChangesNothingWhileSomethingElseDependsOnOurs() {
        ledger.establish();
        ledger.register(run, Given.identity());
        ledger.create(run, Given.ddl(keyed("a"), keyed("b")));
        Servers.execute(endpoint, "CREATE VIEW theirs AS SELECT id FROM a");
        assertThatThrownBy(() -> ledger.forget(run))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("view theirs depends on table a");
        assertThat(Servers.rows(endpoint, TABLES)).containsExactly("a", "b");
        assertThat(ledger.runs()).hasSize(1);
    }

    private static TargetTable keyed(String name) {
        return new TargetTable(
                "public",
                name,
                List.of(Given.column("id bigint!"), Given.column("changed timestamptz")),
                List.of("id"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of("changed"));
    }
}
