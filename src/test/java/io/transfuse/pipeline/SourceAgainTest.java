package io.transfuse.pipeline;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.Secret;
import io.transfuse.model.UserException;
import io.transfuse.model.Validation.Check;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.verify.KeySearch.Found;
import io.transfuse.verify.ShownKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify --source}: the source is read once more and compared with the stage. */
class SourceAgainTest {

    @TempDir
    Path folder;

    private static Map<String, Check> compared(Outcome outcome) {
        return checks(outcome, "source:");
    }

    private static Map<String, Check> checks(Outcome outcome, String kind) {
        return outcome.validation().orElseThrow().checks().stream()
                .filter(c -> c.name().startsWith(kind))
                .collect(Collectors.toMap(Check::name, c -> c));
    }

    private static Check aggregate(Map<String, Check> checks, String column) {
        return Objects.requireNonNull(checks.get("aggregate:" + column), column);
    }

    private static UserException refused(Trial trial) {
        return catchThrowableOfType(UserException.class, trial::verify);
    }

    @Test
    void whatTheStageHoldsOtherwiseThanTheSourceIsNamed() throws Exception {
        var trial = Trial.of(Path.of("conf/examples/shop.conf"), folder)
                .sampled("shop", 40, true)
                .with("limits.rejects", "1000");
        assertThat(trial.run().exitCode()).isZero();
        trial.with("verify.source", "true").with("verify.level", "digests");

        var clean = trial.verify();
        assertThat(clean.findings()).isEmpty();
        assertThat(compared(clean)).containsKeys("source:people", "source:companies", "source:orders", "source:notes");
        assertThat(compared(clean).values()).allMatch(c -> c.verdict() == Verdict.PASS);
        assertThat(checks(clean, "aggregate:")).containsKeys("aggregate:products.name", "aggregate:orders.placed_at");

        Servers.execute(
                trial.target,
                "UPDATE products SET name = 'Zzz' || name WHERE id = (SELECT id FROM products ORDER BY id LIMIT 1)");
        stageIsDamaged(trial);
        var damaged = trial.verify();
        var products = Objects.requireNonNull(compared(damaged).get("source:products"));
        assertThat(products.count()).isEqualTo(4);
        assertThat(products.examples())
                .containsExactlyInAnyOrder(
                        digest(trial, "1") + " changed: name",
                        digest(trial, "2") + " extra",
                        digest(trial, "3") + " missing",
                        digest(trial, "no such key") + " extra");
        assertThat(trial.find(digest(trial, "2")))
                .extracting(Found::table, Found::place, Found::source, Found::sourceKey)
                .contains(tuple("public.products", "stage", "products", "2"));
        assertThat(damaged.findings()).anyMatch(f -> f.startsWith("check source:products: 4"));
        var names = Objects.requireNonNull(checks(damaged, "aggregate:").get("aggregate:products.name"));
        assertThat(names.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(names.detail())
                .matches("source: 25 values, 0 NULLs, sum #\\w{8}, least #\\w{8}, greatest #\\w{8}, \\d+ distinct;"
                        + " target: 25 values, 0 NULLs, sum #\\w{8}, least #\\w{8}, greatest #\\w{8}, \\d+ distinct");
        assertThat(damaged.json()).doesNotContain("Zzz");
        assertThat(damaged.exitCode()).isEqualTo(1);
    }

    private static void stageIsDamaged(Trial trial) throws Exception {
        new StagedRows(trial, "public.products")
                .become(rows -> rows.where(col("_key").notEqual("3"))
                        .withColumn(
                                "name",
                                when(col("_key").equalTo("1"), concat(col("name"), lit("!")))
                                        .otherwise(col("name")))
                        .unionByName(rows.where(col("_key").equalTo("2")))
                        .unionByName(rows.where(col("_key").equalTo("4")).withColumn("_key", lit("no such key"))));
    }

    /** Without the run's secret nobody can make it. */
    private static String digest(Trial trial, String key) {
        var namespace = Servers.rows(trial.target, "SELECT namespace FROM transfuse.installation");
        return ShownKey.digest(new Secret(namespace.get(0)), key);
    }

    @Test
    void valuesThatBecameOthersOfTheSameSumAreTold() {
        var trial = Trial.of("general", folder).with("uuid.keys", "integer");
        trial.inSource(
                "CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT NOT NULL, n INTEGER, day DATE, price REAL)",
                "CREATE TABLE uses (id INTEGER PRIMARY KEY, word_id INTEGER REFERENCES words (id))",
                "INSERT INTO words VALUES (1, 'aa', 1, '2024-01-01', 1.5), (2, 'Bb', 2, '2024-01-02', 2.5),"
                        + " (3, 'bb', 3, '2024-01-03', 3.5), (4, 'dd', 4, '2024-01-04', 1234567890123456789.0)",
                "INSERT INTO uses VALUES (1, 1), (2, 1), (3, 4), (4, NULL)");
        assertThat(trial.run().exitCode()).isZero();
        trial.with("verify.source", "true").with("verify.level", "counts");
        assertThat(trial.verify().findings()).isEmpty();

        Servers.execute(
                trial.target,
                "UPDATE words SET word = 'bb' WHERE word = 'Bb'",
                "UPDATE uses SET word_id = (SELECT id FROM words WHERE word = 'dd') WHERE word_id IS NOT NULL",
                "UPDATE words SET n = CASE WHEN n < 3 THEN 1 ELSE 4 END, day = DATE '2024-01-01' + CASE WHEN n < 3 THEN 0 ELSE 3 END");
        var aggregates = checks(trial.verify(), "aggregate:");
        assertThat(aggregates.values())
                .filteredOn(c -> c.verdict() == Verdict.FAIL)
                .extracting(Check::name)
                .containsExactlyInAnyOrder(
                        "aggregate:words.word", "aggregate:words.n", "aggregate:words.day", "aggregate:uses.word_id");
        assertThat(aggregate(aggregates, "uses.word_id").detail())
                .isEqualTo("source: 3 values, 1 NULLs, 2 distinct; target: 3 values, 1 NULLs, 1 distinct");
        assertThat(aggregate(aggregates, "words.n").detail())
                .matches("source: (.*), 4 distinct; target: \\1, 2 distinct");
        assertThat(aggregate(aggregates, "words.price").detail()).endsWith("distinct values not compared");
    }

    @Test
    void aSourceThatMovedOnOrIsGoneIsRefusedAndNotCalledWrong() {
        var trial = Trial.shop(folder);
        trial.run();
        trial.with("verify.source", "true").with("skip", "notes");
        assertThat(refused(trial)).hasMessageContaining("skip is notes and was not set");
        trial.settings.remove("skip");

        trial.inSource("UPDATE products SET name = name || '!' WHERE id = 1");
        var refused = refused(trial);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused).hasMessageStartingWith("the source is at ").hasMessageContaining(", but must be at ");

        trial.with("source.url", "sqlite:" + folder.resolve("gone.db"));
        assertThat(refused(trial).exitCode()).isEqualTo(3);
    }

    @OnSqlServers
    void otherPartsOfAServerGiveTheSameRows(SqlServer server) throws Exception {
        var database = server.database("CHARACTER SET utf8mb4");
        Servers.execute(
                database,
                "CREATE TABLE people (code VARCHAR(30) PRIMARY KEY, boss VARCHAR(30), n BIGINT UNSIGNED)",
                "CREATE TABLE notes (id INT AUTO_INCREMENT PRIMARY KEY, person VARCHAR(30), body TEXT, at DATETIME(6))",
                "CREATE TABLE heap (body VARCHAR(20), n INT)",
                "INSERT INTO people VALUES ('a', NULL, 1), ('b', 'a', 2), ('ö', NULL, 3), ('z', 'ö', 4), ('😀', NULL, 5)",
                "INSERT INTO notes (person, body, at) VALUES ('a', 'x', '2024-01-01 10:00:00.123456'), ('A', 'y', NULL),"
                        + " ('gone', 'z', NULL), ('b', '', NULL), ('z', NULL, NULL)",
                "INSERT INTO heap VALUES ('a', 1), ('a', 1), ('a', 1), (NULL, 2), (NULL, NULL)",
                "ANALYZE TABLE people, notes, heap");
        var trial = Trial.from(server.reader(database), folder)
                .with("read.partition-rows", "2")
                .with("limits.rejects", "5")
                .with("uuid.keys", "all")
                .configured(
                        List.of(
                                "tables.notes { references { person = people }, also.bodies { where = \"t.body <> ''\", drop = [person],"
                                        + " columns.note_id { from = id }, references.note_id = notes } }",
                                "tables.people.split { big { where = \"t.n > 3\" }, small { otherwise = true } }",
                                "tables.notes.columns { big_id { from = person, to = big }, small_id { from = person, to = small } }"));
        assertThat(trial.run().exitCode()).isZero();

        var outcome = trial.with("verify.source", "true").verify();

        assertThat(outcome.findings()).isEmpty();
        assertThat(compared(outcome))
                .hasSize(5)
                .allSatisfy((name, c) -> assertThat(c.verdict()).isEqualTo(Verdict.PASS));
        var aggregates = checks(outcome, "aggregate:");
        assertThat(aggregate(aggregates, "heap.n").detail()).contains("4 values, 1 NULLs", ", 2 distinct");
        assertThat(aggregate(aggregates, "heap.body").detail()).contains(", 1 distinct");
        assertThat(aggregate(aggregates, "notes.at").detail()).contains(", 1 distinct");
        assertThat(aggregate(aggregates, "bodies.note_id").detail()).contains("2 values, 0 NULLs, 2 distinct");
        Servers.execute(database, "UPDATE notes SET body = 'other' WHERE id = 1");
        assertThat(refused(trial).exitCode()).isEqualTo(2);
    }

    /** The stage has no sums of decimals, so that those of the others cannot be told with a corrected row. */
    @OnSqlServers
    void aCorrectedRowMakesNoSumOfTheOthersWrong(SqlServer server) throws Exception {
        var database = server.database();
        Servers.execute(
                database,
                "CREATE TABLE zero (id INT PRIMARY KEY, n INT, d DECIMAL(10,2))",
                "INSERT INTO zero VALUES (1, 5, 5), (2, -7, 0)");
        var trial = Trial.from(server.reader(database), folder)
                .configured(List.of("tables.zero.checks { z_ok = \"n >= 0\" }"))
                .with("limits.rejects", "10");
        assertThat(trial.run().exitCode()).isZero();
        var file = folder.resolve("corrections.jsonl");
        assertThat(trial.correctable(file)).isEqualTo(1);
        Files.writeString(file, Files.readString(file).replace("-7", "7"));
        assertThat(trial.correct(file).exitCode()).isZero();

        var outcome = trial.with("verify.source", "true").verify();

        assertThat(outcome.findings()).isEmpty();
        var sums = checks(outcome, "aggregate:");
        assertThat(aggregate(sums, "zero.n").detail()).contains("2 values").contains("sum");
        assertThat(aggregate(sums, "zero.d").detail()).contains("2 values").doesNotContain("sum");
    }
}
