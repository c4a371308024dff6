package io.transfuse.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.model.Endpoint;
import io.transfuse.model.PgType;
import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.Index;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.model.Validation.Check;
import io.transfuse.model.Validation.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Indexes are asked for one by one, defaults by their value. */
class DeclaredTest {
    private static final TargetTable TABLE = new TargetTable(
            "public",
            "t",
            List.of(
                    column("id", "integer", ""),
                    column("email", "text", "E'it''s \\\\ new'"),
                    column("n", "numeric(10,2)", "0"),
                    column("neg", "integer", "-1"),
                    column("ok", "boolean", "true"),
                    column("at", "timestamp", "CURRENT_TIMESTAMP"),
                    column("day", "date", "'2024-01-01'"),
                    column("doc", "jsonb", "'{}'"),
                    column("bits", "bit(3)", "B'101'"),
                    column("short", "varchar(5)", "'a'"),
                    column("tags", "text[]", "ARRAY['a']::text[]"),
                    column("uid", "uuid", "gen_random_uuid()"),
                    new TargetColumn("state", PgType.enumeration("\"My mood\""), true, Optional.of("'sad'"), false)),
            List.of("id"),
            List.of(List.of("email")),
            List.of(),
            List.of(),
            List.of(
                    new Index("t_n", false, "(n)"),
                    new Index("t_lower", true, "(lower(email))"),
                    new Index("t_partial", false, "(n) WHERE ok AND email <> 'x'"),
                    new Index("t_desc", false, "(neg DESC, \"day\" ASC)"),
                    new Index("t_doc", false, "USING gin (doc)")),
            Optional.empty());

    private final TargetChecks checks = TargetChecks.of(List.of(TABLE), List.of(), Map.of(), Set.of());
    private Endpoint target;

    @BeforeEach
    void make() {
        target = Servers.postgres();
        Servers.execute(
                target,
                "CREATE TYPE \"My mood\" AS ENUM ('sad', 'glad')",
                """
                CREATE TABLE t (id int PRIMARY KEY, email text DEFAULT E'it''s \\\\ new' UNIQUE, n numeric(10,2) DEFAULT 0,
                  neg int DEFAULT -1, ok boolean DEFAULT true, at timestamp DEFAULT CURRENT_TIMESTAMP,
                  day date DEFAULT '2024-01-01', doc jsonb DEFAULT '{}', bits bit(3) DEFAULT B'101',
                  short varchar(5) DEFAULT 'a', tags text[] DEFAULT ARRAY['a']::text[], uid uuid DEFAULT gen_random_uuid(),
                  state "My mood" DEFAULT 'sad')""",
                "CREATE INDEX t_n ON t (n)",
                "CREATE UNIQUE INDEX t_lower ON t (lower(email))",
                "CREATE INDEX t_partial ON t (n) WHERE ok AND email <> 'x'",
                "CREATE INDEX t_desc ON t (neg DESC, day)",
                "CREATE INDEX t_doc ON t USING gin (doc)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "ALTER INDEX t_n RENAME TO x",
                "ALTER INDEX t_lower RENAME TO y",
                "ALTER TABLE t ALTER n SET DEFAULT 0.00, ALTER state SET DEFAULT 'sad'::\"My mood\"",
                "CREATE INDEX mine ON t (neg)"
            })
    void whatIsAsPlannedPassesHoweverItIsSpelt(String change) throws Exception {
        Servers.execute(target, change);
        assertThat(asked()).allMatch(c -> c.verdict() == Verdict.PASS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "indexes:t  | t_n       | DROP INDEX t_n; CREATE INDEX mine ON t (day)",
                "indexes:t  | t_n       | DROP INDEX t_n; CREATE INDEX t_n ON t (day)",
                "indexes:t  | t_n       | DROP INDEX t_n; CREATE INDEX mine ON t (n, day)",
                "indexes:t  | t_desc    | DROP INDEX t_desc; CREATE INDEX mine ON t (neg, day)",
                "indexes:t  | t_partial | DROP INDEX t_partial; CREATE INDEX mine ON t (n) WHERE ok",
                "indexes:t  | t_lower   | DROP INDEX t_lower; CREATE INDEX mine ON t (lower(email))",
                "indexes:t  | t_doc     | DROP INDEX t_doc; CREATE INDEX mine ON t (doc)",
                "defaults:t |           | ALTER TABLE t ALTER email SET DEFAULT 'old'",
                "defaults:t |           | ALTER TABLE t ALTER email SET DEFAULT NULL",
                "defaults:t |           | ALTER TABLE t ALTER neg SET DEFAULT 1",
                "defaults:t |           | ALTER TABLE t ALTER day SET DEFAULT CURRENT_DATE",
                "defaults:t |           | ALTER TABLE t ALTER at SET DEFAULT '2024-01-01'",
                "defaults:t |           | ALTER TABLE t ALTER tags DROP DEFAULT",
                "defaults:t |           | CREATE SEQUENCE s; ALTER TABLE t ALTER neg SET DEFAULT nextval('s')"
            })
    void whatIsNotAsPlannedIsNamed(String check, String named, String damage, @TempDir Path folder) throws Exception {
        Servers.execute(target, damage.split("; "));
        assertThat(asked())
                .filteredOn(c -> c.verdict() != Verdict.PASS)
                .singleElement()
                .satisfies(c -> assertThat(c.name()).isEqualTo(check))
                .satisfies(c -> assertThat(c.count()).isEqualTo(1))
                .satisfies(c -> assertThat(c.examples()).isEqualTo(named == null ? List.of() : List.of(named)));
        if (PsqlOutput.isThere()) {
            var script = Files.writeString(folder.resolve("checks.sql"), PostChecksSql.script(checks));
            assertThat(PsqlOutput.run(script, target).output().lines()).anyMatch(l -> l.startsWith(check + "|1|FAIL|"));
        }
    }

    @Test
    void noDefaultIsComputedThatCouldChangeAnything() throws Exception {
        Servers.execute(target, "CREATE SEQUENCE s", "ALTER TABLE t ALTER neg SET DEFAULT nextval('s')");
        asked();
        assertThat(Servers.rows(target, "SELECT is_called FROM s")).containsExactly("f");
    }

    private List<Check> asked() throws SQLException, InterruptedException {
        return checks.ask(() -> Servers.connect(target), 1, ShownKey.CLEAR);
    }

    private static TargetColumn column(String name, String type, String planned) {
        var defaults = planned.isEmpty() ? Optional.<String>empty() : Optional.of(planned);
        return new TargetColumn(name, PgType.of(type), !name.equals("id"), defaults, false);
    }
}
