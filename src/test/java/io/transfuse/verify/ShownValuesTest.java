package io.transfuse.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.transfuse.Servers;
import io.transfuse.Sparks;
import io.transfuse.model.Endpoint;
import io.transfuse.model.Validation.Unequal;
import io.transfuse.types.Digest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code privacy.clear-values} a report shows what differs, in the same words for both sides. */
class ShownValuesTest {

    @TempDir
    Path folder;

    @Test
    void whatDiffersIsShownAlikeWhoeverTookItOutOfPostgresql() throws SQLException {
        var target = Servers.postgres();
        Servers.execute(
                target,
                """
                CREATE TABLE v (id int PRIMARY KEY, b boolean, n numeric(10,2), f double precision, t text, long text,
                  day date, at timestamptz, bytes bytea, same int)""",
                "INSERT INTO v VALUES (1, true, 2.50, 3.5, '', repeat('😀', 300) || 'b', '1947-11-24',"
                        + " '2024-01-01 12:00:00+02', '\\x00fe', 7)");
        var table = Staged.target(
                "v",
                List.of("id"),
                "id integer",
                "b boolean",
                "n numeric(10,2)",
                "f double precision",
                "t text",
                "long text",
                "day date",
                "at timestamptz",
                "bytes bytea",
                "same integer");
        var staged = Staged.of(table, """
                SELECT 1 AS id, false AS b, CAST(2.49 AS STRING) AS n, 3.0D AS f, CAST(NULL AS STRING) AS t,
                  repeat('😀', 300) || 'a' AS long, DATE '1947-11-23' AS day, TIMESTAMP '2024-01-01 10:00:01' AS at,
                  X'00FF' AS bytes, 7 AS same""", folder);
        // Found by the digests, and by reading back where these agree.
        shown(target, staged, new Digest(1, "another"));
        shown(target, staged, staged.digest());
    }

    private static void shown(Endpoint target, Staged staged, Digest told) throws SQLException {
        var compared = new Compare(Sparks.session(), target, () -> Servers.connect(target), 2, ShownKey.VALUES)
                .rows(staged.table(), List.of("s"), staged.digest(), Optional.of(told));
        var difference = compared.differences().get(0);
        assertThat(difference.key()).isEqualTo("1");
        assertThat(difference.values())
                .filteredOn(v -> !v.column().equals("long"))
                .extracting(Unequal::column, Unequal::expected, Unequal::actual)
                .containsExactly(
                        tuple("b", "false", "true"),
                        tuple("n", "2.49", "2.50"),
                        tuple("f", "3", "3.5"),
                        tuple("t", null, ""),
                        tuple("day", "1947-11-23", "1947-11-24"),
                        tuple("at", "2024-01-01 10:00:01+00", "2024-01-01 10:00:00+00"),
                        tuple("bytes", "\\x00ff", "\\x00fe"));
        assertThat(difference.values())
                .filteredOn(v -> v.column().equals("long"))
                .extracting(Unequal::expected, Unequal::actual)
                .containsExactly(tuple("…" + "😀".repeat(10) + "a", "…" + "😀".repeat(10) + "b"));
    }
}
