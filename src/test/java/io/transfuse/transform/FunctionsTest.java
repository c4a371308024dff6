package io.transfuse.transform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Sparks;
import io.transfuse.model.Secret;
import io.transfuse.types.UuidFrom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FunctionsTest {
    private static final String NAMESPACE = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";

    @Test
    void jsonIsPrintedAsPostgresPrintsIt() {
        assertThat(values("jsonb", "{\"b\":1,\"a\":1.10}", "{", "\"\\u0000\"", null))
                .containsExactly("{\"a\": 1.10, \"b\": 1}", null, null, null);
        assertThat(values("jsonb_fault", "{}", "{", "\"\\u0000\"", null))
                .containsExactly(null, "bad-json", "nul-byte", null);
        assertThat(values("jsonb_without_nul", "\"a\\u0000b\"", null)).containsExactly("\"ab\"", null);
        assertThat(values("jsonb_wrapped", "{", null)).containsExactly("\"{\"", null);
    }

    @Test
    void keysThatAreUuidsAreKeptAndOthersDerived() {
        var uuid = "{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}";
        var rows = texts(uuid, "42", null)
                .select(
                        Functions.call("uuid_text", lit(NAMESPACE), lit("customers"), col("x")),
                        Functions.call("uuid_of", lit(NAMESPACE), lit("customers"), col("x")),
                        Functions.call("is_uuid", col("x")))
                .collectAsList();
        assertThat(rows.get(0).getString(0)).isEqualTo("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
        assertThat(rows.get(0).getString(1)).isNotEqualTo(rows.get(0).getString(0));
        assertThat(rows.get(1).getString(0))
                .isEqualTo(rows.get(1).getString(1))
                .isEqualTo("45bab92c-c6ec-5e2a-ab20-f4516dc9d588");
        assertThat(rows.get(2).isNullAt(0)).isTrue();
        assertThat(rows.get(2).isNullAt(1)).isTrue();
        assertThat(rows.stream().map(r -> r.getBoolean(2))).containsExactly(true, false, false);
    }

    @Test
    void aSecretIsInTheFunctionAndNotInThePlan() {
        var secret = new Secret("0123456789abcdef");
        var function = Functions.keyed(secret);

        var derived = texts("42", null).select(Functions.call(function, lit("customers"), col("x")));

        assertThat(derived.collectAsList().stream().map(r -> r.getString(0)))
                .containsExactly(UuidFrom.keyed(secret, "customers", "42"), null);
        assertThat(derived.queryExecution().toString()).contains(function).doesNotContain(secret.reveal());
    }

    @Test
    void momentsAreReadByTheStorageClassWhereverTheOtherColumnsAreNull() {
        var rows = Sparks.session()
                .sql("""
                        SELECT * FROM VALUES
                          (1, 'integer', 1700000000L, CAST(NULL AS double), CAST(NULL AS string)),
                          (2, 'real', NULL, 2440587.5D, NULL),
                          (3, 'text', NULL, NULL, '2024-02-29 10:20:30.5'),
                          (4, 'text', NULL, NULL, 'yesterday'),
                          (5, 'blob', NULL, NULL, NULL),
                          (6, 'null', NULL, NULL, NULL),
                          (7, NULL, NULL, NULL, NULL)
                          AS t(n, c, i, d, s)
                        """)
                .repartition(2)
                .orderBy("n")
                .select(
                        Functions.moment(col("c"), col("i"), col("d"), col("s")),
                        Functions.momentKind(col("c"), col("i"), col("d"), col("s")))
                .collectAsList();
        assertThat(rows.stream()
                        .map(r -> r.isNullAt(0) ? null : r.getTimestamp(0).toInstant()))
                .containsExactly(
                        Instant.parse("2023-11-14T22:13:20Z"),
                        Instant.EPOCH,
                        Instant.parse("2024-02-29T10:20:30.5Z"),
                        null,
                        null,
                        null,
                        null);
        assertThat(rows.stream().map(r -> r.getString(1)))
                .containsExactly("unix-seconds", "julian-day", "iso", "not-a-timestamp", "not-a-timestamp", null, null);
    }

    @Test
    void theyAreCompiledIntoThePlan() {
        var plan = texts("{}", "[]").select(Functions.call("jsonb", col("x")));
        assertThat(plan.queryExecution().executedPlan().toString())
                .contains("invoke")
                .doesNotContain("UDF");
    }

    private static List<String> values(String function, @Nullable String... texts) {
        return texts(texts).select(Functions.call(function, col("x"))).collectAsList().stream()
                .map(r -> r.getString(0))
                .toList();
    }

    /** Shuffled once, so that functions are not folded into a local relation before they are compiled. */
    private static Dataset<Row> texts(@Nullable String... texts) {
        var spark = Sparks.session();
        var rows = new ArrayList<Row>();
        for (var text : texts) {
            rows.add(RowFactory.create(rows.size(), text));
        }
        return spark.createDataFrame(rows, StructType.fromDDL("n int, x string"))
                .repartition(2)
                .orderBy("n");
    }
}
