package io.transfuse.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.Sparks;
import io.transfuse.SqlServer;
import io.transfuse.model.Endpoint;
import io.transfuse.model.Mapping;
import io.transfuse.source.MysqlSource;
import io.transfuse.source.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.functions;
import org.assertj.core.api.SoftAssertions;

/** Every key there is cuts its table into parts that hold each row once. */
class MysqlPartsTest {
    private static final int ROWS = 2;

    /** What a table is made of: its name, its columns and keys, and its rows. */
    private record Made(String table, String columns, String rows, int largest) {
        List<String> statements() {
            var create = "CREATE TABLE " + table + " (" + columns + ")";
            return rows.isEmpty() ? List.of(create) : List.of(create, "INSERT INTO " + table + " VALUES " + rows);
        }
    }

    private static Made made(String table, String columns, String rows, int largest) {
        return new Made(table, columns, rows, largest);
    }

    private static List<Made> keys(boolean mysql) {
        return Stream.of(
                        numbers(),
                        times(),
                        texts(),
                        bytes(),
                        several(),
                        others(),
                        mysql ? List.<Made>of() : addresses())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Made> numbers() {
        return List.of(
                made(
                        "integers",
                        "k BIGINT PRIMARY KEY",
                        "(-9223372036854775808), (-5), (-4), (0), (1), (9223372036854775807), (77)",
                        ROWS),
                made(
                        "unsigneds",
                        "k BIGINT UNSIGNED PRIMARY KEY",
                        "(0), (1), (9223372036854775807), (9223372036854775808), (18446744073709551615)",
                        ROWS),
                made("decimals", "k DECIMAL(30,10) PRIMARY KEY", "(-1.5), (-1.4999999999), (0), (1e19), (3)", ROWS),
                made("years", "k YEAR PRIMARY KEY", "(0), (1901), (1970), (2155), (2000)", ROWS));
    }

    private static List<Made> times() {
        return List.of(
                made(
                        "dates",
                        "k DATE PRIMARY KEY",
                        "('0000-00-00'), ('2024-00-00'), ('2024-02-00'), ('1000-01-01'), ('9999-12-31')",
                        ROWS),
                made(
                        "moments",
                        "k DATETIME(6) PRIMARY KEY",
                        "('0000-00-00'), ('2024-01-01 00:00:00.000001'), ('2024-01-01'), ('1000-01-01'), ('9999-12-31')",
                        ROWS),
                made(
                        "stamps",
                        "k TIMESTAMP(3) PRIMARY KEY",
                        "('0000-00-00'), ('2024-10-27 00:30:00.5'), ('2024-10-27 01:30:00.5'), ('1971-01-01'), ('2037-01-01')",
                        ROWS),
                made(
                        "times",
                        "k TIME(6) PRIMARY KEY",
                        "('-838:59:59'), ('-00:00:00.000001'), ('00:00:00'), ('838:59:59'), ('10:00:00')",
                        ROWS));
    }

    private static List<Made> texts() {
        return List.of(
                made(
                        "folded",
                        "k VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL, n INT, KEY (k)",
                        "('abc', 1), ('ABC', 2), ('ABC ', 3), ('äbc', 4), ('ß', 5), ('ss', 6), ('', 7), (' ', 8), ('😀', 9),"
                                + " ('😁', 10), ('z', 11), ('Z', 12)",
                        8),
                made(
                        "exact",
                        "k VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PRIMARY KEY",
                        "('abc'), ('ABC'), ('äbc'), (''), ('😀'), ('\uFFFF'), ('\\\\'), ('\\''), ('\"'), ('a\\0b'), ('%_'), ('` OR 1=1 -- ')",
                        ROWS),
                made(
                        "swedish",
                        "k VARCHAR(20) CHARACTER SET latin1 COLLATE latin1_swedish_ci PRIMARY KEY",
                        "('abc'), ('ABD '), ('å'), ('Ä'), ('é'), ('f'), ('€')",
                        ROWS),
                made(
                        "wide",
                        "k VARCHAR(20) CHARACTER SET utf16 COLLATE utf16_bin PRIMARY KEY",
                        "('abc'), ('ABD'), ('😀'), ('ä'), ('\uFFFD')",
                        ROWS),
                made(
                        "padded",
                        "k CHAR(5) CHARACTER SET utf8mb4 PRIMARY KEY",
                        "('a'), ('b   '), ('a b'), (''), ('abcde')",
                        ROWS));
    }

    private static List<Made> bytes() {
        return List.of(
                made(
                        "bytes16",
                        "k BINARY(16) PRIMARY KEY",
                        "(X'00000000000000000000000000000000'), (X'0000000000000000000000000000FF00'), (X'FF'), (X'5C27'), (X'80')",
                        ROWS),
                made(
                        "bytes",
                        "k VARBINARY(9) PRIMARY KEY",
                        "(X''), (X'00'), (X'0000'), (X'FF'), (X'FF00'), (X'2020'), (X'20')",
                        ROWS));
    }

    private static List<Made> several() {
        return List.of(
                made(
                        "pairs",
                        "a INT, b VARCHAR(5), c DATE, PRIMARY KEY (a, b, c)",
                        "(7,'a','2024-01-01'), (7,'a','2024-01-02'), (7,'a','2024-01-03'), (7,'b','2024-01-01'), (7,'c','2024-01-01'),"
                                + " (7,'d','0000-00-00'), (7,'e','2024-01-01'), (7,'f','2024-01-01'), (7,'g','2024-01-01'), (8,'a','2024-01-01')",
                        ROWS),
                made(
                        "partial",
                        "a INT, e ENUM('x','b'), PRIMARY KEY (a, e)",
                        "(1,'x'), (1,'b'), (2,'x'), (2,'b'), (3,'x'), (4,'x'), (5,'x')",
                        3),
                made(
                        "nullable",
                        "a INT, b VARCHAR(9), UNIQUE KEY (a, b)",
                        "(NULL,NULL), (NULL,NULL), (NULL,'x'), (NULL,'x'), (NULL,'y'), (1,NULL), (1,NULL), (1,'x'), (2,NULL), (2,'y')",
                        4),
                made("unique1", "n INT, k INT NOT NULL, UNIQUE KEY (k)", "(1,5), (1,4), (2,3), (NULL,2), (1,1)", ROWS));
    }

    private static List<Made> others() {
        return List.of(
                made(
                        "`odd ``name`",
                        "`a``b c` INT, `_transfuse` INT, PRIMARY KEY (`a``b c`)",
                        "(1,1), (2,2), (3,3), (4,4), (5,5)",
                        ROWS),
                made(
                        "indexed",
                        "v TEXT, k INT, KEY (k)",
                        "('x',1), ('x',1), ('x',1), ('x',1), ('y',NULL), ('y',NULL), ('y',NULL), ('z',9), ('z',9), (NULL,10)",
                        7),
                made("keyless", "v INT, w INT", "(1,1), (1,1), (2,2), (NULL,NULL), (NULL,NULL)", 5),
                made("prefixed", "v TEXT, PRIMARY KEY (v(3))", "('a'), ('bbb'), ('ccc'), ('dddd')", 4),
                made("chosen", "e ENUM('z','a','m') PRIMARY KEY", "('z'), ('a'), ('m')", 3),
                made("few", "k INT PRIMARY KEY", "(1), (2)", 2),
                made("nobody", "k INT PRIMARY KEY", "", 0));
    }

    /** Types that MySQL does not have. */
    private static List<Made> addresses() {
        return List.of(
                made(
                        "uuids",
                        "k UUID PRIMARY KEY",
                        "('00000000-0000-0000-0000-000000000000'), ('ffffffff-ffff-ffff-ffff-ffffffffffff'),"
                                + " ('123e4567-e89b-12d3-a456-426655440000'), ('123e4567-e89b-42d3-a456-426655440000'), (UUID())",
                        ROWS),
                made("addresses", "k INET6 PRIMARY KEY", "('::'), ('::1'), ('ff00::'), ('1.2.3.4'), ('a::')", ROWS));
    }

    private static Endpoint database(SqlServer server, List<Made> all) {
        var database = server.database("CHARACTER SET utf8mb4");
        var statements = new ArrayList<>(List.of("SET SESSION sql_mode = '', time_zone = '+00:00'"));
        all.forEach(m -> statements.addAll(m.statements()));
        Servers.execute(database, statements.toArray(String[]::new));
        return server.reader(database);
    }

    private static Mapping mapping(Source source, String table) {
        return MysqlReaderTest.mapping(source, table, Map.of());
    }

    @OnSqlServers
    void eachRowIsInOnePartWhateverTheKey(SqlServer server) {
        var all = keys(server.mysql());
        var found = new SoftAssertions();
        try (var source = MysqlSource.open(database(server, all), true)) {
            for (var table : source.catalogue().tables()) {
                var made = all.stream()
                        .filter(m -> m.table().equals(source.quoted(table.name()))
                                || m.table().equals(table.name()))
                        .findFirst()
                        .orElseThrow();
                var covering = Covering.of(source, mapping(source, table.name()), ROWS);

                found.assertThat(covering.whole()).as(table.name()).doesNotHaveDuplicates();
                found.assertThat(covering.faults()).as(table.name()).isEmpty();
                found.assertThat(covering.largest()).as(table.name()).isLessThanOrEqualTo(made.largest());
                found.assertThat(covering.parts().isEmpty())
                        .as(table.name() + " in one part")
                        .isEqualTo(made.largest() == covering.whole().size());
            }
        }
        found.assertAll();
    }

    @OnSqlServers
    void aSpoiltConditionIsFound(SqlServer server) {
        var all = keys(server.mysql());
        var found = new SoftAssertions();
        try (var source = MysqlSource.open(database(server, all), true)) {
            for (var table : List.of("integers", "exact", "bytes16", "pairs", "nullable")) {
                var mapping = mapping(source, table);

                found.assertThat(Covering.of(source, mapping, ROWS, c -> c.replace(" >= ", " > "))
                                .faults())
                        .as(table)
                        .anyMatch(f -> f.startsWith("never: "));
                found.assertThat(Covering.of(source, mapping, ROWS, c -> c.replace(" < ", " <= "))
                                .faults())
                        .as(table)
                        .anyMatch(f -> f.startsWith("twice: "));
            }
            found.assertThat(Covering.of(source, mapping(source, "nullable"), ROWS, c -> c.replace("IS NULL", "= NULL"))
                            .faults())
                    .anyMatch(f -> f.startsWith("never: "));
        }
        found.assertAll();
    }

    @OnSqlServers
    void sparkReadsTheSamePartsAndNeverSeesAKey(SqlServer server) {
        var database = database(server, keys(server.mysql()));
        try (var source = MysqlSource.open(database, true)) {
            List.of("exact", "pairs", "indexed").forEach(t -> readsTheSameParts(source, t));
        }
    }

    /** As on a cluster. */
    @OnSqlServers
    void readersWithSessionsOfTheirOwnOpenTheConditionsToo(SqlServer server) {
        var database = database(server, keys(server.mysql()));
        try (var source = MysqlSource.open(database, false)) {
            readsTheSameParts(source, "exact");
        }
    }

    private static void readsTheSameParts(Source source, String table) {
        var mapping = mapping(source, table);
        var rows = new Reader(Sparks.session(), source, ROWS)
                .rows(mapping, mapping.branches().get(0));
        var read = rows.select(functions.col("_position"), functions.spark_partition_id())
                .collectAsList();
        var covering = Covering.of(source, mapping, ROWS);

        assertThat(read.stream().map(r -> new String(r.<byte[]>getAs(0), StandardCharsets.UTF_8)))
                .containsExactlyInAnyOrderElementsOf(covering.whole());
        assertThat(read.stream().map(r -> r.getInt(1)).distinct().count())
                .isEqualTo(covering.parts().stream().filter(p -> !p.isEmpty()).count());
        for (var part : rows.rdd().getPartitions()) {
            // A literal of bytes; what is encrypted may end in these two characters too.
            assertThat(rows.queryExecution().toString() + part).doesNotContainPattern("X'[0-9A-F]");
        }
    }
}
