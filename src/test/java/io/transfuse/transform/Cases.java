package io.transfuse.transform;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Sparks;
import io.transfuse.config.Policy;
import io.transfuse.config.Settings;
import io.transfuse.model.Finding.Action;
import io.transfuse.model.Form;
import io.transfuse.model.Orphans;
import io.transfuse.model.PgType;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;

/** Values and what becomes of them, computed in one job; what is rejected has no value worth a look. */
final class Cases {

    static final OfColumn ANYTHING = new OfColumn(
            Map.of(Storage.INTEGER, 1L, Storage.REAL, 1L, Storage.TEXT, 1L, Storage.BLOB, 1L, Storage.NULL, 1L),
            Optional.of(Long.MIN_VALUE),
            Optional.of(Long.MAX_VALUE),
            1000,
            Map.of("nul", 1L));
    static final Policy STRICT = policy(Policy.NulByte.QUARANTINE, Policy.BadJson.QUARANTINE);
    static final Policy LENIENT = policy(Policy.NulByte.STRIP, Policy.BadJson.WRAP);
    static final OfColumn MYSQL = facts("zero-date", "enum-zero", "double-encoded");
    static final byte[] NOT_UTF8 = {'a', (byte) 0xC3, (byte) 0x28};
    static final String UUID = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11";

    private final List<Case> cases = new ArrayList<>();

    record Case(
            Form form,
            PgType type,
            Policy policy,
            OfColumn profile,
            boolean nullable,
            @Nullable Object value,
            String expected) {}

    void longs(String type, Object... values) {
        pairs(Form.LONG, type, values);
    }

    void reals(String type, Object... values) {
        pairs(Form.DOUBLE, type, values);
    }

    void texts(String type, Object... values) {
        pairs(Form.TEXT, type, values);
    }

    void pairs(Form form, String type, Object... values) {
        for (int i = 0; i < values.length; i += 2) {
            add(form, type, STRICT, values[i], (String) values[i + 1]);
        }
    }

    void add(Case one) {
        cases.add(one);
    }

    void add(Form form, String type, Policy policy, @Nullable Object value, String expected) {
        cases.add(new Case(form, PgType.of(type), policy, ANYTHING, true, value, expected));
    }

    void mysql(String type, Policy policy, boolean nullable, Object value, String expected) {
        mysql(PgType.of(type), policy, nullable, value, expected);
    }

    void mysql(PgType type, Policy policy, boolean nullable, Object value, String expected) {
        cases.add(new Case(Form.TEXT, type, policy, MYSQL, nullable, value, expected));
    }

    static OfColumn facts(String... facts) {
        return new OfColumn(
                Map.of(Storage.TEXT, 1L),
                Optional.empty(),
                Optional.empty(),
                1000,
                Stream.of(facts).collect(Collectors.toMap(f -> f, f -> 1L)));
    }

    static Policy with(String key, String value) {
        var settings = Map.of("source.url", "sqlite:x", "target.url", "embedded", "policy." + key, value);
        return Settings.read(Optional.empty(), settings, Map.of()).policy();
    }

    static Row mixed(String storage, @Nullable Long integer, @Nullable Double real, byte @Nullable [] bytes) {
        return RowFactory.create(storage, integer, real, bytes);
    }

    /** One row with a column for each case, computed in a task and not folded away by the optimiser. */
    void verify() {
        verify(Sparks.session());
    }

    void verifyInterpreted() {
        verify(interpreted());
    }

    /** Compiling many small expressions takes longer than computing them. */
    private static SparkSession interpreted() {
        var session = Sparks.session().newSession();
        session.conf().set("spark.sql.codegen.wholeStage", false);
        session.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
        return session;
    }

    private void verify(SparkSession spark) {
        var schema = new ArrayList<String>();
        var columns = new ArrayList<Column>();
        for (int i = 0; i < cases.size(); i++) {
            var each = cases.get(i);
            schema.add("c" + i + " " + ddl(each.form()));
            columns.add(outcome(each, col("c" + i)));
        }
        var row = RowFactory.create(cases.stream().map(Case::value).toArray());
        var results = spark.createDataFrame(List.of(row), StructType.fromDDL(String.join(", ", schema)))
                .repartition(1)
                .select(array(columns.toArray(Column[]::new)))
                .first()
                .<String>getList(0);

        assertThat(results).hasSameSizeAs(cases);
        var softly = new SoftAssertions();
        for (int i = 0; i < cases.size(); i++) {
            softly.assertThat(results.get(i))
                    .as("%s", cases.get(i))
                    .isEqualTo(cases.get(i).expected());
        }
        softly.assertAll();
    }

    private static String ddl(Form form) {
        return switch (form) {
            case LONG -> "bigint";
            case SINGLE -> "float";
            case DOUBLE -> "double";
            case TEXT -> "string";
            case BYTES -> "binary";
            case MIXED -> "struct<class: string, int: bigint, real: double, bytes: binary>";
        };
    }

    private static Column outcome(Case each, Column in) {
        var type = each.type();
        var change = new Conversions(type, "x", each.profile(), each.policy(), each.nullable()).of(each.form(), in);
        var value = change.value().cast(SparkTypes.of(type));
        var text =
                coalesce(SparkTypes.of(type).sql().equals("BINARY") ? hex(value) : value.cast("string"), lit("NULL"));
        Column rejected = lit(false);
        var parts = new ArrayList<Column>();
        for (var fault : change.faults()) {
            var finding = fault.finding();
            var action = finding.action().name().toLowerCase(Locale.ROOT);
            parts.add(when(fault.when(), lit(finding.rule().replace(":x", "") + " " + action)));
            rejected = finding.action() == Action.REJECT ? rejected.or(coalesce(fault.when(), lit(false))) : rejected;
        }
        parts.add(0, when(rejected, lit(null).cast("string")).otherwise(text));
        return concat_ws(", ", parts.toArray(Column[]::new));
    }

    private static Policy policy(Policy.NulByte nul, Policy.BadJson json) {
        return new Policy(
                Orphans.QUARANTINE, Policy.Narrow.WIDEN, nul, json, Policy.Datetime.TIMESTAMP, Policy.Mixed.WIDEN);
    }
}
