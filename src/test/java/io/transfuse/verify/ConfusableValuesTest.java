package io.transfuse.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.model.Endpoint;
import io.transfuse.types.Quote;
import io.transfuse.types.RowSql;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values that PostgreSQL compares or hashes as equal, or that are easily damaged into each other. */
class ConfusableValuesTest {
    private static final String NULL = "(null)";

    // spotless:off
    private static final List<List<String>> SETS = List.of(
            List.of("boolean", "true", "false", NULL),
            List.of("smallint", "-1", "1", "0", NULL),
            List.of("integer", "-1", "1", "0", "2147483647", NULL),
            List.of("bigint", "-1", "4294967295", "-4294967296", "0", "4294967297", "1", "-2", "4294967294", NULL),
            List.of("numeric", "1.5", "-1.5", "1.10", "1.1", "1.100", "0.0", "0", "NaN", "11", NULL),
            List.of("real", "0", "-0", "NaN", "Infinity", NULL),
            List.of("double precision", "0", "-0", "NaN", "Infinity", "1", "1.0000000000000002", NULL),
            List.of("text", "a", "a ", "A", " a", "ä", "a\u0308", "", " ", NULL),
            List.of("text collate ignoring", "a", "A", "a ", "ä", "", NULL),
            List.of("varchar(5)", "a", "a ", "A", "", NULL),
            List.of("uuid", "00000000-0000-0000-0000-000000000001", "01000000-0000-0000-0000-000000000000", NULL),
            List.of("jsonb", "[[1], 2]", "[1, 2]", "[1, [2]]", "[2, 1]", "[[1, 2]]", "{\"a\": 1.0}", "{\"a\": 1}",
                    "{\"a\": [1]}", "[\"a\", 1]", "\"1\"", "1", "-1", "{}", "[]", "null", "\"\"", NULL),
            List.of("bytea", "\\x", "\\x00", "\\x0000", "\\x00ff", "\\xff00", "\\x00fe", NULL),
            List.of("date", "2024-03-31", "2024-04-01", "1970-01-01", "2000-01-01", NULL),
            List.of("time", "10:00:00", "10:00:00.000001", "11:00:00", "00:00:00", "24:00:00", NULL),
            List.of("timestamp", "2024-03-31 10:00:00", "2024-03-31 10:00:00.000001", "2024-03-31 11:00:00",
                    "2024-03-31 08:48:25.032704", "2024-03-31 11:11:34.967296", "2000-01-01", "1999-12-31 23:59:59.999999", NULL),
            List.of("timestamptz", "2024-03-31 10:00:00Z", "2024-03-31 10:00:00.000001Z", "2024-03-31 10:00:00+01",
                    "2024-03-31 10:00:00+05:30", "2000-01-01Z", "1999-12-31 23:59:59.999999Z", NULL),
            List.of("interval", "24:00:00", "1 day", "-24:00:00", "720:00:00", "1 month", "00:00:00.000001", "00:00:00", NULL),
            List.of("varbit", "1", "10", "01", "", "0", NULL),
            List.of("mood", "fine", "Fine", "", NULL),
            List.of("text[]", "{a,b}", "{b,a}", "{{a,b}}", "{a,NULL,b}", "{ab}", "{}", "{\"\"}", "{NULL}", NULL),
            List.of("point", "(1,2)", "(2,1)", "(0,-0)", "(0,0)", "(-0,0)", NULL));
    // spotless:on

    @Test
    void everyValueHasAChecksumOfItsOwn() {
        tellsApart(Servers.postgres());
        Servers.oldPostgres().ifPresent(ConfusableValuesTest::tellsApart);
    }

    private static void tellsApart(Endpoint server) {
        Servers.execute(
                server,
                "CREATE TYPE mood AS ENUM ('fine', 'Fine', '')",
                "CREATE COLLATION ignoring (provider = icu, locale = 'und-u-ks-level1', deterministic = false)");
        for (var set : SETS) {
            var type = set.get(0);
            var values = set.subList(1, set.size());
            var column = type.equals("mood")
                    ? Staged.enumeration("x", type)
                    : Staged.target("t", List.of(), "x " + type).columns().get(0);
            var statements = new ArrayList<String>();
            statements.add("DROP TABLE IF EXISTS t");
            statements.add("CREATE TABLE t (x " + type + ")");
            values.forEach(
                    v -> statements.add("INSERT INTO t VALUES (" + (v.equals(NULL) ? "NULL" : Quote.literal(v)) + ")"));
            Servers.execute(server, statements.toArray(String[]::new));
            assertThat(Servers.rows(server, "SELECT " + RowSql.checksum(List.of(column)) + "::text FROM t"))
                    .as(type)
                    .hasSameSizeAs(values)
                    .doesNotHaveDuplicates();
        }
    }
}
